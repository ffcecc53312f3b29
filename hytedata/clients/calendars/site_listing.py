"""Which pages of a site are to be read: its sitemaps, within bounds."""

import re
from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Final
from urllib.parse import quote, urlsplit

from hytedata.clients.calendars.site_visit import SiteVisit
from hytedata.clients.calendars.source import CalendarSource
from hytedata.clients.drive import Calls
from hytedata.connectors.calendars.sitemap import Entry, Sitemap, get_sitemap
from hytedata.connectors.calendars.web_call import origin_of, whole_address
from hytedata.errors import HytedataError, SourceContractError
from hytedata.normalise.calendars.json_ld_times import moment_of

MOST_SITEMAPS: Final = 50
DEEPEST: Final = 3
MOST_ADDRESSES: Final = 100_000
"""Most sitemaps of a read, how deep they may name each other, and most pages that are noted."""

_GRACE: Final = timedelta(days=1)
"""Many sites write the time on their wall as if it were another zone's."""


@dataclass(frozen=True)
class Listing:
    """The pages that are to be read.

    Attributes:
        pages: Address → when it last changed, as stated, or ""; in the order to read in.
        reasons: Why pages may be missing.
    """

    pages: Mapping[str, str]
    reasons: tuple[str, ...] = ()


def list_pages(visit: SiteVisit, changed_since: datetime | None = None) -> Calls[Listing]:
    """Return the pages of a calendar's site that its configuration asks for.

    Without a sitemap it is the page at the calendar's address alone, which is said.

    Args:
        visit: To the site.
        changed_since: Leaves out pages that state that they have not changed since.

    Raises:
        SourceUnavailable: The rules or all sitemaps cannot be had now.
        SourceContractError: The sitemap that was named is none.
    """
    source, search = visit.source, _Search(visit)
    rules = yield from visit.rules(source.address)
    stated = [source.sitemap] if source.sitemap else list(rules.sitemaps)
    for url in stated or ["/sitemap.xml"]:
        search.add(url, 1)
    yield from search.run(stated=bool(stated))
    if search.errors and not search.read:
        if stated or not isinstance(search.errors[0], SourceContractError):
            raise search.errors[0]
        reason = "the site has no sitemap: only the page at its address is read"
        return Listing({source.address: ""}, (reason,))
    return _listing(source, search, changed_since)


def wanted(source: CalendarSource, url: str) -> bool:
    """Whether the path of *url* is one that *source* asks for."""
    path = urlsplit(url).path
    return not source.pages or any(_pattern(it).match(path) for it in source.pages)


def _pattern(pattern: str) -> re.Pattern[str]:
    encoded = quote(pattern, safe="%/*!$&'()+,;=:@~")
    parts = [re.escape(part) for part in encoded.split("*")]
    return re.compile(".*".join(parts) + (r"\Z" if len(parts) > 1 else ""))


@dataclass
class _Search:
    """Goes through sitemaps.

    Attributes:
        found: Pages that are wanted, and when each last changed.
        read: How many sitemaps were read.
        foreign: Hosts that are not the calendar's, and how many addresses were on each.
    """

    visit: SiteVisit
    found: dict[str, str] = field(default_factory=dict)
    read: int = 0
    errors: list[HytedataError] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    foreign: Counter[str] = field(default_factory=Counter)
    _queue: deque[tuple[str, int]] = field(default_factory=deque)
    _seen: set[str] = field(default_factory=set)

    def add(self, stated: str, depth: int) -> None:
        """Note a sitemap that is to be read."""
        url = self._own(stated)
        if not url or url in self._seen:
            return
        if depth > DEEPEST:
            self._say(f"sitemaps name each other more than {DEEPEST} deep: {url} is not read")
        elif len(self._seen) >= MOST_SITEMAPS:
            self._say(f"at most {MOST_SITEMAPS} sitemaps are read")
        else:
            self._seen.add(url)
            self._queue.append((url, depth))

    def run(self, *, stated: bool) -> Calls[None]:
        """Read all sitemaps; those that robots.txt or a person named are there to be read."""
        source = self.visit.source
        while self._queue:
            url, depth = self._queue.popleft()
            try:
                if depth > 1 or not stated:
                    allowed = yield from self.visit.allows(url)
                    if not allowed:
                        detail = "robots.txt does not allow us to read it"
                        raise SourceContractError(source.name, url, detail=detail)
                sitemap = yield from self.visit.get(url, partial(get_sitemap, source.name))
            except HytedataError as error:
                self.errors.append(error)
                self._say(f"a sitemap is missing: {error}")
                continue
            self._take(url, sitemap, depth)

    def _take(self, url: str, sitemap: Sitemap, depth: int) -> None:
        self.read += 1
        for reason in sitemap.reasons:
            self._say(f"{url}: {reason}")
        for nested in sitemap.nested:
            self.add(nested.url, depth + 1)
        for entry in sitemap.pages:
            if not self._note(entry):
                self._say(f"at most {MOST_ADDRESSES} pages are noted")
                break

    def _note(self, entry: Entry) -> bool:
        url = self._own(entry.url)
        if url and wanted(self.visit.source, url):
            if url not in self.found and len(self.found) >= MOST_ADDRESSES:
                return False
            self.found[url] = max(self.found.get(url, ""), entry.modified)
        return True

    def _own(self, stated: str) -> str:
        url = whole_address(self.visit.source.address, stated)
        if url and not self.visit.is_own(url):
            self.foreign[origin_of(url)] += 1
            return ""
        return url

    def _say(self, reason: str) -> None:
        if reason not in self.reasons:
            self.reasons.append(reason)


def _listing(source: CalendarSource, search: _Search, since: datetime | None) -> Listing:
    reasons = list(search.reasons)
    for host, count in search.foreign.most_common(3):
        reasons.append(
            f"{count} address(es) of the sitemap are on another host ({host}), which is not read; "
            "name it in `allowed_hosts` if it belongs to the calendar"
        )
    pages = {url: told for url, told in search.found.items() if _may_have_changed(told, since)}
    chosen = sorted(pages, key=lambda url: (pages[url], url), reverse=True)[: source.most_pages]
    if len(chosen) < len(pages):
        reasons.append(
            f"only {len(chosen)} of {len(pages)} pages are read, those that changed last; narrow "
            "them by `pages`, or raise `most_pages`"
        )
    return Listing({url: pages[url] for url in chosen}, tuple(reasons))


def _may_have_changed(modified: str, since: datetime | None) -> bool:
    told = moment_of(modified) if since and modified else None
    if told is None or since is None:
        return True
    if isinstance(told, datetime):
        return told.astimezone(UTC) >= since.astimezone(UTC) - _GRACE
    return told >= _day(since) - _GRACE


def _day(moment: datetime) -> date:
    return moment.astimezone(UTC).date()
