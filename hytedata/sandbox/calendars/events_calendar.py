"""A simulated The Events Calendar, with the traps of real sites as switches (events.md 3)."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from hytedata.errors import InputError
from hytedata.sandbox.calendars.made_events import EVENTS, MadeEvent
from hytedata.sandbox.http import SimRequest, SimResponse

PATH: Final = "/wp-json/tribe/events/v1/events"
LARGEST_PAGE: Final = 50
_EVER: Final = tuple(map(datetime.fromisoformat, ("0001-01-01", "9999-01-01")))
_START: Final = datetime.fromisoformat("2027-01-01")
TRAPS: Final = frozenset(
    {"foreign-next", "endless-next", "old-404", "html", "venue-list", "utc", "bad-row", "off"}
)


class EventsCalendarSimulator:
    """A site with *events*, each occurrence a row of its own.

    Args:
        site: Its address, for links.
        events: What it shows at first.
        page_limit: Most rows of a page, whatever is asked for.
        now: Of its implicit window, local.

    Attributes:
        events: What it shows; change it to publish and withdraw.
        before_page: Called with each page's number before it is made: for edits during a walk.
    """

    def __init__(
        self,
        site: str = "https://kunta.test",
        events: Sequence[MadeEvent] = EVENTS,
        *,
        page_limit: int = LARGEST_PAGE,
        now: Callable[[], datetime] = lambda: _START,
    ) -> None:
        self.events = list(events)
        self.before_page: Callable[[int], object] = lambda _: None
        self._site, self._page_limit, self._now = site.rstrip("/"), page_limit, now
        self._traps: set[str] = set()

    def set_traps(self, *traps: str) -> None:
        """Lay these traps, and no others.

        `foreign-next`: the next page is on another host. `endless-next`: each page names itself
        as the next. `old-404`: an empty list is a 404. `html`: a web page instead. `venue-list`:
        venues as lists. `utc`: the zone was never set. `bad-row`: one row without a start.
        `off`: the interface is switched off.

        Raises:
            InputError: There is no such trap.
        """
        if unknown := set(traps) - TRAPS:
            raise InputError(f"no such trap: {', '.join(sorted(unknown))}")
        self._traps = set(traps)

    def handle(self, request: SimRequest) -> SimResponse:
        """Answer one request."""
        off = "off" in self._traps or request.path.rstrip("/") != PATH
        if off or request.method not in ("GET", "HEAD"):
            return _json({"code": "rest_no_route", "data": {"status": 404}}, 404)
        if "html" in self._traps:
            return SimResponse(200, b"<html>Huoltokatko</html>", {"Content-Type": "text/html"})
        return self._page(dict(request.query))

    def _page(self, query: dict[str, str]) -> SimResponse:
        page = int(query.get("page", "1"))
        self.before_page(page)
        size = min(int(query.get("per_page", "10")), self._page_limit)
        rows = list(self._rows(query))
        shown = rows[(page - 1) * size : page * size]
        if not shown and (page > 1 or "old-404" in self._traps):
            return _json({"code": "event-archive-page-not-found"}, 404)
        pages = -(-len(rows) // size)
        body: dict[str, object] = {"events": shown, "total": len(rows), "total_pages": pages}
        if page < pages or "endless-next" in self._traps:
            body["next_rest_url"] = self._next(query, page)
        return _json(body)

    def _next(self, query: dict[str, str], page: int) -> str:
        site = "https://muualla.test" if "foreign-next" in self._traps else self._site
        number = page if "endless-next" in self._traps else page + 1
        rest = {key: value for key, value in query.items() if key != "page"}
        # With its blanks, as the plugin writes it.
        rest["start_date"] = f"{query.get('start_date', '2026-12-31')[:10]} 00:00:00"
        told = "&".join(f"{key}={value}" for key, value in rest.items())
        return f"{site}{PATH}/?{told}&page={number}"

    def _rows(self, query: dict[str, str]) -> Iterator[dict[str, object]]:
        first = _day(query.get("start_date"), self._now() - timedelta(days=1))
        last = _day(query.get("end_date"), self._now() + timedelta(days=730))
        after = _day(query.get("ends_after"), _EVER[0])
        before = _day(query.get("starts_before"), _EVER[1])
        found = [
            (start, end, event, number)
            for event in self.events
            for number, (start, end) in enumerate(_times(event))
            if start >= first and end <= last and end > after and start < before
        ]
        for start, end, event, number in sorted(found, key=lambda it: (it[0], it[2].key)):
            yield self._row(event, number, start, end)
        if "bad-row" in self._traps:
            yield {"id": 999, "title": "Vailla alkua"}

    def _row(
        self, event: MadeEvent, number: int, start: datetime, end: datetime
    ) -> dict[str, object]:
        several = event.weeks > 1
        own = 100 + sum(map(ord, event.key))
        venue = {
            "id": 300,
            "venue": event.venue,
            "address": event.street,
            "city": event.city,
            "zip": event.postal_code,
        }
        slug = f"{event.key}-{start:%Y-%m-%d}" if several else event.key
        return {
            "id": 10_000_000 + own * 100 + number if several else own,
            "status": "publish",
            "url": f"{self._site}/tapahtuma/{slug}/",
            "title": event.title,
            "all_day": event.all_day,
            "start_date": f"{start:%Y-%m-%d %H:%M:%S}",
            "end_date": f"{end:%Y-%m-%d %H:%M:%S}",
            "utc_start_date": f"{self._utc(start):%Y-%m-%d %H:%M:%S}",
            "timezone": "UTC+0" if "utc" in self._traps else "Europe/Helsinki",
            "cost": event.cost,
            "cost_details": {"currency_symbol": "€", "values": []},
            "image": False,
            "categories": [{"name": event.category, "slug": event.category.lower()}],
            "tags": [],
            "venue": [venue, venue | {"id": 301}] if "venue-list" in self._traps else venue,
            "organizer": [{"organizer": event.organizer, "email": "info@kunta.example"}],
        }

    def _utc(self, local: datetime) -> datetime:
        if "utc" in self._traps:
            return local
        return local.replace(tzinfo=ZoneInfo("Europe/Helsinki")).astimezone(ZoneInfo("UTC"))


def _times(event: MadeEvent) -> Iterator[tuple[datetime, datetime]]:
    for week in range(event.weeks):
        yield event.start + timedelta(weeks=week), event.end + timedelta(weeks=week)


def _day(text: str | None, otherwise: datetime) -> datetime:
    return datetime.fromisoformat(text.replace("%20", " ")) if text else otherwise


def _json(body: object, status: int = 200) -> SimResponse:
    return SimResponse(status, json.dumps(body, ensure_ascii=False).encode())
