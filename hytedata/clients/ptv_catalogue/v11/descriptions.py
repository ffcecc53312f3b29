"""General descriptions and service collections through v11."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from hytedata.clients.ptv_catalogue.bare import bare_collection, bare_description
from hytedata.clients.ptv_catalogue.filters import Options, OwnedFilter
from hytedata.clients.ptv_catalogue.found import one_by_one, or_unusable, walk
from hytedata.clients.ptv_catalogue.v11 import parts
from hytedata.clients.walks import Part, Walk
from hytedata.connectors._http import Endpoint
from hytedata.connectors.ptv.v11 import entities, entity_pages, id_pages
from hytedata.connectors.ptv.v11.arguments import OrganisationId
from hytedata.connectors.ptv.v11.calls import or_none
from hytedata.connectors.ptv.v11.entities import Several
from hytedata.connectors.ptv.v11.wire.collections import ServiceCollection as WireCollection
from hytedata.connectors.ptv.v11.wire.collections import ServiceCollectionSummary
from hytedata.errors import InputError
from hytedata.models.ptv import GeneralDescription, ServiceCollection
from hytedata.normalise.ptv import (
    normalise_collection,
    normalise_general_description,
)

_DESCRIPTIONS: Final = parts.Maker(
    "general-description",
    entities.general_descriptions,
    one_by_one(normalise_general_description),
)


def general_descriptions(wanted: OwnedFilter, options: Options) -> Walk[GeneralDescription]:
    """Describe a read of general descriptions.

    Raises:
        InputError: An organisation is asked for: in v11 they belong to none.
    """
    if wanted.organisation is not None:
        raise InputError(
            "organisation: through v11 a general description belongs to none; leave it out, or "
            "read v12"
        )
    window = parts.window(wanted.changed)
    page = partial(id_pages.general_descriptions, window=window)
    found = _DESCRIPTIONS.listed("all general descriptions", page)
    return walk("general descriptions", (found,), options, bare=bare_description)


def general_description(description_id: str) -> Endpoint[GeneralDescription | None]:
    """Describe the read of one general description."""
    endpoint = entities.general_description(description_id)
    return parts.one(endpoint, normalise_general_description)


def general_descriptions_by_id(ids: Sequence[str]) -> Walk[GeneralDescription]:
    """Describe the read of general descriptions by id."""
    what = "general descriptions"
    return Walk("PTV", what, (_DESCRIPTIONS.named(what, ids),))


def collections(wanted: OwnedFilter, options: Options) -> Walk[ServiceCollection]:
    """Describe a read of service collections.

    An organisation's come by page, without their members; others one by one, since v11 has no
    read of several by id.
    """
    part: Part[ServiceCollection]
    if wanted.organisation is not None and not wanted.changed:
        owner = OrganisationId(wanted.organisation)
        page = partial(entity_pages.service_collections_of_organisation, owner)
        part = _SUMMARIES.paged("the organisation's service collections", page)
    else:
        window = parts.window(wanted.changed)
        ids = partial(id_pages.service_collections, window=window)
        part = _COLLECTIONS.listed("all service collections", ids)

    def keep(one: ServiceCollection) -> bool:
        return wanted.organisation in (None, one.organisation_id)

    return walk("service collections", (part,), options, keep=keep, bare=bare_collection)


def collection(collection_id: str) -> Endpoint[ServiceCollection | None]:
    """Describe the read of one service collection."""
    return parts.one(entities.service_collection(collection_id), normalise_collection)


def collections_by_id(ids: Sequence[str]) -> Walk[ServiceCollection]:
    """Describe the read of service collections by id: one call each."""
    what = "service collections"
    return Walk("PTV", what, (_COLLECTIONS.named(what, ids),))


def _one_collection(ids: Sequence[str]) -> Endpoint[Several[WireCollection]]:
    endpoint = or_unusable(or_none(entities.service_collection(ids[0])))
    return endpoint.then(lambda wire: () if wire is None else (wire,))


_COLLECTIONS: Final = parts.Maker(
    "service-collection", _one_collection, one_by_one(normalise_collection), most=1
)


def _no_batch(_: Sequence[str]) -> Endpoint[Several[ServiceCollectionSummary]]:
    raise TypeError("summaries of collections are not read by id")


_SUMMARIES: Final = parts.Maker("service-collection", _no_batch, one_by_one(normalise_collection))
