import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hytedata.store import Store
from hytedata.store.due import WorkKey
from hytedata_daemon.engine.dueness import Agenda
from hytedata_daemon.engine.tender import MOST_STARTS, Tender
from hytedata_daemon.outcome import Outcome, Work
from hytedata_daemon.settings import Settings
from tests.daemon.engine.conftest import Clock, settings_of

READ = Work(job="read-ptv")
KEY = WorkKey("", "read-ptv")
DUE = datetime(2026, 3, 2, 11, 45, tzinfo=UTC)


class Worker:
    """Does a work as it is told, and remembers what it was asked."""

    def __init__(self, answer: Outcome | Exception) -> None:
        self.answer = answer
        self.asked: list[Work] = []
        self.told: list[tuple[Work, Outcome]] = []
        self.stop: Callable[[], bool] | None = None

    def __call__(
        self,
        settings: Settings,
        work: Work,
        environ: Mapping[str, str],
        *,
        stop: Callable[[], bool],
        holder: str,
    ) -> Outcome:
        self.asked.append(work)
        self.stop = stop
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def tell(self, work: Work, outcome: Outcome) -> None:
        self.told.append((work, outcome))


Hire = Callable[..., Tender]


@pytest.fixture
def hire(store: Store, clock: Clock, tmp_path: Path) -> Hire:
    usual = settings_of(tmp_path)

    def make(worker: Worker, *, may_begin: bool = True, settings: Settings | None = None) -> Tender:
        return Tender(
            store,
            lambda: settings or usual,
            {},
            worker,
            worker.tell,
            may_begin=lambda: may_begin,
            holder="a test",
            now=clock,
        )

    return make


def test_a_work_is_noted_before_it_is_told(hire: Hire, store: Store) -> None:
    worker = Worker(Outcome(state="done", counts={"read": 3}))

    hire(worker).do(READ, DUE, starts=1)

    row = store.due.find(KEY)
    assert row is not None
    assert row.outcome is not None
    assert row.outcome["counts"] == {"read": 3}
    assert worker.told == [(READ, worker.answer)]


def test_an_unforeseen_error_is_an_outcome_and_its_text_stays_in_the_log(
    hire: Hire, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    worker = Worker(KeyError("salainen"))

    with caplog.at_level(logging.ERROR):
        outcome = hire(worker).do(READ, DUE, starts=1)

    assert (outcome.state, outcome.code) == ("failed", "unforeseen")
    assert "salainen" not in outcome.detail
    assert "KeyError" in outcome.detail
    assert "salainen" in caplog.text


def test_failures_in_a_row_are_counted_until_one_succeeds(hire: Hire, store: Store) -> None:
    failing, working = Worker(Outcome(state="failed")), Worker(Outcome(state="done"))
    counts = []
    for worker in (failing, failing, working):
        hire(worker).do(READ, DUE, starts=1)
        row = store.due.find(KEY)
        counts.append((row.failures, row.not_before is not None) if row else None)

    assert counts == [(1, True), (2, True), (0, False)]


def test_a_work_that_killed_the_daemon_again_and_again_is_not_begun_once_more(hire: Hire) -> None:
    worker = Worker(Outcome(state="done"))

    outcome = hire(worker).do(READ, DUE, starts=MOST_STARTS + 1)

    assert outcome.code == "daemon-died"
    assert worker.asked == []
    assert worker.told == [(READ, outcome)]


def test_once_told_to_stop_nothing_is_begun(hire: Hire, store: Store) -> None:
    worker = Worker(Outcome(state="done"))
    tender = hire(worker)
    tender.halt.set()

    outcome = tender.do(READ, DUE, starts=1)

    assert outcome.state == "stopped"
    assert worker.asked == []


def test_a_work_in_hand_is_told_to_stop(hire: Hire) -> None:
    worker = Worker(Outcome(state="done"))
    tender = hire(worker)
    tender.do(READ, DUE, starts=1)
    assert worker.stop is not None
    before = worker.stop()

    tender.halt.set()

    assert (before, worker.stop()) == (False, True)


@pytest.mark.parametrize("crashed", [False, True])
def test_what_was_asked_for_and_stopped_is_due_again_though_its_job_never_runs_by_itself(
    hire: Hire, store: Store, clock: Clock, tmp_path: Path, crashed: bool
) -> None:
    settings = settings_of(tmp_path, "[daemon.jobs.read-ptv]\nenabled = false\n")
    store.due.ask("", "read-ptv", who="Anna")
    if crashed:
        store.due.begin(KEY)
    worker = Worker(Outcome(state="stopped"))

    hire(worker, settings=settings).do(READ, DUE, starts=2 if crashed else 1)

    row = store.due.find(KEY)
    assert row is not None
    assert row.asked_by == ("hytedata-daemon" if crashed else "Anna")
    assert [one.work for one in Agenda().due(settings, {KEY: row}, clock())] == [READ]


def test_what_nobody_asked_for_and_was_stopped_stays_what_nobody_asked_for(
    hire: Hire, store: Store
) -> None:
    hire(Worker(Outcome(state="stopped"))).do(READ, DUE, starts=1)

    row = store.due.find(KEY)
    assert row is not None
    assert row.asked_at is None


def test_who_was_taken_for_dead_begins_nothing_and_notes_nothing(hire: Hire, store: Store) -> None:
    worker = Worker(Outcome(state="done"))

    outcome = hire(worker, may_begin=False).do(READ, DUE, starts=1)

    assert outcome.state == "stopped"
    assert worker.asked == []
    assert store.due.find(KEY) is None


def test_a_failure_to_tell_leaves_the_work_done(hire: Hire, store: Store) -> None:
    worker = Worker(Outcome(state="done"))

    def broken(work: Work, outcome: Outcome) -> None:
        raise OSError("no outbox")

    worker.tell = broken  # type: ignore[method-assign]

    outcome = hire(worker).do(READ, DUE, starts=1)

    assert outcome.state == "done"


def test_a_read_of_everything_spares_the_read_of_changes_only_where_it_was_whole(
    hire: Hire, store: Store
) -> None:
    store.due.know([KEY])
    whole = READ.model_copy(update={"full": True})

    hire(Worker(Outcome(state="incomplete"))).do(whole, DUE, starts=1)
    before = store.due.find(KEY)
    hire(Worker(Outcome(state="done"))).do(whole, DUE, starts=1)
    after = store.due.find(KEY)

    assert before is not None
    assert before.began_at is None
    assert after is not None
    assert after.began_at is not None


def test_a_run_that_had_ended_before_the_crash_is_told_and_not_repeated(hire: Hire) -> None:
    worker = Worker(Outcome(state="done", counts={"read": 3}, upstreams=("ptv",)))
    tender = hire(worker)
    tender.do(READ, DUE, starts=1)

    again = tender.do(READ, DUE, starts=2)

    assert again == worker.answer
    assert worker.asked == [READ]
    assert len(worker.told) == 2


def test_a_run_that_a_crash_has_cut_short_is_repeated(hire: Hire, store: Store) -> None:
    worker = Worker(Outcome(state="done"))
    store.due.begin(KEY)

    hire(worker).do(READ, DUE, starts=2)

    assert worker.asked == [READ]


def test_an_earlier_run_is_not_taken_for_the_one_that_was_cut_short(
    hire: Hire, clock: Clock
) -> None:
    worker = Worker(Outcome(state="done"))
    tender = hire(worker)
    tender.do(READ, DUE, starts=1)

    tender.do(READ, clock.time + timedelta(minutes=15), starts=2)

    assert worker.asked == [READ, READ]


def test_works_in_hand_are_counted(hire: Hire) -> None:
    tender = hire(Worker(Outcome(state="done")))

    with tender.at_work("a"), tender.at_work("a"):
        twice = tender.in_hand
    after = tender.in_hand

    assert (twice, after) == (frozenset({"a"}), frozenset())
