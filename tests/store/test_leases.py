import subprocess
import sys
from pathlib import Path

import pytest

from hytedata.errors import LeaseHeld
from hytedata.store import Store
from tests.store.conftest import Clock

RACER = Path(__file__).with_name("racer.py")


def take(store: Store, holder: str = "other", organisation: str = "org") -> None:
    with store.lease(organisation, holder, seconds=60):
        pass


def test_an_organisation_is_held_by_one_run_at_a_time(store: Store) -> None:
    with store.lease("org", "daemon@a", seconds=60), pytest.raises(LeaseHeld) as caught:
        take(store)

    assert caught.value.organisation == "org"
    assert caught.value.holder == "daemon@a"
    assert caught.value.until == "2026-03-01T12:01:00+00:00"


def test_a_name_is_no_key_to_a_lease(store: Store) -> None:
    with store.lease("org", "daemon@a", seconds=60), pytest.raises(LeaseHeld):
        take(store, "daemon@a")


def test_other_organisations_stay_free(store: Store) -> None:
    with store.lease("org", "daemon@a", seconds=60):
        take(store, organisation="another")


def test_a_lease_is_given_up_at_the_end_also_of_a_failure(store: Store) -> None:
    with pytest.raises(RuntimeError), store.lease("org", "daemon@a", seconds=60):
        raise RuntimeError

    take(store)


def test_a_lease_that_ran_out_is_free(store: Store, clock: Clock) -> None:
    with store.lease("org", "daemon@a", seconds=60):
        clock.advance(seconds=59)
        with pytest.raises(LeaseHeld):
            take(store)
        clock.advance(seconds=1)
        take(store)


def test_a_renewed_lease_lasts_its_full_time_again(store: Store, clock: Clock) -> None:
    with store.lease("org", "daemon@a", seconds=60) as lease:
        clock.advance(seconds=50)
        lease.renew()
        clock.advance(seconds=50)

        with pytest.raises(LeaseHeld):
            take(store)


def test_a_lease_that_nobody_took_can_be_renewed_late(store: Store, clock: Clock) -> None:
    with store.lease("org", "daemon@a", seconds=60) as lease:
        clock.advance(seconds=600)
        lease.renew()

        with pytest.raises(LeaseHeld):
            take(store)


def test_a_lease_that_another_took_over_is_lost(store: Store, clock: Clock) -> None:
    with store.lease("org", "daemon@a", seconds=60) as late:
        clock.advance(seconds=61)
        with store.lease("org", "daemon@b", seconds=60):
            with pytest.raises(LeaseHeld) as caught:
                late.renew()
            assert caught.value.holder == "daemon@b"


def test_a_late_run_does_not_release_what_another_took_over(store: Store, clock: Clock) -> None:
    late = store.lease("org", "daemon@a", seconds=60)
    late.__enter__()
    clock.advance(seconds=61)

    with store.lease("org", "daemon@b", seconds=60):
        late.__exit__(None, None, None)
        with pytest.raises(LeaseHeld) as caught:
            take(store)

    assert caught.value.holder == "daemon@b"


def test_a_lease_lost_to_a_run_that_ended_is_lost_too(store: Store, clock: Clock) -> None:
    with store.lease("org", "daemon@a", seconds=60) as late:
        clock.advance(seconds=61)
        take(store)

        with pytest.raises(LeaseHeld, match="ended meanwhile"):
            late.renew()


def test_of_processes_that_ask_at_once_one_is_told_yes(url: str, clock: Clock) -> None:
    racers = [
        subprocess.Popen(
            [sys.executable, str(RACER), url, f"racer-{number}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(3)
    ]
    for racer in racers:
        assert racer.stdout is not None
        assert racer.stdout.readline() == "ready\n"

    for racer in racers:
        assert racer.stdin is not None
        racer.stdin.write("go\n")
        racer.stdin.flush()
    answers = [racer.stdout.readline().strip() for racer in racers if racer.stdout]

    winner = answers.index("held")
    assert sorted(answers) == ["held"] + [f"refused by racer-{winner}"] * 2
    assert [racer.communicate("", timeout=30) and racer.returncode for racer in racers] == [0] * 3
    with Store.open(url, now=clock) as store:
        take(store)
