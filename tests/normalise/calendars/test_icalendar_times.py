"""Times of iCalendar: zones, clock changes, days, ends, and instances that were changed."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.normalise.calendars.icalendar_made import codes, in_2027, only, read, starts, vevent

HELSINKI = ZoneInfo("Europe/Helsinki")
OUTLOOK = (
    "BEGIN:VTIMEZONE",
    "TZID:FLE Standard Time",
    "BEGIN:STANDARD",
    "DTSTART:16010101T040000",
    "TZOFFSETFROM:+0300",
    "TZOFFSETTO:+0200",
    "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10",
    "END:STANDARD",
    "BEGIN:DAYLIGHT",
    "DTSTART:16010101T030000",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0300",
    "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3",
    "END:DAYLIGHT",
    "END:VTIMEZONE",
)


@settings(max_examples=20)
@given(
    day=st.integers(0, 6),
    hour=st.sampled_from([*range(3), *range(5, 24)]),
    minute=st.sampled_from([0, 15, 30, 45]),
)
def test_a_weekly_series_keeps_its_wall_time_over_both_clock_changes(
    day: int, hour: int, minute: int
) -> None:
    first = datetime(2027, 1, 4, hour, minute, tzinfo=HELSINKI) + timedelta(days=day)
    rule = "RRULE:FREQ=WEEKLY;COUNT=50"

    found = in_2027(vevent(f"DTSTART;TZID=Europe/Helsinki:{first:%Y%m%dT%H%M%S}", rule)).events

    local = [event.time.start for event in found]
    assert len(local) == 50
    assert {(it.hour, it.minute) for it in local if isinstance(it, datetime)} == {(hour, minute)}
    assert len({f"{it:%z}" for it in local}) == 2


@pytest.mark.parametrize("head", [(), OUTLOOK], ids=["bare", "with-vtimezone"])
def test_a_windows_zone_is_finlands(head: tuple[str, ...]) -> None:
    zone = "TZID=FLE Standard Time"
    lines = (f"DTSTART;{zone}:20270324T130000", f"DTEND;{zone}:20270324T140000")

    found = in_2027(vevent(*lines, "RRULE:FREQ=WEEKLY;COUNT=2"), head=head)

    assert starts(found) == ["2027-03-24 13:00:00+02:00", "2027-03-31 13:00:00+03:00"]
    assert {event.time.timezone for event in found.events} == {"Europe/Helsinki"}


def test_floating_times_are_in_the_zone_of_the_calendar() -> None:
    lines = vevent("DTSTART:20270305T180000")

    assert starts(in_2027(lines)) == ["2027-03-05 18:00:00+02:00"]
    assert starts(in_2027(lines, head=("X-WR-TIMEZONE:Europe/Stockholm",))) == [
        "2027-03-05 19:00:00+02:00"
    ]


def test_an_unknown_zone_is_taken_for_the_calendars_and_remarked_on() -> None:
    event = only(vevent("DTSTART;TZID=Olematon/Paikka:20270305T180000"))

    assert f"{event.time.start}" == "2027-03-05 18:00:00+02:00"
    assert codes(event) == ["unknown-timezone"]


def test_both_ends_in_the_repeated_hour_of_autumn_stay_apart() -> None:
    event = only(
        vevent("DTSTART:20271031T003000Z", "DTEND:20271031T011500Z"),
        head=("X-WR-TIMEZONE:Europe/Helsinki",),
    )

    assert f"{event.time.start} {event.time.end}" == (
        "2027-10-31 03:30:00+03:00 2027-10-31 03:15:00+02:00"
    )


def test_a_day_without_end_and_a_day_with_an_inclusive_end_are_one_day() -> None:
    bare = only(vevent("DTSTART;VALUE=DATE:20270220"))
    odd = only(vevent("DTSTART;VALUE=DATE:20270220", "DTEND;VALUE=DATE:20270220"))

    assert (bare.time.start, bare.time.end) == (date(2027, 2, 20), None)
    assert odd.time.end == date(2027, 2, 20)
    assert codes(odd) == ["end-not-exclusive"]


@pytest.mark.parametrize(
    ("end", "code"),
    [
        ("DTEND:20270305T170000", "end-before-start"),
        ("DTEND;VALUE=DATE:20270306", "end-of-another-kind"),
        ("DTEND:tomorrow", "unreadable"),
        ("DURATION:-PT1H", "not-usable"),
    ],
)
def test_an_end_that_cannot_be_is_dropped_with_a_remark(end: str, code: str) -> None:
    event = only(vevent("DTSTART:20270305T180000", end))

    assert event.time.end is None
    assert codes(event) == [code]


def test_an_instance_is_moved_cancelled_left_out_or_added() -> None:
    zone = "TZID=Europe/Helsinki"
    found = in_2027(
        vevent(
            f"DTSTART;{zone}:20270303T130000",
            "LOCATION:Talo",
            "RRULE:FREQ=WEEKLY;COUNT=4",
            f"EXDATE;{zone}:20270310T130000",
            f"RDATE;{zone}:20270304T130000",
        ),
        vevent(f"DTSTART;{zone}:20270318T150000", f"RECURRENCE-ID;{zone}:20270317T130000"),
        vevent(
            f"DTSTART;{zone}:20270324T130000",
            f"RECURRENCE-ID;{zone}:20270324T130000",
            "STATUS:CANCELLED",
        ),
    )

    told = [(f"{event.time.start:%d.%m. %H}", event.status) for event in found.events]
    assert told == [
        ("03.03. 13", "scheduled"),
        ("04.03. 13", "scheduled"),
        ("18.03. 15", "rescheduled"),
        ("24.03. 13", "cancelled"),
    ]
    assert [bool(event.places) for event in found.events] == [True, True, False, False]


def test_a_floating_exclusion_and_a_floating_until_hold_for_a_zoned_series() -> None:
    found = in_2027(
        vevent(
            "DTSTART;TZID=Europe/Helsinki:20270303T130000",
            "RRULE:FREQ=WEEKLY;UNTIL=20270317T130000",
            "EXDATE:20270310T130000",
        )
    )

    assert starts(found) == ["2027-03-03 13:00:00+02:00", "2027-03-17 13:00:00+02:00"]


def test_an_instance_that_was_moved_into_the_window_is_in_it() -> None:
    calendar = read(
        vevent("DTSTART:20270303T130000", "RRULE:FREQ=WEEKLY;COUNT=3"),
        vevent("DTSTART:20270501T130000", "RECURRENCE-ID:20270310T130000"),
    )

    found = calendar.between(date(2027, 5, 1), date(2027, 5, 2)).events

    assert [event.id for event in found] == ["a@kunta.example|2027-03-10T11:00:00Z"]


def test_a_change_from_an_instance_on_holds_for_those_after_it() -> None:
    found = in_2027(
        vevent("DTSTART:20270303T130000", "RRULE:FREQ=WEEKLY;COUNT=3"),
        vevent(
            "DTSTART:20270310T140000",
            "RECURRENCE-ID;RANGE=THISANDFUTURE:20270310T130000",
            summary="Uusi nimi",
        ),
    )

    assert [event.names["fi"] for event in found.events] == ["Kahvila", "Uusi nimi", "Uusi nimi"]
    assert [event.id.partition("|")[2] for event in found.events] == [
        "2027-03-03T11:00:00Z",
        "2027-03-10T11:00:00Z",
        "2027-03-17T11:00:00Z",
    ]


@pytest.mark.parametrize("order", [1, -1])
def test_the_newest_version_wins_whatever_its_place_in_the_feed(order: int) -> None:
    old = vevent("DTSTART:20270303T130000", "SEQUENCE:1", summary="Vanha")
    new = vevent("DTSTART:20270304T130000", "SEQUENCE:2", summary="Uusi")

    event = only(*[old, new][::order])

    assert event.names == {"fi": "Uusi"}


def test_the_end_of_the_window_is_not_in_it_and_its_start_is() -> None:
    calendar = read(
        vevent("DTSTART:20270301T000000", uid="first"),
        vevent("DTSTART:20270302T000000", uid="after"),
        vevent("DTSTART:20270228T230000", "DTEND:20270301T000000", uid="before"),
        vevent("DTSTART;VALUE=DATE:20270227", "DTEND;VALUE=DATE:20270302", uid="days"),
    )

    found = calendar.between(date(2027, 3, 1), date(2027, 3, 2)).events

    assert [event.id for event in found] == ["days", "first"]
