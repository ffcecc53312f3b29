"""A configured calendar, whatever it speaks, as one thing that can be read."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Final, TypeAlias

from hytedata.clients.calendars.events_calendar_client import EventsCalendarClient
from hytedata.clients.calendars.icalendar_client import IcalendarClient
from hytedata.clients.calendars.linked_events import LinkedEventsClient
from hytedata.clients.calendars.other_kinds import kind_named
from hytedata.clients.calendars.source import CalendarSource
from hytedata.clients.calendars.window_client import WindowClient
from hytedata.clients.streams import StreamEnd
from hytedata.config import Calendar, Config
from hytedata.models.common import Snapshot
from hytedata.models.event import Event
from hytedata.models.window import Window, extent_of
from hytedata.runs.events.batches import CalendarReader, EventBatch, EventsEnd, Span
from hytedata.runs.events.other_reader import OtherReader

if TYPE_CHECKING:
    from hytedata.clients.calendars.json_ld_client import JsonLdClient

OpenCalendar: TypeAlias = Callable[[Config, Calendar], AbstractContextManager[CalendarReader]]

_TELL_CHANGES: Final = frozenset({"linked-events", "json-ld"})


def tells_changes(calendar: Calendar) -> bool:
    """Whether it can be asked for what changed since a time.

    Linked Events tells what was deleted, too; pages with JSON-LD do not.
    """
    return calendar.kind in _TELL_CHANGES


@contextmanager
def open_calendar(config: Config, calendar: Calendar) -> Iterator[CalendarReader]:
    """Open a calendar as it is configured.

    Raises:
        InputError: A library that it needs is not installed.
    """
    match calendar.kind:
        case "linked-events":
            source = source_of(config, calendar)
            with LinkedEventsClient.of(source, page=calendar.page or "") as client:
                yield LinkedEventsReader(client)
        case "events-calendar":
            with EventsCalendarClient(source_of(config, calendar)) as windowed:
                yield WindowReader(windowed)
        case "icalendar":
            with IcalendarClient(source_of(config, calendar)) as windowed:
                yield WindowReader(windowed, shows_a_part=True)
        case "json-ld":
            # Its libraries are loaded where there is such a calendar.
            from hytedata.clients.calendars.json_ld_client import JsonLdClient

            with JsonLdClient(source_of(config, calendar)) as site:
                yield PagesReader(site)
        case _:
            yield OtherReader(kind_named(calendar.kind), source_of(config, calendar))


class LinkedEventsReader:
    """Reads Linked Events page by page.

    It is asked without an end: what was postponed without a new time comes only so.
    """

    def __init__(self, client: LinkedEventsClient) -> None:
        self._client = client

    def read(
        self, window: Window, since: datetime | None = None
    ) -> Iterator[EventBatch | EventsEnd]:
        """See `CalendarReader.read`."""
        events = self._client.events
        stream = (
            events.stream(start=window.start, include_series=True)
            if since is None
            else events.stream(changed_since=since, include_deleted=True)
        )
        for step in stream:
            if isinstance(step, StreamEnd):
                whole = (window.start, window.end) if since is None else None
                covered = whole if step.completeness.complete else None
                # What has no time is in every list that is asked for without an end.
                untimed = covered is not None
                yield EventsEnd(step.completeness, step.rejections, step.drift, covered, untimed)
            else:
                wanted = tuple(one for one in step.items if _is_wanted(one, window))
                yield EventBatch(wanted, () if since is None else _others(step.items, wanted))


class WindowReader:
    """Reads a calendar that is read by a window, whole.

    Args:
        client: The calendar.
        shows_a_part: It may show but a part of itself, as the next thirty events: then it covers
            only from its first occurrence to its last. One without any has nothing to show, and
            covers all.
    """

    def __init__(self, client: WindowClient, *, shows_a_part: bool = False) -> None:
        self._client, self._shows_a_part = client, shows_a_part

    def read(
        self, window: Window, since: datetime | None = None
    ) -> Iterator[EventBatch | EventsEnd]:
        """See `CalendarReader.read`; *since* is not known to these calendars."""
        found = self._client.events.between(window.start, window.end)
        yield EventBatch(found.items)
        yield EventsEnd(
            found.completeness, found.rejections, found.drift, self._covered(found, window)
        )

    def _covered(self, found: Snapshot[Event], window: Window) -> Span | None:
        if not found.completeness.complete:
            return None
        if not self._shows_a_part or not found.items:
            return window.start, window.end
        starts = [extent[0] for one in found.items if (extent := extent_of(one.time)) is not None]
        # Up to the beginning of the last: another that begins with it may be left out.
        first, last = max(min(starts), window.start), min(max(starts), window.end)
        return (first, last) if first < last else None


class PagesReader:
    """Reads a site whose pages hold events; it covers all where every page could be read.

    Pages that did not change are passed over where changes are asked for. What is gone does not
    show then.
    """

    def __init__(self, client: "JsonLdClient") -> None:
        self._client = client

    def read(
        self, window: Window, since: datetime | None = None
    ) -> Iterator[EventBatch | EventsEnd]:
        """See `CalendarReader.read`."""
        found = self._client.events.between(
            window.start, window.end, changed_since=since, include_series=True
        )
        yield EventBatch(found.items)
        is_all = since is None and found.completeness.complete
        covered = (window.start, window.end) if is_all else None
        yield EventsEnd(found.completeness, found.rejections, found.drift, covered)


def _others(events: tuple[Event, ...], wanted: tuple[Event, ...]) -> tuple[str, ...]:
    """Ids of what was deleted, or moved out of the window: a full read would not give it."""
    kept = {one.id for one in wanted}
    return tuple(one.id for one in events if one.id not in kept)


def _is_wanted(event: Event, window: Window) -> bool:
    return event.status != "deleted" and (event.time.start is None or window.holds(event.time))


def source_of(config: Config, calendar: Calendar) -> CalendarSource:
    """Return a configured calendar as clients know it."""
    return CalendarSource(
        calendar.name,
        calendar.url,
        config.contact,
        licence=calendar.licence,
        attribution=calendar.attribution,
        language=calendar.language,
        home_municipality=calendar.municipality,
        allowed_hosts=calendar.allowed_hosts,
        sitemap=calendar.sitemap or "",
        pages=calendar.pages,
        at_once=calendar.at_once,
        per_second=calendar.per_second,
        proxy=config.proxy,
        ca_bundle=config.ca_bundle,
    )
