"""Reading the events of a site's pages that lie in a window, whole or with the reasons why not."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Final

from hytedata.clients.calendars.site_listing import Listing, list_pages
from hytedata.clients.calendars.site_visit import SiteVisit
from hytedata.clients.calendars.source import CalendarSource
from hytedata.clients.drive import Calls
from hytedata.connectors._http.upstream import MEBIBYTE
from hytedata.connectors.calendars.json_ld_page import LARGEST_PAGE, get_page
from hytedata.errors import HytedataError, InputError, SourceContractError, SourceUnavailable
from hytedata.models.common import Completeness, Snapshot
from hytedata.models.event import Event
from hytedata.models.window import Window
from hytedata.normalise.calendars.json_ld import PageEvents, normalise_page
from hytedata.normalise.calendars.json_ld_same import once

PASSES: Final = 3
"""How often a list of pages that changes under the read is followed."""

MOST_OUTAGES: Final = 5
"""Pages in a row that the site gives no usable answer for, after which it is left in peace."""

MOST_TOLD: Final = 10
"""Most failed pages that a verdict names one by one."""


def read_window(
    source: CalendarSource,
    start: date,
    end: date,
    *,
    keep_apart: Callable[[float], object] = lambda _: None,
    changed_since: datetime | None = None,
    include_series: bool = False,
) -> Calls[Snapshot[Event]]:
    """Read what takes place in [*start*, *end*) by the pages of a site.

    Pages are read one by one, and only their events are held. When all are read, the list is
    asked for again: pages that came or changed meanwhile are read, events of pages that went are
    dropped, up to three times. A page that cannot be read is a reason in the verdict.

    Args:
        source: The calendar.
        start: First day of Finland, or an aware time.
        end: The day or time after the last.
        keep_apart: Told how many seconds robots.txt wants between requests.
        changed_since: Pages that state no change since this aware time are not read; what the
            others tell is complete, and nothing follows from what is absent.
        include_series: Whether series and umbrellas come beside what takes place.

    Raises:
        InputError: The window is empty, or a time lacks its zone.
        SourceUnavailable: robots.txt or the sitemap cannot be had now.
        SourceContractError: The sitemap is none.
    """
    window = Window.of(start, end)
    if changed_since is not None and changed_since.tzinfo is None:
        raise InputError(f"changed_since: {changed_since} lacks its zone; give an aware time")
    visit = SiteVisit(source, keep_apart)
    reading = _Reading(source, window, visit)
    listing = yield from list_pages(visit, changed_since)
    for _ in range(PASSES):
        yield from reading.follow(listing)
        if reading.broken:
            break
        try:
            listing = yield from list_pages(visit, changed_since)
        except HytedataError as error:
            reading.broken = f"the list of pages cannot be read again: {error}"
            break
        reading.forget_all_but(listing.pages)
        if not reading.unread(listing):
            break
    else:
        reading.broken = "the list of pages changed while it was read"
    return reading.snapshot(listing, include_series=include_series)


@dataclass
class _Reading:
    """What was read so far.

    Attributes:
        pages: By address.
        modified: When each page had last changed, as it was read, failed ones too.
        failures: Address → why it could not be read.
        forbidden: Pages that robots.txt does not allow.
        broken: Why the read ended early, or "".
    """

    source: CalendarSource
    window: Window
    visit: SiteVisit
    pages: dict[str, PageEvents] = field(default_factory=dict)
    modified: dict[str, str] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)
    forbidden: set[str] = field(default_factory=set)
    broken: str = ""

    def unread(self, listing: Listing) -> list[str]:
        """Return pages that are new, or have changed since they were read."""
        return [url for url, at in listing.pages.items() if self.modified.get(url) != at]

    def forget_all_but(self, kept: Mapping[str, str]) -> None:
        """Drop what pages tell that are listed no more."""
        self.forbidden &= kept.keys()
        for url in self.modified.keys() - kept.keys():
            del self.modified[url]
            self.pages.pop(url, None)
            self.failures.pop(url, None)

    def follow(self, listing: Listing) -> Calls[None]:
        """Read what is unread of *listing*."""
        outages = 0
        for url in self.unread(listing):
            self.modified[url] = listing.pages[url]
            self.failures.pop(url, None)
            try:
                yield from self._read(url)
                outages = 0
            except SourceUnavailable as error:
                self.failures[url] = f"{error}"
                outages += 1
            except HytedataError as error:
                detail = error.detail if isinstance(error, SourceContractError) else f"{error}"
                self.failures[url] = f"{url}: {detail}"
                self.pages.pop(url, None)
                outages = 0
            if outages >= MOST_OUTAGES:
                self.broken = f"the site failed {outages} times in a row, so it was left in peace"
                return

    def _read(self, url: str) -> Calls[None]:
        allowed = yield from self.visit.allows(url)
        if not allowed:
            self.forbidden.add(url)
            return
        largest = min(LARGEST_PAGE, self.source.largest_mib * MEBIBYTE)
        page = yield from self.visit.get(url, partial(get_page, self.source.name, largest=largest))
        self.pages[url] = normalise_page(page, self.source.facts, self.window)

    def snapshot(self, listing: Listing, *, include_series: bool) -> Snapshot[Event]:
        """Return what all pages tell, each event once."""
        pages = list(self.pages.values())
        merged = once(pages)
        found = {event.id: event for event in merged.series} if include_series else {}
        found |= {event.id: event for event in merged.events}
        items = tuple(found[key] for key in sorted(found))
        reasons = tuple(dict.fromkeys(self._reasons(listing, pages)))
        drift: Counter[str] = Counter()
        for page in pages:
            drift.update(page.drift)
        rejections = dict.fromkeys(it for page in pages for it in page.rejections)
        verdict = Completeness(complete=not reasons, items=len(items), reasons=reasons)
        return Snapshot(items, verdict, tuple(rejections), dict(drift))

    def _reasons(self, listing: Listing, pages: Iterable[PageEvents]) -> Iterator[str]:
        yield from self.window.reasons
        yield from listing.reasons
        if self.broken:
            yield self.broken
        if self.forbidden:
            yield (
                f"robots.txt does not allow us to read {len(self.forbidden)} page(s), "
                f"such as {min(self.forbidden)}"
            )
        failures = list(self.failures.values())
        yield from failures[:MOST_TOLD]
        if len(failures) > MOST_TOLD:
            yield f"{len(failures) - MOST_TOLD} more page(s) could not be read"
        for page in pages:
            yield from page.reasons
