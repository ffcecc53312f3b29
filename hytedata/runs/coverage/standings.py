"""Readiness of a county's own services: judged by a profile, summed up per owner."""

from collections.abc import Iterable, Iterator

from hytedata.classify import ThemeTable
from hytedata.models.ptv import Service
from hytedata.quality.readiness import (
    OwnerReadiness,
    Profile,
    ServiceCase,
    Standing,
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
        keys = world.channels_of(one)
        known = None if keys is None else [
            world.channels[key] for key in keys if key in world.channels
        ]  # fmt: skip
        case = ServiceCase(one, owner.model, world.general(one), known)
        yield judge_service(case, profile, table=table)


def owners(world: PtvWorld, found: Iterable[Standing]) -> tuple[OwnerReadiness, ...]:
    """Sum up per owner; organisations below a root are told under it."""
    judged = tuple(found)
    keys = {one.owner for one in judged if one.owner}
    roots = {
        key: model.root_id for key in keys if (model := world.owner(key).model) and model.root_id
    }
    names = {key: world.owner(key).names for key in (*keys, *roots.values())}
    return summarise(judged, names=names, roots=roots)
