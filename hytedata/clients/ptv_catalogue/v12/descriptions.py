"""General descriptions and service collections through v12."""

from collections.abc import Sequence

from hytedata.clients.ptv_catalogue.bare import bare_collection, bare_description
from hytedata.clients.ptv_catalogue.filters import Options, OwnedFilter, ptv_ids
from hytedata.clients.ptv_catalogue.found import walk
from hytedata.clients.ptv_catalogue.v12 import searches
from hytedata.clients.ptv_catalogue.v12.parts import early_enough, some
from hytedata.clients.walks import Walk
from hytedata.connectors._http import Endpoint
from hytedata.connectors.ptv.v12.query import GeneralDescriptionQuery, ServiceCollectionQuery
from hytedata.models.ptv import GeneralDescription, ServiceCollection


def general_descriptions(wanted: OwnedFilter, options: Options) -> Walk[GeneralDescription]:
    """Describe a read of general descriptions."""
    query = GeneralDescriptionQuery(
        organization_content_ids=some(wanted.organisation),
        published_at_or_after=wanted.changed.since,
    )
    part = searches.DESCRIPTIONS.paged("the general descriptions", query)

    def keep(one: GeneralDescription) -> bool:
        return early_enough(wanted.changed, one)

    return walk("general descriptions", (part,), options, keep=keep, bare=bare_description)


def general_description(description_id: str) -> Endpoint[GeneralDescription | None]:
    """Describe the read of one general description."""
    return searches.DESCRIPTIONS.single(description_id)


def general_descriptions_by_id(ids: Sequence[str]) -> Walk[GeneralDescription]:
    """Describe the read of general descriptions by id, one call each."""
    what = "general descriptions"
    return Walk("PTV", what, (searches.DESCRIPTIONS.named(what, ptv_ids(ids)),))


def collections(wanted: OwnedFilter, options: Options) -> Walk[ServiceCollection]:
    """Describe a read of service collections, without their members."""
    query = ServiceCollectionQuery(
        organization_content_ids=some(wanted.organisation),
        published_at_or_after=wanted.changed.since,
    )
    part = searches.COLLECTIONS.paged("the service collections", query)
    return walk("service collections", (part,), options, bare=bare_collection)


def collection(collection_id: str) -> Endpoint[ServiceCollection | None]:
    """Describe the read of one service collection, with its members."""
    return searches.COLLECTIONS.single(collection_id)


def collections_by_id(ids: Sequence[str]) -> Walk[ServiceCollection]:
    """Describe the read of service collections by id, one call each."""
    what = "service collections"
    return Walk("PTV", what, (searches.COLLECTIONS.named(what, ptv_ids(ids)),))
