"""Times of events: days stay days, and an end is never invented."""

from datetime import UTC, date, datetime

import pytest
from pydantic import ValidationError

from hytedata.models.event import Event, EventTime

NOON = datetime(2027, 2, 10, 12, tzinfo=UTC)


def test_a_day_stays_a_day_and_a_time_a_time() -> None:
    day = EventTime(start=date(2027, 2, 10), end=date(2027, 2, 11))
    hour = EventTime(start=NOON)

    assert (day.all_day, hour.all_day) == (True, False)
    assert type(day.start) is date
    assert EventTime.model_validate_json(day.model_dump_json()) == day
    assert EventTime.model_validate_json(hour.model_dump_json()) == hour


@pytest.mark.parametrize(
    ("start", "end"),
    [(NOON, date(2027, 2, 11)), (None, NOON), (NOON, NOON.replace(hour=11))],
    ids=["mixed", "no start", "backwards"],
)
def test_times_that_cannot_be_are_refused(start: object, end: object) -> None:
    with pytest.raises(ValidationError):
        EventTime.model_validate({"start": start, "end": end})


def test_a_naive_time_is_refused() -> None:
    with pytest.raises(ValidationError):
        EventTime.model_validate({"start": "2027-02-10T12:00:00"})


def test_what_is_not_stated_is_unknown() -> None:
    event = Event(source="kainuu", id="1")

    assert (event.is_free, event.online, event.time.end) == ("unknown", None, None)
    assert event.ref.kind == "event"
