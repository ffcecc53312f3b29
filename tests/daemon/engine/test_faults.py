"""Daemons that die, stop and meet a database that dies: real processes and a real PostgreSQL."""

import os
import random
import signal
import time
from functools import partial
from pathlib import Path

import pytest

from hytedata.models.clock import utc_now
from hytedata.store import Store
from tests.daemon.conftest import ASLEEP
from tests.daemon.engine.conftest import ORGANISATIONS, settings_of
from tests.daemon.engine.daemons import Daemons, daemons
from tests.postgresql import PostgresqlServer

pytestmark = pytest.mark.slow


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgresql":
        address: str = request.getfixturevalue("postgresql_url")
        return address
    request.getfixturevalue("store_url")
    return f"sqlite:///{tmp_path}/hytedata.db"


@pytest.fixture(autouse=True)
def _settings(tmp_path: Path) -> None:
    # Real daemons live by the real clock: what runs by itself would count among what is asked for.
    settings_of(tmp_path, ASLEEP)


def all_ended(group: Daemons, runs: int = 1) -> bool:
    return all(group.ended()[one] >= runs for one in ORGANISATIONS)


def test_work_of_a_daemon_that_is_killed_is_finished_by_another_within_two_leases(
    url: str, tmp_path: Path
) -> None:
    with daemons(url, tmp_path, seconds=1.5, lease_s=8.0) as group:
        group.start()
        group.start()
        group.ask()
        group.wait_for(lambda: bool(group.lines("begin")), seconds=20)
        cut = group.lines("begin")[0]

        victim = next(one for one in group.processes if one.pid == cut.pid)
        victim.kill()
        victim.wait()
        killed_at = time.time()
        group.wait_for(lambda: all_ended(group), seconds=30)

        again = [one for one in group.lines("begin") if one.exclusive == cut.exclusive][1]
        assert group.ended() == dict.fromkeys(ORGANISATIONS, 1)
        assert again.pid != victim.pid
        assert again.at - killed_at < 2 * group.lease_s
        assert group.overlaps() == []


def test_two_daemons_do_each_work_once(url: str, tmp_path: Path) -> None:
    with daemons(url, tmp_path, seconds=0.5) as group:
        group.start()
        group.start()

        group.ask()
        group.ask([""], "gaps")
        group.wait_for(lambda: all_ended(group) and group.ended()["gaps"] >= 1, seconds=20)
        group.close()

        assert set(group.ended().values()) == {1}
        assert group.overlaps() == []


def test_a_daemon_that_is_stopped_ends_soon_and_the_next_start_goes_on(
    store_url: str, tmp_path: Path
) -> None:
    url = store_url
    with daemons(url, tmp_path, seconds=2.0) as group:
        first = group.start()
        group.ask()
        group.wait_for(lambda: len(group.lines("begin")) == 2, seconds=20)

        first.terminate()
        rc = first.wait(timeout=15)
        with Store.open(url, now=utc_now) as store:
            here = store.daemons.here()
            states = {(row.outcome or {}).get("state") for row in store.due.all() if row.began_at}
        group.start()
        group.wait_for(lambda: all_ended(group), seconds=20)

        assert rc == 0
        assert here == ()
        assert states == {"stopped"}
        assert len(group.lines("stop")) == 2


def test_a_daemon_that_was_frozen_is_another_one_when_it_wakes(
    postgresql_url: str, tmp_path: Path
) -> None:
    url = postgresql_url
    with daemons(url, tmp_path, seconds=1.0) as group:
        frozen = group.start()
        other = group.start()
        group.wait_for(lambda: number_here(url) == 2, seconds=20)
        os.kill(frozen.pid, signal.SIGSTOP)
        group.wait_for(lambda: number_here(url) == 1, seconds=20)

        os.kill(frozen.pid, signal.SIGCONT)
        group.wait_for(lambda: number_here(url) == 2, seconds=20)
        group.ask()
        group.wait_for(lambda: all_ended(group), seconds=20)
        group.close()

        assert (frozen.returncode, other.returncode) == (0, 0)
        assert set(group.ended().values()) == {1}


def number_here(url: str) -> int:
    with Store.open(url, now=utc_now) as store:
        return len(store.daemons.here())


@pytest.mark.parametrize("while_away", [False, True])
def test_all_works_end_after_the_database_was_killed_and_started_again(
    mortal_postgresql: PostgresqlServer, tmp_path: Path, while_away: bool
) -> None:
    with daemons(mortal_postgresql.database(), tmp_path, seconds=1.5) as group:
        group.start()
        group.start()
        group.ask()
        group.wait_for(lambda: len(group.lines("begin")) == 2, seconds=20)

        mortal_postgresql.kill()
        if while_away:
            group.wait_for(lambda: all_ended(group), seconds=10)
        mortal_postgresql.start()
        group.wait_for(lambda: nothing_is_left(group.url), seconds=40)
        group.ask()
        group.wait_for(lambda: nothing_is_left(group.url), seconds=40)
        group.close()

        assert all_ended(group, runs=2)
        assert group.overlaps() == []


@pytest.mark.parametrize("seed", range(2))
def test_works_end_once_at_a_time_wherever_daemons_are_killed(
    postgresql_url: str, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    with daemons(postgresql_url, tmp_path, seconds=0.6) as group:
        group.start()
        group.start()
        group.ask()

        for _ in range(2):
            until = time.monotonic() + chance.uniform(0.0, 1.2)
            group.wait_for(partial(has_come, until), seconds=5)
            chance.choice([one for one in group.processes if one.poll() is None]).kill()
            group.ask()
            group.start()
        group.wait_for(lambda: nothing_is_left(postgresql_url), seconds=30)

        assert all_ended(group)
        assert group.overlaps() == []


def has_come(moment: float) -> bool:
    return time.monotonic() >= moment


def nothing_is_left(url: str) -> bool:
    """Whether all that was asked for has been done."""
    with Store.open(url, now=utc_now) as store:
        rows = [row for row in store.due.all() if row.key.organisation]
    return all(row.asked_at is None and not row.is_open for row in rows)
