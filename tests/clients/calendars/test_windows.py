"""Which events lie in a window, by days and by times."""

from datetime import date, datetime
from typing import Any

import pytest

from hytedata.clients.calendars.windows import OpenWindow
from hytedata.models.event import Event, EventTime


def moment(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+02:00")


def event(start: Any, end: Any = None, **more: Any) -> Event:
    return Event(source="esim", id="esim:1", time=EventTime(start=start, end=end), **more)


NOON = moment("2027-01-12T12:00")
ONE = moment("2027-01-12T13:00")
DAY = date(2027, 1, 12)


@pytest.mark.parametrize(
    ("start", "end", "is_held"),
    [
        (DAY, DAY, True),
        (date(2027, 1, 13), None, False),
        (None, date(2027, 1, 11), False),
        (moment("2027-01-12T12:30"), None, True),
        (moment("2027-01-12T13:30"), None, False),
        (None, moment("2027-01-12T11:30"), False),
        (None, None, True),
    ],
)
def test_an_event_is_held_while_it_runs(start: Any, end: Any, is_held: bool) -> None:
    assert OpenWindow(start, end).holds(event(NOON, ONE)) is is_held


def test_of_a_day_and_a_time_the_days_are_compared() -> None:
    all_day = event(DAY, DAY)

    assert OpenWindow(moment("2027-01-12T20:00"), None).holds(all_day)
    assert not OpenWindow(None, moment("2027-01-11T20:00")).holds(all_day)


def test_what_has_no_time_or_is_deleted_is_held_by_every_window() -> None:
    window = OpenWindow(date(2030, 1, 1), date(2030, 1, 2))

    assert window.holds(event(None, status="postponed"))
    assert window.holds(event(NOON, ONE, status="deleted"))
