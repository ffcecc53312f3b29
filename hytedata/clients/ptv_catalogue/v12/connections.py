"""Connections through v12, and the ids at one end of them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from hytedata.clients.ptv_catalogue.filters import ConnectionFilter, Options, connection_ids
from hytedata.clients.ptv_catalogue.found import walk
from hytedata.clients.ptv_catalogue.v12 import searches
from hytedata.clients.ptv_catalogue.v12.parts import early_enough, some
from hytedata.clients.walks import Found, HasId, Listed, Paged, Part, Walk, replace_items
from hytedata.connectors._http import Endpoint
from hytedata.connectors.ptv.v12 import endpoints
from hytedata.connectors.ptv.v12.query import ChannelQuery, ConnectionQuery, ServiceQuery
from hytedata.models.ptv import Connection

_AT_ONCE: Final = 20
"""Most ids in one filter."""


def connections(wanted: ConnectionFilter, options: Options) -> Walk[Connection]:
    """Describe a read of connections: an organisation's are its services' and its channels'."""

    def keep(one: Connection) -> bool:
        return wanted.holds(one) and early_enough(wanted.changed, one)

    return walk("connections", _parts(wanted), options, keep=keep)


def connection(connection_id: str) -> Endpoint[Connection | None]:
    """Describe the read of one connection, `service id/channel id`."""
    return searches.CONNECTIONS.single(connection_id)


def connections_by_id(ids: Sequence[str]) -> Walk[Connection]:
    """Describe the read of connections by id, one call each."""
    what = "connections"
    return Walk("PTV", what, (searches.CONNECTIONS.named(what, connection_ids(ids)),))


def ends_of(what: str, query: ConnectionQuery, end: str) -> Paged[HasId]:
    """Return the list of ids at one end of the connections that a query finds."""

    def ids(found: Found[Connection]) -> Found[HasId]:
        return replace_items(found, tuple(_End(getattr(one, end)) for one in found.items))

    return Paged(
        what, lambda at: searches.CONNECTIONS.found(endpoints.connections(query, at)).then(ids)
    )


def _parts(wanted: ConnectionFilter) -> tuple[Part[Connection], ...]:
    since = wanted.changed.since
    if wanted.organisation is not None and not (wanted.service or wanted.channel):
        return _of_organisation(wanted.organisation, since)
    query = ConnectionQuery(
        service_content_ids=some(wanted.service),
        channel_content_ids=some(wanted.channel),
        published_at_or_after=since,
    )
    return (searches.CONNECTIONS.paged("the connections", query),)


def _of_organisation(organisation: str, since: datetime | None) -> tuple[Part[Connection], ...]:
    owner = (organisation,)
    service_ids = Paged[HasId](
        "the organisation's services",
        lambda at: searches.SERVICES.found(
            endpoints.services(ServiceQuery(organization_content_ids=owner), at)
        ),
    )
    channel_ids = Paged[HasId](
        "the organisation's channels",
        lambda at: searches.CHANNELS.found(
            endpoints.channels(ChannelQuery(organization_content_ids=owner), at)
        ),
    )

    def at_services(ids: Sequence[str], page: int = 1) -> Endpoint[Found[Connection]]:
        query = ConnectionQuery(service_content_ids=tuple(ids), published_at_or_after=since)
        return searches.CONNECTIONS.found(endpoints.connections(query, page))

    def at_channels(ids: Sequence[str], page: int = 1) -> Endpoint[Found[Connection]]:
        query = ConnectionQuery(channel_content_ids=tuple(ids), published_at_or_after=since)
        return searches.CONNECTIONS.found(endpoints.connections(query, page))

    return tuple(
        Listed("the connections", batch, ids, _AT_ONCE, more=batch, each_answers=False)
        for batch, ids in ((at_services, service_ids), (at_channels, channel_ids))
    )


class _End:
    __slots__ = ("id",)

    def __init__(self, ptv_id: str) -> None:
        self.id = ptv_id
