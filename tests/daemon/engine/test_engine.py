"""The engine in this process, on SQLite, with a clock of ours."""

import base64
import pickle
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from hytedata.store import Store
from hytedata.store.due import WorkKey
from hytedata_daemon.engine import Engine
from hytedata_daemon.outcome import Outcome, Work
from hytedata_daemon.settings import Settings
from tests.daemon.engine.conftest import ORGANISATIONS, Clock, settings_of

pytestmark = pytest.mark.slow

PLANS = [Work(job="plan", organisation=one) for one in ORGANISATIONS]


class Worker:
    """Does each work at once, unless it is held up."""

    def __init__(self) -> None:
        self.done: Counter[Work] = Counter()
        self.told: list[tuple[Work, Outcome]] = []
        self.may_end = threading.Event()
        self.may_end.set()

    def __call__(
        self,
        settings: Settings,
        work: Work,
        environ: Mapping[str, str],
        *,
        stop: Callable[[], bool],
        holder: str,
    ) -> Outcome:
        self.done[work] += 1
        self.may_end.wait(30)
        return Outcome(state="done")

    def tell(self, work: Work, outcome: Outcome) -> None:
        self.told.append((work, outcome))


class Bench:
    """An engine whose ticks are in our hands."""

    def __init__(self, url: str, clock: Clock, settings: Settings) -> None:
        self.worker = Worker()
        self.clock = clock
        self.engine = Engine(
            url,
            lambda: settings,
            {},
            self.worker,
            self.worker.tell,
            now=clock,
            quiet_s=0.0,
            poll_s=0.05,
        )

    def tick_until(self, ready: Callable[[], bool]) -> None:
        until = time.monotonic() + 20
        pause = threading.Event()
        while not ready():
            assert time.monotonic() < until, self.worker.done
            self.engine.tick(self.clock())
            pause.wait(0.05)

    def come_to_rest(self) -> None:
        self.tick_until(lambda: self.engine.rest_s > 10)


Open = Callable[[], Bench]


@pytest.fixture
def open_bench(store_url: str, clock: Clock, tmp_path: Path) -> Iterator[Open]:
    """Open an engine on the same store, one after the other."""
    settings = settings_of(tmp_path)
    opened: list[Bench] = []

    def make() -> Bench:
        opened.append(Bench(store_url, clock, settings))
        return opened[-1]

    yield make
    for bench in opened:
        bench.worker.may_end.set()
        bench.engine.drain(5)
        bench.engine.close()


def test_what_a_person_asks_for_is_done_once_and_told_and_then_the_engine_rests(
    open_bench: Open, store: Store
) -> None:
    bench = open_bench()
    for one in ORGANISATIONS:
        store.due.ask(one, "plan", who="Maija")

    bench.tick_until(lambda: len(bench.worker.told) == 2)
    bench.come_to_rest()

    assert bench.worker.done == dict.fromkeys(PLANS, 1)
    assert {work for work, _ in bench.worker.told} == {*PLANS}
    assert bench.engine.in_hand == 0


def test_a_clock_that_jumps_a_day_forward_and_back_makes_each_job_run_once(
    open_bench: Open, clock: Clock
) -> None:
    bench = open_bench()
    bench.come_to_rest()

    clock.advance(days=1)
    bench.tick_until(lambda: len({work.job for work in bench.worker.done}) >= 6)
    bench.come_to_rest()
    after = bench.worker.done.copy()
    clock.advance(days=-1, minutes=1)
    bench.come_to_rest()

    assert set(after.values()) == {1}
    assert bench.worker.done == after


def test_work_goes_on_where_the_tables_of_the_engine_were_lost(
    open_bench: Open, store: Store
) -> None:
    store.due.know([WorkKey(ORGANISATIONS[0], "plan")])
    store.due.begin(WorkKey(ORGANISATIONS[0], "plan"))
    bench = open_bench()

    bench.tick_until(lambda: bool(bench.worker.told))

    assert bench.worker.done == {PLANS[0]: 1}


def test_a_work_that_does_not_stop_in_time_leaves_the_daemon_to_be_found_dead(
    open_bench: Open, store: Store
) -> None:
    bench = open_bench()
    bench.worker.may_end.clear()
    store.due.ask(ORGANISATIONS[0], "plan", who="Maija")
    bench.tick_until(lambda: bool(bench.worker.done))

    drained = bench.engine.drain(1)
    bench.engine.close()

    assert not drained
    assert [one.id for one in store.daemons.here()] == [bench.engine.executor]


def test_once_it_is_drained_nothing_more_is_begun(open_bench: Open, store: Store) -> None:
    bench = open_bench()
    bench.come_to_rest()

    drained = bench.engine.drain(1)
    store.due.ask(ORGANISATIONS[0], "plan", who="Maija")
    bench.engine.tick(bench.clock())

    assert drained
    assert bench.worker.done == {}


def test_ended_works_are_kept_for_a_month(
    open_bench: Open, store: Store, clock: Clock, tmp_path: Path
) -> None:
    bench = open_bench()
    clock.time = store.daemons.here()[0].seen_at  # the engine's own times are real ones
    store.due.ask("", "gaps", who="Maija")
    bench.tick_until(lambda: bool(bench.worker.told))
    bench.come_to_rest()
    before = workflows(tmp_path)

    clock.advance(days=31)
    bench.tick_until(lambda: workflows(tmp_path) != before and bench.engine.rest_s > 10)

    assert len(before) == 1
    assert not before & workflows(tmp_path)


class Bomb:
    """Makes a file when it is read as a pickle."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __reduce__(self) -> tuple[object, tuple[str, str]]:
        return open, (str(self.file), "x")


def test_nobody_who_writes_the_tables_of_the_engine_runs_code_in_the_daemon(
    open_bench: Open, store: Store, tmp_path: Path
) -> None:
    bench = open_bench()
    store.due.ask("", "gaps", who="Maija")
    bench.tick_until(lambda: bool(bench.worker.told))
    bench.come_to_rest()
    evil = base64.b64encode(pickle.dumps(Bomb(tmp_path / "run"))).decode()
    with closing(sqlite3.connect(tmp_path / "hytedata-engine.db")) as connection, connection:
        connection.execute("UPDATE workflow_input SET inputs = ?", (evil,))
        connection.execute(
            "UPDATE workflow_status SET status = 'ENQUEUED', serialization = 'py_pickle', "
            "deduplication_id = 'gaps', completed_at = NULL, started_at_epoch_ms = NULL"
        )

    store.due.ask(ORGANISATIONS[0], "plan", who="Maija")
    bench.tick_until(lambda: len(bench.worker.told) == 2)
    bench.tick_until(lambda: statuses(tmp_path) == {"SUCCESS", "ERROR"})

    assert not (tmp_path / "run").exists()


def statuses(folder: Path) -> set[str]:
    """Return how the works stand that the engine has kept."""
    with closing(sqlite3.connect(folder / "hytedata-engine.db")) as connection:
        return {one for (one,) in connection.execute("SELECT status FROM workflow_status")}


def workflows(folder: Path) -> set[str]:
    """Return the ids of all works that the engine has kept."""
    with closing(sqlite3.connect(folder / "hytedata-engine.db")) as connection:
        return {id for (id,) in connection.execute("SELECT workflow_uuid FROM workflow_status")}
