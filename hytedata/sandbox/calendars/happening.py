"""One event of the sandbox's world, what each calendar says of it, and how one is made."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from hytedata.sandbox.calendars.made_events import MadeEvent
from hytedata.sandbox.calendars.venues import ONLINE, VENUES


@dataclass(frozen=True)
class Happening:
    """One event of the world.

    Attributes:
        event: As its organiser knows it.
        shown: Calendar → what it says otherwise, by field of the event.
    """

    event: MadeEvent
    shown: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def by(self, calendar: str) -> MadeEvent | None:
        """Return the event as *calendar* tells it; None where it does not."""
        changes = self.shown.get(calendar)
        return None if changes is None else replace(self.event, **changes)


def share_of(calendar: str, happenings: Iterable[Happening]) -> list[MadeEvent]:
    """Return what *calendar* shows."""
    return [event for each in happenings if (event := each.by(calendar)) is not None]


@dataclass(frozen=True)
class Maker:
    """Makes events on days that are counted from *today*."""

    today: date

    def timed(
        self, key: str, title: str, day: int, hours: str, where: str, **more: Any
    ) -> MadeEvent:
        """Make an event of *hours*, like `18:00-19:30`, so many days from today."""
        on = self.today + timedelta(days=day)
        start, end = (datetime.combine(on, time.fromisoformat(it)) for it in hours.split("-"))
        return MadeEvent(key, title, start, end, **(_place(where) | more))

    def days(
        self, key: str, title: str, first: int, last: int, where: str, **more: Any
    ) -> MadeEvent:
        """Make an event of whole days, counted from today."""
        start = datetime.combine(self.today + timedelta(days=first), time())
        end = datetime.combine(self.today + timedelta(days=last), time(23, 59, 59))
        return MadeEvent(key, title, start, end, all_day=True, **(_place(where) | more))


def _place(where: str) -> dict[str, Any]:
    return {**(VENUES[where].where if where else ONLINE)}
