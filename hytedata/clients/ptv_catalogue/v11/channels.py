"""Service channels through v11."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Final, TypeVar

from hytedata.clients.ptv_catalogue.bare import bare_channel
from hytedata.clients.ptv_catalogue.filters import ChannelFilter, Options
from hytedata.clients.ptv_catalogue.found import refused, walk
from hytedata.clients.ptv_catalogue.v11 import parts
from hytedata.clients.walks import Found, HasId, Listed, Paged, Part, Walk
from hytedata.connectors._http import Endpoint
from hytedata.connectors.ptv.v11 import entities, entity_pages, id_pages
from hytedata.connectors.ptv.v11.arguments import ChannelType, OrganisationId
from hytedata.connectors.ptv.v11.calls import or_none
from hytedata.connectors.ptv.v11.times import Window
from hytedata.connectors.ptv.v11.wire.base import Wire
from hytedata.connectors.ptv.v11.wire.channels import ServiceChannel as WireChannel
from hytedata.connectors.ptv.v11.wire.entities import Service as WireService
from hytedata.models.common import Rejection
from hytedata.models.ptv import ServiceChannel
from hytedata.normalise.ptv import normalise_channel

T = TypeVar("T", bound=HasId)

_TYPES: Final[dict[str, ChannelType]] = {
    "ServiceLocation": "ServiceLocation",
    "EService": "EChannel",
    "WebPage": "WebPage",
    "TelephoneService": "Phone",
    "PrintableForm": "PrintableForm",
}


def _each(wire: Wire[WireChannel]) -> Iterator[ServiceChannel | Rejection]:
    yield normalise_channel(wire)


def _each_open(wire: Wire[WireChannel]) -> Iterator[ServiceChannel | Rejection]:
    yield normalise_channel(wire, connectable_by="AllOrganizations")


def _usable(wire: Wire[WireChannel]) -> ServiceChannel:
    found = normalise_channel(wire)
    if isinstance(found, Rejection):
        raise refused(found)
    return found


_CHANNELS: Final[parts.Maker[ServiceChannel, WireChannel]] = parts.Maker(
    "service-channel", entities.channels, _each
)
_OPEN_CHANNELS: Final = replace(_CHANNELS, each=_each_open)


def channels(wanted: ChannelFilter, options: Options) -> Walk[ServiceChannel]:
    """Describe a read of channels.

    v11 tells only by a filter which channels others may connect; where that is not asked for,
    `connectable_by` is not told.
    """
    maker = _OPEN_CHANNELS if wanted.open_to_all else _CHANNELS
    found: tuple[Part[ServiceChannel], ...] = channel_parts(wanted, maker)
    return walk("channels", found, options, keep=wanted.holds, bare=bare_channel)


def channel(channel_id: str) -> Endpoint[ServiceChannel | None]:
    """Describe the read of one channel."""
    endpoint = or_none(entities.channel(channel_id))
    return endpoint.then(lambda wire: None if wire is None else _usable(wire))


def channels_by_id(ids: Sequence[str]) -> Walk[ServiceChannel]:
    """Describe the read of channels by id."""
    part: Part[ServiceChannel] = _CHANNELS.named("channels", ids)
    return Walk("PTV", "channels", (part,))


def channel_parts(wanted: ChannelFilter, maker: parts.Maker[T, WireChannel]) -> tuple[Part[T], ...]:
    """Choose the narrowest list of channels; *maker* makes records of what it gives."""
    window = parts.window(wanted.changed)
    if wanted.open_to_all:  # first: nothing else tells it
        owner = OrganisationId(wanted.organisation) if wanted.organisation is not None else None
        page = partial(
            id_pages.channels, window=window, organisation=owner, is_visible_for_all=True
        )
        return (maker.listed("the channels open to all", page),)
    if wanted.service is not None:
        return (_of_service(wanted.service, maker),)
    if wanted.organisation is not None:
        return (_of_organisation(wanted.organisation, wanted, window, maker),)
    if wanted.place:
        objects, ids = entity_pages.channels_in_area, id_pages.channels_in_area
        return maker.in_areas("the channels of an area", wanted.place, window, objects, ids)
    if wanted.type is not None:
        page = partial(id_pages.channels_of_type, _TYPES[wanted.type], window=window)
        return (maker.listed("the channels of a type", page),)
    return (maker.listed("all channels", partial(id_pages.channels, window=window)),)


def _of_service(service_id: str, maker: parts.Maker[T, WireChannel]) -> Part[T]:
    """Read the channels that a service names: v11 has no list of them."""

    def named(wire: Wire[WireService]) -> Found[HasId]:
        ends = wire.model.service_channels or ()
        ids = [end.service_channel.id for end in ends if end.service_channel is not None]
        return Found(tuple(parts.IdEntry(one) for one in ids if one), entries=len(ends), count=0)

    page = entities.service(service_id).then(named)
    id_list = Paged[HasId]("the ids of the service's channels", lambda _: page)
    return Listed("the service's channels", maker.of_ids, id_list)


def _of_organisation(
    organisation: str,
    wanted: ChannelFilter,
    window: Window,
    maker: parts.Maker[T, WireChannel],
) -> Part[T]:
    owner, what = OrganisationId(organisation), "the organisation's channels"
    if wanted.changed:
        kind = None if wanted.type is None else _TYPES[wanted.type]
        ids = partial(id_pages.channels_of_organisation, owner.value, window=window)
        return maker.listed(what, partial(ids, channel_type=kind))
    return maker.paged(what, partial(entity_pages.channels_of_organisation, owner))
