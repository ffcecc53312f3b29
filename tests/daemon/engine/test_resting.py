from datetime import UTC, datetime, timedelta

import pytest

from hytedata_daemon.engine.resting import Rest, rest_after
from hytedata_daemon.outcome import Outcome, State

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def minutes(failures: int) -> float:
    rest = rest_after(Outcome(state="failed"), failures, NOW)
    assert rest.not_before is not None
    return (rest.not_before - NOW) / timedelta(minutes=1)


def test_failures_in_a_row_rest_twice_as_long_each_time_and_six_hours_at_the_most() -> None:
    assert [minutes(n) for n in range(8)] == [5, 10, 20, 40, 80, 160, 320, 360]
    assert minutes(10_000) == 360


def test_each_failure_is_counted() -> None:
    assert rest_after(Outcome(state="failed"), 3, NOW).failures == 4


@pytest.mark.parametrize("state", ["done", "incomplete", "waiting"])
def test_what_succeeds_or_waits_for_a_person_runs_at_its_next_time(state: State) -> None:
    assert rest_after(Outcome(state=state), 3, NOW) == Rest(0, None)


def test_what_found_others_in_its_way_comes_again_in_five_minutes() -> None:
    rest = rest_after(Outcome(state="busy"), 3, NOW)

    assert rest == Rest(3, NOW + timedelta(minutes=5))


def test_a_stop_is_no_failure_and_no_success() -> None:
    assert rest_after(Outcome(state="stopped"), 3, NOW) == Rest(3, None)
