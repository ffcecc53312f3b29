import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from hytedata.store import Store
from hytedata.store.daemons import DaemonRow
from hytedata.store.processes import new_token
from tests.store.conftest import Clock


def come(store: Store, id: str = "far-away") -> DaemonRow:
    store.daemons.arrive(id, machine="kone", version="1")
    return next(one for one in store.daemons.here() if one.id == id)


def set_seen(url: str, by: timedelta) -> None:
    """Let all daemons have been seen at another time: by so much later, or earlier."""
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    seconds = by.total_seconds()
    moved = (
        f"seen_at + interval '{seconds} seconds'"
        if engine.dialect.name == "postgresql"
        else f"strftime('%Y-%m-%d %H:%M:%f000', seen_at, '{seconds} seconds')"
    )
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE daemon SET seen_at = {moved}"))
    engine.dispose()


def test_a_heartbeat_is_timed_by_the_database_and_not_by_the_daemon(
    store: Store, clock: Clock
) -> None:
    first = come(store)
    clock.advance(days=300)

    alive = store.daemons.beat("far-away")

    (seen,) = store.daemons.here()
    assert alive
    assert timedelta(0) <= seen.seen_at - first.seen_at < timedelta(hours=1)


def test_who_was_just_heard_of_is_no_suspect(store: Store) -> None:
    come(store)

    assert store.daemons.suspects(60) == ()


@pytest.mark.parametrize("by", [-timedelta(seconds=61), timedelta(days=1)])
def test_who_was_heard_of_long_ago_or_in_a_time_to_come_is_a_suspect(
    store: Store, url: str, by: timedelta
) -> None:
    come(store)
    set_seen(url, by)

    (suspect,) = store.daemons.suspects(60)

    assert suspect.id == "far-away"


def test_of_two_who_claim_a_dead_daemon_one_is_told_yes(store: Store, url: str) -> None:
    come(store)
    set_seen(url, -timedelta(seconds=61))
    (suspect,) = store.daemons.suspects(60)

    told = [store.daemons.claim(suspect, by, lease_s=60) for by in ("a", "b")]

    assert told == [True, False]
    assert store.daemons.suspects(60) == ()


def test_who_is_heard_of_after_all_is_not_claimed(store: Store, url: str) -> None:
    come(store)
    set_seen(url, -timedelta(seconds=61))
    (suspect,) = store.daemons.suspects(60)
    store.daemons.beat("far-away")

    claimed = store.daemons.claim(suspect, "a", lease_s=60)

    assert not claimed
    assert store.daemons.beat("far-away")


def test_who_was_claimed_is_told_so_at_its_next_heartbeat(store: Store, url: str) -> None:
    suspect = come(store)
    store.daemons.claim(suspect, "a", lease_s=60)

    assert not store.daemons.beat("far-away")


def test_a_claim_that_came_to_nothing_can_be_made_by_another(store: Store) -> None:
    suspect = come(store)
    store.daemons.claim(suspect, "a", lease_s=60)

    assert store.daemons.claim(suspect, "b", lease_s=0)


def test_who_left_is_here_no_more_and_does_not_beat(store: Store) -> None:
    come(store)

    store.daemons.leave("far-away")

    assert store.daemons.here() == ()
    assert not store.daemons.beat("far-away")


def test_who_left_long_ago_is_forgotten_and_who_is_here_is_not(store: Store) -> None:
    come(store)
    come(store, "left")
    store.daemons.leave("left")

    store.daemons.forget(days=-1)

    assert [one.id for one in store.daemons.here()] == ["far-away"]
    come(store, "left")
    assert len(store.daemons.here()) == 2


@pytest.mark.skipif(not Path("/proc/self/ns/pid").exists(), reason="knows processes on Linux only")
def test_whose_process_on_this_machine_is_gone_is_a_suspect_at_once(store: Store) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    own = new_token()
    come(store, own)
    come(store, f"{own[:10]}{ended.pid:08x}{own[18:]}")

    (suspect,) = store.daemons.suspects(60)

    assert suspect.id != own
    assert suspect.process_is_gone
