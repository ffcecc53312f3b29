"""A simulated site with events in its pages, with the traps of real ones as switches."""

import gzip
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from hytedata.sandbox.calendars.made_events import EVENTS, MadeEvent
from hytedata.sandbox.calendars.sitemap_files import sitemap_index, urlset
from hytedata.sandbox.calendars.traps import MARKUP, checked_traps
from hytedata.sandbox.http import SimRequest, SimResponse

PAGES: Final = "/tapahtumat/"
HUGE: Final = 6 * 2**20

TRAPS: Final[Mapping[str, str]] = {
    "robots-error": "1.4: 503 for robots.txt",
    "robots-moved": "1.4: robots.txt is elsewhere",
    "crawl-delay": "1.4: robots.txt asks for 30 s between requests",
    "endless-delay": "1.4: robots.txt asks for an hour between requests",
    "disallowed": "1.4: robots.txt forbids the first event's page",
    "server-errors": "1.4: 503 for every page",
    "no-sitemap": "1.4: there is no sitemap",
    "html-sitemap": "1.4: a web page instead of a sitemap",
    "sitemap-index": "1.4: a sitemap of sitemaps",
    "endless-sitemaps": "1.4: each sitemap names another",
    "gzip": "1.4: the sitemaps of an index are packed",
    "doctype": "1.4: the sitemap defines entities of its own",
    "foreign-link": "1.4: the sitemap names a page of another host",
    "missing-page": "1.4: the sitemap names a page that is gone",
    "no-dates": "1.4: the sitemap says nothing of changes",
    "duplicate-pages": "1.4: the sitemap names a list, too, that shows all events again",
    "latin-1": "5: pages are not UTF-8",
    "broken-json": "5: a comma too many, a comment, HTML comment marks",
    "huge-page": "5: the first event's page has 6 MiB",
    "not-html": "5: the first event's page is a PDF",
    "moved": "5: pages lead to themselves with a slash",
    "bad-date": "5: the first event's date is words",
    "other-vocabulary": "5: another vocabulary than schema.org's",
    "markup": "5: markup and scripts in descriptions",
}
"""What each does, with the section of events.md that it is from."""

_STATUSES: Final = {
    "scheduled": "https://schema.org/EventScheduled",
    "cancelled": "https://schema.org/EventCancelled",
    "postponed": "https://schema.org/EventPostponed",
}


class JsonLdSimulator:
    """A site that shows each of *events* on a page, below `/tapahtumat/`.

    Args:
        site: Its address, for links.
        events: What it shows at first.

    Attributes:
        events: What it shows; change it to publish and withdraw.
        modified: Key of an event → when its page last changed, for the sitemap.
        before_page: Called with each page's path before it is answered: for edits during a walk.
        asked: Paths that were asked for.
    """

    def __init__(
        self, site: str = "https://kunta.test", events: Sequence[MadeEvent] = EVENTS
    ) -> None:
        self.events = list(events)
        self.modified = {event.key: "2027-01-15T12:00:00+02:00" for event in events}
        self.before_page: Callable[[str], object] = lambda _: None
        self.asked: list[str] = []
        self._site = site.rstrip("/")
        self._traps: set[str] = set()

    def set_traps(self, *traps: str) -> None:
        """Lay these traps of `TRAPS`, and no others.

        Raises:
            InputError: There is no such trap.
        """
        self._traps = checked_traps(traps, TRAPS)

    def handle(self, request: SimRequest) -> SimResponse:
        """Answer one request."""
        path = request.path
        self.asked.append(path)
        if request.method not in ("GET", "HEAD"):
            return SimResponse(405)
        if path in ("/robots.txt", "/robotit.txt"):
            return self._robots(path)
        if path.endswith((".xml", ".xml.gz")):
            return self._sitemap(path)
        if "server-errors" in self._traps:
            return SimResponse(503)
        self.before_page(path)
        return self._page(path)

    def _robots(self, path: str) -> SimResponse:
        if "robots-error" in self._traps:
            return SimResponse(503)
        if "robots-moved" in self._traps and path == "/robots.txt":
            return SimResponse(301, b"", {"Location": "/robotit.txt"})
        lines = ["User-agent: *", "Disallow: /hallinta/"]
        if "disallowed" in self._traps:
            lines.append(f"Disallow: {PAGES}{self.events[0].key}$")
        if "crawl-delay" in self._traps:
            lines.append("Crawl-delay: 30")
        if "endless-delay" in self._traps:
            lines.append("Crawl-delay: 3600")
        return SimResponse(200, "\n".join(lines).encode(), {"Content-Type": "text/plain"})

    def _sitemap(self, path: str) -> SimResponse:
        if "no-sitemap" in self._traps:
            return SimResponse(404)
        if "html-sitemap" in self._traps:
            return _html(b"<!DOCTYPE html><html><body>Huoltokatko</body></html>")
        number = path.removeprefix("/sitemap").partition(".")[0]
        if "endless-sitemaps" in self._traps:
            return self._xml(sitemap_index([f"{self._site}/sitemap{int(number or 0) + 1}.xml"]))
        if "sitemap-index" in self._traps and not number:
            ending = ".xml.gz" if "gzip" in self._traps else ".xml"
            return self._xml(sitemap_index([f"{self._site}/sitemap{it}{ending}" for it in (1, 2)]))
        entries = list(self._entries())
        if "sitemap-index" in self._traps:
            entries = entries[int(number) - 1 :: 2]
        return self._xml(urlset(entries), packed=path.endswith(".gz"))

    def _entries(self) -> Iterator[tuple[str, str]]:
        dated = "no-dates" not in self._traps
        for event in self.events:
            at = self.modified.get(event.key, "2027-01-20T12:00:00+02:00") if dated else ""
            yield f"{self._site}{PAGES}{event.key}", at
        if "duplicate-pages" in self._traps:
            yield f"{self._site}{PAGES}lista", ""
        if "missing-page" in self._traps:
            yield f"{self._site}{PAGES}poistettu", ""
        if "foreign-link" in self._traps:
            yield "https://muualla.test/tapahtumat/oma", ""

    def _xml(self, text: str, *, packed: bool = False) -> SimResponse:
        if "doctype" in self._traps:
            text = f'<!DOCTYPE urlset [<!ENTITY a "aaaa">]>{text}'
        body = text.encode()
        kind = "application/gzip" if packed else "application/xml"
        return SimResponse(200, gzip.compress(body) if packed else body, {"Content-Type": kind})

    def _page(self, path: str) -> SimResponse:
        name = path.removeprefix(PAGES)
        if name in ("", "lista", "/"):
            return self._shown(self.events)
        event = next((it for it in self.events if it.key == name.removesuffix("/")), None)
        if event is None:
            return SimResponse(404, b"<html>Ei ole</html>", {"Content-Type": "text/html"})
        if "moved" in self._traps and not name.endswith("/"):
            return SimResponse(301, b"", {"Location": f"{self._site}{path}/"})
        if event is self.events[0] and "not-html" in self._traps:
            return SimResponse(200, b"%PDF-1.7", {"Content-Type": "application/pdf"})
        return self._shown([event], padded=event is self.events[0])

    def _shown(self, events: Sequence[MadeEvent], *, padded: bool = False) -> SimResponse:
        blocks = [self._block(event) for event in events]
        charset = "iso-8859-1" if "latin-1" in self._traps else "utf-8"
        head = f'<!doctype html><html lang="fi"><head><meta charset="{charset}">'
        scripts = "".join(f'<script type="application/ld+json">{it}</script>' for it in blocks)
        body = f"{head}{scripts}</head><body><h1>Tapahtumat täällä</h1></body></html>"
        content = body.encode(charset, "replace")
        if padded and "huge-page" in self._traps:
            content += b" " * HUGE
        return _html(content)

    def _block(self, event: MadeEvent) -> str:
        context = "https://schema.org"
        if "other-vocabulary" in self._traps:
            context = "https://www.w3.org/ns/activitystreams"
        text = json.dumps({"@context": context, **self._event(event)}, ensure_ascii=False)
        # What would end the script must not stand in it.
        text = text.replace("</", "<\\/")
        if "broken-json" in self._traps:
            return f"<!-- {text[:-1]}, /* loppu */ }} -->"
        return text

    def _event(self, event: MadeEvent) -> dict[str, object]:
        address = f"{self._site}{PAGES}{event.key}"
        node: dict[str, object] = {
            "@type": "Event",
            "@id": f"{address}#tapahtuma",
            "name": event.title,
            "url": address,
            "startDate": self._time(event.start, event),
            "endDate": self._time(event.end, event),
            "eventStatus": _STATUSES[event.status],
            "location": _location(event),
            "organizer": {
                "@type": "Organization",
                "name": event.organizer,
                "email": "info@kunta.example",
            },
            "keywords": event.category,
            "offers": {"@type": "Offer", "price": event.cost} if event.cost else [],
        }
        if text := MARKUP if "markup" in self._traps else event.text:
            node["description"] = text
        if event.weeks > 1:
            node["subEvent"] = [
                {
                    "@type": "Event",
                    "startDate": self._time(event.start + timedelta(weeks=week), event),
                    "endDate": self._time(event.end + timedelta(weeks=week), event),
                }
                for week in range(event.weeks)
            ]
        return node

    def _time(self, at: datetime, event: MadeEvent) -> str:
        if "bad-date" in self._traps and event is self.events[0]:
            return "ensi viikolla"
        return f"{at:%Y-%m-%d}" if event.all_day else f"{at:%Y-%m-%dT%H:%M}"


def _location(event: MadeEvent) -> dict[str, object]:
    if event.online:
        return {"@type": "VirtualLocation", "url": event.online}
    place: dict[str, object] = {
        "@type": "Place",
        "name": event.venue,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": event.street,
            "postalCode": event.postal_code,
            "addressLocality": event.city,
        },
    }
    if event.position is not None:
        lon, lat = event.position
        place["geo"] = {"@type": "GeoCoordinates", "latitude": lat, "longitude": lon}
    return place


def _html(body: bytes) -> SimResponse:
    return SimResponse(200, body, {"Content-Type": "text/html"})
