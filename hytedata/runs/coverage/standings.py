"""Readiness of a county's own services and channels: judged by a profile, summed up per owner."""

from collections.abc import Iterable, Iterator

from hytedata.classify import ThemeTable
from hytedata.models.ptv import Service
from hytedata.quality.readiness import (
    ChannelCase,
    OwnerReadiness,
    Profile,
    ServiceCase,
    Standing,
    judge_channel,
    judge_service,
    summarise,
)
from hytedata.runs.coverage.ptv_facts import reach
from hytedata.runs.coverage.ptv_world import PtvWorld


def standings(
    world: PtvWorld,
    services: Iterable[Service],
    codes: Iterable[str],
    profile: Profile,
    table: ThemeTable | None = None,
) -> Iterator[Standing]:
    """Judge the services that are for some of *codes*, or of an owner there.

    What is for the whole country and of nobody here is no task of the county's.
    """
    here = frozenset(codes)
    for one in services:
        owner = world.owner(one.organisation_id)
        direct, wide, _ = reach(one.area)
        if not (direct | wide) & here and owner.municipality not in here:
            continue
        yield judge_service(_case(world, one), profile, table=table)


def channel_standings(
    world: PtvWorld,
    services: Iterable[Service],
    codes: Iterable[str],
    profile: Profile,
    table: ThemeTable | None = None,
) -> Iterator[Standing]:
    """Judge the channels of an owner in *codes*, or meant for some of them, by their services.

    Channels of services without a theme are nothing that a tray of hyte would show: they are left
    out, as these services are.
    """
    here, cases = frozenset(codes), {one.id: _case(world, one) for one in services}
    for key, channel in world.channels.items():
        through = [cases[one] for one in sorted(world.services_of(key)) if one in cases]
        if not through:
            continue
        owner = world.owner(channel.organisation_id)
        direct, wide, _ = reach(channel.area)
        if not (direct | wide) & here and owner.municipality not in here:
            continue
        yield judge_channel(ChannelCase(channel, owner.model, through), profile, table=table)


def _case(world: PtvWorld, service: Service) -> ServiceCase:
    keys = world.channels_of(service)
    known = None if keys is None else [world.channels[key] for key in keys if key in world.channels]
    owner = world.owner(service.organisation_id)
    return ServiceCase(service, owner.model, world.general(service), known)


def owners(world: PtvWorld, found: Iterable[Standing]) -> tuple[OwnerReadiness, ...]:
    """Sum up per owner; organisations below a root are told under it."""
    judged = tuple(found)
    keys = {one.owner for one in judged if one.owner}
    roots = {
        key: model.root_id for key in keys if (model := world.owner(key).model) and model.root_id
    }
    names = {key: world.owner(key).names for key in (*keys, *roots.values())}
    return summarise(judged, names=names, roots=roots)
