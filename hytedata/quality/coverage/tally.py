"""Facts of all kinds as items that are counted alike, and the counting."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from hytedata.models.classification import ProviderKind
from hytedata.quality.coverage.facts import (
    NONE,
    Codes,
    EventFact,
    PlaceFact,
    ServiceFact,
    Themes,
    Unit,
)
from hytedata.quality.coverage.values import Count


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is counted.

    Attributes:
        municipalities: Where it counts.
        wide: Those where it is by an area of several municipalities only.
    """

    unit: Unit
    provider: ProviderKind
    themes: Themes
    possible: Themes
    municipalities: Codes
    wide: Codes = NONE
    languages: Codes = NONE
    only_online: bool = False
    long_running: bool = False
    one_off: bool = False


def services(facts: Iterable[ServiceFact]) -> Iterator[Item]:
    """Yield services; what is for the whole country is nowhere in particular."""
    for one in facts:
        yield Item(
            unit="services",
            provider=one.provider,
            themes=one.themes,
            possible=one.possible,
            municipalities=one.municipalities | one.wide if not one.nationwide else NONE,
            wide=one.wide - one.municipalities,
            languages=one.languages,
            only_online=one.only_online,
        )


def places(facts: Iterable[PlaceFact]) -> Iterator[Item]:
    """Yield places."""
    for one in facts:
        yield Item(
            unit="places",
            provider=one.provider,
            themes=one.themes,
            possible=one.possible,
            municipalities=one.municipalities,
            languages=one.languages,
        )


def events(facts: Iterable[EventFact]) -> Iterator[Item]:
    """Yield occurrences; what is only online is nowhere."""
    for one in facts:
        yield Item(
            unit="events",
            provider=one.provider,
            themes=one.themes,
            possible=one.possible,
            municipalities=frozenset({one.municipality}) if one.municipality else NONE,
            languages=one.languages,
            long_running=one.long_running,
            one_off=one.one_off,
        )


def count(items: Iterable[Item], municipality: str | None = None) -> Count:
    """Count some items.

    Args:
        items: Each once.
        municipality: Where; says which services are there by a wide area only.
    """
    told = {"services": 0, "county_wide": 0, "places": 0, "events": 0, "long_running": 0}
    for one in items:
        told["long_running" if one.unit == "events" and one.long_running else one.unit] += 1
        if one.unit == "services" and (municipality in one.wide if municipality else one.wide):
            told["county_wide"] += 1
    return Count(**told)


def by_provider(items: Iterable[Item], municipality: str) -> Mapping[ProviderKind, Count]:
    """Count some items per kind of provider, in the order of the kinds' names."""
    groups: defaultdict[ProviderKind, list[Item]] = defaultdict(list)
    for one in items:
        groups[one.provider].append(one)
    return {kind: count(groups[kind], municipality) for kind in sorted(groups)}
