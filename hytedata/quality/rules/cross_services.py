"""Services, channels and organisations of PTV compared with each other (S7, S8, F2, F3, F16)."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from functools import lru_cache
from typing import Final, TypeAlias

from hytedata.codes import UnknownCode, packaged_division
from hytedata.codes.folding import fold
from hytedata.models.finding import Problem
from hytedata.quality.facts import AreaFacts, ChannelFacts, ServiceFacts, World
from hytedata.quality.facts.sentences import shared_marks
from hytedata.quality.facts.spots import SAME_SPOT_M, at_one_spot
from hytedata.quality.family import Checks
from hytedata.quality.rule import Setting
from hytedata.quality.rules.cross_common import Found, Params, municipalities, title
from hytedata.quality.setting_values import number

checks: Final = Checks()

Named: TypeAlias = ServiceFacts | ChannelFacts

_SHORTEST: Final = 4  # letters of an organisation's name that is looked for
_GENITIVES: Final = {
    "kunta": "kunnan",
    "kaupunki": "kaupungin",
    "hyvinvointialue": "hyvinvointialueen",
    "kuntayhtyma": "kuntayhtyman",
    "seurakunta": "seurakunnan",
    "yhdistys": "yhdistyksen",
    "virasto": "viraston",
    "kommun": "kommuns",
    "stad": "stads",
    "valfardsomrade": "valfardsomrades",
    "forsamling": "forsamlings",
}
_WIDTH: Final = {"": 0, "mainland": 1, "all": 2}


@checks("X-CHN-001")
def service_without_channel(world: World, setting: Setting) -> Found:
    """A service that readers see and cannot get (S7)."""
    for one in world.services.values():
        if one.is_public and world.channels_of(one) == frozenset():
            yield one.ref, Problem(params={"name": title(one.names)})


@checks("X-CHN-002")
def channel_without_service(world: World, setting: Setting) -> Found:
    """A channel through which nothing is got (S7)."""
    for one in world.channels.values():
        if one.is_public and world.is_connected(one) is False:
            yield one.ref, Problem(params={"name": title(one.names)})


@checks("X-CHN-003")
def channel_is_gone(world: World, setting: Setting) -> Found:
    """A service that names a channel which PTV no longer shows."""
    for one in world.services.values():
        known = world.channels_of(one) if one.is_public else None
        gone = sorted(it for it in known or () if _is_gone(world, it))
        if gone:
            about = tuple(ChannelFacts(it, "").ref for it in gone)
            params: Params = {"name": title(one.names), "count": len(gone), "channel": gone[0]}
            yield one.ref, Problem(field="channel_ids", params=params, about=about)


@checks("X-CHN-004")
def connection_repeats_channel(world: World, setting: Setting) -> Found:
    """A connection that says what its channel says already (H6)."""
    for one in world.connections:
        channel = world.channels.get(one.channel)
        if channel is None:
            continue
        for field, mark in sorted(one.details.items()):
            if mark in channel.details:
                yield one.ref, Problem(field=field, params={"name": title(channel.names)})


def _is_gone(world: World, channel: str) -> bool:
    if channel in world.channels:
        return world.is_gone(world.channels[channel].ref)
    return world.was_read("ptv") or world.is_gone(ChannelFacts(channel, "").ref)


@checks("X-ORG-001")
def organisation_in_name(world: World, setting: Setting) -> Found:
    """A service whose name holds the name of its organisation (F2)."""
    for one in world.services.values():
        owner = world.organisations.get(one.organisation or "")
        for language, name in one.names.items() if owner and one.is_public else ():
            said = _said_in(name, owner.names.values()) if owner else ""
            if said:
                params: Params = {"name": name, "organisation": said}
                yield one.ref, Problem(f"name.{language}", name, params)


def _said_in(name: str, organisations: Iterable[str]) -> str:
    told = f" {fold(name)} "
    for organisation in organisations:
        if any(f" {form} " in told for form in _forms(organisation)):
            return organisation
    return ""


@lru_cache(maxsize=4096)
def _forms(organisation: str) -> tuple[str, ...]:
    """The folded name, and its genitive as far as its last word has a known one."""
    folded = fold(organisation)
    if len(folded) < _SHORTEST:
        return ()
    start, _, last = folded.rpartition(" ")
    genitive = _GENITIVES.get(last)
    return (folded, f"{start} {genitive}") if genitive and start else (folded,)


@checks("X-ORG-002")
def wider_kind_of_area(world: World, setting: Setting) -> Found:
    """A service for more of the country than its organisation may serve (F16)."""
    for one, own, theirs in _areas(world):
        if _WIDTH[own.country] > _WIDTH[theirs.country]:
            yield one.ref, Problem("area", params={"name": title(one.names)})


@checks("X-ORG-003")
def other_municipalities(world: World, setting: Setting) -> Found:
    """A service for municipalities that its organisation is not there for (F16)."""
    for one, own, theirs in _areas(world):
        if own.country or theirs.country or own.others or theirs.others:
            continue
        beyond = sorted(_municipalities(own) - _municipalities(theirs))
        if beyond:
            told = municipalities("municipalities", beyond)
            params: Params = {"name": title(one.names), "count": len(beyond), **told}
            yield one.ref, Problem("area", params=params)


def _areas(world: World) -> Iterator[tuple[ServiceFacts, AreaFacts, AreaFacts]]:
    for one in world.services.values():
        owner = world.organisations.get(one.organisation or "")
        if one.is_public and one.area and owner and owner.area and _says_where(owner.area):
            yield one, one.area, owner.area


def _says_where(area: AreaFacts) -> bool:
    # A limited area without codes is an organisation whose area is simply not told.
    return bool(area.country or area.municipalities or area.regions or area.counties or area.others)


@lru_cache(maxsize=4096)
def _municipalities(area: AreaFacts) -> frozenset[str]:
    """Codes of today of all municipalities of a limited area; unknown codes are passed over."""
    division = packaged_division()
    found = {one.municipality.code for it in area.municipalities if (one := division.find(it))}
    for code in area.regions:
        found |= _members(region=code)
    for code in area.counties:
        found |= _members(county=code)
    return frozenset(found)


def _members(*, region: str | None = None, county: str | None = None) -> frozenset[str]:
    try:
        members = packaged_division().members(region=region, county=county)
    except UnknownCode:
        return frozenset()
    return frozenset(one.code for one in members)


def municipalities_of(world: World, service: ServiceFacts) -> frozenset[str]:
    """Return the codes that a service is meant for; of one for the whole country, its owner's."""
    area = service.area
    if area is not None and not area.country:
        return _municipalities(area)
    owner = world.organisations.get(service.organisation or "")
    return frozenset({owner.municipality}) if owner and owner.municipality else frozenset()


# --- names shared (F3) ---------------------------------------------------------------------------


@checks("X-DUP-001")
def services_share_name(world: World, setting: Setting) -> Found:
    """Two services of one organisation with one name (F3)."""
    yield from _sharing((one.organisation, one) for one in world.services.values())


@checks("X-DUP-002")
def channels_share_name(world: World, setting: Setting) -> Found:
    """Two channels of one kind and organisation with one name (F3)."""
    of_kind = (((one.organisation, one.type), one) for one in world.channels.values())
    for ref, problem in _sharing((key, one) for key, one in of_kind if key[0]):
        first, one = (world.channels[it.id] for it in (*problem.about, ref))
        # One place that is described twice is told as that (X-DUP-011).
        if not at_one_spot(first, one, SAME_SPOT_M):
            yield ref, problem


def _sharing(named: Iterable[tuple[Hashable, Named]]) -> Found:
    """Tell of each but the first of those that share a key and a name in some language."""
    groups: dict[Hashable, list[Named]] = defaultdict(list)
    for key, one in named:
        for language, name in one.names.items() if key and one.is_public else ():
            groups[key, language, _same(name)].append(one)
    told: set[str] = set()
    for (_, language, _), some in groups.items():  # type: ignore[misc]
        first, *others = sorted(some, key=lambda one: one.id)
        for one in others:
            if one.id not in told:
                told.add(one.id)
                name = one.names[language]
                yield one.ref, Problem(f"name.{language}", name, {"name": name}, (first.ref,))


@checks("X-DUP-003")
def channel_named_like_service(world: World, setting: Setting) -> Found:
    """A channel and a service of one organisation with one name (F3)."""
    services: dict[tuple[str | None, str, str], ServiceFacts] = {}
    for one in sorted(world.services.values(), key=lambda one: one.id, reverse=True):
        for language, name in one.names.items() if one.is_public else ():
            services[one.organisation, language, _same(name)] = one
    for channel in world.channels.values():
        for language, name in channel.names.items() if channel.is_public else ():
            found = services.get((channel.organisation, language, _same(name)))
            if found and channel.organisation:
                yield channel.ref, Problem(f"name.{language}", name, {"name": name}, (found.ref,))
                break


def _same(name: str) -> str:
    return " ".join(name.casefold().split())


@checks("X-DUP-004")
def copies_general_description(world: World, setting: Setting) -> Found:
    """A service that repeats sentences of its general description (S8)."""
    fewest = number(setting, "sentences")
    for one in world.services.values():
        general = world.generals.get(one.general or "")
        shared = shared_marks(one.sentences, general.sentences) if general else 0
        if general and one.is_public and shared >= fewest:
            params: Params = {"name": title(one.names), "count": shared}
            yield one.ref, Problem("description", params=params, about=(general.ref,))


RULES: Final = checks.packaged("cross_services.toml")
