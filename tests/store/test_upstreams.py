"""The breaker and the slots of upstreams, on both databases."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier, Lock

import pytest

from hytedata.store import Store
from hytedata.store.processes import new_token
from hytedata.store.upstreams import FIRST_REST, LONGEST_REST, TRIES, Admission
from tests.store.conftest import Clock

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
LINUX = pytest.mark.skipif(
    not Path("/proc/self/ns/pid").exists(), reason="knows processes on Linux only"
)


def fail(store: Store, times: int = TRIES, name: str = "ptv") -> None:
    for _ in range(times):
        store.upstreams.unanswered(name, "no answer")


def take(store: Store, *, wanted: int = 2, of: int = 4, token: str = "") -> int:
    return store.upstreams.take(
        "ptv", wanted=wanted, of=of, holder="a work", token=token or new_token(), seconds=60
    )


def test_an_upstream_that_nothing_is_known_of_may_be_asked(store: Store) -> None:
    assert store.upstreams.admit("ptv") == Admission()


def test_an_upstream_rests_after_three_works_in_vain(store: Store) -> None:
    fail(store, TRIES - 1)
    before = store.upstreams.admit("ptv")

    fail(store, 1)

    assert before == Admission()
    assert store.upstreams.admit("ptv") == Admission(START + FIRST_REST)
    assert store.upstreams.admit("lipas") == Admission()


def test_one_usable_answer_between_keeps_it_from_resting(store: Store) -> None:
    fail(store, TRIES - 1)
    store.upstreams.answered("ptv")

    fail(store, TRIES - 1)

    assert store.upstreams.admit("ptv") == Admission()


def test_the_first_after_the_rest_is_a_trial_and_the_others_wait_for_it(
    store: Store, clock: Clock
) -> None:
    fail(store)
    clock.time += FIRST_REST

    first, second = store.upstreams.admit("ptv"), store.upstreams.admit("ptv")

    assert first == Admission(is_trial=True)
    assert second.rests_until == clock() + FIRST_REST


def test_a_trial_in_vain_doubles_the_rest_up_to_an_hour(store: Store, clock: Clock) -> None:
    fail(store)
    rests: list[timedelta] = []
    for _ in range(6):
        clock.advance(days=1)
        assert store.upstreams.admit("ptv").is_trial
        until = store.upstreams.unanswered("ptv", "no answer").rests_until
        assert until is not None
        rests.append(until - clock())

    assert rests[:4] == [FIRST_REST * 2, FIRST_REST * 4, FIRST_REST * 8, LONGEST_REST]
    assert set(rests[3:]) == {LONGEST_REST}


def test_a_trial_that_was_answered_opens_the_way_to_all(store: Store, clock: Clock) -> None:
    fail(store)
    clock.time += FIRST_REST
    store.upstreams.admit("ptv")

    store.upstreams.answered("ptv")

    assert [store.upstreams.admit("ptv") for _ in range(2)] == [Admission(), Admission()]
    (state,) = store.upstreams.all()
    assert (state.failures, state.rests_until, state.reason) == (0, None, "")


def test_after_a_trial_without_a_verdict_the_next_is_one(store: Store, clock: Clock) -> None:
    fail(store)
    clock.time += FIRST_REST
    store.upstreams.admit("ptv")

    store.upstreams.undecided("ptv")

    assert store.upstreams.admit("ptv").is_trial


def test_a_clock_that_is_set_back_ends_a_rest_that_would_last_for_a_day(
    store: Store, clock: Clock
) -> None:
    fail(store)

    clock.advance(days=-1)

    assert store.upstreams.admit("ptv").is_trial


def test_no_more_slots_are_out_than_there_are(store: Store) -> None:
    taken = [take(store, wanted=3, of=4) for _ in range(3)]

    assert taken == [3, 1, 0]
    assert len(store.upstreams.held("ptv")) == 4


def test_slots_that_are_given_back_are_free(store: Store) -> None:
    token = new_token()
    take(store, wanted=4, token=token)

    store.upstreams.release(token)

    assert take(store, wanted=4) == 4


def test_slots_that_run_out_are_free_and_renewed_ones_do_not(store: Store, clock: Clock) -> None:
    kept = new_token()
    take(store, wanted=2, token=kept)
    take(store, wanted=2)
    clock.advance(seconds=40)
    held = store.upstreams.renew(kept, seconds=60)

    clock.advance(seconds=30)

    assert held == 2
    assert take(store, wanted=4) == 2


def test_where_there_were_more_slots_before_those_above_count(store: Store) -> None:
    take(store, wanted=4, of=4)
    token = new_token()
    take(store, wanted=4, of=8, token=token)

    taken = take(store, wanted=8, of=6)

    assert taken == 0


def test_who_lost_slots_to_another_does_not_get_them_back(store: Store, clock: Clock) -> None:
    slow = new_token()
    take(store, wanted=4, token=slow)
    clock.advance(seconds=60)
    take(store, wanted=3)

    held = store.upstreams.renew(slow, seconds=60)

    assert held == 1


@LINUX
def test_slots_of_a_process_that_died_are_free_at_once(store: Store) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    own = new_token()
    take(store, wanted=4, token=f"{own[:10]}{ended.pid:08x}{own[18:]}")

    assert take(store, wanted=4) == 4


def test_slots_that_end_later_than_any_can_are_free(store: Store, clock: Clock) -> None:
    own = new_token()
    elsewhere = ("0" if own[0] != "0" else "1") + own[1:]
    clock.advance(days=1)
    take(store, wanted=4, token=elsewhere)

    clock.advance(days=-1)

    assert take(store, wanted=4) == 4


def test_many_who_ask_at_once_never_hold_more_than_there_are(store: Store) -> None:
    most, out, lock, start = 0, 0, Lock(), Barrier(6)

    def work(_: int) -> None:
        nonlocal most, out
        start.wait()
        for _ in range(6):
            token = new_token()
            taken = take(store, wanted=2, of=3, token=token)
            with lock:
                out += taken
                most = max(most, out)
            with lock:
                out -= taken
            store.upstreams.release(token)

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(work, range(6)))

    assert 1 <= most <= 3
    assert store.upstreams.held("ptv") == ()
