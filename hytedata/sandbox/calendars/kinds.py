"""Which kinds of calendars the sandbox can show, and which calendars it shows: two tables."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Protocol, TypeAlias

from hytedata.models.clock import HELSINKI
from hytedata.sandbox.calendars import (
    events_calendar,
    icalendar_feed,
    json_ld,
    linked_events_calendar,
)
from hytedata.sandbox.calendars.made_events import MadeEvent
from hytedata.sandbox.calendars.real_events import CLUBS, REGION, TOWN, VILLAGES
from hytedata.sandbox.http import Simulator

Now: TypeAlias = Callable[[], datetime]


class CalendarSimulator(Simulator, Protocol):
    """A calendar in memory.

    Attributes:
        events: What it shows; change it to publish and withdraw.
    """

    events: list[MadeEvent]

    def set_traps(self, *traps: str) -> None:
        """Lay these traps, and no others; an unknown one is an `InputError`."""
        ...


@dataclass(frozen=True)
class CalendarKind:
    """One kind of calendar.

    Attributes:
        make: Makes one of its site's address, its events and an aware clock.
        path: What a configuration adds to that address.
        traps: What may be wrong with one.
        addresses: Further addresses that a configuration states, below that of its site.
    """

    make: Callable[[str, Sequence[MadeEvent], Now], CalendarSimulator]
    path: str
    traps: Collection[str]
    addresses: Mapping[str, str] = field(default_factory=dict)


KINDS: Final[Mapping[str, CalendarKind]] = {
    "linked-events": CalendarKind(
        lambda site, events, now: linked_events_calendar.LinkedEventsCalendar(
            site, events, now=now
        ),
        linked_events_calendar.PATH,
        linked_events_calendar.TRAPS,
    ),
    "events-calendar": CalendarKind(
        lambda site, events, now: events_calendar.EventsCalendarSimulator(
            site, events, now=lambda: now().astimezone(HELSINKI).replace(tzinfo=None)
        ),
        "",
        events_calendar.TRAPS,
    ),
    "icalendar": CalendarKind(
        lambda site, events, now: icalendar_feed.IcalendarSimulator(events),
        icalendar_feed.PATH,
        icalendar_feed.TRAPS,
    ),
    "json-ld": CalendarKind(
        lambda site, events, now: json_ld.JsonLdSimulator(site, events),
        json_ld.PAGES,
        json_ld.TRAPS,
        # A site below a path has a sitemap of its own, which must be named.
        {"sitemap": "/sitemap.xml"},
    ),
}
"""By the name that a configuration gives each kind."""


@dataclass(frozen=True)
class ShownCalendar:
    """A calendar of the sandbox.

    Attributes:
        name: In the configuration, and in its address.
        kind: One of `KINDS`; a calendar of a kind that is not there yet is left out.
        municipality: Code, where it is the calendar of one.
        licence: Of its data.
    """

    name: str
    kind: str
    municipality: str = ""
    licence: str = "CC BY 4.0"


CALENDARS: Final = (
    ShownCalendar(REGION, "linked-events"),
    ShownCalendar(CLUBS, "events-calendar"),
    ShownCalendar(TOWN, "icalendar", municipality="889"),
    ShownCalendar(VILLAGES, "json-ld"),
)
