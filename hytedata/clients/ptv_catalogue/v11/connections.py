"""Connections through v11, which shows them at both their ends and nowhere by themselves."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from hytedata.clients.ptv_catalogue.filters import (
    ANY_CHANNEL,
    ANY_SERVICE,
    ConnectionFilter,
    Options,
    connection_ends,
    connection_ids,
)
from hytedata.clients.ptv_catalogue.found import walk
from hytedata.clients.ptv_catalogue.v11 import parts
from hytedata.clients.ptv_catalogue.v11.channels import channel_parts
from hytedata.clients.ptv_catalogue.v11.services import service_parts
from hytedata.clients.walks import Found, Listed, Paged, Part, Walk, replace_items
from hytedata.connectors._http import Endpoint
from hytedata.connectors.ptv.v11 import entities
from hytedata.connectors.ptv.v11.calls import or_none
from hytedata.connectors.ptv.v11.wire.base import Wire
from hytedata.connectors.ptv.v11.wire.entities import Service as WireService
from hytedata.models.ptv import Connection
from hytedata.normalise.ptv import connections_of_channel, connections_of_service

_AT_SERVICES: Final = parts.Maker("connection", entities.services, connections_of_service)
_AT_CHANNELS: Final = parts.Maker("connection", entities.channels, connections_of_channel)


def connections(wanted: ConnectionFilter, options: Options) -> Walk[Connection]:
    """Describe a read of connections: an organisation's are its services' and its channels'.

    A connection tells itself when it changed. Only the list of all services can be narrowed to
    those of which a connection changed (ptv-api 3.4); an organisation's are all looked at.
    """
    return walk("connections", _parts(wanted), options, keep=wanted.holds)


def connection(connection_id: str) -> Endpoint[Connection | None]:
    """Describe the read of one connection, `service id/channel id`."""
    service_id, channel_id = connection_ends(connection_id)

    def choose(wire: Wire[WireService] | None) -> Connection | None:
        found = connections_of_service(wire) if wire is not None else ()
        return next((one for one in found if one.channel_id == channel_id), None)

    return or_none(entities.service(service_id)).then(choose)


def connections_by_id(ids: Sequence[str]) -> Walk[Connection]:
    """Describe the read of connections by id, at their services."""

    def batch(some: Sequence[str]) -> Endpoint[Found[Connection]]:
        services = dict.fromkeys(connection_ends(one)[0] for one in some)
        return _AT_SERVICES.of_ids([*services]).then(
            lambda read: replace_items(read, tuple(one for one in read.items if one.id in some))
        )

    return Walk("PTV", "connections", (Listed("connections", batch, connection_ids(ids)),))


def _parts(wanted: ConnectionFilter) -> tuple[Part[Connection], ...]:
    if wanted.service is not None:
        service = entities.service(wanted.service).then(lambda wire: (wire,))
        at_service = _AT_SERVICES.of_several(service)
        return (Paged("the service's connections", lambda _: at_service),)
    if wanted.channel is not None:
        channel = entities.channel(wanted.channel).then(lambda wire: (wire,))
        at_channel = _AT_CHANNELS.of_several(channel)
        return (Paged("the channel's connections", lambda _: at_channel),)
    if wanted.organisation is None:
        return service_parts(replace(ANY_SERVICE, changed=wanted.changed), _AT_SERVICES)
    owner = wanted.organisation

    def each(wire: Wire[WireService]) -> Sequence[Connection]:
        return connections_of_service(wire) if _answers_for(owner, wire.model) else ()

    at_services = replace(_AT_SERVICES, each=each)
    return (
        *service_parts(replace(ANY_SERVICE, organisation=owner), at_services),
        *channel_parts(replace(ANY_CHANNEL, organisation=owner), _AT_CHANNELS),
    )


def _answers_for(organisation: str, service: WireService) -> bool:
    """Whether it does: an organisation's list holds what it only produces too (ptv-api 10)."""
    return any(
        one.organization is not None
        and (one.organization.id or "").lower() == organisation
        and one.role_type != "Producer"
        for one in service.organizations or ()
    )
