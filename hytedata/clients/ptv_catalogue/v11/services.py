"""Services through v11."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Final, TypeVar

from hytedata.clients.ptv_catalogue.bare import bare_service
from hytedata.clients.ptv_catalogue.filters import Options, ServiceFilter
from hytedata.clients.ptv_catalogue.found import one_by_one, walk
from hytedata.clients.ptv_catalogue.v11 import parts
from hytedata.clients.walks import HasId, Part, Walk
from hytedata.codes import service_class, target_group
from hytedata.connectors._http import Endpoint
from hytedata.connectors.ptv.v11 import entities, entity_pages, id_pages
from hytedata.connectors.ptv.v11.arguments import OrganisationId, ServiceType
from hytedata.connectors.ptv.v11.times import Window
from hytedata.connectors.ptv.v11.wire.entities import Service as WireService
from hytedata.models.ptv import Service
from hytedata.normalise.ptv import normalise_service

T = TypeVar("T", bound=HasId)

_TYPES: Final[dict[str, ServiceType]] = {
    "Service": "Service",
    "PermitOrOtherObligation": "PermitOrObligation",
    "ProfessionalQualification": "ProfessionalQualification",
}
_SERVICES: Final = parts.Maker("service", entities.services, one_by_one(normalise_service))
_WITH_DESCRIPTIONS: Final = replace(_SERVICES, batch=entities.services_with_general_description)


def services(wanted: ServiceFilter, options: Options) -> Walk[Service]:
    """Describe a read of services."""
    maker = _WITH_DESCRIPTIONS if wanted.with_general_description else _SERVICES
    found = service_parts(wanted, maker)
    return walk("services", found, options, keep=wanted.holds, bare=bare_service)


def service(service_id: str) -> Endpoint[Service | None]:
    """Describe the read of one service."""
    return parts.one(entities.service(service_id), normalise_service)


def services_by_id(ids: Sequence[str]) -> Walk[Service]:
    """Describe the read of services by id."""
    return Walk("PTV", "services", (_SERVICES.named("services", ids),))


def service_parts(wanted: ServiceFilter, maker: parts.Maker[T, WireService]) -> tuple[Part[T], ...]:
    """Choose the narrowest list of services; *maker* makes records of what it gives."""
    window = parts.window(wanted.changed)
    if wanted.channel is not None:
        page = partial(id_pages.services_of_channel, wanted.channel, window=window)
        return (maker.listed("the services of a channel", page),)
    if wanted.organisation is not None:
        return (_of_organisation(wanted, wanted.organisation, window, maker),)
    if wanted.place:
        merged = wanted.with_general_description
        objects = partial(entity_pages.services_in_area, with_general_description=merged)
        ids = id_pages.services_in_area
        return maker.in_areas("the services of an area", wanted.place, window, objects, ids)
    return (_of_class(wanted, window, maker),)


def _of_organisation(
    wanted: ServiceFilter, organisation: str, window: Window, maker: parts.Maker[T, WireService]
) -> Part[T]:
    owner, what = OrganisationId(organisation), "the organisation's services"
    if window.after or window.before:
        return maker.entities(what, owner.value, "Service", window)
    merged = wanted.with_general_description
    objects = partial(entity_pages.services_of_organisation, with_general_description=merged)
    return maker.paged(what, partial(objects, owner))


def _of_class(wanted: ServiceFilter, window: Window, maker: parts.Maker[T, WireService]) -> Part[T]:
    if wanted.service_class is not None:
        uri = service_class(wanted.service_class).uri or wanted.service_class
        page = partial(id_pages.services_of_service_class, uri, window=window)
        return maker.listed("the services of a service class", page)
    if wanted.target_group is not None:
        uri = target_group(wanted.target_group).uri or wanted.target_group
        page = partial(id_pages.services_of_target_group, uri, window=window)
        return maker.listed("the services for a target group", page)
    if wanted.industrial_class is not None:
        uri = wanted.industrial_class
        page = partial(id_pages.services_of_industrial_class, uri, window=window)
        return maker.listed("the services for an industry", page)
    if wanted.type is not None:
        page = partial(id_pages.services_of_type, _TYPES[wanted.type], window=window)
        return maker.listed("the services of a type", page)
    return maker.listed("all services", partial(id_pages.services, window=window))
