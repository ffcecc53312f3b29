"""Whether a site speaks Linked Events, whose code it runs, and what it holds (events.md 2)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from urllib.parse import urlencode

from hytedata.connectors.calendars.linked_events.drift import drift_of
from hytedata.connectors.calendars.linked_events.links import host_of
from hytedata.connectors.calendars.linked_events.query import EventQuery
from hytedata.connectors.calendars.probe import JSON
from hytedata.models.common import Rejection
from hytedata.models.event import Event
from hytedata.normalise.calendars.linked_events import Calendar, normalise_event
from hytedata.runs.events.probe.sample import sample_of
from hytedata.runs.events.probe.scene import NAME, Scene
from hytedata.runs.events.probe.values import (
    Certainty,
    FoundCalendar,
    Licence,
    Result,
    Sample,
    StepResult,
)
from hytedata.runs.events.probe.visit import Answer

STEP: Final = "Linked Events"
PAGE_SIZE: Final = 50
TYPE: Final = "Event/LinkedEvent"
MARKS: Final = ("super_event_type", "type_id", "deleted")
"""Fields that Helsinki's code has, and forks lack (events.md 1.2)."""

_VERSIONED: Final = re.compile(r"(.*?/v\d+(?:\.\d+)?)(?:/.*)?$")
_EVENT: Final = re.compile(r"(.*?)/event(?:/.*)?$")
_USUAL: Final = ("/v1", "/linkedevents/v1", "/api/v1")
_STATED: Final[Mapping[str, Licence]] = {
    "api.hel.fi": Licence("CC BY 4.0", "the publisher's own page says so", "B")
}
_RULE: Final = Licence(
    "CC BY 4.0",
    "usual where Linked Events is run; this publisher's own statement was not seen",
    "C",
)


def look(scene: Scene) -> Result:
    """Try the addresses at which it may be."""
    tried: list[tuple[str, Answer]] = []
    for base in bases(scene):
        url = f"{base}/event/?page_size=1"
        answer = scene.visitor.get(url, JSON)
        tried.append((url, answer))
        rows = rows_of(answer)
        if rows is not None and (certainty := _certainty(rows)):
            base = answer.url.partition("/event/")[0]
            calendar = _calendar(scene, base, answer, rows, certainty)
            sure = f"{calendar.certainty}: {'; '.join(calendar.reasons)}"
            urls = scene.shown([*(one for one, _ in tried), _coming(scene, base)])
            return Result(StepResult(STEP, "found", sure, urls), calendar)
    last = tried[-1][1].form if tried else "nothing was asked"
    return scene.without(STEP, tried, f"no list of events ({last})")


def bases(scene: Scene) -> Iterator[str]:
    """Yield where it may be, up to the version: from the address given, else the usual places."""
    origin, path = scene.visitor.origin, scene.path
    if found := _VERSIONED.match(path):
        yield origin + found[1]
        return
    if found := _EVENT.match(path):
        yield origin + found[1]
        if not scene.is_for_people:
            return
        path = ""
    if path and not scene.is_for_people:
        yield from (f"{origin}{path}{version}" for version in ("/v1", "/v2", ""))
        return
    if path:
        yield f"{origin}{path}/v1"
    yield from (origin + usual for usual in _USUAL[: 2 if path else 3])


def rows_of(answer: Answer) -> Sequence[object] | None:
    """Return the rows of a list of Linked Events; None where the answer is none."""
    body = answer.json if answer.is_good else None
    if not isinstance(body, Mapping) or not isinstance(body.get("meta"), Mapping):
        return None
    rows = body.get("data")
    return rows if isinstance(rows, list) and "count" in body["meta"] else None


def _certainty(rows: Sequence[object]) -> Certainty | None:
    if not rows:
        return "possible"
    row = rows[0]
    if not isinstance(row, Mapping) or not {"id", "name"} <= row.keys():
        return None
    return "certain" if row.get("@type") == TYPE or set(MARKS) <= row.keys() else "likely"


def _calendar(
    scene: Scene, base: str, answer: Answer, rows: Sequence[object], certainty: Certainty
) -> FoundCalendar:
    page = scene.visitor.get(_coming(scene, base), JSON)
    links = [(one, _meta(one).get("next")) for one in (answer, page)]
    sample = _sample(page, rows)
    return FoundCalendar(
        "linked-events",
        base,
        certainty,
        tuple(_reasons(base, answer, rows)),
        sample=sample,
        licence=_STATED.get(host_of(base), _RULE),
        next_hosts=scene.foreign_hosts(links),
        notes=tuple(_notes(page, sample)),
        problem="" if rows or rows_of(page) else "its list of events is empty",
    )


def _coming(scene: Scene, base: str) -> str:
    """Return the address of the first page of what is to come."""
    query = EventQuery(start=scene.today, super_type="none", page_size=PAGE_SIZE)
    return f"{base}/event/?{urlencode(query.params(1), safe=',:')}"


def _sample(page: Answer, otherwise: Sequence[object]) -> Sample:
    """Sum up the events to come; where there are none, the one that stands first."""
    coming = rows_of(page) or ()
    rows = coming or otherwise
    events: list[Event] = []
    rejections: list[Rejection] = []
    for number, row in enumerate(rows, 1):
        made = normalise_event(row, Calendar(NAME), place=f"row {number}")
        if isinstance(made, Event):
            events.append(made)
        else:
            rejections.append(made)
    total = _count(page)
    return sample_of(events, rejections, rows=rows, total=total, unknown=drift_of(rows))


def _count(page: Answer) -> int | None:
    count = _meta(page).get("count") if page.is_good else None
    return count if isinstance(count, int) and not isinstance(count, bool) else None


def _reasons(base: str, answer: Answer, rows: Sequence[object]) -> Iterator[str]:
    yield "meta.count and data"
    row = rows[0] if rows else None
    if not isinstance(row, Mapping):
        yield "no event to judge by"
        return
    stated = row.get("@type")
    yield f"@type {TYPE}" if stated == TYPE else f"no @type {TYPE}"
    missing = [name for name in MARKS if name not in row]
    yield f"a fork: without {', '.join(missing)}" if missing else "all fields of Helsinki's code"
    if "parameters" in _meta(answer):
        yield "meta.parameters, as Tampere's look-alike has"
    if not base.endswith("/v1"):
        yield f"its version is {base.rpartition('/')[2]}, a look-alike's"


def _notes(page: Answer, sample: Sample) -> Iterator[str]:
    if rows_of(page) is None:
        yield f"the events to come could not be read: {page.form}"
    elif not rows_of(page) or sample.first is None:
        # What was postponed without a new time comes always.
        yield "it has no events from today on: ask whether it is still kept"
    if sample.rows and not sample.fields.get("places.position"):
        yield "no place has a position: municipalities are found by address and name"


def _meta(answer: Answer) -> Mapping[str, object]:
    body = answer.json
    meta = body.get("meta") if isinstance(body, Mapping) else None
    return meta if isinstance(meta, Mapping) else {}
