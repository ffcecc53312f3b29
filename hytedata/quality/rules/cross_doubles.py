"""The same place described twice: in PTV, by one organisation or two, and in Lipas (S9, S10)."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import combinations
from typing import Final, TypeVar

from hytedata.codes.folding import fold
from hytedata.links import STRONG
from hytedata.links.prepared import Prepared
from hytedata.links.scoring import score
from hytedata.models.finding import Problem
from hytedata.quality.facts import ChannelFacts, PlaceFacts, SiteFacts, World
from hytedata.quality.facts.alike import ready
from hytedata.quality.facts.grid import Grid
from hytedata.quality.facts.spots import at_one_spot
from hytedata.quality.family import Checks
from hytedata.quality.rule import Setting
from hytedata.quality.rules.cross_common import Found, number, title

checks: Final = Checks()

P = TypeVar("P", ChannelFacts, SiteFacts)

_CROWD: Final = 50  # places of one name; more are no doubles but a habit


@checks("X-DUP-011")
def described_twice(world: World, setting: Setting) -> Found:
    """One organisation describes a place twice, word for word (S10)."""
    for first, one in _exact(world.locations, number(setting, "metres")):
        if _same_owner(world, first, one):
            yield one.ref, _problem(one, first)


@checks("X-DUP-012")
def perhaps_described_twice(world: World, setting: Setting) -> Found:
    """One organisation probably describes a place twice (S10)."""
    for first, one, value in _probable(world, world.locations, setting):
        if _same_owner(world, first, one):
            yield one.ref, _problem(one, first, value)


@checks("X-DUP-013")
def described_by_two(world: World, setting: Setting) -> Found:
    """Two organisations describe one place, word for word; both are told (S9)."""
    for first, one in _exact(world.locations, number(setting, "metres")):
        if _other_owner(world, first, one):
            yield first.ref, _by_other(world, first, one)
            yield one.ref, _by_other(world, one, first)


@checks("X-DUP-014")
def perhaps_described_by_two(world: World, setting: Setting) -> Found:
    """Two organisations probably describe one place; both are told (S9)."""
    for first, one, value in _probable(world, world.locations, setting):
        if _other_owner(world, first, one):
            yield first.ref, _by_other(world, first, one, value)
            yield one.ref, _by_other(world, one, first, value)


@checks("X-DUP-015")
def site_twice(world: World, setting: Setting) -> Found:
    """A site stands in Lipas twice: one type, one name, one spot."""
    for first, one in _exact(_sites(world), number(setting, "metres")):
        yield one.ref, _problem(one, first)


@checks("X-DUP-016")
def site_perhaps_twice(world: World, setting: Setting) -> Found:
    """A site probably stands in Lipas twice: one type, names alike, close by."""
    for first, one, value in _probable(world, _sites(world), setting):
        if first.type_code == one.type_code:
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


def _exact(places: Iterable[P], metres: float) -> Iterator[tuple[P, P]]:
    """Yield pairs with one name and one spot: the first of such places, and each other."""
    groups: dict[Hashable, list[P]] = defaultdict(list)
    for place in places:
        for name in {fold(name) for name in place.names.values()} - {""}:
            groups[getattr(place, "type_code", None), place.municipality, name].append(place)
    told: set[tuple[str, str]] = set()
    for some in groups.values():
        for first, one in combinations(some[:_CROWD], 2):
            if (first.id, one.id) not in told and at_one_spot(first, one, metres):
                told.add((first.id, one.id))
                yield first, one


def _probable(
    world: World, places: tuple[P, ...], setting: Setting
) -> Iterator[tuple[P, P, float]]:
    """Yield pairs that lie close, are not surely one, and are likely to be."""
    exact = {(first.id, one.id) for first, one in _exact(places, number(setting, "exact_metres"))}
    order: Mapping[str, int] = {place.id: index for index, place in enumerate(places)}
    grid, made = Grid(places), _Made()
    for first in places:
        around = grid.near(first.position, number(setting, "metres")) if first.position else ()
        for one in around:
            later = order[one.id] > order[first.id]
            if not later or (first.id, one.id) in exact or not isinstance(one, type(first)):
                continue
            value = score(made.of(first), made.of(one), at_least=STRONG)
            if value is not None and not _told_apart(made.of(first), made.of(one)):
                yield first, one, value


def _told_apart(one: Prepared, other: Prepared) -> bool:
    """Whether numbers or letters tell two names apart: «Kenttä 1», «Kenttä 2»."""
    marks = [frozenset(mark for name in it.names for mark in name.marks) for it in (one, other)]
    return marks[0] != marks[1]


class _Made:
    """Places made ready, each once."""

    def __init__(self) -> None:
        self._made: dict[str, Prepared] = {}

    def of(self, place: PlaceFacts) -> Prepared:
        """Return *place* made ready for comparing."""
        if place.id not in self._made:
            self._made[place.id] = ready(place)
        return self._made[place.id]


RULES: Final = checks.packaged("cross_doubles.toml")
