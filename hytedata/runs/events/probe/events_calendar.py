"""Whether a site is a WordPress with The Events Calendar, and what that holds (events.md 3)."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from urllib.parse import urlencode, urlsplit

from hytedata.connectors.calendars.events_calendar import NO_MORE, list_events
from hytedata.connectors.calendars.probe import JSON
from hytedata.connectors.calendars.web_call import whole_address
from hytedata.models.common import Rejection
from hytedata.models.event import Event
from hytedata.normalise.calendars.events_calendar import normalise_row
from hytedata.normalise.calendars.facts import CalendarFacts
from hytedata.runs.events.probe.sample import sample_of
from hytedata.runs.events.probe.scene import AHEAD, NAME, Scene
from hytedata.runs.events.probe.values import FoundCalendar, Result, Sample, StepResult
from hytedata.runs.events.probe.visit import Answer

STEP: Final = "The Events Calendar"
NAMESPACE: Final = "tribe/events/v1"
GATED: Final = "tec/v1"
_REST: Final = "/wp-json"
_ROUTE: Final = "?rest_route="


def look(scene: Scene) -> Result:
    """Ask WordPress which interfaces it has, and read a page of the right one."""
    tried: list[tuple[str, Answer]] = []
    for root in roots(scene):
        answer = scene.visitor.get(root, JSON)
        tried.append((root, answer))
        namespaces = namespaces_of(answer)
        if NAMESPACE in namespaces:
            return _found(scene, answer.url, tried)
        if namespaces:
            told = "it is a WordPress; the interface is switched off, or not installed"
            if GATED in namespaces:
                told = f"only {GATED} is there, which is gated and not read; ask for {NAMESPACE}"
            return Result(StepResult(STEP, "absent", told, scene.shown([u for u, _ in tried])))
    last = tried[-1][1].form if tried else "nothing was asked"
    return scene.without(STEP, tried, f"no WordPress answers there ({last})")


def roots(scene: Scene) -> Iterator[str]:
    """Yield where WordPress's interface may be: as the page says, else at the usual places."""
    origin, path = scene.visitor.origin, scene.path
    if _REST in path:
        yield f"{origin}{path.partition(_REST)[0]}{_REST}/"
        return
    if _ROUTE.strip("?=") in urlsplit(scene.visitor.url).query:
        yield f"{origin}{path}/{_ROUTE}/"
        return
    stated = whole_address(scene.page.url, scene.facts.rest) if scene.facts.rest else ""
    if stated:
        yield stated
        return
    sites = dict.fromkeys((path, "") if scene.facts.is_wordpress else ("",))
    yield from (f"{origin}{site}{_REST}/" for site in sites)
    if scene.facts.is_wordpress:  # without pretty links
        yield f"{origin}/{_ROUTE}/"


def namespaces_of(answer: Answer) -> frozenset[str]:
    """Return the interfaces that WordPress's index names; none where it is no such index."""
    body = answer.json if answer.is_good else None
    stated = body.get("namespaces") if isinstance(body, Mapping) else None
    return frozenset(map(str, stated)) if isinstance(stated, list) else frozenset()


def api_of(root: str) -> str:
    """Return the address of the calendar's interface below WordPress's index."""
    return f"{root.rstrip('/')}/{NAMESPACE}"


def _found(scene: Scene, root: str, tried: Sequence[tuple[str, Answer]]) -> Result:
    request = list_events(NAME, api_of(root), scene.today, scene.today + AHEAD).request
    between = "&" if "?" in request.path else "?"
    page = scene.visitor.get(f"{request.path}{between}{urlencode(list(request.params))}", JSON)
    rows = rows_of(page)
    problem = "" if rows is not None else _problem(page)
    sample = _sample(page, rows or ())
    calendar = FoundCalendar(
        "events-calendar",
        # The usual place is left out: the client knows it.
        root.rstrip("/").removesuffix(_REST) if _REST in root else api_of(root),
        "certain",
        (f"the index names {NAMESPACE}",),
        sample=sample,
        licence=scene.licence,
        next_hosts=scene.foreign_hosts([(page, _stated(page, "next_rest_url"))]),
        notes=tuple(_notes(rows)),
        problem=problem,
    )
    urls = scene.shown([*(url for url, _ in tried), request.path])
    seen = f"certain: {calendar.reasons[0]}" + (f", but {problem}" if problem else "")
    return Result(StepResult(STEP, "found", seen, urls), calendar)


def rows_of(page: Answer) -> Sequence[object] | None:
    """Return the rows of a page of events; None where it is none."""
    body = page.json if page.way == "answered" else None
    if not isinstance(body, Mapping):
        return None
    if page.status == 404 and body.get("code") == NO_MORE:
        return ()
    rows = body.get("events")
    return rows if page.status == 200 and isinstance(rows, list) else None


def _problem(page: Answer) -> str:
    if page.is_closed:
        return f"its list of events is not open to everyone (status {page.status})"
    if page.status == 404:
        return "its list of events is switched off (status 404)"
    return f"its list of events cannot be read: {page.form}"


def _sample(page: Answer, rows: Sequence[object]) -> Sample:
    events: list[Event] = []
    rejections: list[Rejection] = []
    unknown: Counter[str] = Counter()
    for row in rows:
        read = normalise_row(row, CalendarFacts(NAME))
        unknown.update(read.unknown)
        if isinstance(read.result, Event):
            events.append(read.result)
        else:
            rejections.append(read.result)
    stated = _stated(page, "total")
    total = int(stated) if isinstance(stated, int | str) and str(stated).isdecimal() else None
    return sample_of(events, rejections, rows=rows, total=total, unknown=unknown)


def _notes(rows: Sequence[object] | None) -> Iterator[str]:
    if rows is not None and not rows:
        yield "it has no events in the year to come: ask whether it is still kept"
    zones = {str(row.get("timezone")) for row in rows or () if isinstance(row, Mapping)}
    if any(zone.upper().startswith("UTC") for zone in zones):
        yield "the site's zone was never set: its times are taken for those of Finland's clocks"


def _stated(page: Answer, key: str) -> object:
    return page.json.get(key) if isinstance(page.json, Mapping) else None
