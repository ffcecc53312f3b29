"""Several records of one event as one occurrence, each value from the record that has it best."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias, get_args

from hytedata.codes import UnknownCode, municipality
from hytedata.models.classification import ProviderKind, ThemeSlug, ThemeStrength
from hytedata.models.common import MunicipalityCode, Position, SourceRef
from hytedata.models.event import Event
from hytedata.models.occurrence import Occurrence
from hytedata.models.window import extent_of
from hytedata.store.event_rows import EventRecord, First


class Merged(Protocol):
    """One event made of several, as `hytedata.links.events.merge` gives it."""

    @property
    def event(self) -> Event:
        """All that is known of it."""

    @property
    def sources(self) -> tuple[SourceRef, ...]:
        """Every record that it was made of, the one that goes before the others first."""

    @property
    def fields(self) -> Mapping[str, str]:
        """Field of the event → the source whose value it has."""


Merge: TypeAlias = Callable[[Sequence[Event], Sequence[str]], Merged]
"""From the records of one event, in their order, and the order of their sources to one."""


@dataclass(frozen=True)
class _Alone:
    """An event as one record tells it."""

    event: Event
    sources: tuple[SourceRef, ...]
    fields: Mapping[str, str]


def first_wins(members: Sequence[Event], precedence: Sequence[str]) -> Merged:
    """Merge by taking the first record whole; the gravest status of all counts."""
    first = members[0]
    grave = max(members, key=lambda one: _GRAVITY.get(one.status, 0))
    event = first.model_copy(update={"status": grave.status})
    fields = dict.fromkeys(Event.model_fields, first.source) | {"status": grave.source}
    return _Alone(event, tuple(one.ref for one in members), fields)


_GRAVITY: Mapping[str, int] = {"rescheduled": 1, "postponed": 2, "cancelled": 3}


def occurrence_of(first: First, records: Sequence[EventRecord], merge: Merge) -> Occurrence:
    """Return the occurrence that *first* stands for.

    Args:
        first: Whose key it has, and whose time where the merged event states none.
        records: All that it is made of, the one that goes before the others first.
        merge: Makes one event of several.
    """
    events = [one.event for one in records]
    sources = list(dict.fromkeys(one.source for one in events))
    merged = merge(events, sources) if len(events) > 1 else _alone(events[0])
    starts_at, ends_at = extent_of(merged.event.time) or (first.starts_at, first.ends_at)
    code, county = _municipality(records)
    position = _position(records)
    themes = _themes(records)
    return Occurrence(
        key=first.key,
        event=merged.event,
        starts_at=starts_at,
        ends_at=ends_at,
        long_running=first.long_running,
        municipality=code,
        county=county,
        position=position,
        whole_town=position is None and any(one.whole_town for one in records),
        area=tuple(sorted({each for one in records for each in one.area})),
        themes=tuple(one for one in _THEMES if themes.get(one) == "certain"),
        possible_themes=tuple(one for one in _THEMES if themes.get(one) == "possible"),
        provider=_provider(records),
        sources=merged.sources,
        fields=merged.fields,
    )


_THEMES: tuple[ThemeSlug, ...] = get_args(ThemeSlug)


def _alone(event: Event) -> Merged:
    return _Alone(event, (event.ref,), {})


def _municipality(records: Sequence[EventRecord]) -> tuple[MunicipalityCode | None, str | None]:
    """Return code and county by the best evidence; what was not looked at yet is as stated."""
    # `max` keeps the first of equals: the record that goes before the others.
    found = [one.places[0] for one in records if one.places]
    if found:
        return _today(max(found, key=lambda one: one.confidence).municipality)
    stated = [code for one in records for code in one.stated]
    return _today(stated[0]) if stated else (None, None)


def _today(code: str) -> tuple[MunicipalityCode, str | None]:
    try:
        return code, municipality(code).county.code
    except UnknownCode as error:
        # A municipality that became part of another: that is where it is today.
        return _today(error.successor) if error.successor else (code, None)


def _position(records: Sequence[EventRecord]) -> Position | None:
    return next((one.position for one in records if one.position and not one.whole_town), None)


def _themes(records: Sequence[EventRecord]) -> Mapping[ThemeSlug, ThemeStrength]:
    found: dict[ThemeSlug, ThemeStrength] = {}
    for one in records:
        for theme, strength in one.themes.items():
            if found.get(theme) != "certain":
                found[theme] = strength
    return found


def _provider(records: Sequence[EventRecord]) -> ProviderKind:
    return next((one.provider for one in records if one.provider != "unknown"), "unknown")
