"""Read all calendars, one after the other; then find places, themes and doubles of events."""

from dataclasses import dataclass, field

from hytedata.config import Calendar
from hytedata.errors import TransientError
from hytedata.runs.events.derive import derive_events
from hytedata.runs.events.read import read_events
from hytedata.runs.read import ReadReport
from hytedata_daemon.jobs.plain import plain
from hytedata_daemon.jobs.read_outcome import came_to_nothing, counts_of, reasons_of
from hytedata_daemon.jobs.shares import CALENDAR
from hytedata_daemon.jobs.task import Task
from hytedata_daemon.jobs.upstreams import NoShareLeft, UpstreamRests
from hytedata_daemon.outcome import Outcome


def read_calendars_job(task: Task) -> Outcome:
    """Read each calendar that may be asked now; trouble with one never stops another.

    Raises:
        StopAsked: The daemon is to stop.
        StoreError: The store cannot be used.
    """
    if not task.config.calendar:
        return Outcome(state="done", code="no-calendar", detail="no calendar is configured")
    result = _Result()
    for calendar in task.config.calendar:
        _read(task, calendar, result)
    if result.reports:
        derive_events(task.config, task.store.catalogue, task.tell)
    return result.outcome()


@dataclass
class _Result:
    """What came of each calendar, by its upstream's name.

    Attributes:
        silent: Gave nothing, or rests.
        busy: Was not asked: it rests, or others use it.
        told: Why it is not whole.
    """

    reports: list[ReadReport] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    busy: dict[str, TransientError] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)

    def outcome(self) -> Outcome:
        detail, counts = plain("; ".join(self.told)), counts_of(self.reports)
        if not self.told:
            return Outcome(state="done", counts=counts)
        if self.busy and not self.reports:
            rests = any(isinstance(one, UpstreamRests) for one in self.busy.values())
            return Outcome(
                state="busy",
                code="upstream-rests" if rests else "upstream-shared",
                detail=detail,
                upstreams=tuple(self.silent),
            )
        nothing = not counts and len(self.silent) == len(self.reports) + len(self.busy)
        return Outcome(
            state="failed" if nothing else "incomplete",
            code="source-unavailable" if nothing else "read-incomplete",
            detail=detail,
            counts=counts,
            upstreams=tuple(self.silent),
        )


def _read(task: Task, calendar: Calendar, result: _Result) -> None:
    upstream = f"{CALENDAR}{calendar.name}"
    try:
        with task.gate.to(task.config, upstream) as admitted:
            (report,) = read_events(
                admitted.config,
                task.store,
                task.tell,
                calendars=[calendar.name],
                full=task.work.full,
            )
            reason = "; ".join(reasons_of(report)[:1])
            if came_to_nothing(report):
                admitted.gave_nothing(upstream, reason)
                result.silent.append(upstream)
    except (UpstreamRests, NoShareLeft) as error:
        result.busy[upstream] = error
        result.told.append(str(error))
        if isinstance(error, UpstreamRests):
            result.silent.append(upstream)
    else:
        result.reports.append(report)
        if not report.complete:
            result.told.append(f"{calendar.name}: {reason}")
