"""Opening hours of channels (ptv-api 6.6): each rule refuses, and what stands beside it passes."""

import pytest

from tests.sandbox.ptv.world import (
    Json,
    Ptv,
    location,
    pascal,
    refused,
    weekly,
)

PLACE = "ServiceChannel/ServiceLocation"


def hours_refused(ptv: Ptv, *hours: Json) -> dict[str, str]:
    return refused(ptv.post(PLACE, location(serviceHours=list(hours))))


def hours_accepted(ptv: Ptv, *hours: Json) -> list[Json]:
    made = ptv.location(serviceHours=list(hours))
    read: list[Json] = ptv.shown(f"ServiceChannel/{made}")["serviceHours"]
    return read


def test_6_6_hours_end_after_they_begin(ptv: Ptv) -> None:
    same_day = weekly(validFrom="2026-12-01T00:00:00", validTo="2026-12-01T23:00:00")

    assert "ServiceHours[0].ValidTo" in hours_refused(ptv, same_day)


@pytest.mark.parametrize("name", ["isAlwaysOpen", "isReservation"])
def test_6_6_hours_always_open_and_reservation_stand_alone(ptv: Ptv, name: str) -> None:
    key = f"ServiceHours[0].{pascal(name)}"
    both = {"isAlwaysOpen": True, "isReservation": True}

    assert "ServiceHours[0].OpeningHour" in hours_refused(ptv, weekly(**{name: True}))
    assert key in hours_refused(ptv, weekly(openingHour=None, **both))
    assert key in hours_refused(
        ptv, {"serviceHourType": "Exceptional", "isClosed": True, name: True}
    )
    assert hours_accepted(ptv, weekly(openingHour=None, **{name: True}))[0][name] is True


def test_6_6_hours_of_the_week_are_not_closed(ptv: Ptv) -> None:
    assert "ServiceHours[0].IsClosed" in hours_refused(ptv, weekly(isClosed=True))


@pytest.mark.parametrize("kind", ["OverMidnight", "Exceptional"])
def test_6_6_hours_over_midnight_and_exceptional_have_one_opening(ptv: Ptv, kind: str) -> None:
    times = {"dayFrom": "Friday", "dayTo": "Saturday", "from": "18:00", "to": "23:00"}
    one: Json = {"serviceHourType": kind, "openingHour": [times]}

    assert "ServiceHours[0].OpeningHour" in hours_refused(ptv, {**one, "openingHour": [times] * 2})
    assert "ServiceHours[0].OpeningHour" in hours_refused(ptv, {**one, "openingHour": []})
    assert len(hours_accepted(ptv, one)) == 1


def test_6_6_hours_a_closed_day_needs_no_opening(ptv: Ptv) -> None:
    closed: Json = {
        "serviceHourType": "Exceptional",
        "validFrom": "2026-12-24T00:00:00",
        "isClosed": True,
    }

    read = hours_accepted(ptv, closed)[0]

    assert (read["isClosed"], read["openingHour"]) == (True, [])
    assert (read["validFrom"], read["validForNow"]) == ("2026-12-24T00:00:00", False)


def test_6_6_hours_need_a_day_unless_exceptional(ptv: Ptv) -> None:
    times = [{"from": "09:00", "to": "16:00"}]

    messages = hours_refused(ptv, weekly(openingHour=times))
    read = hours_accepted(ptv, {"serviceHourType": "Exceptional", "openingHour": times})

    assert "ServiceHours[0].OpeningHour[0].DayFrom" in messages
    assert len(read) == 1


@pytest.mark.parametrize(("end", "status"), [("08:45", 400), ("09:00", 400), ("00:00", 200)])
def test_6_6_hours_of_a_day_end_later_and_midnight_is_its_end(
    ptv: Ptv, end: str, status: int
) -> None:
    times = [{"dayFrom": "Monday", "from": "09:00", "to": end}]

    answer = ptv.post(PLACE, location(serviceHours=[weekly(openingHour=times)]))

    assert answer.status_code == status


def test_6_6_hours_of_the_week_need_something(ptv: Ptv) -> None:
    empty = weekly(openingHour=None)
    told = {**empty, "additionalInformation": [{"language": "fi", "value": "Sopimuksen mukaan"}]}

    assert "ServiceHours[0].OpeningHour" in hours_refused(ptv, empty)
    assert len(hours_accepted(ptv, told)) == 1


def test_6_6_hours_several_intervals_of_a_day_are_allowed(ptv: Ptv) -> None:
    times = [
        {"dayFrom": "Monday", "from": "09:00", "to": "12:00"},
        {"dayFrom": "Monday", "from": "13:00", "to": "16:00:00"},
    ]

    read = hours_accepted(ptv, weekly(openingHour=times))[0]["openingHour"]

    assert read == [
        {"dayFrom": "Monday", "dayTo": "", "from": "09:00:00", "to": "12:00:00"},
        {"dayFrom": "Monday", "dayTo": "", "from": "13:00:00", "to": "16:00:00"},
    ]
