import logging
import threading
from collections.abc import Iterator

import pytest

from hytedata.errors import StoreError
from hytedata_daemon.service.loops import Loop

LONG_S = 3600.0


class Turns:
    """Turns that are let through one by one, and fail as told."""

    def __init__(self) -> None:
        self.count = 0
        self.fault: Exception | None = None
        self.came, self.may_end = threading.Semaphore(0), threading.Semaphore(0)

    def __call__(self) -> None:
        self.count += 1
        self.came.release()
        assert self.may_end.acquire(timeout=30)
        if self.fault is not None:
            raise self.fault

    def pass_one(self, loop: Loop) -> None:
        """Let the turn in hand end, and wait until the next one has begun."""
        self.may_end.release()
        loop.wake()
        assert self.came.acquire(timeout=30)


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.shows = 0.0

    def __call__(self) -> float:
        return self.shows


@pytest.fixture
def turns() -> Turns:
    return Turns()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def loop(turns: Turns, clock: Clock) -> Iterator[Loop]:
    """A loop in the middle of its first turn."""
    loop = Loop("engine", patience_s=60, monotonic=clock)
    loop.start(turns, rest_s=lambda: LONG_S)
    assert turns.came.acquire(timeout=30)
    yield loop
    turns.may_end.release(10)
    assert loop.end(within_s=30)


def test_a_loop_that_is_woken_does_not_wait_for_its_time(loop: Loop, turns: Turns) -> None:
    turns.pass_one(loop)

    assert turns.count == 2


def test_a_turn_that_fails_is_told_once_and_the_next_one_comes(
    loop: Loop, turns: Turns, caplog: pytest.LogCaptureFixture
) -> None:
    turns.fault = StoreError("the store cannot be reached", passes=True)

    for _ in range(3):
        turns.pass_one(loop)

    assert loop.trouble == "the store cannot be reached"
    assert [record.message for record in caplog.records] == ["loop_in_trouble"]


def test_a_fault_of_ours_leaves_a_trace_and_the_loop_goes_on(
    loop: Loop, turns: Turns, caplog: pytest.LogCaptureFixture
) -> None:
    turns.fault = ZeroDivisionError("division by zero")

    turns.pass_one(loop)

    assert loop.trouble == "ZeroDivisionError: division by zero"
    assert caplog.records[0].exc_info is not None


def test_it_is_told_when_trouble_is_over(
    loop: Loop, turns: Turns, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    turns.fault = StoreError("locked")
    turns.pass_one(loop)
    turns.fault = None

    turns.pass_one(loop)

    assert loop.trouble == ""
    assert caplog.records[-1].message == "loop_recovered"


def test_a_turn_that_takes_too_long_is_a_hang(loop: Loop, clock: Clock) -> None:
    clock.shows = 59
    before = loop.turns()
    clock.shows = 61

    assert (before, loop.turns()) == (True, False)


def test_a_loop_that_has_not_begun_or_is_over_does_not_turn(turns: Turns) -> None:
    loop = Loop("engine")
    turns.may_end.release()

    before = loop.turns()
    loop.start(turns, rest_s=lambda: LONG_S)
    ended = loop.end(within_s=30)

    assert (before, ended, loop.turns()) == (False, True, False)


def test_an_end_that_cannot_wait_for_a_turn_says_so(loop: Loop) -> None:
    assert not loop.end(within_s=0)
