"""Hours without a break as stretches of weekdays."""

from datetime import time

from hytedata.export.spans import Span, spans_of
from hytedata.models.ptv import ContinuousHours
from hytedata.models.ptv.hours import WEEKDAYS, Weekday


def _from(day: Weekday, at: time, to_day: Weekday, to_time: time) -> list[Span]:
    return spans_of(ContinuousHours(from_day=day, from_time=at, to_day=to_day, to_time=to_time))


def test_always_is_every_day_as_a_whole() -> None:
    assert spans_of(ContinuousHours()) == [Span(WEEKDAYS)]


def test_a_weekend_is_an_evening_a_day_and_a_morning() -> None:
    assert _from("friday", time(22), "sunday", time(6)) == [
        Span(("friday",), time(22)),
        Span(("saturday",)),
        Span(("sunday",), time(), time(6)),
    ]


def test_a_night_has_no_day_between() -> None:
    assert _from("sunday", time(20), "monday", time(8)) == [
        Span(("sunday",), time(20)),
        Span(("monday",), time(), time(8)),
    ]


def test_midnight_as_an_end_is_that_after_the_last_day() -> None:
    assert _from("saturday", time(), "sunday", time()) == [
        Span(("saturday",)),
        Span(("sunday",)),
    ]
    assert _from("saturday", time(), "saturday", time()) == [Span(("saturday",))]


def test_within_one_day_it_is_one_stretch_and_backwards_nearly_a_week() -> None:
    assert _from("monday", time(9), "monday", time(17)) == [Span(("monday",), time(9), time(17))]
    assert _from("monday", time(17), "monday", time(9)) == [
        Span(("monday",), time(17)),
        Span(("tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")),
        Span(("monday",), time(), time(9)),
    ]


def test_where_an_end_is_missing_nothing_is_said() -> None:
    assert spans_of(ContinuousHours(from_day="saturday", to_day="sunday")) == []
    assert spans_of(ContinuousHours(from_day="saturday", from_time=time(9))) == []
