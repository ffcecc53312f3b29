"""When a record of a calendar takes place, and under which key it stays."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from hytedata.errors import InputError
from hytedata.models.clock import HELSINKI
from hytedata.models.event import Event, EventTime, When
from hytedata.models.occurrence import OccurrenceSpan
from hytedata.models.window import LONGEST, Window, extent_of

EVENING = datetime(2026, 4, 3, 18, tzinfo=HELSINKI)


def event(start: When | None = EVENING, end: When | None = None, **fields: Any) -> Event:
    values = {"id": "1", **fields}
    return Event(source="kainuu", time=EventTime(start=start, end=end), **values)


def span(one: Event) -> OccurrenceSpan:
    found = OccurrenceSpan.of(one)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("first", "last", "hours"),
    [
        (date(2026, 3, 29), date(2026, 3, 29), 23),
        (date(2026, 10, 25), None, 25),
        (date(2026, 4, 3), date(2026, 4, 5), 72),
    ],
)
def test_days_last_from_midnight_to_the_midnight_after_the_last(
    first: date, last: date | None, hours: int
) -> None:
    extent = extent_of(EventTime(start=first, end=last))

    assert extent is not None
    starts_at, ends_at = extent
    assert starts_at.astimezone(HELSINKI).isoformat()[:19] == f"{first}T00:00:00"
    assert ends_at is not None
    assert ends_at - starts_at == timedelta(hours=hours)


def test_an_end_that_is_not_stated_is_not_made_up() -> None:
    found = span(event())

    assert (found.starts_at, found.ends_at) == (datetime(2026, 4, 3, 15, tzinfo=UTC), None)


def test_a_zone_that_no_table_knows_is_taken_for_that_of_finland() -> None:
    there = EventTime(start=date(2026, 4, 3), timezone="FLE Standard Time")

    assert extent_of(there) == extent_of(EventTime(start=date(2026, 4, 3)))


@pytest.mark.parametrize(
    "one",
    [
        event(None, status="postponed"),
        event(status="deleted"),
        event(series_role="series"),
        event(series_role="umbrella"),
    ],
)
def test_what_stands_for_others_or_has_no_time_takes_place_never(one: Event) -> None:
    assert OccurrenceSpan.of(one) is None


@pytest.mark.parametrize(
    ("fields", "series", "original"),
    [
        ({}, "1", "2026-04-03T15:00:00Z"),
        ({"start": date(2026, 4, 3)}, "1", "2026-04-03"),
        ({"series_role": "occurrence", "series_id": "s"}, "s", "2026-04-03T15:00:00Z"),
        ({"series_role": "none", "series_id": "umbrella"}, "1", "2026-04-03T15:00:00Z"),
        # One of a feed that was moved: its id tells when it was to begin.
        (
            {"id": "uid|20260401", "series_role": "occurrence", "series_id": "uid"},
            "uid",
            "20260401",
        ),
    ],
)
def test_the_key_is_of_the_series_and_the_original_start(
    fields: dict[str, Any], series: str, original: str
) -> None:
    found = span(event(**fields))

    assert (found.series, found.original) == (series, original)


def test_what_is_not_known_to_be_online_is_not() -> None:
    assert span(event(online=True)).online
    assert not span(event()).online


def test_a_time_without_zone_is_no_span() -> None:
    with pytest.raises(ValidationError):
        OccurrenceSpan(starts_at=datetime(2026, 4, 3))  # noqa: DTZ001 - that is what is wrong


def test_a_window_is_cut_only_where_it_must_not_be_longer() -> None:
    first, after = date(2026, 1, 1), date(2030, 1, 1)

    cut, whole = Window.of(first, after), Window.of(first, after, longest=None)

    assert cut.end - cut.start == LONGEST
    assert cut.reasons
    assert (whole.end.astimezone(HELSINKI).date(), whole.reasons) == (after, ())
    with pytest.raises(InputError, match="before it begins"):
        Window.of(after, first)
