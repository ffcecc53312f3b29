"""A Linked Events calendar that shows made events, with the traps of its kind as switches."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final, get_args

from hytedata.sandbox.calendars.linked_events import (
    ESPOO_HOST,
    LinkedEventsSimulator,
    Traps,
)
from hytedata.sandbox.calendars.linked_events_made import calendar_of
from hytedata.sandbox.calendars.linked_events_views import Shape
from hytedata.sandbox.calendars.made_events import EVENTS, MadeEvent
from hytedata.sandbox.calendars.traps import checked_traps
from hytedata.sandbox.http import SimRequest, SimResponse

PATH: Final = "/v1"

_SHAPES: Final[Mapping[str, Shape]] = {
    f"as-{shape}": shape for shape in get_args(Shape) if shape != "helsinki"
}

TRAPS: Final[Mapping[str, str]] = {
    "foreign-next": "2.2: links to further pages name another host",
    "endless-next": "2.2: the last page links to another, which is the last one again",
    "restless": "2.2: events that begin together stand in another order each time",
    "html": "2.1: a web page instead of JSON",
    "off": "1.4: there is no such interface",
    "as-espoo": "1.2: Espoo's fork: other fields, links to another host",
    "as-turku": "1.2: Turku's older fork: no kinds of events, a flag for online ones",
    "as-tampere": "1.2: Tampere's look-alike: 25 a page, no positions, single ones wrapped",
    "same-day-end": "2.8, 2: a one-day event ends on the day itself, as on the 25-hour day",
    "clock-all-day": "2.8, 4: all-day events are typed as 00:00–23:59",
    "orphans": "2.8, 10: occurrences whose series was deleted have none",
    "one-row": "2.8, 10: a series is one long row with a short daily clock",
    "cancelled-in-title": "2.8, 11: what is cancelled says so in its title alone",
    "mirrored": "2.8, 13: each event comes once more from a mirrored data source",
    "all-rescheduled": "2.8, 15: every event calls itself rescheduled",
    "new-fields": "2.8, 16: a field that nobody knows",
    "leaks": "2.4: name and address of who typed an event in",
    "swapped": "7.4: longitude and latitude of places are swapped",
    "gone-places": "2.5: every place is deleted (410), and events still refer to it",
    "markup": "2.4: markup and scripts in descriptions",
}
"""What each does, with the section of events.md that it is from."""


class LinkedEventsCalendar:
    """A calendar with *events*, below `/v1` of its site.

    Args:
        site: Its address, for links.
        events: What it shows at first.
        now: Aware clock of edits.

    Attributes:
        events: What it shows; change it to publish and withdraw. What is withdrawn leaves a
            tombstone.
        before_page: Called with each page's number before it is made: for edits during a walk.
    """

    def __init__(
        self,
        site: str = "https://kunta.test",
        events: Sequence[MadeEvent] = EVENTS,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.events = list(events)
        self.before_page: Callable[[int], object] = lambda _: None
        self._now, self._traps = now, set[str]()
        self._shown = tuple(self.events)
        # Saved long ago, so that only what is edited here is news to those who ask for changes.
        first = calendar_of(self._shown, now() - timedelta(days=30))
        self._inner = LinkedEventsSimulator(first, base=site.rstrip("/") + PATH, now=now)
        self.set_traps()

    def set_traps(self, *traps: str) -> None:
        """Lay these traps of `TRAPS`, and no others.

        Raises:
            InputError: There is no such trap.
        """
        self._traps = checked_traps(traps, TRAPS)
        self._inner.shape = next((_SHAPES[it] for it in traps if it in _SHAPES), "helsinki")
        self._inner.traps = Traps(
            html_from_page=1 if "html" in traps else 0,
            next_host=self._next_host(),
            endless="endless-next" in traps,
            restless_ties="restless" in traps,
            before_page=self._before_page,
        )
        self._show()

    def ids(self) -> list[str]:
        """Return the ids of what is shown, without what stands for others."""
        self._catch_up()
        return self._inner.ids()

    def handle(self, request: SimRequest) -> SimResponse:
        """Answer one request."""
        if "off" in self._traps or not f"{request.path}/".startswith(f"{PATH}/"):
            return SimResponse(404)
        self._catch_up()
        path = request.path.removeprefix(PATH) or "/"
        return self._inner.handle(replace(request, path=path))

    def _next_host(self) -> str:
        if "foreign-next" in self._traps:
            return "muualla.test"
        return ESPOO_HOST if "as-espoo" in self._traps else ""

    def _before_page(self, page: int) -> None:
        self.before_page(page)
        self._catch_up()

    def _catch_up(self) -> None:
        if self._shown != tuple(self.events):
            self._show()

    def _show(self) -> None:
        self._shown = tuple(self.events)
        self._inner.show(calendar_of(self._shown, self._now(), self._traps))
        self._inner.withdraw_places(all_of_them="gone-places" in self._traps)
