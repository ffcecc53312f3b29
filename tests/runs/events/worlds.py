"""Made calendars that people edit between reads, and what is to be in the store of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final, Literal, TypeAlias

from hypothesis import strategies as st

from hytedata.config import Calendar as Configured
from hytedata.config import Config
from hytedata.models.common import Completeness
from hytedata.models.event import Event, EventTime
from hytedata.models.window import Window
from hytedata.runs.events.batches import EventBatch, EventsEnd, Span
from tests.runs.events.fake_calendars import down, event

CALENDARS: Final = {"kunta": "linked-events", "seurat": "events-calendar", "feed": "icalendar"}
"""By name; the first alone tells what changed, and what was deleted."""

NAMES: Final = ("Tuolijumppa", "Muistikahvila", "Kirjavinkit")
Ending: TypeAlias = Literal["well", "broken", "killed"]


class Killed(BaseException):
    """Ends a read as a power cut would."""


@dataclass(frozen=True)
class Shown:
    """One event as one calendar shows it: on which day (None: put off), and under which name."""

    day: int | None
    name: int
    status: Literal["scheduled", "cancelled"] = "scheduled"

    def event(self, calendar: str, number: int, today: datetime) -> Event:
        """Return it as the model has it; *today*: what days are counted from."""
        made = event(
            f"e{number}",
            source=calendar,
            names={"fi": f"{NAMES[number]} {'abc'[self.name]}"},
            origin_ids=(f"alkuperä:{number}",),
            status=self.status,
        )
        if self.day is None:
            return made.model_copy(update={"time": EventTime(), "status": "postponed"})
        start = today + timedelta(days=self.day)
        return made.model_copy(
            update={"time": EventTime(start=start, end=start + timedelta(hours=1))}
        )


@dataclass(frozen=True)
class Edit:
    """What somebody does: to show an event so, or no longer.

    Attributes:
        quiet: Taken back unpublished: nothing tells of it.
    """

    calendar: str
    number: int
    shown: Shown | None
    quiet: bool = False


@dataclass(frozen=True)
class Read:
    """A read of all calendars, so long after what was before, and how it ends.

    Attributes:
        after: So many batches of a calendar come before it breaks or is killed.
        at: The calendar that this happens at; None: at each, as far as it comes.
    """

    hours: int
    ending: Ending = "well"
    after: int = 0
    full: bool = False
    at: str | None = None


Step: TypeAlias = Edit | Read

days: Final = st.one_of(st.none(), st.integers(0, 20), st.sampled_from([-9, 500]))
shown: Final = st.builds(
    Shown, days, st.integers(0, 2), st.sampled_from(["scheduled", "scheduled", "cancelled"])
)
edits: Final = st.builds(
    Edit,
    st.sampled_from(sorted(CALENDARS)),
    st.integers(0, len(NAMES) - 1),
    st.one_of(shown, shown, st.none()),
    st.booleans(),
)
reads: Final = st.builds(
    Read,
    st.sampled_from([1, 5, 24]),
    st.sampled_from(["well", "well", "broken", "killed"]),
    st.integers(0, 4),
    st.booleans(),
    st.sampled_from([None, *sorted(CALENDARS)]),
)
histories: Final = st.lists(st.one_of(edits, edits, edits, reads), max_size=30)


@dataclass
class Calendar:
    """One calendar as it is, and what it remembers of changes.

    Attributes:
        covers: Days that a full read shows all of; None: all that it is asked for.
        ending: How the next read ends, and after how many batches.
    """

    name: str
    held: dict[int, Shown] = field(default_factory=dict)
    changed_at: dict[int, datetime] = field(default_factory=dict)
    covers: tuple[int, int] | None = None
    ending: tuple[Ending, int] = ("well", 0)

    def edit(self, edit: Edit, now: datetime) -> None:
        """Take an edit; a calendar without a word for it puts nothing off without a time."""
        told = edit.shown
        if told is not None and told.day is None and CALENDARS[self.name] != "linked-events":
            told = replace(told, day=3)
        if told is not None:
            self.held[edit.number] = told
            self.changed_at[edit.number] = now
        elif self.held.pop(edit.number, None) is not None:
            self.changed_at[edit.number] = now
            if edit.quiet:
                del self.changed_at[edit.number]

    def events(self, today: datetime) -> list[Event]:
        """Return what it shows."""
        return [it.event(self.name, number, today) for number, it in sorted(self.held.items())]


class World:
    """All calendars, and the day that theirs are counted from; it opens them for a read."""

    def __init__(self, today: datetime) -> None:
        self.today = today
        self.calendars = {name: Calendar(name) for name in CALENDARS}

    @contextmanager
    def __call__(self, _: Config, calendar: Configured) -> Iterator["Reader"]:
        """Open a calendar."""
        yield Reader(self.calendars[calendar.name], self.today)

    def edit(self, edit: Edit, now: datetime) -> None:
        """Let somebody edit a calendar."""
        self.calendars[edit.calendar].edit(edit, now)

    def end_reads(self, read: Read) -> None:
        """Say how the next read of each calendar ends."""
        for name, calendar in self.calendars.items():
            is_well = read.at is not None and name != read.at
            calendar.ending = ("well", 0) if is_well else (read.ending, read.after)

    def published(self, window: Window) -> dict[str, set[str]]:
        """Return what takes place in a window: event → the calendars that have it then.

        One that a calendar has put off is had by that, too, but takes place by another's word.
        """
        had: dict[str, set[str]] = {}
        timed: set[str] = set()
        for calendar in self.calendars.values():
            for one in calendar.events(self.today):
                if one.time.start is None or window.holds(one.time):
                    had.setdefault(one.id, set()).add(calendar.name)
                timed |= {one.id} if window.holds(one.time) else set()
        return {key: names for key, names in had.items() if key in timed}


@dataclass
class Reader:
    """Reads one calendar of a world in batches of one, as it says that reads end."""

    calendar: Calendar
    today: datetime

    def read(
        self, window: Window, since: datetime | None = None
    ) -> Iterator[EventBatch | EventsEnd]:
        """See `CalendarReader.read`."""
        ending, after = self.calendar.ending
        for number, batch in enumerate(self._batches(window, since)):
            if number == after and ending != "well":
                break
            yield batch
        if ending == "broken":
            raise down(self.calendar.name)
        if ending == "killed":
            raise Killed
        covered = self._covered(window, since)
        untimed = covered is not None and CALENDARS[self.calendar.name] == "linked-events"
        yield EventsEnd(Completeness(complete=True, items=0), covered=covered, untimed=untimed)

    def _batches(self, window: Window, since: datetime | None) -> Iterator[EventBatch]:
        for number in sorted({*self.calendar.held, *self.calendar.changed_at}):
            if since is not None and self.calendar.changed_at.get(number, since) <= since:
                continue
            told = self.calendar.held.get(number)
            one = told.event(self.calendar.name, number, self.today) if told else None
            if one is not None and (one.time.start is None or window.holds(one.time)):
                yield EventBatch((one,))
            elif since is not None:
                yield EventBatch((), (f"e{number}",))

    def _covered(self, window: Window, since: datetime | None) -> Span | None:
        if since is not None:
            return None
        if self.calendar.covers is None:
            return window.start, window.end
        first, after = (self.today + timedelta(days=it) for it in self.calendar.covers)
        return first, after
