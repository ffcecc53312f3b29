import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hytedata.store import Store
from hytedata.store.processes import new_token
from hytedata_daemon.engine.recovery import Recovery


class Helper:
    """A helper that ends when told to."""

    def __init__(self) -> None:
        self.rc: int | None = None
        self.killed = False

    def poll(self) -> int | None:
        return self.rc

    def kill(self) -> None:
        self.killed = True
        self.rc = -9


class Bench:
    """A recovery whose clock and helpers are in our hands."""

    def __init__(self, store: Store) -> None:
        self.seconds = 0.0
        self.started: dict[str, Helper] = {}
        self.told: list[tuple[str, str]] = []
        self.recovery = Recovery(
            store.daemons,
            "sqlite:///engine.db",
            lease_s=0.0,
            monotonic=lambda: self.seconds,
            start=self.start,
            on_recovered=lambda id, machine: self.told.append((id, machine)),
        )

    def start(self, url: str, executor: str) -> Helper:
        self.started[executor] = Helper()
        return self.started[executor]

    def look(self) -> bool:
        return self.recovery.look("me")


Come = Callable[[str], None]


@pytest.fixture
def come(store: Store) -> Come:
    return lambda id: store.daemons.arrive(id, machine="kone", version="1")


@pytest.fixture
def bench(store: Store) -> Bench:
    return Bench(store)


def test_who_is_silent_by_the_database_alone_is_watched_first(store: Store, come: Come) -> None:
    come("you")
    bench = Bench(store)
    patient = Recovery(
        store.daemons, "", lease_s=0.001, monotonic=lambda: bench.seconds, start=bench.start
    )

    patient.look("me")
    seen_first = dict(bench.started)
    bench.seconds = 1.0
    patient.look("me")

    assert seen_first == {}
    assert set(bench.started) == {"you"}


def test_who_is_heard_of_while_it_is_watched_is_left_alone(store: Store, come: Come) -> None:
    come("you")
    bench = Bench(store)
    patient = Recovery(
        store.daemons, "", lease_s=0.001, monotonic=lambda: bench.seconds, start=bench.start
    )
    patient.look("me")
    store.daemons.beat("you")
    bench.seconds = 1.0

    patient.look("me")

    assert bench.started == {}


def test_work_has_come_back_once_the_helper_ended_well(
    bench: Bench, store: Store, come: Come
) -> None:
    come("you")
    first = bench.look()
    bench.started["you"].rc = 0

    second = bench.look()

    assert (first, second) == (False, True)
    assert store.daemons.here() == ()
    assert bench.told == [("you", "kone")]


def test_nobody_is_told_of_a_death_where_works_of_one_who_lives_were_given_back(
    bench: Bench,
) -> None:
    bench.recovery.give_back("me")
    bench.started["me"].rc = 0

    come_back = bench.look()

    assert (come_back, bench.told) == (True, [])


def test_work_has_come_back_also_where_nobody_can_be_told(store: Store, come: Come) -> None:
    come("you")
    helper = Helper()

    def broken(id: str, machine: str) -> None:
        raise OSError("no outbox")

    recovery = Recovery(
        store.daemons, "", lease_s=0.0, start=lambda url, executor: helper, on_recovered=broken
    )
    recovery.look("me")
    helper.rc = 0

    assert recovery.look("me")


def test_a_helper_that_failed_leaves_the_dead_to_be_claimed_again(
    bench: Bench, store: Store, come: Come
) -> None:
    come("you")
    bench.look()
    helper = bench.started["you"]
    helper.rc = 1

    assert not bench.look()
    bench.look()

    assert bench.started["you"] is not helper


def test_a_helper_that_hangs_is_ended(bench: Bench, come: Come) -> None:
    come("you")
    bench.look()
    bench.seconds = 61.0

    bench.look()

    assert bench.started["you"].killed


def test_nobody_claims_itself(bench: Bench, come: Come) -> None:
    come("me")

    bench.look()

    assert bench.started == {}


@pytest.mark.skipif(not Path("/proc/self/ns/pid").exists(), reason="knows processes on Linux only")
def test_whose_process_is_gone_is_claimed_at_the_first_look(store: Store, come: Come) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    own = new_token()
    gone, alive = f"{own[:10]}{ended.pid:08x}{own[18:]}", f"{own[:10]}{os.getpid():08x}{own[18:]}"
    come(gone)
    come(alive)
    started: list[str] = []

    def start(url: str, executor: str) -> Helper:
        started.append(executor)
        return Helper()

    Recovery(store.daemons, "", lease_s=3600, start=start).look("me")

    assert started == [gone]
