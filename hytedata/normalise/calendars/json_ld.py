"""A page's JSON-LD to events, series and their occurrences within a window (events.md 5, 7.2)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import urlsplit

from hytedata.connectors.calendars.json_ld import Root, types_of
from hytedata.connectors.calendars.json_ld_page import WebPage
from hytedata.models.common import Language, Rejection
from hytedata.models.event import Event, EventTime, SeriesRole
from hytedata.models.occurrence import moment_key
from hytedata.models.window import Window
from hytedata.normalise.calendars.facts import CalendarFacts
from hytedata.normalise.calendars.json_ld_event import Names, event_of, names_of, original_key
from hytedata.normalise.calendars.json_ld_known import PROPERTIES
from hytedata.normalise.calendars.json_ld_schedule import MOST_OF_ONE, NotSupported, times_of
from hytedata.normalise.calendars.json_ld_thing import Thing, language_of
from hytedata.normalise.calendars.json_ld_times import time_of
from hytedata.normalise.calendars.json_ld_wholes import (
    called_off,
    inheriting,
    occurrence_at,
    role_of,
)
from hytedata.normalise.remarks import Remarks

MOST_OF_PAGE: Final = 2000
"""Most events, parts included, that are read of one page."""

_DEEPEST: Final = 2
"""Parts may have parts: umbrella, series, occurrence."""


@dataclass(frozen=True)
class Known:
    """What is remembered of an event in a window or not, to tell events apart.

    Attributes:
        names: All by which it is known.
        start: As part of an id.
        series_id: Of what it belongs to, or "".
    """

    id: str
    names: tuple[str, ...]
    start: str
    title: str
    series_id: str


@dataclass(frozen=True)
class PageEvents:
    """What a page tells.

    Attributes:
        url: Of the page.
        events: What takes place in the window.
        series: What stands for some of them.
        known: Of all its events.
        reasons: Why something may be missing.
        drift: Properties that we do not know, and how often they came.
    """

    url: str
    events: tuple[Event, ...] = ()
    series: tuple[Event, ...] = ()
    known: tuple[Known, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    reasons: tuple[str, ...] = ()
    drift: Mapping[str, int] = field(default_factory=dict)


def normalise_page(page: WebPage, facts: CalendarFacts, window: Window) -> PageEvents:
    """Return what *page* tells of *window*.

    An event is known by its `identifier`, else its `@id`, its `url`, else the page's address.
    Parts (`subEvent`) are occurrences of a series where they bear its name, and events of an
    umbrella otherwise; a schedule is expanded.
    """
    reading = _Reading(page, facts, window)
    for error in page.broken:
        reason = f"a block cannot be read: {error}"[:300]
        ref = facts.ref(page.canonical)
        reading.rejections.append(Rejection(ref=ref, field="application/ld+json", reason=reason))
    roots = list(page.graph.events())
    reading.alone = len(roots) == 1
    for root in roots:
        reading.take(root)
    if reading.taken > MOST_OF_PAGE:
        reading.reasons.append(f"{page.url}: only the first {MOST_OF_PAGE} events are read")
    return reading.found()


@dataclass
class _Reading:
    """Collects what a page tells.

    Attributes:
        alone: Whether the page has one event, parts not counted.
        taken: How many nodes were come by.
    """

    page: WebPage
    facts: CalendarFacts
    window: Window
    events: list[Event] = field(default_factory=list)
    series: list[Event] = field(default_factory=list)
    known: list[Known] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    drift: Counter[str] = field(default_factory=Counter)
    alone: bool = False
    taken: int = 0

    def found(self) -> PageEvents:
        return PageEvents(
            self.page.url,
            tuple(self.events),
            tuple(self.series),
            tuple(self.known),
            tuple(self.rejections),
            tuple(self.reasons),
            dict(self.drift),
        )

    def take(self, root: Root) -> None:
        """Read one event with its parts."""
        plain = Thing(root.node, self.page.graph, self._base(), self.facts.language)
        thing = replace(plain, language=self._language(root, plain))
        names = names_of(thing)
        if not names.id:
            thing.odd("@id", "no-own-id", "")
            # Of several on one page none is what the page's address means.
            own = (self.page.canonical,) if self.alone else ()
            names = Names(self.page.canonical, (*own, *names.all))
        above = next(iter(thing.things("superEvent")), None)
        series_id = names_of(above).id if above else thing.link("superEvent")
        role: SeriesRole = "none"
        if above and "EventSeries" in types_of(above.node):
            role = "occurrence"
        self._take(thing, names, series_id if series_id not in names.all else "", role)

    def _take(
        self, thing: Thing, names: Names, series_id: str, role: SeriesRole, deep: int = 0
    ) -> None:
        self.taken += 1
        if self.taken > MOST_OF_PAGE:
            return
        self.drift.update(name for name in thing.node if name not in PROPERTIES)
        if deep < _DEEPEST and self._take_parts(thing, names, series_id, deep):
            return
        times = self._scheduled(thing, names)
        event = event_of(thing, names, self.page.canonical, self.facts, needs_time=times is None)
        if isinstance(event, Rejection):
            self.rejections.append(event)
        elif times is not None:
            self._add_series(event, "series", series_id, started=bool(times))
            for time in times:
                self._add(occurrence_at(event, time), event.id, "occurrence")
        else:
            self._add(event, series_id, role)

    def _take_parts(self, thing: Thing, names: Names, series_id: str, deep: int) -> bool:
        """Read the parts of an event, and it as what stands for them; False without any."""
        parts = [*thing.things("subEvent"), *thing.things("subEvents")]
        parts = [part for part in parts if part.node.keys() - {"@id", "@type", "url"}]
        if not parts:
            return False
        own = replace(thing, remarks=Remarks())
        stated = event_of(own, names, self.page.canonical, self.facts, needs_time=False)
        if isinstance(stated, Rejection):
            return False
        role = role_of(thing, parts)
        before, first = len(self.known), len(self.events)
        for part in parts[:MOST_OF_ONE]:
            self._take_part(part, thing, names, role, deep)
        if len(parts) > MOST_OF_ONE:
            self.reasons.append(f"{names.id}: only the first {MOST_OF_ONE} parts are read")
        if len(self.known) == before:
            thing.odd("subEvent", "no-usable-part", "")
            return False
        for number in range(first, len(self.events)):
            self.events[number] = called_off(self.events[number], stated)
        self._add_series(stated, role, series_id, started=len(self.events) > first)
        return True

    def _take_part(
        self, part: Thing, whole: Thing, names: Names, role: SeriesRole, deep: int
    ) -> None:
        own = names_of(part)
        others = tuple(name for name in own.all if name not in names.all)
        node = inheriting(part.node, whole.node, role)
        thing = replace(part, node=node, remarks=Remarks(), language=whole.language)
        quiet = replace(thing, remarks=Remarks())
        name = next(iter(others), "")
        if not name:
            name = f"{names.id}|{original_key(quiet, time_of(quiet))}"
        is_one_of = role == "series"
        self._take(
            thing, Names(name, others), names.id, "occurrence" if is_one_of else "none", deep + 1
        )

    def _scheduled(self, thing: Thing, names: Names) -> list[EventTime] | None:
        try:
            times = times_of(thing, self.window)
        except NotSupported as problem:
            thing.odd("eventSchedule", "schedule-unsupported", str(problem))
            return None
        if times is not None and len(times) > MOST_OF_ONE:
            self.reasons.append(f"{names.id} has more than {MOST_OF_ONE} occurrences in the window")
            times = times[:MOST_OF_ONE]
        return times

    def _add(self, event: Event, series_id: str, role: SeriesRole) -> None:
        made = event.model_copy(update={"series_id": series_id, "series_role": role})
        start = moment_key(made.time.start) if made.time.start else ""
        title = next(iter(made.names.values()), "").casefold()
        self.known.append(Known(made.id, (made.id, *made.origin_ids), start, title, series_id))
        if self.window.holds(made.time):
            self.events.append(made)

    def _add_series(self, event: Event, role: SeriesRole, series_id: str, *, started: bool) -> None:
        if started or self.window.holds(event.time):
            changes = {"series_role": role, "series_id": series_id}
            self.series.append(event.model_copy(update=changes))

    def _base(self) -> str:
        """Return what its links stand at: its own address, unless that is of another site."""
        page = self.page
        same = urlsplit(page.canonical).netloc == urlsplit(page.url).netloc
        return page.canonical if same else page.url

    def _language(self, root: Root, thing: Thing) -> Language:
        held = {language_of(word) for word in thing.words("inLanguage")}
        only = next(iter(held)) if len(held) == 1 else None
        stated = language_of(root.language) or only or language_of(self.page.language)
        return stated or self.facts.language
