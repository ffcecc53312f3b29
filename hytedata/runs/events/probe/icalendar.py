"""Whether a site has an iCalendar feed, and what its events hold (events.md 4)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from hytedata.connectors._http.values import Response
from hytedata.connectors.calendars.icalendar_feed import Feed, feed_address, get_feed
from hytedata.connectors.calendars.probe import CALENDAR, same_site
from hytedata.connectors.calendars.web_call import whole_address
from hytedata.errors import SourceContractError
from hytedata.normalise.calendars.facts import CalendarFacts
from hytedata.normalise.calendars.icalendar import FeedCalendar
from hytedata.runs.events.probe.sample import sample_of
from hytedata.runs.events.probe.scene import AHEAD, NAME, Scene
from hytedata.runs.events.probe.values import FoundCalendar, Result, StepResult
from hytedata.runs.events.probe.visit import Answer

STEP: Final = "iCalendar"
MOST_FEEDS: Final = 2
"""Links to feeds that are tried."""

_LINE: Final = re.compile(r"([A-Z-]+)((?:;[^:\"]*(?:\"[^\"]*\")?)*):(.*)")
_CN: Final = re.compile(r";CN=\"?([^\";:]*)")
_PLUGIN: Final = "ECPv"
"""In the PRODID of feeds that The Events Calendar makes."""


def look(scene: Scene) -> Result:
    """Read the address itself, the feeds that the page links to, else what WordPress would give."""
    elsewhere = _note_foreign(scene)
    tried: list[tuple[str, Answer]] = []
    for url in feeds(scene):
        is_own = scene.page.is_feed and url == scene.page.url
        answer = scene.page if is_own else scene.visitor.get(url, CALENDAR)
        tried.append((url, answer))
        feed = feed_in(answer)
        if feed is not None:
            calendar = _calendar(scene, answer.url, feed)
            seen = f"certain: it begins with BEGIN:VCALENDAR; {calendar.sample.rows} read"
            urls = scene.shown([one for one, _ in tried])
            return Result(StepResult(STEP, "found", seen, urls), calendar)
    nothing = "no feed is linked to, and none answers"
    if not tried:
        nothing = "no feed is known that could be asked for"
    if scene.facts.news:
        nothing += "; news feeds (RSS) are there, which tell no times of events"
    if elsewhere:
        told = f"the page links to a feed on another host: {', '.join(elsewhere)}"
        return Result(StepResult(STEP, "moved", told, scene.shown([url for url, _ in tried])))
    return scene.without(STEP, tried, nothing)


def feeds(scene: Scene) -> Iterator[str]:
    """Yield the addresses to try."""
    if scene.page.is_feed:
        yield scene.page.url
        return
    linked = [url for url in _linked(scene) if same_site(url, scene.visitor.url)]
    yield from linked[:MOST_FEEDS]
    if not linked and scene.is_for_people:
        parts = urlsplit(scene.page.url)
        yield urlunsplit((parts.scheme, parts.netloc, parts.path, "ical=1", ""))


def is_own_feed(scene: Scene) -> bool:
    """Whether the address itself is a feed, and none that The Events Calendar makes.

    Such a site has the better interface of that plugin too.
    """
    return scene.page.is_feed and _PLUGIN.encode() not in scene.page.content[:2000]


def feed_in(answer: Answer) -> Feed | None:
    """Return the feed that was answered; None where it is none."""
    if not answer.is_good:
        return None
    response = Response(answer.status, answer.url, dict(answer.headers), answer.content)
    try:
        return get_feed(NAME, answer.url).decode(response)
    except SourceContractError:
        return None


def _linked(scene: Scene) -> list[str]:
    links = (feed_address(link) for link in scene.facts.calendars)
    found = (whole_address(scene.page.url, link) for link in links)
    return list(dict.fromkeys(filter(None, found)))


def _note_foreign(scene: Scene) -> list[str]:
    foreign = [url for url in _linked(scene) if not same_site(url, scene.visitor.url)][:MOST_FEEDS]
    for url in foreign:
        scene.visitor.note_elsewhere(url)
    return [scene.visitor.path_of(url) for url in foreign]


def _calendar(scene: Scene, url: str, feed: Feed) -> FoundCalendar:
    calendar = FeedCalendar(feed, CalendarFacts(NAME))
    found = calendar.between(scene.today, scene.today + AHEAD)
    series = calendar.series()
    count = len(series) + len(calendar.rejections)
    sample = sample_of(
        found.events or series,
        found.rejections,
        rows=list(_properties(feed.text)),
        count=count,
        total=count,
    )
    return FoundCalendar(
        "icalendar",
        url,
        "certain",
        ("it begins with BEGIN:VCALENDAR",),
        sample=sample,
        licence=scene.licence,
        notes=tuple(_notes(feed, found.events, series)),
        problem="" if count else "it holds no event",
    )


def _notes(feed: Feed, coming: Sequence[object], series: Sequence[object]) -> Iterator[str]:
    if series and not coming:
        yield "it has no events in the year to come: ask whether it is still kept"
    if len(series) == 1:
        yield "it holds a single event: it may be the feed of that event alone"
    if not feed.whole:
        yield "the feed ends before its calendar does"
    if _PLUGIN in feed.text[:2000]:
        yield (
            "made by The Events Calendar: it holds the next 30 events by default, and their UIDs "
            "change when they move; its own interface is better, if it can be switched on"
        )
    yield "what leaves a feed was deleted, or has left the span that the feed shows"


def _properties(text: str) -> Iterator[Mapping[str, str]]:
    """Yield the properties of events, for the kinds of personal data in them."""
    unfolded = re.sub(r"\r?\n[ \t]", "", text)
    for line in unfolded.splitlines():
        if found := _LINE.fullmatch(line.strip()):
            yield {found[1]: found[3]}
            if named := _CN.search(found[2]):
                yield {"CN": named[1]}
