"""Read calendars into the store: what changed, and everything once a night."""

from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from datetime import date, datetime, timedelta
from typing import Final, TypeAlias

from hytedata.config import Calendar, Config
from hytedata.errors import HytedataError, StoreError
from hytedata.models.clock import day_in_finland, utc_now
from hytedata.models.common import Completeness
from hytedata.models.window import Window
from hytedata.runs.events.batches import EventBatch, EventsEnd, Span
from hytedata.runs.events.chosen import choose_calendars, window_of
from hytedata.runs.events.emptied import CONFIRMED_AFTER, first_suspected, is_emptied, reason_of
from hytedata.runs.events.entries import entry_of_event
from hytedata.runs.events.open import OpenCalendar, open_calendar, tells_changes
from hytedata.runs.progress import OnProgress, Step, silent
from hytedata.runs.read_parts import Job, job
from hytedata.runs.read_report import ReadReport, Tally
from hytedata.store import Store
from hytedata.store.catalogue import Reading, ReadMode

KIND, SCOPE = "event", "all"

FULL_READ_AFTER: Final = timedelta(hours=20)
"""A full read is due every night: what was taken back unpublished leaves no trace of a change."""

OVERLAP: Final = timedelta(hours=2)
"""How far a read of changes reaches back before the last read: clocks differ, caches lag."""

_MANY: Final = 5000  # reads of one calendar, back to the last full one

Clock: TypeAlias = Callable[[], datetime]


def read_events(
    config: Config,
    store: Store,
    tell: OnProgress = silent,
    *,
    calendars: Sequence[str] | None = None,
    start: date | None = None,
    end: date | None = None,
    full: bool = False,
    now: Clock = utc_now,
    opened: OpenCalendar = open_calendar,
) -> tuple[ReadReport, ...]:
    """Read calendars into the catalogue, one after the other.

    Each is read from `past_days` before today for `ahead_days`: what changed since its last
    complete read, where it can tell that, and in full otherwise and every night. Only a full read
    makes events absent, and only in the span that the calendar shows all of. Trouble with one
    calendar is told in its report, and the next one is read.

    A calendar that has lost most of its coming events at once keeps them, and its read counts as
    incomplete, until a second full read at least `CONFIRMED_AFTER` later says the same.

    What was over before the first day that was read is forgotten.

    Args:
        config: The configuration.
        store: Where the catalogue is.
        tell: Called after each batch.
        calendars: Names of those to read; None for all.
        start: A day, or an aware time. Where it is before the usual first day, calendars are read
            from there on, and in full.
        end: Likewise, where it is after the usual last day; it is not read itself.
        full: Read in full, even if that is not due.
        now: Gives the time, aware; the store's own clock should be the same.
        opened: Opens a calendar.

    Returns:
        A report for each calendar, in the order of the configuration.

    Raises:
        InputError: No calendar is configured, one is unknown, or the window is too long.
        StoreError: The store cannot be written; what was noted before stays.
    """
    chosen = choose_calendars(config, calendars)
    moment = now()
    windows = {one.name: window_of(one, moment, start, end) for one in config.calendar}
    reader = _EventsRead(config, store, tell, now, opened, full=full)
    reports = tuple(
        reader.read(one, windows[one.name], is_usual=windows[one.name] == window_of(one, moment))
        for one in chosen
    )
    # Of all calendars: what another one keeps for longer stays.
    store.catalogue.events.forget_before(min(one.start for one in windows.values()))
    return reports


class _EventsRead:
    """One read of calendars."""

    def __init__(
        self,
        config: Config,
        store: Store,
        tell: OnProgress,
        now: Clock,
        opened: OpenCalendar,
        *,
        full: bool,
    ) -> None:
        self._config, self._store, self._tell = config, store, tell
        self._now, self._opened, self._full = now, opened, full

    def read(self, calendar: Calendar, window: Window, *, is_usual: bool) -> ReadReport:
        """Read one calendar; its trouble is told in the report."""
        started_at, tally = self._now(), Tally(KIND)
        with job(self._store, calendar.name) as run:
            run.tallies.append(tally)
            since = self._since(calendar, started_at) if is_usual else None
            self._note(calendar, window, since, run, tally)
        return ReadReport(
            source=calendar.name,
            scope=_told(window),
            municipalities=(),
            started_at=started_at,
            ended_at=self._now(),
            kinds=(tally.report(),),
        )

    def _since(self, calendar: Calendar, started_at: datetime) -> datetime | None:
        """From when on to read changes; None where a full read is due."""
        if self._full or not tells_changes(calendar):
            return None
        catalogue = self._store.catalogue
        full = catalogue.last_read(calendar.name, KIND, SCOPE, mode="full")
        last = catalogue.last_read(calendar.name, KIND, SCOPE)
        if full is None or last is None:
            return None
        if started_at - (full.started_at or full.ended_at) >= FULL_READ_AFTER:
            return None
        return (last.started_at or last.ended_at) - OVERLAP

    def _note(
        self,
        calendar: Calendar,
        window: Window,
        since: datetime | None,
        run: Job,
        tally: Tally,
    ) -> None:
        mode: ReadMode = "changes" if since else "full"
        name = f"reading {calendar.name}"
        self._tell(Step(name, 0))
        with self._store.catalogue.reading(
            calendar.name, KIND, SCOPE, mode=mode, run_id=run.run_id
        ) as reading:
            end = self._take(calendar, window, since, reading, tally)
            reading.reject(end.rejections)
            tally.rejections |= {one.ref.id: one for one in end.rejections}
            tally.drift.update(end.drift)
            verdict, covered = end.completeness, None
            if mode == "full" and verdict.complete:
                verdict, covered = self._judged(calendar, end, reading)
            counts = reading.finish(verdict, covered, untimed=end.untimed)
            tally.add(counts, mode, verdict.reasons)
        self._tell(Step(name, len(tally.seen), len(tally.seen), finished=True))

    def _take(
        self,
        calendar: Calendar,
        window: Window,
        since: datetime | None,
        reading: Reading,
        tally: Tally,
    ) -> EventsEnd:
        """Put what a calendar gives; an error becomes the end of it."""
        try:
            with closing(self._steps(calendar, window, since)) as steps:
                for step in steps:
                    if isinstance(step, EventsEnd):
                        return step
                    self._put(calendar, step, reading, tally)
            reason = "it ended without saying whether that was all"
        except StoreError:
            raise
        except HytedataError as error:
            reason = str(error)
        verdict = Completeness(complete=False, items=len(tally.seen), reasons=(reason,))
        return EventsEnd(verdict)

    def _steps(
        self, calendar: Calendar, window: Window, since: datetime | None
    ) -> Generator[EventBatch | EventsEnd, None, None]:
        with self._opened(self._config, calendar) as reader:
            yield from reader.read(window, since)

    def _put(self, calendar: Calendar, batch: EventBatch, reading: Reading, tally: Tally) -> None:
        if batch.gone:
            reading.gone(batch.gone)
        for event in batch.events:
            tally.seen.add(event.id)
            reading.put(entry_of_event(event, calendar))
        self._tell(Step(f"reading {calendar.name}", len(tally.seen)))

    def _judged(
        self, calendar: Calendar, end: EventsEnd, reading: Reading
    ) -> tuple[Completeness, Span | None]:
        """Return the verdict and the span in which what did not come is gone.

        A calendar that seems to have emptied is taken at its word the second time only.
        """
        if end.covered is None:
            return end.completeness, None
        first, after = end.covered
        moment = self._now()
        coming = max(first, moment), after
        if coming[0] >= after:
            return end.completeness, end.covered
        missing = reading.missing(coming)
        if not is_emptied(missing):
            return end.completeness, end.covered
        verdicts = self._store.catalogue.snapshots(
            source=calendar.name, kind=KIND, scope=SCOPE, limit=_MANY
        )
        since = first_suspected(verdicts)
        if since is not None and moment - since >= CONFIRMED_AFTER:
            return end.completeness, end.covered
        reason = reason_of(missing, since or moment)
        verdict = Completeness(complete=False, items=end.completeness.items, reasons=(reason,))
        return verdict, None


def _told(window: Window) -> str:
    """The window in words; its last day is in it."""
    last = day_in_finland(window.end - timedelta(microseconds=1))
    return f"{day_in_finland(window.start)} to {last}"
