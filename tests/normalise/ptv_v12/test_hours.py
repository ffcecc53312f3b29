"""Six types of hours, and holidays."""

from datetime import date, time
from typing import Any

import pytest

from hytedata.models.ptv import (
    ContinuousHours,
    ExceptionalHours,
    HolidayHours,
    OpenHours,
    ServiceHours,
    WeeklyHours,
)
from tests.normalise.ptv_v12.documents import channel, hours, location, opening, remarked

SHUT = opening("00:00", "00:00", openingStatus="Closed")
SEASON = {"fromDate": "2026-06-01", "toDate": "2026-08-30"}  # a Monday, a Sunday
NIGHT = {"fromDay": "Friday", "toDay": "Saturday", "fromTime": "22:00", "toTime": "02:00"}


def read(*told: dict[str, Any], holidays: dict[str, Any] | None = None) -> Any:
    found = location(serviceHours=hours(*told, holidays=holidays))
    assert found.service_hours is not None
    return found.service_hours, remarked(found)


def of_type(word: str, **fields: Any) -> dict[str, Any]:
    return {"type": f"{word}ServiceHour", "heading": {}, "additionalInformation": {}, **fields}


def weekly(**days: list[dict[str, Any]]) -> dict[str, Any]:
    return {"weeklyHours": {day: {"hours": told} for day, told in days.items()}}


def test_weekly_hours_are_days_with_stretches_in_the_order_of_their_times() -> None:
    later, first = opening("13:00", "00:00"), opening("08:00", "12:00")
    told = of_type("WeeklyUntilFurtherNotice", **weekly(monday=[later, first, later]))

    found, remarks = read(told | {"heading": {"fi": "Talvella", "sv": ""}})

    stretches = (OpenHours(start=time(8), end=time(12)), OpenHours(start=time(13), end=time()))
    rule = WeeklyHours(heading={"fi": "Talvella"}, days={"monday": stretches})
    assert (found, remarks) == (ServiceHours(rules=(rule,)), [])


def test_hours_of_a_season_have_its_dates() -> None:
    (rule,) = read(
        of_type("WeeklyDateRange", **SEASON, **weekly(sunday=[opening("10:00", "14:00")]))
    )[0].rules

    assert (rule.valid_from, rule.valid_to) == (date(2026, 6, 1), date(2026, 8, 30))


def test_odd_and_even_weeks_and_words_on_a_stretch_are_kept() -> None:
    told = opening("08:00", "12:00", repetition="OddWeeks", additionalInformation={"fi": "Miehet"})

    (rule,) = read(of_type("WeeklyUntilFurtherNotice", **weekly(friday=[told])))[0].rules

    assert rule.days["friday"] == (
        OpenHours(start=time(8), end=time(12), repetition="OddWeeks", info={"fi": "Miehet"}),
    )


@pytest.mark.parametrize("status", ["Open", "OpenOnReservation"])
def test_always_open_is_continuous_without_dates(status: str) -> None:
    told = of_type("ContinuousAlwaysValid", openingStatus=status)

    assert read(told)[0].rules == (ContinuousHours(status=status),)


def test_the_24th_hour_is_the_following_midnight() -> None:
    told = weekly(monday=[opening("18:00", "24:00")])

    found, remarks = read(of_type("WeeklyUntilFurtherNotice", **told))

    assert found.rules[0].days["monday"] == (OpenHours(start=time(18), end=time()),)
    assert remarks == []


def test_over_midnight_is_continuous_from_day_to_day() -> None:
    told = of_type("ContinuousWeekdaysUntilFurtherNotice", openingStatus="Open", **NIGHT)

    assert read(told)[0].rules == (
        ContinuousHours(from_day="friday", to_day="saturday", from_time=time(22), to_time=time(2)),
    )


def test_over_midnight_in_a_season_has_its_dates_too() -> None:
    told = of_type("ContinuousDateRange", openingStatus="Open", **NIGHT, **SEASON)

    (rule,) = read(told)[0].rules

    assert (rule.from_day, rule.valid_from) == ("friday", date(2026, 6, 1))


def test_the_whole_of_a_season_is_told_by_its_dates_alone() -> None:
    midnights = {"fromDay": "Monday", "toDay": "Sunday", "fromTime": "00:00", "toTime": "00:00"}
    told = of_type("ContinuousDateRange", openingStatus="Open", **midnights, **SEASON)

    assert read(told)[0].rules == (
        ContinuousHours(valid_from=date(2026, 6, 1), valid_to=date(2026, 8, 30)),
    )


def test_an_exception_may_be_closed_on_its_days() -> None:
    day = {"fromDate": "2026-12-24", "toDate": "2026-12-24"}

    found, remarks = read(of_type("ExceptionalDateRange", **day, **weekly(thursday=[SHUT])))

    eve = date(2026, 12, 24)
    closed = ExceptionalHours(
        valid_from=eve, valid_to=eve, days={"thursday": (OpenHours(status="Closed"),)}
    )
    assert (found.rules, remarks) == ((closed,), [])


def test_times_of_closed_hours_are_remarked_on() -> None:
    told = opening("08:00", "12:00", openingStatus="Closed")

    found, remarks = read(of_type("ExceptionalDateRange", **SEASON, **weekly(monday=[told])))

    assert found.rules[0].days["monday"] == (OpenHours(status="Closed"),)
    assert remarks == [("serviceHours.hours[0].weeklyHours.monday.hours[0]", "contradictory-hours")]


def test_holidays_are_none_where_v12_says_null() -> None:
    assert read(of_type("ContinuousAlwaysValid", openingStatus="Open"))[0].holidays is None


@pytest.mark.parametrize(
    ("repetition", "years"),
    [
        ({"type": "RepetitionEveryYear"}, ()),
        ({"type": "RepetitionInSelectedYears", "years": [2027, 2026]}, (2026, 2027)),
    ],
)
def test_holidays_have_their_years_or_none_for_all(
    repetition: dict[str, Any], years: tuple[int, ...]
) -> None:
    eve = {"holidayName": "ChristmasEve", "hours": [opening("10:00", "13:00")]}
    day = {"holidayName": "ChristmasDay", "hours": [SHUT]}

    found, remarks = read(holidays={"repetition": repetition, "holidays": [eve, day]})

    short = (OpenHours(start=time(10), end=time(13)),)
    shut = (OpenHours(status="Closed"),)
    assert remarks == []
    assert found.holidays == (
        HolidayHours(holiday="ChristmasEve", hours=short, years=years),
        HolidayHours(holiday="ChristmasDay", hours=shut, years=years),
    )


def test_holidays_of_no_year_do_not_become_those_of_every_year() -> None:
    never = {"type": "RepetitionInSelectedYears", "years": []}
    eve = {"holidayName": "ChristmasEve", "hours": [SHUT]}

    found, remarks = read(holidays={"repetition": never, "holidays": [eve]})

    assert found.holidays == ()
    assert remarks == [("serviceHours.holidayServiceHours", "no-years")]


@pytest.mark.parametrize(
    ("told", "field", "code"),
    [
        (of_type("Fresh"), "type", "unknown-hours-type"),
        (
            of_type("WeeklyUntilFurtherNotice", **weekly(monday=[opening("8", "x")])),
            "weeklyHours.monday.hours[0]",
            "no-time",
        ),
        (
            of_type("WeeklyUntilFurtherNotice", **weekly(someday=[opening("08:00", "12:00")])),
            "weeklyHours.someday",
            "no-weekday",
        ),
        (
            of_type("WeeklyUntilFurtherNotice", **weekly(monday=[])),
            "weeklyHours.monday",
            "no-hours",
        ),
        (of_type("ContinuousAlwaysValid"), "openingStatus", "no-status"),
        (
            of_type("ContinuousWeekdaysUntilFurtherNotice", openingStatus="Open", **NIGHT)
            | {"toDay": "Someday"},
            "toDay",
            "no-weekday",
        ),
        (
            of_type("ExceptionalDateRange", fromDate="2026-02-30", toDate="2026-03-01")
            | weekly(sunday=[SHUT]),
            "fromDate",
            "no-date",
        ),
        (
            of_type("WeeklyDateRange", fromDate="2026-03-02", toDate="2026-03-01"),
            "toDate",
            "dates-out-of-order",
        ),
        (of_type("ExceptionalDateRange", **SEASON), "weeklyHours", "no-hours"),
    ],
)
def test_what_is_odd_about_hours_is_remarked_on(
    told: dict[str, Any], field: str, code: str
) -> None:
    assert read(told)[1] == [(f"serviceHours.hours[0].{field}", code)]


def test_kinds_of_channels_without_hours_have_none() -> None:
    with_hours = [channel(kind).service_hours for kind in ("EService", "TelephoneService")]
    without = [channel(kind).service_hours for kind in ("WebPage", "PrintableForm")]

    assert (with_hours, without) == ([ServiceHours()] * 2, [None] * 2)
