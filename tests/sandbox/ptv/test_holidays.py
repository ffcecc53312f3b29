"""Hours of public holidays: ptv-api 5.4 and 10 (trap 33), ptv-v12 4."""

from datetime import date

import pytest

from hytedata.sandbox.ptv.holidays import DATES, next_date
from hytedata.sandbox.seed import SeedItem
from tests.sandbox.ptv.world import Json, Ptv, location

PLACE = "77777777-4444-4555-8666-777777777777"


def place(**holiday: object) -> SeedItem:
    return SeedItem("ServiceLocation", {**location(id=PLACE), "holidayHours": [holiday]})


@pytest.mark.parametrize(
    ("holiday", "day"),
    [
        ("GoodFriday", "2027-03-26"),
        ("EasterMonday", "2027-03-29"),
        ("AscensionDay", "2027-05-06"),
        ("WhitSunday", "2027-05-16"),
        ("MidsummerEve", "2027-06-25"),
        ("MidsummerDay", "2027-06-26"),
        ("AllSaintsDay", "2027-11-06"),
        ("IndependenceDay", "2026-12-06"),
        ("NewYearDay", "2027-01-01"),
    ],
)
def test_a_holidays_next_date(holiday: str, day: str) -> None:
    assert next_date(holiday, date(2026, 11, 24)) == date.fromisoformat(day)


def test_there_are_eighteen_holidays_and_today_counts() -> None:
    assert len(DATES) == 18
    assert next_date("ChristmasDay", date(2026, 12, 25)) == date(2026, 12, 25)
    assert next_date("ChristmasDay", date(2026, 12, 26)) == date(2027, 12, 25)


def test_v11_shows_the_next_date_as_an_exception(ptv: Ptv) -> None:
    ptv.hold(place(holiday="ChristmasEve", isClosed=True))

    def shown() -> Json:
        (hour,) = ptv.shown(f"ServiceChannel/{PLACE}")["serviceHours"]
        found: Json = hour
        return found

    before = shown()
    ptv.clock.move(days=40)

    assert (before["serviceHourType"], before["isClosed"]) == ("Exceptional", True)
    assert before["validFrom"] == "2026-12-24T00:00:00"
    assert shown()["validFrom"] == "2027-12-24T00:00:00"
