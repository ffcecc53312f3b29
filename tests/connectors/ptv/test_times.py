from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hytedata.connectors.ptv.v11.times import ANY_TIME, Window, parse_time
from hytedata.errors import InputError

HELSINKI = timezone(timedelta(hours=3))
OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(
    min_value=datetime(2, 1, 1),  # noqa: DTZ001 - the strategy adds the zone
    max_value=datetime(9998, 12, 31),  # noqa: DTZ001
    timezones=OFFSETS | st.just(UTC),
)


def moment(*parts: int, zone: timezone = UTC) -> datetime:
    year, month, day, *rest = parts
    return datetime(year, month, day, *rest, tzinfo=zone)  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2020-03-04T14:07:04", moment(2020, 3, 4, 14, 7, 4)),
        ("2020-03-04T14:07:04.8", moment(2020, 3, 4, 14, 7, 4, 800_000)),
        ("2020-03-04T14:07:04.840483", moment(2020, 3, 4, 14, 7, 4, 840_483)),
        ("2020-03-04T14:07:04.8404839", moment(2020, 3, 4, 14, 7, 4, 840_483)),
        ("2020-03-04T14:07:04Z", moment(2020, 3, 4, 14, 7, 4)),
        ("2020-03-04T14:07:04.1+02:00", moment(2020, 3, 4, 12, 7, 4, 100_000)),
        ("2020-03-04T22:07:04-05:30", moment(2020, 3, 5, 3, 37, 4)),
        ("0001-01-01T00:00:00", moment(1, 1, 1)),
    ],
)
def test_a_time_of_ptv_is_read_as_a_moment_in_utc(text: str, read: datetime) -> None:
    time = parse_time(text)

    assert time == read
    assert time is not None
    assert time.tzinfo is UTC


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "2020-03-04",
        "2020-03-04 14:07:04",
        "2020-03-04T14:07",
        "2020-03-04T14:07:04.",
        "2020-03-04T14:07:04,5",
        "2020-03-04T14:07:04.12345678",
        "2020-03-04T14:07:04z",
        "2020-03-04T14:07:04+0200",
        "2020-03-04T14:07:04+24:00",
        "2020-03-04T14:07:04 ",
        "2020-03-04T14:07:04\n",
        "2020-02-30T14:07:04",
        "2020-03-04T24:00:00",
        "0001-01-01T00:00:00+02:00",
        "9999-12-31T23:59:59-01:00",
        "٢٠٢٠-03-04T14:07:04",
        "soon",
    ],
)
def test_what_is_no_time_reads_as_none(text: str | None) -> None:
    assert parse_time(text) is None


@given(
    time=MOMENTS,
    digits=st.integers(0, 7),
    zoned=st.booleans(),
    tenth=st.integers(0, 9),
)
def test_a_written_time_is_read_back_to_its_last_digit(
    time: datetime, digits: int, zoned: bool, tenth: int
) -> None:
    fraction = f"{time.microsecond:06d}{tenth}"[:digits]
    shown = time if zoned else time.astimezone(UTC)
    whole = shown.replace(tzinfo=None, microsecond=0).isoformat()
    text = whole + (f".{fraction}" if fraction else "") + (zone_of(shown) if zoned else "")

    read = parse_time(text)

    microsecond = int(fraction.ljust(6, "0")[:6])
    assert read == time.replace(microsecond=microsecond)
    assert read is not None
    assert read.utcoffset() == timedelta(0)


def zone_of(time: datetime) -> str:
    text = time.isoformat()[-6:]
    return "Z" if text == "+00:00" else text


@given(text=st.text() | st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.+\-Z]{5,25}"))
def test_any_text_is_a_time_in_utc_or_none(text: str) -> None:
    time = parse_time(text)

    assert time is None or time.utcoffset() == timedelta(0)


@given(after=MOMENTS, before=MOMENTS, inside=MOMENTS)
def test_a_window_is_widened_to_whole_seconds_and_misses_nothing(
    after: datetime, before: datetime, inside: datetime
) -> None:
    after, before = min(after, before), max(after, before)

    sent = dict(Window(after, before).params())

    first, last = parse_time(sent["date"]), parse_time(sent["dateBefore"])
    assert first is not None
    assert last is not None
    assert timedelta(0) <= after - first < timedelta(seconds=1)
    assert timedelta(0) <= last - before < timedelta(seconds=1)
    assert not after < inside < before or first < inside < last
    assert all(len(text) == 19 and text[10] == "T" for text in sent.values())


def test_a_window_is_written_in_utc_without_zone_or_fraction() -> None:
    window = Window(
        moment(2026, 1, 1, 1, 30, 0, 999_999, zone=HELSINKI),
        moment(2026, 1, 1, 23, 59, 59, 1),
    )

    assert window.params() == [
        ("date", "2025-12-31T22:30:00"),
        ("dateBefore", "2026-01-02T00:00:00"),
    ]


def test_whole_seconds_and_early_years_are_written_as_they_are() -> None:
    assert Window(before=moment(2026, 1, 1)).params() == [("dateBefore", "2026-01-01T00:00:00")]
    assert Window(moment(987, 1, 1)).params() == [("date", "0987-01-01T00:00:00")]
    assert ANY_TIME.params() == []


@pytest.mark.parametrize("name", ["after", "before"])
@pytest.mark.parametrize(
    "time",
    [
        datetime(2026, 1, 1),  # noqa: DTZ001 - that is what is refused
        date(2026, 1, 1),
        "2026-01-01T00:00:00",
        moment(1, 1, 1, zone=HELSINKI),
        datetime.max.replace(tzinfo=timezone(timedelta(hours=-3))),
    ],
)
def test_a_time_that_says_no_moment_in_utc_is_refused_by_name(name: str, time: Any) -> None:
    with pytest.raises(InputError, match=f"a window's {name} is a datetime with a zone, .* not"):
        Window(**{name: time})


def test_the_last_second_of_all_cannot_be_rounded_up() -> None:
    last = datetime.max.replace(tzinfo=UTC)

    assert Window(after=last).params() == [("date", "9999-12-31T23:59:59")]
    with pytest.raises(InputError, match="within the years 1 to 9999"):
        Window(before=last)


def test_a_window_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(InputError, match="after is no later than its before"):
        Window(moment(2026, 1, 2), moment(2026, 1, 1))
