"""What can be read of a Linked Events calendar, as values; the facades of `linked_events` drive it.

The whole walk (events.md 2.2–2.8): all kinds of events, in the order of their beginning, with
places and keywords included, page by page as long as a page links to another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from hytedata.clients.calendars.linked_events_joining import Joined
from hytedata.clients.calendars.linked_events_pages import pages_of, unusable
from hytedata.clients.calendars.windows import OpenWindow
from hytedata.clients.pages import Cursor, OnProgress
from hytedata.clients.walks import Found, Listed, Paged, Unusable, Walk
from hytedata.connectors._http import Endpoint
from hytedata.connectors.calendars.linked_events.drift import drift_of
from hytedata.connectors.calendars.linked_events.endpoints import (
    Detail,
    EventPage,
    LinkedEventsApi,
    checked_id,
)
from hytedata.connectors.calendars.linked_events.query import (
    INCLUDED,
    PARENT_INCLUDED,
    EventQuery,
)
from hytedata.connectors.calendars.linked_events.wire import Json, id_of
from hytedata.errors import InputError
from hytedata.models.common import Rejection
from hytedata.models.event import Event
from hytedata.normalise.calendars.linked_events import Calendar, normalise_event

LEAVES = "none"
PARENTS = "recurring,umbrella"


@dataclass(frozen=True)
class EventReads:
    """The reads of one calendar.

    Attributes:
        api: Its calls.
        calendar: What is stated of all its events.
        page_size: Events per page, 1–100; some servers give fewer.
    """

    api: LinkedEventsApi
    calendar: Calendar
    page_size: int

    def walk(
        self,
        *,
        start: date | None = None,
        end: date | None = None,
        changed_since: datetime | None = None,
        include_deleted: bool = False,
        include_series: bool = False,
        join: bool = False,
        on_invalid: str = "skip",
        cursor: Cursor | None = None,
        progress: OnProgress | None = None,
    ) -> Walk[Event]:
        """Describe a read of events.

        Args:
            start: A day, or an aware time: what still runs then, or begins later.
            end: Likewise: what begins before it has passed. What was postponed without a new time
                comes only where no end is asked for.
            changed_since: An aware time: what changed since. Series come too then. Events that
                were taken back unpublished leave no trace: read all now and then.
            include_deleted: Whether tombstones come too, as events with the status `deleted`.
            include_series: Whether what stands for others comes too: series and umbrellas.
            join: Whether places and keywords are read once, before the events, instead of coming
                with each: less is transferred for a whole calendar, more for a few events. All
                of them are then held in memory, and there is no going on with a cursor.
            on_invalid: `skip` leaves out what cannot be used, `raise` ends the read.
            cursor: Where to go on.
            progress: Told of each page.

        Raises:
            InputError: An argument is wrong.
        """
        if join and cursor:
            raise InputError("cursor: a read with join=True begins anew, with its places")
        if on_invalid not in ("skip", "raise"):
            raise InputError(f"on_invalid: {on_invalid!r} is none of skip, raise")
        series = include_series or changed_since is not None
        kinds = ("",) if changed_since is not None else (LEAVES, PARENTS)[: 1 + series]
        window, size = OpenWindow(start, end), self.page_size
        joined = Joined(self.api, size) if join else None
        include = PARENT_INCLUDED if join else INCLUDED
        asked = (start, end, changed_since, include_deleted)
        return Walk(
            self.calendar.name,
            "events",
            (
                *(joined.parts() if joined else ()),
                *(self._part(EventQuery(*asked, kind, size, include), joined) for kind in kinds),
            ),
            keep=lambda event: window.holds(event) and (series or not _stands_for_others(event)),
            on_invalid="raise" if on_invalid == "raise" else "skip",
            cursor=cursor,
            progress=progress,
            ahead=1,
        )

    def one(self, event_id: str) -> Endpoint[Event | None]:
        """Describe the read of one event."""
        return self.api.event(event_id, include=INCLUDED).then(self._one)

    def many(self, event_ids: Sequence[str]) -> Walk[Event]:
        """Describe the read of events by id, one by one: forks ignore a list of ids."""
        ids = tuple(checked_id("event", one) for one in event_ids)
        return Walk(self.calendar.name, "events", (Listed("events", self._by_id, ids, 1),), ahead=1)

    def _part(self, query: EventQuery, joined: Joined | None) -> Paged[Event]:
        def found(page: EventPage) -> Found[Event]:
            if joined is None:
                return self._found(page)
            return self._found(replace(page, entries=joined.expanded(page.entries)))

        what = "the list of series" if query.super_type == PARENTS else "the list of events"
        return Paged(what, lambda number: self.api.events(query, number).then(found), stepwise=True)

    def _found(self, page: EventPage) -> Found[Event]:
        events: list[Event] = []
        bad: list[Unusable] = []
        parents = _parents(page.entries)
        for number, entry in enumerate(page.entries, 1):
            place = f"item {number} of page {page.number}"
            one = normalise_event(entry, self.calendar, parents=parents, place=place)
            if isinstance(one, Event):
                events.append(one)
            else:
                bad.append(unusable(one))
        return Found(
            tuple(events),
            number=page.number,
            count=pages_of(page),
            entries=len(page.entries),
            total=page.total,
            unusable=tuple(bad),
            drift=drift_of(page.entries),
            read=(*(one.id for one in events), *(one.id for one in bad)),
        )

    def _by_id(self, ids: Sequence[str]) -> Endpoint[Found[Event]]:
        return self.api.event(ids[0], include=INCLUDED).then(self._found_by_id)

    def _found_by_id(self, document: Detail) -> Found[Event]:
        if not isinstance(document, Mapping):
            return Found(())
        return self._found(EventPage(1, (document,)))

    def _one(self, document: Detail) -> Event | None:
        if not isinstance(document, Mapping):
            return None
        found = normalise_event(document, self.calendar)
        if isinstance(found, Rejection):
            raise unusable(found).error
        return found


def _parents(entries: Sequence[Json]) -> Mapping[str, str]:
    return {
        id_of(entry): str(entry["super_event_type"])
        for entry in entries
        if isinstance(entry, Mapping) and entry.get("super_event_type")
    }


def _stands_for_others(event: Event) -> bool:
    return event.series_role in ("series", "umbrella")
