"""The three lists of Lipas that can be walked: sites of v2, Locations of Interest, sites of v1."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from hytedata.connectors.lipas.endpoints import SOURCE, list_lois, list_sites
from hytedata.connectors.lipas.loi_query import LOI_WINDOW, LoiQuery
from hytedata.connectors.lipas.query import WINDOW, SiteQuery
from hytedata.connectors.lipas.raw_site import (
    RawSite,
    hash_site,
    read_raw_site,
    read_raw_v1_site,
    reject,
)
from hytedata.connectors.lipas.v1_endpoints import list_places
from hytedata.connectors.lipas.v1_query import V1_WINDOW, V1Query
from hytedata.connectors.lipas.walk import Listing
from hytedata.connectors.lipas.wire_loi import WireLoi
from hytedata.connectors.wire_values import NotADocument, decode_document
from hytedata.errors import SourceContractError
from hytedata.models.common import Rejection, SourceRef


@dataclass(frozen=True)
class RawLoi:
    """One Location of Interest as its bytes came, with the fields that tell what it is."""

    id: str
    status: str
    category: str
    type: str
    content_hash: str
    raw: bytes


def reject_loi(record: str, field: str, reason: str, *, name: str = "") -> Rejection:
    """Return a rejection of the Location of Interest *record*: its id, or where it stood."""
    ref = SourceRef(source=SOURCE, kind="loi", id=record)
    return Rejection(ref=ref, name=name.strip(), field=field, reason=reason)


def read_raw_loi(document: bytes | msgspec.Raw, place: str) -> RawLoi | Rejection:
    """Read the head of *document* and hash it; *place* names one without an id."""
    raw = bytes(document)
    try:
        head = decode_document(raw, WireLoi).wire
    except NotADocument as problem:
        return reject_loi(place, "document", str(problem))
    loi_id = (head.id or "").strip().lower()
    if not loi_id:
        return reject_loi(place, "id", "it is missing")
    return RawLoi(
        loi_id,
        head.status or "",
        head.loi_category or "",
        head.loi_type or "",
        hash_site(raw, head.event_date),
        raw,
    )


def _check_site(part: SiteQuery, site: RawSite) -> None:
    wanted = (
        ("city-codes", site.municipality, part.city_codes),
        ("statuses", site.status, part.statuses),
        ("type-codes", site.type_code, part.type_codes),
    )
    for name, value, asked in wanted:
        _check("/v2/sports-sites", str(site.lipas_id), name, value, asked)


def _check_loi(part: LoiQuery, loi: RawLoi) -> None:
    wanted = (
        ("statuses", loi.status, part.statuses),
        ("categories", loi.category, part.categories),
        ("types", loi.type, part.types),
    )
    for name, value, asked in wanted:
        _check("/v2/lois", loi.id, name, value, asked)


def _check_place(part: V1Query, site: RawSite) -> None:
    wanted = (
        ("cityCodes", site.municipality, part.city_codes),
        ("typeCodes", site.type_code, part.type_codes),
    )
    for name, value, asked in wanted:
        _check("/v1/sports-places", str(site.lipas_id), name, value, asked)


def _check(
    path: str, record: str, name: str, value: str | int | None, asked: Sequence[object]
) -> None:
    if asked and value and value not in asked:
        detail = f"{record} has {name} {value}, which was not asked for"
        raise SourceContractError(SOURCE, path, detail=detail)


SITES: Final[Listing[SiteQuery, RawSite]] = Listing(
    what="sports sites",
    window=WINDOW,
    ask=list_sites,
    read=lambda document, place: read_raw_site(document, 1, place),
    key=lambda site: site.lipas_id,
    reject=lambda place, reason: reject(place, "document", reason),
    check=_check_site,
)

LOIS: Final[Listing[LoiQuery, RawLoi]] = Listing(
    what="Locations of Interest",
    window=LOI_WINDOW,
    ask=list_lois,
    read=read_raw_loi,
    key=lambda loi: loi.id,
    reject=lambda place, reason: reject_loi(place, "document", reason),
    check=_check_loi,
)

V1_SITES: Final[Listing[V1Query, RawSite]] = Listing(
    what="sports places of API v1",
    window=V1_WINDOW,
    ask=list_places,
    read=lambda document, place: read_raw_v1_site(bytes(document), 1, place),
    key=lambda site: site.lipas_id,
    reject=lambda place, reason: reject(place, "document", reason),
    check=_check_place,
)
