import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hytedata.errors import LeaseHeld
from hytedata.store import Store
from hytedata.store.leases import OrganisationLease
from hytedata.store.processes import is_orphan, new_token

RACER = Path(__file__).with_name("racer.py")


def test_a_lease_of_a_process_that_was_killed_is_free_at_once(url: str) -> None:
    racer = [sys.executable, str(RACER), url, "dying"]
    pipe = subprocess.PIPE
    with (
        Store.open(url, now=lambda: datetime(2026, 3, 1, tzinfo=UTC)) as store,
        subprocess.Popen(racer, stdin=pipe, stdout=pipe, text=True) as holder,
    ):
        assert holder.stdin is not None
        assert holder.stdout is not None
        holder.stdin.write("go\n")
        holder.stdin.flush()
        assert [holder.stdout.readline() for _ in range(2)] == ["ready\n", "held\n"]
        with pytest.raises(LeaseHeld, match="dying"):
            take(store)

        holder.kill()
        holder.wait()

        take(store)


class Away(Exception):
    """The store is away when a lease is to be released."""


def leave_over(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave a lease behind, as an outage does that begins while it is held."""

    def away(lease: OrganisationLease) -> None:
        raise Away

    with monkeypatch.context() as outage:
        outage.setattr(OrganisationLease, "release", away)
        with pytest.raises(Away), store.lease("org", "cut off", seconds=60):
            pass


@pytest.mark.skipif(not Path("/proc/self/ns/pid").exists(), reason="knows processes on Linux only")
def test_what_this_process_could_not_release_is_free_to_it_and_can_be_released_for_others(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        Store.open(url, now=lambda: datetime(2026, 3, 1, tzinfo=UTC)) as store,
        store.lease("other", "at work", seconds=60),
    ):
        leave_over(store, monkeypatch)
        take(store)
        leave_over(store, monkeypatch)
        released = [store.release_left_over() for _ in range(2)]

        assert released == [1, 0]
        with pytest.raises(LeaseHeld, match="at work"), store.lease("other", "next", seconds=60):
            pass


def take(store: Store) -> None:
    with store.lease("org", "next", seconds=60):
        pass


def test_a_token_of_a_living_process_or_of_another_machine_is_no_orphan() -> None:
    own = new_token()
    elsewhere = ("0" if own[0] != "0" else "1") + own[1:]

    assert len(own) == 32
    assert new_token() != own
    assert not is_orphan(own)
    assert not is_orphan(elsewhere)
    assert not is_orphan("")


@pytest.mark.skipif(not Path("/proc/self/ns/pid").exists(), reason="knows processes on Linux only")
def test_a_token_of_a_process_that_ended_is_an_orphan() -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()

    own = new_token()

    assert is_orphan(f"{own[:10]}{ended.pid:08x}{own[18:]}")
    assert not is_orphan(f"{own[:10]}{os.getpid():08x}{own[18:]}")
