"""How v11's service hours look in v12 (ptv-v12 4, 5 and 6)."""

import pytest

from hytedata.sandbox.seed import SeedItem
from tests.sandbox.ptv.v12.support import FI, V12, place
from tests.sandbox.ptv.world import Json, location, weekly


def hours(v12: V12, *listed: Json) -> list[Json]:
    found: list[Json] = place(v12, serviceHours=list(listed))["serviceHours"]["hours"]
    return found


def test_weekly_hours_name_only_the_days_that_are_given(v12: V12) -> None:
    times = [
        {"dayFrom": "Monday", "from": "09:00", "to": "12:00"},
        {"dayFrom": "Monday", "from": "13:00", "to": "16:00"},
    ]

    (hour,) = hours(v12, weekly(openingHour=times, additionalInformation=FI))

    assert (hour["type"], hour["heading"]) == (
        "WeeklyUntilFurtherNoticeServiceHour",
        {"fi": "Teksti fi."},
    )
    assert list(hour["weeklyHours"]) == ["monday"]
    assert [
        (each["start"], each["end"], each["openingStatus"], each["repetition"])
        for each in hour["weeklyHours"]["monday"]["hours"]
    ] == [("09:00", "12:00", "Open", "Weekly"), ("13:00", "16:00", "Open", "Weekly")]


SEASON = {"validFrom": "2027-06-01T00:00:00", "validTo": "2027-08-31T00:00:00"}
DATES = {"fromDate": "2027-06-01", "toDate": "2027-08-31"}
NIGHT = [{"dayFrom": "Friday", "dayTo": "Saturday", "from": "18:00", "to": "04:00"}]
ALWAYS = {"serviceHourType": "DaysOfTheWeek", "isAlwaysOpen": True}


@pytest.mark.parametrize(
    ("v11", "shown"),
    [
        (weekly(**SEASON), {"type": "WeeklyDateRangeServiceHour", **DATES}),
        (ALWAYS, {"type": "ContinuousAlwaysValidServiceHour", "openingStatus": "Open"}),
        (
            {"serviceHourType": "DaysOfTheWeek", "isReservation": True},
            {"type": "ContinuousAlwaysValidServiceHour", "openingStatus": "OpenOnReservation"},
        ),
        (
            {**ALWAYS, **SEASON},
            {
                "type": "ContinuousDateRangeServiceHour",
                **DATES,
                "fromDay": "Tuesday",
                "toDay": "Tuesday",
            },
        ),
        (
            {"serviceHourType": "OverMidnight", "openingHour": NIGHT},
            {
                "type": "ContinuousWeekdaysUntilFurtherNoticeServiceHour",
                "fromDay": "Friday",
                "toDay": "Saturday",
                "fromTime": "18:00",
                "toTime": "04:00",
            },
        ),
        (
            {"serviceHourType": "OverMidnight", "openingHour": NIGHT, **SEASON},
            {"type": "ContinuousDateRangeServiceHour", **DATES, "fromDay": "Friday"},
        ),
        (
            {"serviceHourType": "Exceptional", "isClosed": True, **SEASON},
            {"type": "ExceptionalDateRangeServiceHour", **DATES},
        ),
    ],
)
def test_each_kind_of_hours_has_its_type(v12: V12, v11: Json, shown: Json) -> None:
    (hour,) = hours(v12, v11)

    assert {name: hour[name] for name in shown} == shown


def test_exceptions_name_the_weekdays_of_their_dates(v12: V12) -> None:
    day = {"serviceHourType": "Exceptional", "validFrom": "2026-12-24T00:00:00"}
    opened = {**day, "openingHour": [{"from": "10:00", "to": "12:00"}]}
    closed = {**day, "isClosed": True, "validTo": "2026-12-26T00:00:00"}

    first, second = hours(v12, opened, closed)

    (hour,) = first["weeklyHours"]["thursday"]["hours"]
    assert (hour["start"], hour["end"], hour["openingStatus"]) == ("10:00", "12:00", "Open")
    assert (first["fromDate"], first["toDate"]) == ("2026-12-24", "2026-12-24")
    assert list(second["weeklyHours"]) == ["thursday", "friday", "saturday"]
    assert second["weeklyHours"]["friday"]["hours"][0]["openingStatus"] == "Closed"


def test_expired_hours_are_gone_on_the_next_day(v12: V12) -> None:
    season = weekly(validFrom="2026-06-01T00:00:00", validTo="2026-11-25T00:00:00")
    made = v12.ptv.location(serviceHours=[season])

    counts = []
    for _ in range(2):
        counts.append(len(v12.shown(f"service-channel/{made}")["serviceHours"]["hours"]))
        v12.later(days=2)

    assert counts == [1, 0]


def test_holidays_are_named_and_come_every_year(v12: V12) -> None:
    known = "77777777-4444-4555-8666-777777777777"
    listed = [{"holiday": "MidsummerEve", "from": "08:00", "to": "12:00"}]
    v12.hold(SeedItem("ServiceLocation", {**location(id=known), "holidayHours": listed}))

    shown = v12.shown(f"service-channel/{known}")["serviceHours"]

    assert shown["hours"] == []
    assert shown["holidayServiceHours"]["repetition"] == {"type": "RepetitionEveryYear"}
    (holiday,) = shown["holidayServiceHours"]["holidays"]
    assert holiday["holidayName"] == "MidsummerEve"
    (hour,) = holiday["hours"]
    assert (hour["start"], hour["end"], hour["openingStatus"]) == ("08:00", "12:00", "Open")
