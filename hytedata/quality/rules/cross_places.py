"""Sites of Lipas and locations of PTV: what one has and the other lacks, and where they are."""

from collections.abc import Iterator
from typing import Final

from hytedata.codes import Labels, find_sports_site_type, site_statuses
from hytedata.links import STRONG, kinds_in
from hytedata.links.prepared import Prepared
from hytedata.links.scoring import best_names
from hytedata.models.finding import Problem
from hytedata.quality.facts import ChannelFacts, Contest, PlaceFacts, SiteFacts, World
from hytedata.quality.facts.alike import Alike, Ready
from hytedata.quality.family import Checks
from hytedata.quality.rule import Setting
from hytedata.quality.rules.cross_common import (
    Found,
    in_languages,
    municipalities,
    title,
)
from hytedata.quality.setting_values import number, texts

checks: Final = Checks()

_NEARBY_M: Final = 150.0
_ALIKE: Final = 0.6  # of names that are looked at across a border of municipalities


@checks("X-MIS-001")
def not_in_ptv(world: World, setting: Setting) -> Found:
    """A municipality's site that no location of PTV stands for."""
    owners, known = texts(setting, "owners"), {one.site for one in _unclaimed(world)}
    ready = Ready()
    for site in world.sites.values():
        told = site.is_public and site.owner in owners and not _is_excluded(site.type_code)
        if not told or site.id in world.linked or site.id in known:
            continue
        if world.was_read("ptv", site.municipality) and not _stands_near(world, site, ready):
            yield site.ref, Problem(params={"name": title(site.names), **_type(site.type_code)})


def _is_excluded(type_code: int) -> bool:
    found = find_sports_site_type(type_code)
    return found is None or found.ptv_excluded


def _type(type_code: int) -> dict[str, str]:
    found = find_sports_site_type(type_code)
    return in_languages("type", found.name if found else Labels(str(type_code)))


@checks("X-MIS-002")
def not_in_lipas(world: World, setting: Setting) -> Found:
    """A location of PTV that is a sports site by its name, and that Lipas does not have."""
    kinds, known = frozenset(texts(setting, "kinds")), {one.channel for one in _unclaimed(world)}
    ready = Ready()
    for place in world.locations:
        if place.id in world.linked or place.id in known or not _said(place) & kinds:
            continue
        if world.was_read("lipas", place.municipality) and not _stands_near(world, place, ready):
            yield place.ref, Problem(params={"name": title(place.names)})


def _unclaimed(world: World) -> Iterator[Alike]:
    """Yield the pairs of which neither place is surely one with a third."""
    sites = {one.site: one.channel for one in world.pairs}
    channels = {one.channel: one.site for one in world.pairs}
    for one in world.alike:
        free = sites.get(one.site, one.channel) == one.channel
        if free and channels.get(one.channel, one.site) == one.site:
            yield one


def _said(place: PlaceFacts) -> frozenset[str]:
    return frozenset(kind for name in place.names.values() for kind in kinds_in(name))


def _stands_near(world: World, place: PlaceFacts, ready: Ready) -> bool:
    """Whether the other register has a place with such a name close by, beyond a border maybe."""
    if place.position is None:
        return False
    near = world.grid.near(place.position, _NEARBY_M)
    others = (one for one in near if type(one) is not type(place))
    return any(_named_alike(ready.of(place), ready.of(one)) for one in others)


def _named_alike(one: Prepared, other: Prepared) -> bool:
    return best_names(one, other, at_least=_ALIKE)[0] >= _ALIKE


# --- retired -------------------------------------------------------------------------------------


@checks("X-RET-001")
def open_though_retired(world: World, setting: Setting) -> Found:
    """A location stands open in PTV whose site is gone by Lipas's own word."""
    for site, channel in world.links:
        if site is not None and site.is_retired:
            yield channel.ref, _of_pair(channel, site)


@checks("X-RET-002")
def perhaps_open_though_retired(world: World, setting: Setting) -> Found:
    """A location stands open in PTV that is probably a site which Lipas says is gone."""
    best = _best_of_channels(world)
    for channel_id, (first, *others) in best.items():
        site, channel = world.sites[first.site], world.channels[channel_id]
        rivals = any(world.sites[one.site].is_public for one in others)
        if site.is_retired and first.score >= STRONG and not rivals:
            yield channel.ref, _of_pair(channel, site, first.score)


@checks("X-RET-003")
def site_is_gone(world: World, setting: Setting) -> Found:
    """A location stands for a site that Lipas does not have."""
    for (site_id, channel_id), channel in _linked_channels(world):
        ref = SiteFacts(site_id, 0, "").ref
        read = world.was_read("lipas") or world.was_read("lipas", channel.municipality)
        gone = site_id not in world.sites and (read or world.is_gone(ref))
        if gone and channel_id in world.channels:
            params = {"name": title(channel.names), "site": site_id}
            yield channel.ref, Problem(params=params, about=(ref,))


def _linked_channels(world: World) -> Iterator[tuple[tuple[str, str], ChannelFacts]]:
    for site_id, channel_id in sorted(set(world.beside.links)):
        channel = world.channels.get(channel_id)
        if channel is not None and channel.is_public:
            yield (site_id, channel_id), channel


def _best_of_channels(world: World) -> dict[str, list[Alike]]:
    found: dict[str, list[Alike]] = {}
    for one in world.alike:
        found.setdefault(one.channel, []).append(one)
    return found


def _of_pair(channel: ChannelFacts, site: SiteFacts, value: float | None = None) -> Problem:
    params: dict[str, str | int] = {
        "name": title(channel.names),
        "site": site.id,
        "site_name": title(site.names),
        **in_languages("status", _status(site.status)),
    }
    if value is not None:
        params["likeness"] = round(value * 100)
    return Problem(params=params, about=(site.ref,))


def _status(status: str) -> Labels:
    found = site_statuses().get(status)
    return found.name if found else Labels(status)


# --- where it is ---------------------------------------------------------------------------------


@checks("X-PLC-001")
def point_elsewhere(world: World, setting: Setting) -> Found:
    """A point that lies outside the municipality which the record states."""
    limit = number(setting, "metres")
    for one in world.beside.contested:
        far = one.distance_m is None or one.distance_m >= limit
        if {one.first, one.second} == {"code", "point"} and far:
            yield one.ref, _of_contest(one, "position")


@checks("X-PLC-002")
def postal_code_elsewhere(world: World, setting: Setting) -> Found:
    """A postal code of another municipality than the record states, or lies in."""
    for one in world.beside.contested:
        if {one.first, one.second} in ({"code", "postal-code"}, {"point", "postal-code"}):
            yield one.ref, _of_contest(one, "postal_code")


def _of_contest(one: Contest, field: str) -> Problem:
    params: dict[str, str | int] = {
        **municipalities("first", one.first_said),
        **municipalities("second", one.second_said),
    }
    if one.distance_m is not None:
        params["distance_m"] = round(one.distance_m)
    return Problem(field, params=params)


RULES: Final = checks.packaged("cross_places.toml")
