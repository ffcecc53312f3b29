"""`probe`: find out what an unknown calendar speaks, in the order of events.md 1.4, gently."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import anyio

from hytedata.clients.calendars.site_visit import LONGEST_DELAY_S
from hytedata.connectors._http import Upstream
from hytedata.connectors._http.budget import Sleep
from hytedata.connectors._http.redact import public_url
from hytedata.connectors._http.wire import HttpxWire, Wire
from hytedata.connectors.calendars.probe import PAGE, address_of
from hytedata.connectors.calendars.web_call import origin_of, whole_address
from hytedata.models.clock import day_in_finland
from hytedata.runs.events.probe import events_calendar, icalendar, json_ld, linked_events
from hytedata.runs.events.probe.known import known_at, whom_to_ask
from hytedata.runs.events.probe.page import facts_of
from hytedata.runs.events.probe.scene import Scene
from hytedata.runs.events.probe.values import FoundCalendar, ProbeReport, Result, StepResult
from hytedata.runs.events.probe.visit import MOST_REQUESTS, Answer, Visitor
from hytedata.runs.progress import OnProgress, Step, silent

LOOKS: Final[tuple[tuple[str, Callable[[Scene], Result]], ...]] = (
    (linked_events.STEP, linked_events.look),
    (events_calendar.STEP, events_calendar.look),
    (icalendar.STEP, icalendar.look),
    (json_ld.STEP, json_ld.look),
)
"""In their order; the first calendar that is found ends a probe."""

ROBOTS, PAGE_STEP = "robots.txt", "the page itself"


class _Failed(Exception):
    """The site cannot be asked; the text says why."""


def probe(
    given: str,
    *,
    contact: str,
    per_second: float = 1.0,
    most: int = MOST_REQUESTS,
    proxy: str | None = None,
    ca_bundle: Path | None = None,
    tell: OnProgress = silent,
    wire_of: Callable[[Upstream], Wire] = HttpxWire,
    sleep: Sleep = anyio.sleep,
    clock: Callable[[], float] = time.monotonic,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> ProbeReport:
    """Look at the calendar at *given*: at most 14 reads, one after the other.

    robots.txt is read first and kept to. Redirects to another host are told and not followed.
    What goes wrong at the site is part of the report.

    Args:
        given: Address of a calendar, of a page of it, or of its interface; https where it names
            no scheme.
        contact: E-mail or web address for the User-Agent.
        per_second: Most requests per second; 0 for no bound.
        most: Requests that may be sent.
        proxy: Address of a proxy; None takes the environment's.
        ca_bundle: Trusted certificates, instead of the usual ones.
        tell: Told of each step.
        wire_of: What carries the requests.
        sleep: Waits between requests.
        clock: Monotonic seconds.
        now: Aware wall clock.

    Raises:
        InputError: *given* is no web address.
    """
    visitor = Visitor(
        address_of(given),
        contact=contact,
        most=most,
        per_second=per_second,
        proxy=proxy,
        ca_bundle=ca_bundle,
        wire_of=wire_of,
        sleep=sleep,
        clock=clock,
    )
    with visitor:
        return _Probe(given, visitor, now(), tell).report()


class _Probe:
    """One probe under way."""

    def __init__(self, given: str, visitor: Visitor, now: datetime, tell: OnProgress) -> None:
        self._given, self._visitor, self._now, self._tell = given, visitor, now, tell
        self._steps: list[StepResult] = []
        self._terms: tuple[str, ...] = ()

    def report(self) -> ProbeReport:
        """Go through the steps."""
        calendar, failure = None, ""
        try:
            calendar = self._look()
        except _Failed as reason:
            failure = str(reason)
        visitor = self._visitor
        self._tell(Step("looking", len(self._steps), len(LOOKS) + 2, finished=True))
        return ProbeReport(
            given=public_url(self._given),
            url=public_url(visitor.url),
            made_at=self._now,
            steps=tuple(self._steps),
            requests=visitor.allowance.spent,
            calendar=calendar,
            elsewhere=tuple(visitor.elsewhere),
            terms=self._terms,
            failure=failure,
            ask=whom_to_ask(visitor.url) if self._is_to_be_asked(calendar, failure) else (),
        )

    def _look(self) -> FoundCalendar | None:
        known = known_at(self._visitor.url)
        if known is not None and known.barred:
            self._note(StepResult("terms", "disallowed", known.barred))
            raise _Failed(known.barred)
        self._note(self._robots())
        page = self._visitor.get(self._visitor.url, PAGE)
        self._note(self._page(page))
        if page.way == "moved":
            raise _Failed(f"it leads to another host, which is not followed: {page.told}")
        scene = self._scene(page)
        # Found, and not to be read now, is kept while the rest is looked at.
        second: FoundCalendar | None = None
        for result in self._results(scene):
            if result.calendar is not None and result.calendar.is_usable:
                return result.calendar
            second = second or result.calendar
        return second

    def _results(self, scene: Scene) -> Iterator[Result]:
        looks = LOOKS
        if icalendar.is_own_feed(scene):
            # The address itself is the answer: nothing else has to be asked.
            looks = ((icalendar.STEP, icalendar.look),)
        for name, look in looks:
            self._tell(Step(name, len(self._steps), len(LOOKS) + 2))
            result = _looked(name, look, scene)
            self._note(result.step)
            yield result

    def _robots(self) -> StepResult:
        answer = self._visitor.greet()
        asked = ("/robots.txt",)
        if answer.way == "silent":
            raise self._failed(ROBOTS, answer.told, asked)
        if answer.status >= 500:
            told = f"robots.txt answers {answer.status}: the site is in trouble, and not to be read"
            raise self._failed(ROBOTS, told, asked)
        if answer.way == "moved":
            told = f"robots.txt leads to another host, so that nothing may be read: {answer.told}"
            self._visitor.elsewhere = [f"{origin_of(answer.url)}/"]
            self._note(StepResult(ROBOTS, "moved", told, asked))
            raise _Failed(told)
        delay_s = self._visitor.manners.delay_s
        if delay_s > LONGEST_DELAY_S:
            told = f"robots.txt asks for {delay_s:.0f} s between two reads, which takes too long"
            self._note(StepResult(ROBOTS, "disallowed", told, asked))
            raise _Failed(told)
        return StepResult(ROBOTS, "noted", self._visitor.manners.says, asked)

    def _failed(self, name: str, told: str, asked: tuple[str, ...]) -> _Failed:
        self._note(StepResult(name, "failed", told, asked))
        return _Failed(told)

    def _page(self, page: Answer) -> StepResult:
        asked = (self._visitor.path_of(self._visitor.url),)
        if page.way == "disallowed":
            return StepResult(PAGE_STEP, "disallowed", f"{page.told}; it was not read", asked)
        if page.way == "moved":
            return StepResult(PAGE_STEP, "moved", f"it leads to {page.told}", asked)
        if page.way == "silent":
            return StepResult(PAGE_STEP, "failed", page.told, asked)
        if page.is_closed:
            told = f"it is not open to everyone (status {page.status})"
            return StepResult(PAGE_STEP, "closed", told, asked)
        if page.status >= 500:
            return StepResult(PAGE_STEP, "failed", page.form, asked)
        moved = "" if page.url == self._visitor.url else f", at {self._visitor.path_of(page.url)}"
        return StepResult(PAGE_STEP, "noted", f"{page.form}{moved}", asked)

    def _scene(self, page: Answer) -> Scene:
        today = day_in_finland(self._now)
        scene = Scene(self._visitor, page, today)
        if not scene.is_for_people:
            return scene
        facts = facts_of(page.content, page.header("content-type"))
        links = (whole_address(page.url, link) for link in facts.terms)
        self._terms = tuple(dict.fromkeys(filter(None, links)))
        return replace(scene, facts=facts)

    def _is_to_be_asked(self, calendar: FoundCalendar | None, failure: str) -> bool:
        """Whether somebody must be asked; of a site that is down nobody who is not known anyway."""
        if calendar is not None:
            return not calendar.is_usable
        is_too_slow = self._visitor.manners.delay_s > LONGEST_DELAY_S
        return not failure or is_too_slow or known_at(self._visitor.url) is not None

    def _note(self, step: StepResult) -> None:
        self._steps.append(step)
        self._tell(Step(step.name, len(self._steps), len(LOOKS) + 2))


def _looked(name: str, look: Callable[[Scene], Result], scene: Scene) -> Result:
    """Take a step; one that breaks on an odd answer must not hide what the others find."""
    try:
        return look(scene)
    except Exception as error:  # noqa: BLE001 - whatever a foreign answer breaks in there
        # Not its text: that may quote what was read.
        told = f"an answer has a form that the probe does not know ({type(error).__name__})"
        return Result(StepResult(name, "failed", told))
