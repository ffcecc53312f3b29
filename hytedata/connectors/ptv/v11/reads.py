"""The reads of PTV v11 that the sync needs, each described once and without I/O (ptv-api 4).

Texts are always read with their headings (`showHeader`): without it a document written back
would lose them (ptv-api 10, trap 36). The login's token is sent only where it is needed: for
`active` reads, and for an organisation's lists, where source ids are visible to it alone.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final
from urllib.parse import quote

from hytedata.connectors._http import Endpoint, Response
from hytedata.connectors.ptv.v11.arguments import AT_MOST as AT_MOST
from hytedata.connectors.ptv.v11.arguments import Archiving as Archiving
from hytedata.connectors.ptv.v11.calls import HEADINGS, Params, get, or_empty, or_none
from hytedata.connectors.ptv.v11.calls import ROOT as ROOT
from hytedata.connectors.ptv.v11.documents import Document, parse, parse_document
from hytedata.connectors.ptv.v11.familiar import Versions
from hytedata.connectors.ptv.v11.pages import (
    Page,
    decode_channel_page,
    decode_entries,
    decode_ids,
    decode_page,
)
from hytedata.connectors.ptv.v11.times import ANY_TIME, Window
from hytedata.connectors.ptv.v11.wire.base import WireModel
from hytedata.connectors.ptv.v11.wire.entities import CodeListItem, EntityItem
from hytedata.connectors.ptv.v11.wire.reading import shape_of
from hytedata.connectors.ptv.v11.wire.texts import Item
from hytedata.errors import SourceContractError
from hytedata.models.common import Json
from hytedata.models.publication import ItemKind

RESOURCES: Final[dict[ItemKind, str]] = {"service": "Service", "channel": "ServiceChannel"}


def organisation(organisation_id: str) -> Endpoint[Document]:
    """Read one published organisation."""
    named = f"published organisation {organisation_id} (or ptv.url is not PTV's address)"
    return _one(f"/Organization/{quote(organisation_id, safe='')}", named, [HEADINGS])


def item(kind: ItemKind, ptv_id: str) -> Endpoint[Document]:
    """Read the published version of one service or channel, as everybody sees it."""
    return _one(f"/{RESOURCES[kind]}/{quote(ptv_id, safe='')}", f"{kind} {ptv_id}", [HEADINGS])


def active_item(kind: ItemKind, ptv_id: str) -> Endpoint[Document | None]:
    """Read the newest version of one: a draft, published, or with unpublished edits.

    None where it is archived or unknown.
    """
    path = f"/{RESOURCES[kind]}/active/{quote(ptv_id, safe='')}"
    return or_none(_one(path, f"{kind} {ptv_id}", [HEADINGS], auth=True))


def items(kind: ItemKind, ptv_ids: Sequence[str]) -> Endpoint[tuple[Document, ...]]:
    """Read up to 100 published items by id; unknown ones are silently missing (ptv-api 3.3)."""
    return _listed(f"/{RESOURCES[kind]}/list", ptv_ids)


def organisation_page(kind: ItemKind, organisation_id: str, page: int) -> Endpoint[Page]:
    """Read a page of an organisation's published items, as whole objects.

    Services include those that it merely produces (ptv-api 10, trap 34).
    """
    params = [("organizationId", organisation_id), ("page", str(page)), HEADINGS]
    return _page(f"/{RESOURCES[kind]}/list/organization", params, decode_page, auth=True)


def channel_page(organisation_id: str, known: Versions, page: int) -> Endpoint[Page]:
    """Read a page of an organisation's published channels; those in *known* come lightly."""
    whole = organisation_page("channel", organisation_id, page)
    return Endpoint(
        whole.request,
        decode=lambda response: decode_channel_page(response, organisation_id, known),
        refuse=whole.refuse,
    )


def active_ids(kind: ItemKind, page: int, window: Window = ANY_TIME) -> Endpoint[Page]:
    """Read a page of ids of drafts, published items and items with unpublished edits.

    It knows no organisation: the ids may be everybody's. *window* is when they were last modified.
    """
    params = [("page", str(page)), *window.params()]
    return _entries_page(f"/{RESOURCES[kind]}/active", params, Item, auth=True)


def published_ids(kind: ItemKind, page: int) -> Endpoint[Page]:
    """Read a page of ids of all that is published in the country."""
    return _entries_page(f"/{RESOURCES[kind]}", [("page", str(page))], Item)


def ids_only(listed: Endpoint[Page]) -> Endpoint[Page]:
    """Read a page of ids for these alone (`Page.ids`), which is quicker."""
    return replace(listed, decode=decode_ids)


def entity_ids(organisation_id: str, page: int) -> Endpoint[Page]:
    """Read a page of `{id, type, modified}` of all that an organisation has published."""
    path = f"/Common/EntitiesByOrganization/{quote(organisation_id, safe='')}"
    return _entries_page(path, [("page", str(page))], EntityItem)


def visible_channel_ids(organisation_id: str, page: int) -> Endpoint[Page]:
    """Read a page of ids of an organisation's channels that others may connect.

    A channel itself never states it (ptv-api 10, trap 7).
    """
    params = [
        ("organizationId", organisation_id),
        ("isVisibleForAll", "true"),
        ("page", str(page)),
    ]
    return _entries_page("/ServiceChannel", params, Item)


def archived(
    kind: ItemKind, organisation_id: str, archiving: Archiving, skip: int
) -> Endpoint[tuple[Document, ...]]:
    """Read up to 100 archived items, from number *skip* on: ids, names and times only."""
    params = [
        ("ArchivingType", archiving),
        ("OrganizationId", organisation_id),
        ("Skip", str(skip)),
        ("Take", str(AT_MOST)),
    ]
    return _list(f"/{RESOURCES[kind]}/archived/list", params)


def general_description(description_id: str) -> Endpoint[Document | None]:
    """Read one general description; None where none is published under the id."""
    path = f"/GeneralDescription/{quote(description_id, safe='')}"
    return or_none(_one(path, f"general description {description_id}", [HEADINGS]))


def general_descriptions(description_ids: Sequence[str]) -> Endpoint[tuple[Document, ...]]:
    """Read up to 100 general descriptions; unknown ones are silently missing."""
    return _listed("/GeneralDescription/list", description_ids)


def municipality_codes() -> Endpoint[tuple[Document, ...]]:
    """Read the municipalities that PTV accepts: `{code, names}`."""
    return _list("/CodeList/GetMunicipalityCodes", [])


def language_codes() -> Endpoint[tuple[Document, ...]]:
    """Read the served languages that PTV accepts: `{code, names}`."""
    return _list("/CodeList/GetLanguageCodes", [])


def country_codes() -> Endpoint[tuple[Document, ...]]:
    """Read countries and dialling codes: `{code, names, prefixNumbers}`."""
    return _list("/CodeList/GetCountryCodes", [])


def postal_codes(page: int) -> Endpoint[Page]:
    """Read a page of the postal codes that PTV accepts: `{code, names}`."""
    return _entries_page("/CodeList/GetPostalCodes", [("page", str(page))], CodeListItem)


def _one(path: str, what: str, params: Params, *, auth: bool = False) -> Endpoint[Document]:
    def decode(response: Response) -> Document:
        return parse_document(response.content, response.url)

    return get(path, params, decode, what, auth=auth)


def _entries_page(
    path: str, params: Params, model: type[WireModel], *, auth: bool = False
) -> Endpoint[Page]:
    shape = shape_of(model)
    return _page(path, params, lambda response: decode_entries(response, shape), auth=auth)


def _page(
    path: str, params: Params, decode: Callable[[Response], Page], *, auth: bool = False
) -> Endpoint[Page]:
    return get(path, params, decode, path, auth=auth)


def _list(path: str, params: Params) -> Endpoint[tuple[Document, ...]]:
    return get(path, params, _decode_list, path)


def _listed(path: str, ptv_ids: Sequence[str]) -> Endpoint[tuple[Document, ...]]:
    if not 1 <= len(ptv_ids) <= AT_MOST:
        raise ValueError(f"1 to {AT_MOST} ids can be asked for at once, not {len(ptv_ids)}")
    # None of them known is a 404 instead of an empty list (ptv-api 3.3).
    return or_empty(_list(path, [("guids", ",".join(ptv_ids)), HEADINGS]))


def _decode_list(response: Response) -> tuple[Document, ...]:
    return tuple(_entries(parse(response.content, response.url), response.url))


def _entries(parsed: Json, url: str) -> Iterator[Document]:
    if parsed is None:
        return
    if not isinstance(parsed, list) or not all(isinstance(entry, dict) for entry in parsed):
        raise SourceContractError("PTV", url, detail="a list of objects was expected")
    for entry in parsed:
        if isinstance(entry, dict):
            yield entry
