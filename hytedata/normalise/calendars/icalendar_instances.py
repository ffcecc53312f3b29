"""When the repetitions of a VEVENT take place; all that is asked of `recurring-ical-events`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast

import icalendar
import recurring_ical_events

from hytedata.models.window import Window

_WIDE = timedelta(days=2)


@dataclass
class Instance:
    """One repetition.

    Attributes:
        start: As the feed means it: a day, or an aware time.
        end: Of the same sort; the start, or the day after it, where the VEVENT states none.
        original: Where it would begin, had nobody moved it.
    """

    start: date
    end: date
    original: date

    def __setitem__(self, name: str, value: object) -> None:
        """Take what the library wants to note on a component: nothing of it is needed."""


class _TimesAlone(recurring_ical_events.EventAdapter):  # type: ignore[misc]
    """A VEVENT whose repetitions are times, not copies of it: copying is most of the work."""

    def as_component(
        self, start: date | None = None, stop: date | None = None, _: bool = True
    ) -> Instance:
        begins = cast("date", self.start if start is None else start)
        ends = cast("date", self.end if stop is None else stop)
        return Instance(begins, ends, self._original(begins))

    def _original(self, start: date) -> date:
        stated = self._component.get("RECURRENCE-ID")
        if stated is None:
            return start
        original = cast("date", stated.dt)
        if not self.this_and_future or start == self.start:
            return original
        # One that follows a change "from here on" was moved by as much as that.
        return _shifted(start, cast("date", self.start), original)


def instances(events: Sequence[icalendar.Component], window: Window) -> Iterable[Instance]:
    """Return the repetitions of the VEVENTs of one UID around *window*, in no order.

    The VEVENTs must have been mended. The calendar states no X-WR-TIMEZONE: floating times have
    their zone already, and the library would turn times in UTC into local ones that forget which
    3.30 of autumn they are.
    """
    calendar = icalendar.Calendar()
    calendar.subcomponents = list(events)
    query = recurring_ical_events.of(calendar, components=[_TimesAlone])
    found = query.between(window.start - _WIDE, window.end + _WIDE)
    return cast("Iterable[Instance]", found)


def _shifted(start: date, moved: date, original: date) -> date:
    """Return *start* moved back, on the wall clock, by what lies from *original* to *moved*."""
    if not isinstance(start, datetime):
        return start - (moved - original)
    if not isinstance(moved, datetime) or not isinstance(original, datetime):
        return start
    by = moved.replace(tzinfo=None) - original.astimezone(moved.tzinfo).replace(tzinfo=None)
    return start - by
