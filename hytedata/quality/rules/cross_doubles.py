"""The same place described twice: in PTV, by one organisation or two, and in Lipas (S9, S10)."""

from collections.abc import Iterable, Iterator
from typing import Final, TypeVar

from hytedata.models.finding import Problem
from hytedata.quality.facts import ChannelFacts, PlaceFacts, SiteFacts, World
from hytedata.quality.facts.twins import exact_pairs, probable_pairs
from hytedata.quality.family import Checks
from hytedata.quality.rule import Setting
from hytedata.quality.rules.cross_common import Found, title
from hytedata.quality.setting_values import number

checks: Final = Checks()

P = TypeVar("P", ChannelFacts, SiteFacts)


@checks("X-DUP-011")
def described_twice(world: World, setting: Setting) -> Found:
    """One organisation describes a place twice, word for word (S10)."""
    for first, one in _exact_locations(world, setting):
        if _same_owner(world, first, one):
            yield one.ref, _problem(one, first)


@checks("X-DUP-012")
def perhaps_described_twice(world: World, setting: Setting) -> Found:
    """One organisation probably describes a place twice (S10)."""
    for first, one, value in _probable_locations(world, setting):
        if _same_owner(world, first, one):
            yield one.ref, _problem(one, first, value)


@checks("X-DUP-013")
def described_by_two(world: World, setting: Setting) -> Found:
    """Two organisations describe one place, word for word; both are told (S9)."""
    for first, one in _exact_locations(world, setting):
        if _other_owner(world, first, one):
            yield first.ref, _by_other(world, first, one)
            yield one.ref, _by_other(world, one, first)


@checks("X-DUP-014")
def perhaps_described_by_two(world: World, setting: Setting) -> Found:
    """Two organisations probably describe one place; both are told (S9)."""
    for first, one, value in _probable_locations(world, setting):
        if _other_owner(world, first, one):
            yield first.ref, _by_other(world, first, one, value)
            yield one.ref, _by_other(world, one, first, value)


@checks("X-DUP-015")
def site_twice(world: World, setting: Setting) -> Found:
    """A site stands in Lipas twice: one type, one name, one spot."""
    for first, one in _each_once(exact_pairs(_sites(world), number(setting, "metres"))):
        yield one.ref, _problem(one, first)


@checks("X-DUP-016")
def site_perhaps_twice(world: World, setting: Setting) -> Found:
    """A site probably stands in Lipas twice: one type, names alike, close by."""
    limits = number(setting, "metres"), number(setting, "exact_metres")
    for first, one, value in probable_pairs(_sites(world), *limits):
        yield one.ref, _problem(one, first, value)


def _sites(world: World) -> tuple[SiteFacts, ...]:
    open_ = (one for one in world.sites.values() if one.is_public)
    return tuple(sorted(open_, key=lambda one: (len(one.id), one.id)))


def _same_owner(world: World, first: ChannelFacts, one: ChannelFacts) -> bool:
    return first.organisation is not None and (
        world.root(first.organisation) == world.root(one.organisation)
    )


def _other_owner(world: World, first: ChannelFacts, one: ChannelFacts) -> bool:
    owners = world.root(first.organisation), world.root(one.organisation)
    return None not in owners and owners[0] != owners[1]


def _problem(one: PlaceFacts, first: PlaceFacts, value: float | None = None) -> Problem:
    params: dict[str, str | int] = {"name": title(one.names), "other": title(first.names)}
    params["other_id"] = first.id
    if value is not None:
        params["likeness"] = round(value * 100)
    return Problem(params=params, about=(first.ref,))


def _by_other(
    world: World, one: ChannelFacts, other: ChannelFacts, value: float | None = None
) -> Problem:
    told = _problem(one, other, value)
    owner = world.organisations.get(other.organisation or "")
    params = {**told.params, "organisation": title(owner.names) if owner else other.organisation}
    return Problem(params=params, about=told.about)


def _exact_locations(world: World, setting: Setting) -> Iterator[tuple[ChannelFacts, ChannelFacts]]:
    metres = number(setting, "metres")
    pairs = world.once(
        ("exact-locations", metres), lambda: tuple(exact_pairs(world.locations, metres))
    )
    return _each_once(pairs)


def _probable_locations(
    world: World, setting: Setting
) -> tuple[tuple[ChannelFacts, ChannelFacts, float], ...]:
    limits = number(setting, "metres"), number(setting, "exact_metres")
    return world.once(
        ("probable-locations", *limits), lambda: tuple(probable_pairs(world.locations, *limits))
    )


def _each_once(pairs: Iterable[tuple[P, P]]) -> Iterator[tuple[P, P]]:
    """Of three that are one, the second and the third are told of the first, and no more."""
    told: set[str] = set()
    for first, one in pairs:
        if one.id not in told:
            told.add(one.id)
            yield first, one


RULES: Final = checks.packaged("cross_doubles.toml")
