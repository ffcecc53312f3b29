"""Events as rows: each calendar in its window, with what it showed all of."""

from collections.abc import Iterator
from datetime import date, datetime

from hytedata.config import Calendar, Config
from hytedata.dlt.rows import Batch, Credit, read_batches, record_rows
from hytedata.errors import HytedataError
from hytedata.models.common import Completeness
from hytedata.models.window import Window
from hytedata.runs.events.batches import EventsEnd
from hytedata.runs.events.chosen import window_of
from hytedata.runs.events.entries import entry_of_event
from hytedata.runs.events.open import OpenCalendar, open_calendar

KIND, SCOPE, TABLE = "event", "all", "events"


def calendar_batches(
    config: Config,
    started_at: datetime,
    start: date | None = None,
    end: date | None = None,
    *,
    opened: OpenCalendar = open_calendar,
) -> Iterator[Batch]:
    """Yield the events of all configured calendars, page by page, each with its read's verdict.

    Trouble with one calendar is told in `reads`, and the next one is read.

    Args:
        config: Its calendars, with the days that each is read for.
        started_at: When this load began.
        start: A day from which on to read, where it is before the usual one.
        end: The day after the last, where it is after the usual one.
        opened: Opens a calendar.

    Raises:
        InputError: The window is longer than calendars are read for.
    """
    for calendar in config.calendar:
        window = window_of(calendar, started_at, start, end)
        yield from _of_one(config, calendar, window, started_at, opened)


def _of_one(
    config: Config, calendar: Calendar, window: Window, started_at: datetime, opened: OpenCalendar
) -> Iterator[Batch]:
    items, end = 0, EventsEnd(_broken(0, "it ended without saying whether that was all"))
    try:
        with opened(config, calendar) as reader:
            for step in reader.read(window):
                if isinstance(step, EventsEnd):
                    end = step
                    continue
                items += len(step.events)
                entries = [
                    (entry_of_event(one, calendar), Credit(one.licence, one.attribution))
                    for one in step.events
                ]
                yield Batch(TABLE, record_rows(entries, scope=SCOPE, seen_at=started_at))
    except HytedataError as error:
        end = EventsEnd(_broken(items, str(error)))
    yield from read_batches(
        end.completeness,
        end.rejections,
        source=calendar.name,
        kind=KIND,
        scopes=[SCOPE],
        started_at=started_at,
        covered=end.covered,
    )


def _broken(items: int, reason: str) -> Completeness:
    return Completeness(complete=False, items=items, reasons=(reason,))
