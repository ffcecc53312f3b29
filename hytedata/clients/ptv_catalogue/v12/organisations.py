"""Organisations and their trees through v12."""

from collections.abc import Sequence
from functools import partial

from hytedata.clients.ptv_catalogue.bare import bare_organisation
from hytedata.clients.ptv_catalogue.filters import Options, OrganisationFilter, ptv_ids
from hytedata.clients.ptv_catalogue.found import usable, walk
from hytedata.clients.ptv_catalogue.v12 import searches
from hytedata.clients.ptv_catalogue.v12.parts import early_enough, in_place, some
from hytedata.clients.walks import Walk
from hytedata.connectors._http import Endpoint
from hytedata.connectors.ptv.v11.wire.base import Wire
from hytedata.connectors.ptv.v12 import endpoints
from hytedata.connectors.ptv.v12.problems import or_none
from hytedata.connectors.ptv.v12.query import OrganisationQuery
from hytedata.connectors.ptv.v12.wire.organisations import OrganizationHierarchy
from hytedata.models.ptv import Organisation, OrganisationTree
from hytedata.normalise.ptv_v12 import normalise_tree


def organisations(wanted: OrganisationFilter, options: Options) -> Walk[Organisation]:
    """Describe a read of organisations."""

    def keep(one: Organisation) -> bool:
        return wanted.holds(one) and early_enough(wanted.changed, one)

    query_of = partial(
        OrganisationQuery,
        business_ids=some(wanted.business_id),
        published_at_or_after=wanted.changed.since,
    )
    found = tuple(
        searches.ORGANISATIONS.paged("the organisations", query)
        for query in in_place(wanted.place, query_of)
    )
    return walk("organisations", found, options, keep=keep, bare=bare_organisation)


def organisation(organisation_id: str) -> Endpoint[Organisation | None]:
    """Describe the read of one organisation."""
    return searches.ORGANISATIONS.single(organisation_id)


def organisations_by_id(ids: Sequence[str]) -> Walk[Organisation]:
    """Describe the read of organisations by id, one call each."""
    what = "organisations"
    return Walk("PTV", what, (searches.ORGANISATIONS.named(what, ptv_ids(ids)),))


def tree(organisation_id: str) -> Endpoint[OrganisationTree | None]:
    """Describe the read of an organisation's tree: ids only."""

    def normalised(wire: Wire[OrganizationHierarchy] | None) -> OrganisationTree | None:
        return None if wire is None else usable(normalise_tree(wire, organisation_id.lower()))

    return or_none(endpoints.organisation_hierarchy(organisation_id)).then(normalised)
