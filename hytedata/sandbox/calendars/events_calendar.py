"""A simulated The Events Calendar, with the traps of real sites as switches (events.md 3)."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from html import escape
from typing import Final
from zlib import crc32

from hytedata.models.clock import HELSINKI
from hytedata.sandbox.calendars.made_events import EVENTS, MadeEvent
from hytedata.sandbox.calendars.traps import MARKUP, checked_traps
from hytedata.sandbox.http import SimRequest, SimResponse

PATH: Final = "/wp-json/tribe/events/v1/events"
ROOT: Final = "/wp-json"
LARGEST_PAGE: Final = 50
_EVER: Final = tuple(map(datetime.fromisoformat, ("0001-01-01", "9999-01-01")))
_START: Final = datetime.fromisoformat("2027-01-01")
TRAPS: Final[Mapping[str, str]] = {
    "foreign-next": "3.3: the link to the next page leads to another host",
    "endless-next": "3.3: each page names itself as the next",
    "old-404": "3.3: an empty list is a 404, as in old releases",
    "html": "1.4: a web page instead of JSON",
    "off": "3.1: the interface is switched off",
    "venue-list": "3.4: venues come as lists",
    "no-venue": "3.4: no event has a venue: an empty list stands there",
    "utc": "3.4: the zone of the site was never set",
    "bad-row": "3.4: one row has no start",
    "new-ids": "3.5: occurrences have other ids each time",
    "markup": "3.4: markup and scripts in descriptions",
}
"""What each does, with the section of events.md that it is from."""


class EventsCalendarSimulator:
    """A site with *events*, each occurrence a row of its own.

    Args:
        site: Its address, for links.
        events: What it shows at first.
        page_limit: Most rows of a page, whatever is asked for.
        now: Of its implicit window, local.

    Attributes:
        events: What it shows; change it to publish and withdraw.
        page_limit: Most rows of a page.
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
        self._site, self.page_limit, self._now = site.rstrip("/"), page_limit, now
        self._traps: set[str] = set()
        self._pages = 0

    def set_traps(self, *traps: str) -> None:
        """Lay these traps of `TRAPS`, and no others.

        Raises:
            InputError: There is no such trap.
        """
        self._traps = checked_traps(traps, TRAPS)

    def handle(self, request: SimRequest) -> SimResponse:
        """Answer one request."""
        if request.method not in ("GET", "HEAD"):
            return _json({"code": "rest_no_route", "data": {"status": 404}}, 404)
        path = request.path.rstrip("/")
        if not path:
            return self._front_page()
        if path == ROOT:
            own = [] if "off" in self._traps else ["tribe/events/v1"]
            return _json({"name": "Keksitty", "namespaces": ["oembed/1.0", *own, "wp/v2"]})
        if "off" in self._traps or path != PATH:
            return _json({"code": "rest_no_route", "data": {"status": 404}}, 404)
        if "html" in self._traps:
            return SimResponse(200, b"<html>Huoltokatko</html>", {"Content-Type": "text/html"})
        return self._page(dict(request.query))

    def _front_page(self) -> SimResponse:
        """The page for people, which says where WordPress's interface is."""
        link = f'<link rel="https://api.w.org/" href="{self._site}{ROOT}/">'
        text = f'<!DOCTYPE html><html lang="fi"><head>{link}</head><body></body></html>'
        return SimResponse(200, text.encode(), {"Content-Type": "text/html"})

    def _page(self, query: dict[str, str]) -> SimResponse:
        page = int(query.get("page", "1"))
        self.before_page(page)
        self._pages += 1
        size = min(int(query.get("per_page", "10")), self.page_limit)
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
        own = 100 + crc32(event.key.encode()) % 9_000_000
        again = self._pages * 1000 if "new-ids" in self._traps else 0
        slug = f"{event.key}-{start:%Y-%m-%d}" if several else event.key
        text = MARKUP if "markup" in self._traps else escape(event.text)
        return {
            "id": 10_000_000 + own * 100 + number + again if several else own,
            "global_id_lineage": [event.origin] if event.origin else [],
            "status": "publish",
            "url": f"{self._site}/tapahtuma/{slug}/",
            "website": event.online,
            "title": escape(event.said_title),
            "description": text,
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
            "venue": self._venue(event),
            "organizer": [{"organizer": event.organizer, "email": "info@kunta.example"}],
        }

    def _venue(self, event: MadeEvent) -> object:
        if "no-venue" in self._traps or not event.venue:
            return []
        venue: dict[str, object] = {
            "id": 300,
            "venue": event.venue,
            "address": event.street,
            "city": event.city,
            "zip": event.postal_code,
        }
        if event.position is not None:
            venue |= {"geo_lng": event.position[0], "geo_lat": event.position[1]}
        told = {name: value for name, value in venue.items() if value != ""}
        return [told, told | {"id": 301}] if "venue-list" in self._traps else told

    def _utc(self, local: datetime) -> datetime:
        if "utc" in self._traps:
            return local
        return local.replace(tzinfo=HELSINKI).astimezone(UTC)


def _times(event: MadeEvent) -> Iterator[tuple[datetime, datetime]]:
    for week in range(event.weeks):
        yield event.start + timedelta(weeks=week), event.end + timedelta(weeks=week)


def _day(text: str | None, otherwise: datetime) -> datetime:
    return datetime.fromisoformat(text.replace("%20", " ")) if text else otherwise


def _json(body: object, status: int = 200) -> SimResponse:
    return SimResponse(status, json.dumps(body, ensure_ascii=False).encode())
