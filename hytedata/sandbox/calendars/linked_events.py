"""A Linked Events calendar in memory: its reads, edits by people, and the traps of its kind."""

import json
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from hytedata.errors import InputError
from hytedata.sandbox.calendars.linked_events_filters import LARGEST_PAGE, page_of, select
from hytedata.sandbox.calendars.linked_events_records import KINDS, Records
from hytedata.sandbox.calendars.linked_events_views import Shape, Views
from hytedata.sandbox.calendars.linked_events_world import (
    CalendarWorld,
    EventDocument,
    Fields,
    make_calendar,
)
from hytedata.sandbox.http import SimRequest, SimResponse

BASE: Final = "https://calendar.test/v1"
ESPOO_HOST: Final = "events.prod.calendar.test"
_TAMPERE_PAGE: Final = 25
_PAGE_IN_A_BROWSER: Final = b"<!DOCTYPE html>\n<html><title>Linked Events</title></html>"


@dataclass
class Traps:
    """What goes wrong; all is off at first.

    Attributes:
        html_from_page: From this page on, web pages are answered instead of JSON; 0 is never.
        next_host: Host that links to further pages name, instead of the calendar's own.
        endless: Whether the last page links to another, which is the last page again.
        restless_ties: Whether events that begin at the same time stand in another order each time.
        before_page: Called with the number of a page before it is answered: edits amid a walk.
    """

    html_from_page: int = 0
    next_host: str = ""
    endless: bool = False
    restless_ties: bool = False
    before_page: Callable[[int], None] | None = None


class LinkedEventsSimulator:
    """A simulated calendar; paths are those below `/v1`. Not thread-safe.

    Args:
        world: What it holds at first; None: one of every sort of event for three municipalities.
        shape: Whose code it runs: Helsinki's, or a fork's (events.md 1.2).
        base: Its address, up to the version.
        now: Aware clock of edits.

    Attributes:
        traps: What goes wrong.
    """

    def __init__(
        self,
        world: CalendarWorld | None = None,
        *,
        shape: Shape = "helsinki",
        base: str = BASE,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        made = world or make_calendar()
        self._events = {event.id: deepcopy(event) for event in made.events.values()}
        self._now, self._base = now, base
        self._lists = 0
        self._places = dict(made.places)
        self._withdrawn: dict[str, str] = {}
        self.shape = shape
        self.traps = Traps(next_host=ESPOO_HOST if shape == "espoo" else "")

    @property
    def shape(self) -> Shape:
        """Whose code it runs."""
        return self._shape

    @shape.setter
    def shape(self, shape: Shape) -> None:
        self._shape = shape
        self._views = Views(self._base, shape, self._events, self._places)
        self._records = Records(self._views, self._withdrawn)

    # --- what people do ------------------------------------------------------------------

    def ids(self, *, leaves: bool = True) -> list[str]:
        """Return the ids of what is published; with *leaves* without what stands for others."""
        return sorted(
            event.id
            for event in self._events.values()
            if event.public
            and not event.deleted
            and not (leaves and event.fields["super_event_type"])
        )

    def edit(self, event_id: str, **fields: Any) -> None:
        """Change fields of an event; with none it is only saved again."""
        event = self._known(event_id)
        event.fields |= fields
        event.modified = self._now()

    def delete(self, event_id: str) -> None:
        """Delete an event: a tombstone is left."""
        event = self._known(event_id)
        event.deleted, event.modified = True, self._now()

    def unpublish(self, event_id: str) -> None:
        """Take an event back into a draft: no trace is left."""
        self._known(event_id).public = False

    def show(self, world: CalendarWorld) -> None:
        """Show what *world* holds: what differs is saved anew, what it lacks is deleted."""
        self._places |= world.places
        for event_id, wanted in world.events.items():
            shown = self._events.get(event_id)
            if shown is None or shown.deleted or shown.fields != wanted.fields:
                self._events[event_id] = EventDocument(
                    event_id, deepcopy(wanted.fields), self._now()
                )
        for event_id, event in self._events.items():
            if event_id not in world.events and not event.deleted:
                self.delete(event_id)

    def withdraw(self, kind: str, record_id: str, *, replaced_by: str = "") -> None:
        """Delete a place or deprecate a keyword; with *replaced_by* its address leads there."""
        if record_id not in self._records.ids(kind):
            raise InputError(f"the calendar has no {kind} {record_id}")
        self._withdrawn[record_id] = replaced_by

    def withdraw_places(self, *, all_of_them: bool) -> None:
        """Delete every place, or bring all back."""
        for place_id in self._places:
            self._withdrawn.pop(place_id, None)
            if all_of_them:
                self.withdraw("place", place_id)

    def _known(self, event_id: str) -> Any:
        if event_id not in self._events:
            raise InputError(f"the calendar has no event {event_id}")
        return self._events[event_id]

    # --- what it answers -----------------------------------------------------------------

    def handle(self, request: SimRequest) -> SimResponse:
        """Answer one request."""
        if request.method not in ("GET", "HEAD"):
            return SimResponse(405)
        accept = request.headers.get("accept", "application/json")
        if "html" in accept and "json" not in accept:
            return _html()
        parts = request.path.strip("/").split("/")
        if not request.path.endswith("/"):
            return SimResponse(301, headers={"Location": f"{self._base}{request.path}/"})
        query = dict(request.query)
        if len(parts) == 1 and parts[0] in ("event", *KINDS):
            return self._list(parts[0], query)
        return self._one(parts[0], parts[1], query) if len(parts) == 2 else _not_found()

    def _list(self, kind: str, query: Mapping[str, str]) -> SimResponse:
        is_tampere = self._shape == "tampere"
        number, size = page_of(query, _TAMPERE_PAGE if is_tampere else LARGEST_PAGE)
        if self.traps.before_page is not None and kind == "event":
            self.traps.before_page(number)
        if 0 < self.traps.html_from_page <= number:
            return _html()
        found = self._found(kind, query)
        last = max(1, -(-len(found) // size))
        if number > last and self.traps.endless:
            shown = last
        elif not 1 <= number <= last:
            return _not_found()
        else:
            shown = number
        following = number + 1 if shown < last or self.traps.endless else None
        rows = found[(shown - 1) * size : shown * size]
        meta: dict[str, object] = {
            "count": len(found),
            "next": self._link(kind, query, following) if following else None,
            "previous": self._link(kind, query, number - 1) if number > 1 else None,
        }
        if is_tampere:
            meta["parameters"] = dict(query)
        return _answer({"meta": meta, "data": [write() for write in rows]})

    def _found(self, kind: str, query: Mapping[str, str]) -> list[Callable[[], Fields]]:
        """Return what a list holds, each written when it is shown."""
        if kind != "event":
            return [partial(dict, one) for one in self._records.select(kind, query)]
        self._lists += 1
        seed = self._lists if self.traps.restless_ties else 0
        knows_series = self._shape != "tampere"
        found = select(self._events.values(), query, knows_series=knows_series, seed=seed)
        include = frozenset(query.get("include", "").split(","))
        return [partial(self._views.event, one, include) for one in found]

    def _one(self, kind: str, record_id: str, query: Mapping[str, str]) -> SimResponse:
        if kind == "event":
            return self._event(record_id, frozenset(query.get("include", "").split(",")))
        if kind not in KINDS or record_id not in self._records.ids(kind):
            return _not_found()
        if record_id not in self._withdrawn:
            return self._single(self._records.show(kind, record_id))
        if other := self._withdrawn[record_id]:
            return SimResponse(301, headers={"Location": f"{self._base}/{kind}/{other}/"})
        return _answer({"detail": "Poistettu"}, 410)

    def _event(self, event_id: str, include: frozenset[str]) -> SimResponse:
        event = self._events.get(event_id)
        if event is None or not event.public:
            return _not_found()
        if event.deleted:
            return _answer({"detail": "Tapahtuma on poistettu"}, 410)
        return self._single(self._views.event(event, include))

    def _single(self, written: Fields) -> SimResponse:
        return _answer({"data": written} if self._shape == "tampere" else written)

    def _link(self, kind: str, query: Mapping[str, str], number: int) -> str:
        address = urlsplit(self._base)
        host = self.traps.next_host or address.netloc
        asked = urlencode({**query, "page": number})
        return f"{address.scheme}://{host}{address.path}/{kind}/?{asked}"


def _answer(body: object, status: int = 200) -> SimResponse:
    return SimResponse(status, json.dumps(body).encode())


def _html() -> SimResponse:
    return SimResponse(200, _PAGE_IN_A_BROWSER, {"Content-Type": "text/html; charset=utf-8"})


def _not_found() -> SimResponse:
    return _answer({"detail": "Ei löytynyt."}, 404)
