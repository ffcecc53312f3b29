"""An iCalendar feed to series, and to what takes place within a window (events.md 4, 7.2)."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Final

from pydantic import ValidationError

from hytedata.connectors.calendars.icalendar_feed import Feed, feed_of
from hytedata.models.common import Rejection
from hytedata.models.event import Event, EventTime, SeriesRole
from hytedata.models.occurrence import moment_key
from hytedata.models.window import Window
from hytedata.normalise.calendars.facts import CalendarFacts
from hytedata.normalise.calendars.icalendar_event import (
    event_of,
    has_end,
    is_unstable,
    last,
    shown,
    wall_zone,
)
from hytedata.normalise.calendars.icalendar_instances import Instance, instances
from hytedata.normalise.calendars.icalendar_parts import Part, Unread, mend, parts_of
from hytedata.normalise.remarks import Remarks

MOST_OF_ONE: Final = 1000
"""Most occurrences of one UID that are given for a window."""

_LONG_AGO: Final = datetime(1, 1, 2, tzinfo=UTC)


@dataclass
class Series:
    """The VEVENTs of one UID: the series or single event, and its changed instances.

    Attributes:
        id: Of the event: the UID, unless that is unstable.
        core: None where the feed holds changed instances only.
        changed: By their original time.
        remarks: Made while the VEVENTs were mended, by their identity.
        made: What has been made of them.
    """

    id: str
    core: Part | None = None
    changed: dict[str, Part] = field(default_factory=dict)
    remarks: dict[int, Remarks] = field(default_factory=dict)
    made: dict[int, Event | None] = field(default_factory=dict)

    @property
    def repeats(self) -> bool:
        """Whether it stands for several occurrences."""
        if self.core is None or self.changed:
            return True
        return "RRULE" in self.core.event or "RDATE" in self.core.event

    @property
    def parts(self) -> Sequence[Part]:
        """All VEVENTs."""
        return [*([self.core] if self.core else []), *self.changed.values()]


@dataclass(frozen=True)
class Expansion:
    """What takes place within a window.

    Attributes:
        events: By start; occurrences, and events that are not repeated.
        reasons: Why something may be missing.
    """

    events: tuple[Event, ...]
    rejections: tuple[Rejection, ...] = ()
    reasons: tuple[str, ...] = ()


class FeedCalendar:
    """The events of one feed.

    Args:
        feed: As it was read, or its bytes.
        facts: Of the calendar.
    """

    def __init__(self, feed: Feed | bytes, facts: CalendarFacts) -> None:
        read = feed_of(feed) if isinstance(feed, bytes) else feed
        self._facts, self._whole = facts, read.whole
        self._series: dict[str, Series] = {}
        self._rejections: list[Rejection] = []
        for part in parts_of(read.text):
            self._take(part)

    @property
    def rejections(self) -> tuple[Rejection, ...]:
        """Events that could not be used."""
        return tuple(self._rejections)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why the feed may lack something."""
        return () if self._whole else ("the feed ends before its calendar does",)

    def series(self) -> tuple[Event, ...]:
        """Return each series and each event that is not repeated, by id; times are the first."""
        found = []
        for one in self._series.values():
            role: SeriesRole = "series" if one.repeats else "none"
            event = self._event(one, one.core) if one.core else None
            if event:
                found.append(event.model_copy(update={"series_role": role}))
        return tuple(sorted(found, key=lambda event: event.id))

    def between(self, start: date, end: date) -> Expansion:
        """Return what takes place in [*start*, *end*): days of Finland, or aware times.

        An occurrence has the id `UID|original start`, which it keeps when it is moved. A window
        of more than 24 months is cut, and so are the occurrences of one UID after the
        thousandth; both are said in `reasons`.

        Raises:
            InputError: The window is empty, or a time lacks its zone.
        """
        window = Window.of(start, end)
        events: list[Event] = []
        rejections: list[Rejection] = []
        reasons = [*self.reasons, *window.reasons]
        for one in self._series.values():
            try:
                found = list(self._expanded(one, window))
            except Exception as error:  # noqa: BLE001 - whatever a foreign rule breaks in there
                reason = f"it cannot be expanded: {type(error).__name__}: {error}"[:300]
                rejections.append(self._rejection(one.id, one.parts[0], "RRULE", reason))
                continue
            if len(found) > MOST_OF_ONE:
                reasons.append(f"{one.id} has more than {MOST_OF_ONE} occurrences in the window")
                found = sorted(found, key=_by_start)[:MOST_OF_ONE]
            events += found
        events.sort(key=_by_start)
        return Expansion(tuple(events), (*self._rejections, *rejections), tuple(reasons))

    def _take(self, part: Part | Unread) -> None:
        if isinstance(part, Unread):
            ref = self._facts.ref(part.uid)
            self._rejections.append(Rejection(ref=ref, field="VEVENT", reason=part.reason))
            return
        remarks = Remarks()
        event_id = _id_of(part, remarks)
        fault = mend(part, remarks)
        if str(part.event.get("CLASS", "PUBLIC")).upper() not in ("PUBLIC", ""):
            fault = "CLASS says that it is not public"
        if fault:
            self._reject(event_id, part, fault.partition(" ")[0], fault)
            return
        series = self._series.setdefault(event_id, Series(event_id))
        series.remarks[id(part.event)] = remarks
        original = part.event.get("RECURRENCE-ID")
        if original is None:
            series.core = self._newer(event_id, series.core, part)
        else:
            key = moment_key(original.dt)
            series.changed[key] = self._newer(event_id, series.changed.get(key), part)

    def _newer(self, event_id: str, known: Part | None, part: Part) -> Part:
        if known is None:
            return part
        old, new = _version(known), _version(part)
        if old == new and moment_key(known.event["DTSTART"].dt) != moment_key(
            part.event["DTSTART"].dt
        ):
            self._reject(event_id, part, "UID", "another event of the feed has the same UID")
            return known
        return part if new >= old else known

    def _expanded(self, one: Series, window: Window) -> Iterable[Event]:
        if not one.repeats and one.core:
            event = self._event(one, one.core)
            return [event] if event and window.holds(event.time) else []
        found = []
        for instance in instances([part.event for part in one.parts], window):
            event = self._occurrence(one, instance)
            if event and window.holds(event.time):
                found.append(event)
        return found

    def _occurrence(self, one: Series, instance: Instance) -> Event | None:
        key = moment_key(instance.original)
        part = one.changed.get(key) or _changed_from_here(one, key) or one.core
        base = self._event(one, part) if part else None
        if base is None or part is None:
            return None
        start = instance.start
        end = last(instance.end, start) if has_end(part.event) else None
        moved = moment_key(start) != key
        cancelled = base.status != "scheduled"
        return base.model_copy(
            update={
                "id": f"{one.id}|{key}",
                "series_id": one.id,
                "series_role": "occurrence",
                "time": EventTime(start=shown(start), end=end, timezone=wall_zone(start)),
                "status": base.status if cancelled or not moved else "rescheduled",
                "extras": {"RECURRENCE-ID": key} if moved else {},
            }
        )

    def _event(self, one: Series, part: Part) -> Event | None:
        own = id(part.event)
        if own not in one.made:
            one.made[own] = self._made(one, part)
        return one.made[own]

    def _made(self, one: Series, part: Part) -> Event | None:
        remarks = Remarks()
        noted = one.remarks[id(part.event)].all()
        try:
            event = event_of(part, one.id, self._facts, remarks)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"])) or "VEVENT"
            self._reject(one.id, part, where, first["msg"])
            return None
        return event.model_copy(update={"remarks": (*noted, *event.remarks)})

    def _reject(self, event_id: str, part: Part, where: str, reason: str) -> None:
        self._rejections.append(self._rejection(event_id, part, where, reason))

    def _rejection(self, event_id: str, part: Part, where: str, reason: str) -> Rejection:
        name = str(part.event.get("SUMMARY", ""))[:200]
        return Rejection(ref=self._facts.ref(event_id), name=name, field=where, reason=reason)


def _changed_from_here(one: Series, original: str) -> Part | None:
    """Return the change that holds for all instances from its own on, where one reaches so far."""
    reaching = [
        (moment_key(part.event["RECURRENCE-ID"].dt), part)
        for part in one.changed.values()
        if str(part.event["RECURRENCE-ID"].params.get("RANGE", "")).upper() == "THISANDFUTURE"
    ]
    before = [(key, part) for key, part in reaching if key <= original]
    return max(before, key=lambda it: it[0])[1] if before else None


def _id_of(part: Part, remarks: Remarks) -> str:
    page = str(part.event.get("URL", "")).strip()
    if part.uid and not (page and is_unstable(part)):
        return part.uid
    if page:
        return page
    remarks.add("UID", "uid-missing", "")
    told = "|".join(str(part.event.get(name, "")) for name in ("SUMMARY", "LOCATION"))
    start = part.event.get("DTSTART")
    when = start.to_ical().decode() if start is not None and not isinstance(start, list) else ""
    return f"no-uid-{hashlib.sha256(f'{told}|{when}'.encode()).hexdigest()[:16]}"


def _version(part: Part) -> tuple[int, str, str]:
    """Return what is greater for the newer of two VEVENTs."""
    sequence = part.event.get("SEQUENCE", 0)
    times = []
    for name in ("LAST-MODIFIED", "DTSTAMP"):
        value = getattr(part.event.get(name), "dt", None)
        aware = isinstance(value, datetime) and value.tzinfo is not None
        times.append(moment_key(value if aware and value is not None else _LONG_AGO))
    return int(sequence) if isinstance(sequence, int) else 0, times[0], times[1]


def _by_start(event: Event) -> tuple[str, str]:
    return moment_key(event.time.start) if event.time.start else "", event.id
