"""Service channels through v12."""

from collections.abc import Sequence
from functools import partial

from hytedata.clients.ptv_catalogue.bare import bare_channel
from hytedata.clients.ptv_catalogue.filters import ChannelFilter, Options, ptv_ids
from hytedata.clients.ptv_catalogue.found import refused, walk
from hytedata.clients.ptv_catalogue.v12 import searches
from hytedata.clients.ptv_catalogue.v12.connections import ends_of
from hytedata.clients.ptv_catalogue.v12.parts import early_enough, in_place, some
from hytedata.clients.walks import Part, Walk
from hytedata.connectors._http import Endpoint
from hytedata.connectors.ptv.v11.wire.base import Wire
from hytedata.connectors.ptv.v12 import endpoints
from hytedata.connectors.ptv.v12.problems import or_none
from hytedata.connectors.ptv.v12.query import ChannelQuery, ConnectionQuery
from hytedata.connectors.ptv.v12.wire.channels import Channel
from hytedata.models.common import Rejection
from hytedata.models.ptv import ServiceChannel
from hytedata.normalise.ptv_v12 import normalise_channel


def channels(wanted: ChannelFilter, options: Options) -> Walk[ServiceChannel]:
    """Describe a read of channels."""

    def keep(one: ServiceChannel) -> bool:
        return wanted.holds(one) and early_enough(wanted.changed, one)

    return walk("channels", _parts(wanted), options, keep=keep, bare=bare_channel)


def channel(channel_id: str) -> Endpoint[ServiceChannel | None]:
    """Describe the read of one channel."""

    def normalised(wire: Wire[Channel] | None) -> ServiceChannel | None:
        if wire is None:
            return None
        found = normalise_channel(wire)
        if isinstance(found, Rejection):
            raise refused(found)
        return found

    return or_none(endpoints.channel(channel_id)).then(normalised)


def channels_by_id(ids: Sequence[str]) -> Walk[ServiceChannel]:
    """Describe the read of channels by id, one call each."""
    part: Part[ServiceChannel] = searches.CHANNELS.named("channels", ptv_ids(ids))
    return Walk("PTV", "channels", (part,))


def _parts(wanted: ChannelFilter) -> tuple[Part[ServiceChannel], ...]:
    if wanted.service is not None:
        query = ConnectionQuery(service_content_ids=(wanted.service,))
        ends = ends_of("the channels of a service", query, "channel_id")
        return (searches.CHANNELS.named("the channels of a service", ends),)
    query_of = partial(
        ChannelQuery,
        organization_content_ids=some(wanted.organisation),
        channel_types=some(wanted.type),
        published_at_or_after=wanted.changed.since,
    )
    queries = in_place(wanted.place, query_of)
    return tuple(searches.CHANNELS.paged("the channels", query) for query in queries)
