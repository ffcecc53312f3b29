"""Whether pages of a site tell of events in JSON-LD, and a sitemap lists them (events.md 5)."""

import re
from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import urlsplit

from hytedata.connectors.calendars.json_ld_page import WebPage, page_of
from hytedata.connectors.calendars.probe import PAGE, TEXT, same_site
from hytedata.connectors.calendars.sitemap import Entry, sitemap_of
from hytedata.connectors.calendars.web_call import whole_address
from hytedata.runs.events.probe.json_ld_sample import sample_of_pages
from hytedata.runs.events.probe.scene import Scene
from hytedata.runs.events.probe.values import FoundCalendar, Result, StepResult
from hytedata.runs.events.probe.visit import Answer

STEP: Final = "JSON-LD in pages"
MOST_SITEMAPS: Final = 2
"""Sitemaps that are read, an index among them."""

_EVENT_WORD: Final = re.compile(r"tapahtum|event|evenemang|kalent|calendar|kurss", re.IGNORECASE)


def look(scene: Scene) -> Result:
    """Look at the page that was named, and at one page of events that a sitemap lists."""
    tried: list[tuple[str, Answer]] = []
    pages = [page for page in (_page(scene.page),) if page is not None]
    listed, sitemap = _listed(scene, tried)
    chosen = _event_page(listed, pages)
    if chosen:
        answer = scene.visitor.get(chosen, PAGE)
        tried.append((chosen, answer))
        pages += [page for page in (_page(answer),) if page is not None]
    telling = [page for page in pages if any(page.graph.events())]
    urls = scene.shown([url for url, _ in tried])
    if not telling:
        broken = [why for page in pages for why in page.broken]
        if broken:
            told = f"JSON-LD that speaks of events is there, and cannot be read: {broken[0]}"
            return Result(StepResult(STEP, "failed", told, urls))
        asked = [(url, one) for url, one in tried if one.way != "answered" or not one.is_good]
        found = scene.without(STEP, [it for it in asked if it[1].status != 404], _nothing(listed))
        step = found.step
        return Result(StepResult(STEP, step.outcome, step.seen, urls))
    calendar = _calendar(scene, telling, listed, sitemap)
    seen = f"{calendar.certainty}: {'; '.join(calendar.reasons)}"
    return Result(StepResult(STEP, "found", seen, urls), calendar)


def pattern_of(urls: Sequence[str]) -> str:
    """Return the path that the addresses of event pages begin with, up to a slash."""
    paths = [urlsplit(url).path for url in urls]
    counts: dict[str, int] = {}
    for path in paths:
        for part in _beginnings(path):
            if _EVENT_WORD.search(part):
                counts[part] = counts.get(part, 0) + 1
                break
    return max(counts, key=lambda part: counts[part]) if counts else "/"


def _beginnings(path: str) -> Iterator[str]:
    steps = path.split("/")
    # The last step is the page itself.
    yield from (f"{'/'.join(steps[:end])}/" for end in range(2, len(steps)))


def _page(answer: Answer) -> WebPage | None:
    if not answer.is_good or not answer.is_html:
        return None
    return page_of(answer.content, answer.url, answer.header("content-type"))


def _listed(scene: Scene, tried: list[tuple[str, Answer]]) -> tuple[list[str], str]:
    """Return the pages of events that sitemaps list, and the sitemap where that is unusual."""
    usual = f"{scene.visitor.origin}/sitemap.xml"
    waiting = [
        url
        for link in (scene.visitor.manners.sitemaps or (usual,))
        if (url := whole_address(scene.visitor.url, link)) and same_site(url, scene.visitor.url)
    ]
    for _ in range(MOST_SITEMAPS):
        if not waiting:
            break
        url = waiting.pop(0)
        answer = scene.visitor.get(url, TEXT)
        tried.append((url, answer))
        sitemap = sitemap_of(answer.content) if answer.is_good and not answer.is_html else None
        if sitemap is None:
            continue
        pages = [page for page in _addresses(scene, url, sitemap.pages) if _is_of_events(page)]
        if pages:
            return pages, url
        nested = list(_addresses(scene, url, sitemap.nested))
        waiting = sorted(nested, key=lambda one: not _EVENT_WORD.search(one)) + waiting
    return [], ""


def _addresses(scene: Scene, base: str, entries: Sequence[Entry]) -> Iterator[str]:
    for entry in entries:
        url = whole_address(base, entry.url)
        if url and same_site(url, scene.visitor.url):
            yield url


def _is_of_events(url: str) -> bool:
    return bool(_EVENT_WORD.search(urlsplit(url).path))


def _event_page(listed: Sequence[str], pages: Sequence[WebPage]) -> str:
    """Return the listed page that most likely is of one event: the deepest; "" where none is."""
    read = {page.url for page in pages}
    others = [url for url in listed if url not in read]
    return max(others, key=lambda url: urlsplit(url).path.rstrip("/").count("/"), default="")


def _nothing(listed: Sequence[str]) -> str:
    if listed:
        return f"a sitemap lists {len(listed)} pages of events, and what was read tells of none"
    return "no page that was read tells of events, and no sitemap lists pages of events"


def _calendar(
    scene: Scene, pages: Sequence[WebPage], listed: Sequence[str], sitemap: str
) -> FoundCalendar:
    count = sum(1 for page in pages for _ in page.graph.events())
    reasons = [f"{count} event(s) in the JSON-LD of {len(pages)} page(s)"]
    settings: dict[str, tuple[str, ...]] = {}
    problem = ""
    if listed:
        reasons.append(f"a sitemap lists {len(listed)} pages of events")
        settings["pages"] = (pattern_of(listed),)
        if sitemap != f"{scene.visitor.origin}/sitemap.xml" and not scene.visitor.manners.sitemaps:
            settings["sitemap"] = (sitemap,)
    else:
        problem = "no sitemap lists its pages of events, so that they cannot be found"
    return FoundCalendar(
        "json-ld",
        scene.visitor.origin,
        "certain" if listed else "possible",
        tuple(reasons),
        sample=sample_of_pages(pages, scene.today),
        licence=scene.licence,
        notes=(
            "every page is a request of its own: slow, and the last choice; ask for an interface",
        ),
        settings=settings,
        problem=problem,
    )
