"""Organisations and their trees through v11."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from hytedata.clients.ptv_catalogue.bare import bare_organisation
from hytedata.clients.ptv_catalogue.filters import Options, OrganisationFilter
from hytedata.clients.ptv_catalogue.found import one_by_one, usable, walk
from hytedata.clients.ptv_catalogue.v11 import parts
from hytedata.clients.walks import Paged, Part, Walk
from hytedata.connectors._http import Endpoint
from hytedata.connectors.ptv.v11 import entities, entity_pages, id_pages
from hytedata.connectors.ptv.v11.calls import or_none
from hytedata.models.ptv import Organisation, OrganisationTree
from hytedata.normalise.ptv import normalise_organisation, normalise_tree

_ORGANISATIONS: Final = parts.Maker(
    "organisation", entities.organisations, one_by_one(normalise_organisation)
)


def organisations(wanted: OrganisationFilter, options: Options) -> Walk[Organisation]:
    """Describe a read of organisations; v11 lists only those with published content."""
    found = _parts(wanted)
    return walk("organisations", found, options, keep=wanted.holds, bare=bare_organisation)


def organisation(organisation_id: str) -> Endpoint[Organisation | None]:
    """Describe the read of one organisation."""
    return parts.one(entities.organisation(organisation_id), normalise_organisation)


def organisations_by_id(ids: Sequence[str]) -> Walk[Organisation]:
    """Describe the read of organisations by id."""
    return Walk("PTV", "organisations", (_ORGANISATIONS.named("organisations", ids),))


def tree(organisation_id: str) -> Endpoint[OrganisationTree | None]:
    """Describe the read of an organisation's tree."""
    found = or_none(entities.organisation_hierarchy(organisation_id))
    return found.then(lambda wire: None if wire is None else usable(normalise_tree(wire)))


def _parts(wanted: OrganisationFilter) -> tuple[Part[Organisation], ...]:
    window = parts.window(wanted.changed)
    if wanted.business_id is not None:
        shared = entities.organisations_by_business_code(wanted.business_id)
        page = _ORGANISATIONS.of_several(shared)
        return (Paged("the organisations of a business id", lambda _: page),)
    if wanted.oid is not None:
        found = or_none(entities.organisation_by_oid(wanted.oid))
        alone = _ORGANISATIONS.of_several(found.then(lambda one: () if one is None else (one,)))
        return (Paged("the organisation of an object identifier", lambda _: alone),)
    if wanted.place:
        objects, ids = entity_pages.organisations_in_area, id_pages.organisations_in_area
        what = "the organisations of an area"
        return _ORGANISATIONS.in_areas(what, wanted.place, window, objects, ids)
    return (
        _ORGANISATIONS.listed("all organisations", partial(id_pages.organisations, window=window)),
    )
