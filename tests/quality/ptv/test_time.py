"""Verdicts that time changes say until when they hold."""

from datetime import date, timedelta

import pytest

from hytedata.content.holidays import easter_sunday, holidays, holidays_from
from tests.quality.ptv.cases.hours import exception, open_at, weekly
from tests.quality.ptv.judging import TODAY, Document, record, verdict

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ENDING: Document = open_at(
    weekly(valid_to="2026-12-10"),
    weekly(valid_to="2027-01-31"),
    exception("2026-12-24", "2026-12-24"),
)
_NEVER_TOLD: Document = open_at(weekly("09:00", "16:00", *_DAYS))


def test_hours_are_judged_again_on_the_day_after_they_end() -> None:
    found = verdict("PTV-HRS-003", record(_ENDING))

    assert found.problems == ()
    assert found.until == date(2026, 12, 11)


def test_hours_that_end_today_have_not_ended() -> None:
    before = verdict("PTV-HRS-003", record(_ENDING), today=date(2026, 12, 10))
    after = verdict("PTV-HRS-003", record(_ENDING), today=date(2026, 12, 11))

    assert before.problems == ()
    assert [problem.field for problem in after.problems] == ["service_hours.rules[0]"]


def test_hours_without_an_end_are_not_judged_again() -> None:
    assert verdict("PTV-HRS-003", record(open_at(weekly()))).until is None


@pytest.mark.parametrize("document", [_ENDING, _NEVER_TOLD])
@pytest.mark.parametrize("code", ["PTV-HRS-003", "PTV-HRS-005"])
def test_nothing_changes_before_the_day_that_a_verdict_names(code: str, document: Document) -> None:
    one, today = record(document), TODAY
    for _ in range(6):
        now = verdict(code, one, today=today)
        if now.until is None:
            break
        last = verdict(code, one, today=now.until - timedelta(days=1))

        assert last.problems == now.problems
        assert now.until > today
        today = now.until


def test_the_next_holiday_without_hours_is_told() -> None:
    (problem,) = verdict("PTV-HRS-005", record(_NEVER_TOLD)).problems

    assert problem.params == {"count": 15, "day": "2026-12-06", "holiday": "IndependenceDay"}


def test_a_holiday_that_an_exception_covers_is_not_told() -> None:
    document = open_at(weekly("09:00", "16:00", *_DAYS), exception("2026-12-06", "2026-12-26"))

    (problem,) = verdict("PTV-HRS-005", record(document)).problems

    assert problem.params["day"] == "2027-01-01"


@pytest.mark.parametrize(
    ("year", "day"),
    [(2024, date(2024, 3, 31)), (2026, date(2026, 4, 5)), (2038, date(2038, 4, 25))],
)
def test_easter_moves(year: int, day: date) -> None:
    assert easter_sunday(year) == day


def test_midsummer_and_all_saints_are_on_a_saturday() -> None:
    days = {name: day for day, name in holidays(2026)}

    assert days["MidsummerDay"] == date(2026, 6, 20)
    assert days["AllSaintsDay"] == date(2026, 10, 31)


def test_holidays_go_on_into_the_next_year() -> None:
    found = holidays_from(date(2026, 12, 26))

    assert [next(found)[1] for _ in range(2)] == ["SecondDayOfChristmas", "NewYearDay"]
