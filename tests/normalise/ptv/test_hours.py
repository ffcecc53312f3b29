"""Service hours: weekly, without a break, exceptional."""

from datetime import date, time
from typing import Any

import pytest

from hytedata.models.ptv import ContinuousHours, ExceptionalHours, OpenHours, WeeklyHours
from tests.normalise.ptv.documents import Document, channel, location, remarked, text

MORNING = OpenHours(start=time(8), end=time(12))
AFTERNOON = OpenHours(start=time(13), end=time(16))
CLOSED = OpenHours(status="Closed")


def hour(kind: str = "DaysOfTheWeek", /, **changes: Any) -> Document:
    return {"serviceHourType": kind, **changes}


def opening(first: str | None, start: str, end: str, last: str | None = "") -> Document:
    return {"dayFrom": first, "dayTo": last, "from": start, "to": end}


def rule(document: Document) -> Any:
    found = location(serviceHours=[document])
    assert found.remarks == ()
    assert found.service_hours is not None
    (only,) = found.service_hours.rules
    return only


def remarks(document: Document) -> list[tuple[str, str]]:
    return remarked(location(serviceHours=[document]))


def test_intervals_are_grouped_by_weekday_in_the_order_of_their_times() -> None:
    found = rule(
        hour(
            openingHour=[
                opening("Monday", "13:00:00", "16:00:00"),
                opening("Tuesday", "08:00:00", "12:00:00"),
                opening("Monday", "08:00:00", "12:00:00"),
            ]
        )
    )

    assert isinstance(found, WeeklyHours)
    assert found.days == {"monday": (MORNING, AFTERNOON), "tuesday": (MORNING,)}


def test_a_range_of_weekdays_is_expanded_also_over_sunday() -> None:
    found = rule(hour(openingHour=[opening("Saturday", "08:00", "12:00", "Monday")]))

    assert found.days == dict.fromkeys(("saturday", "sunday", "monday"), (MORNING,))


def test_a_season_has_the_dates_of_its_times() -> None:
    found = rule(hour(validFrom="2026-06-01T00:00:00", validTo="2026-08-31T21:00:00Z"))

    assert (found.valid_from, found.valid_to) == (date(2026, 6, 1), date(2026, 8, 31))


def test_the_additional_information_is_the_title_that_readers_see() -> None:
    found = rule(hour(additionalInformation=[text("Kesä"), text("Sommar", "sv")]))

    assert found.heading == {"fi": "Kesä", "sv": "Sommar"}
    assert found.info == {}


@pytest.mark.parametrize(
    ("flag", "status"), [("isAlwaysOpen", "Open"), ("isReservation", "OpenOnReservation")]
)
def test_always_open_and_by_reservation_have_no_days(flag: str, status: str) -> None:
    found = rule(hour(**{flag: True}))

    assert found == ContinuousHours(status=status)


def test_by_reservation_at_certain_times_keeps_the_times() -> None:
    found = rule(hour(isReservation=True, openingHour=[opening("Monday", "08:00", "12:00")]))

    expected = OpenHours(start=time(8), end=time(12), status="OpenOnReservation")
    assert found.days == {"monday": (expected,)}


def test_over_midnight_is_from_one_weekday_to_another() -> None:
    found = rule(
        hour("OverMidnight", openingHour=[opening("Friday", "18:00", "04:00", "Saturday")])
    )

    assert found == ContinuousHours(
        from_day="friday", to_day="saturday", from_time=time(18), to_time=time(4)
    )


def test_an_exception_of_one_day_is_on_its_weekday() -> None:
    found = rule(hour("Exceptional", validFrom="2026-12-24T00:00:00", isClosed=True))

    assert found == ExceptionalHours(
        valid_from=date(2026, 12, 24), valid_to=date(2026, 12, 24), days={"thursday": (CLOSED,)}
    )


def test_an_exception_of_several_days_is_on_each_weekday_within() -> None:
    found = rule(
        hour(
            "Exceptional",
            validFrom="2026-12-25T00:00:00",
            validTo="2026-12-27T00:00:00",
            openingHour=[opening(None, "08:00:00", "12:00:00")],
        )
    )

    assert found.days == dict.fromkeys(("friday", "saturday", "sunday"), (MORNING,))


def test_an_exception_of_months_is_on_every_weekday() -> None:
    found = rule(
        hour("Exceptional", validFrom="2026-06-01T00:00:00", validTo="2026-08-31", isClosed=True)
    )

    assert len(found.days) == 7


def test_a_closed_day_of_older_data_has_times_from_midnight_to_midnight() -> None:
    nothing = opening(None, "00:00:00", "00:00:00")
    found = rule(
        hour("Exceptional", validFrom="2026-12-24T00:00:00", isClosed=True, openingHour=[nothing])
    )

    assert found.days == {"thursday": (CLOSED,)}


@pytest.mark.parametrize("word", ["Standard", "Special", "Exception"])
def test_the_words_of_versions_before_v8_are_read(word: str) -> None:
    times = [opening("Friday", "08:00", "12:00", "Friday")]

    assert rule(hour(word, validFrom="2026-03-06T00:00:00", openingHour=times))


@pytest.mark.parametrize(
    ("document", "remark"),
    [
        (hour("Fullmoon"), ("serviceHours[0].serviceHourType", "unknown-hours-type")),
        (hour(isClosed=True), ("serviceHours[0].isClosed", "contradictory-hours")),
        (hour("OverMidnight"), ("serviceHours[0]", "no-hours")),
        (hour("Exceptional", validFrom="2026-03-06"), ("serviceHours[0]", "no-hours")),
        (
            hour("Exceptional", isClosed=True),
            ("serviceHours[0].validFrom", "exception-without-date"),
        ),
        (
            hour("Exceptional", validFrom="2026-03-06", validTo="2026-03-05", isClosed=True),
            ("serviceHours[0].validTo", "dates-out-of-order"),
        ),
        (hour(validFrom="soon"), ("serviceHours[0].validFrom", "no-date")),
        (
            hour(isAlwaysOpen=True, openingHour=[opening("Monday", "08:00", "12:00")]),
            ("serviceHours[0].openingHour", "contradictory-hours"),
        ),
        (
            hour(openingHour=[opening("Monday", "08:00", "25:00")]),
            ("serviceHours[0].openingHour[0]", "no-time"),
        ),
        (
            hour(openingHour=[opening(None, "08:00", "12:00")]),
            ("serviceHours[0].openingHour[0]", "no-weekday"),
        ),
        (
            hour("OverMidnight", openingHour=[opening("Friday", "18:00", "04:00")]),
            ("serviceHours[0].openingHour[0]", "no-weekday"),
        ),
    ],
)
def test_hours_that_make_no_sense_are_remarked_on(
    document: Document, remark: tuple[str, str]
) -> None:
    assert remarks(document) == [remark]


def test_a_kind_that_has_hours_has_none_where_none_are_told() -> None:
    found = location(serviceHours=None)

    assert found.service_hours is not None
    assert found.service_hours.rules == ()
    assert found.service_hours.holidays is None


def test_a_web_page_has_no_hours() -> None:
    assert channel("WebPage").service_hours is None
