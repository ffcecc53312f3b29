"""What v11 shows to a login only: newest versions with drafts, and lists of upkeep."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final, TypeVar

from hytedata.clients.ptv_catalogue.bare import bare_channel, bare_service
from hytedata.clients.ptv_catalogue.filters import ActiveFilter, Options
from hytedata.clients.ptv_catalogue.found import found, refused, walk, without_id
from hytedata.clients.ptv_catalogue.upkeep import UpkeepFilter, UpkeepItem, UpkeepList
from hytedata.clients.ptv_catalogue.v11 import parts
from hytedata.clients.walks import Found, HasId, Paged, Walk
from hytedata.connectors._http import Endpoint
from hytedata.connectors.ptv.v11 import entities, id_pages, tasks
from hytedata.connectors.ptv.v11.calls import or_none
from hytedata.connectors.ptv.v11.entities import Several
from hytedata.connectors.ptv.v11.times import parse_time
from hytedata.connectors.ptv.v11.wire.base import Wire, WireModel
from hytedata.connectors.ptv.v11.wire.channels import ServiceChannel as WireChannel
from hytedata.connectors.ptv.v11.wire.entities import Service as WireService
from hytedata.connectors.ptv.v11.wire.reading import WirePage
from hytedata.models.common import Rejection
from hytedata.models.ptv import Service, ServiceChannel
from hytedata.normalise.ptv import normalise_channel, normalise_service

T = TypeVar("T", bound=HasId)
W = TypeVar("W", bound=WireModel)


def _each_service(wire: Wire[WireService]) -> Iterator[Service | Rejection]:
    yield normalise_service(wire)


def _each_channel(wire: Wire[WireChannel]) -> Iterator[ServiceChannel | Rejection]:
    yield normalise_channel(wire)


def _alone(one: Callable[[str], Endpoint[Wire[W]]], ids: Sequence[str]) -> Endpoint[Several[W]]:
    """Describe the read of the newest version of one item; there is no read of several."""
    return or_none(one(ids[0])).then(lambda wire: () if wire is None else (wire,))


_SERVICES: Final[parts.Maker[Service, WireService]] = parts.Maker(
    "service", partial(_alone, entities.active_service), _each_service, most=1
)
_CHANNELS: Final[parts.Maker[ServiceChannel, WireChannel]] = parts.Maker(
    "service-channel", partial(_alone, entities.active_channel), _each_channel, most=1
)


def active_services(wanted: ActiveFilter, options: Options) -> Walk[Service]:
    """Describe a read of the newest versions of services: one call each."""
    page = partial(id_pages.active_services, window=parts.window(wanted.changed))
    part = _SERVICES.listed("the newest versions of services", page)
    return walk("newest services", (part,), options, keep=wanted.holds_service, bare=bare_service)


def active_service(service_id: str) -> Endpoint[Service | None]:
    """Describe the read of the newest version of a service."""
    return parts.one(entities.active_service(service_id), normalise_service)


def active_services_by_id(ids: Sequence[str]) -> Walk[Service]:
    """Describe the read of the newest versions of services by id."""
    return Walk("PTV", "newest services", (_SERVICES.named("services", ids),))


def active_channels(wanted: ActiveFilter, options: Options) -> Walk[ServiceChannel]:
    """Describe a read of the newest versions of channels: one call each."""
    page = partial(id_pages.active_channels, window=parts.window(wanted.changed))
    part = _CHANNELS.listed("the newest versions of channels", page)
    return walk("newest channels", (part,), options, keep=wanted.holds_channel, bare=bare_channel)


def active_channel(channel_id: str) -> Endpoint[ServiceChannel | None]:
    """Describe the read of the newest version of a channel."""

    def normalised(wire: Wire[WireChannel] | None) -> ServiceChannel | None:
        if wire is None:
            return None
        told = normalise_channel(wire)
        if isinstance(told, Rejection):
            raise refused(told)
        return told

    return or_none(entities.active_channel(channel_id)).then(normalised)


def active_channels_by_id(ids: Sequence[str]) -> Walk[ServiceChannel]:
    """Describe the read of the newest versions of channels by id."""
    return Walk("PTV", "newest channels", (_CHANNELS.named("channels", ids),))


# --- upkeep ------------------------------------------------------------------------------------


def upkeep(wanted: UpkeepFilter, options: Options) -> Walk[UpkeepItem]:
    """Describe a read of what PTV asks the login's organisations to do."""
    what = f"the list {wanted.name}"
    return walk(what, (Paged(what, partial(_upkeep_page, wanted)),), options)


def _upkeep_page(wanted: UpkeepFilter, number: int) -> Endpoint[Found[UpkeepItem]]:
    match wanted.name:
        case "services-without-channels":
            return _listed(wanted.name, tasks.services_without_channels(number))
        case "channels-without-services":
            return _listed(wanted.name, tasks.channels_without_services(number))
        case "not-maintained-services":
            status = wanted.status
            return _listed(wanted.name, tasks.not_maintained_services(number, status=status))
        case "not-maintained-channels":
            status = wanted.status
            return _listed(wanted.name, tasks.not_maintained_channels(number, status=status))
        case "translations":
            window = parts.window(wanted.changed)
            return _listed(wanted.name, tasks.translations(number, window=window))


def _listed(name: UpkeepList, endpoint: Endpoint[WirePage[W]]) -> Endpoint[Found[UpkeepItem]]:
    return endpoint.then(
        lambda read: found(
            read.items,
            partial(_each_item, name),
            "upkeep",
            number=read.number,
            count=read.count,
            drift=read.unknown,
        )
    )


def _each_item(name: UpkeepList, wire: Wire[W]) -> Iterator[UpkeepItem | Rejection]:
    """Read an entry; who changed it last is a person's name, and is left out."""
    told = {key: value for key, value in wire.document.items() if isinstance(value, str)}
    item_id = told.get("itemId") if name == "translations" else told.get("id")
    if not item_id:
        yield without_id("upkeep", wire.document)
        return
    order = wire.document.get("orderId")
    yield UpkeepItem(
        id=str(order) if order is not None else item_id.lower(),
        list=name,
        item_id=item_id.lower(),
        name=told.get("itemName") or told.get("name"),
        changed_at=parse_time(told.get("modified") or told.get("orderDate")),
        state=told.get("orderState"),
        languages=tuple(told[key] for key in ("sourceLanguage", "targetLanguage") if told.get(key)),
    )
