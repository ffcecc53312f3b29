"""A clock that was wrong and is set right: what was noted in the future holds nobody up."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import create_engine, update

from hytedata.errors import LeaseHeld
from hytedata.store import Store, schema
from hytedata.store.leases import LONGEST
from hytedata.store.processes import new_token
from tests.store.conftest import Clock

ELSEWHERE = "f" * 32
"""A token that no process of this machine made."""


@pytest.fixture
def held_elsewhere(url: str, store: Store, clock: Clock) -> Iterator[None]:
    """A lease of another machine: nobody here can tell whether its process runs."""
    with store.lease("org", "daemon@b", seconds=300):
        _give_to(url, ELSEWHERE)
        yield


def _give_to(url: str, token: str) -> None:
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.execute(update(schema.lease).values(token=token))
    engine.dispose()


def take(store: Store) -> None:
    with store.lease("org", "other", seconds=60):
        pass


@pytest.mark.usefixtures("held_elsewhere")
def test_a_lease_that_was_taken_in_another_time_is_free(store: Store, clock: Clock) -> None:
    with pytest.raises(LeaseHeld):
        take(store)

    clock.advance(days=-1000)

    take(store)


@pytest.mark.usefixtures("held_elsewhere")
def test_clocks_that_differ_by_minutes_are_no_reason_to_take_over(
    store: Store, clock: Clock
) -> None:
    clock.advance(seconds=-1800)

    with pytest.raises(LeaseHeld, match="daemon@b"):
        take(store)


def test_a_run_that_is_seen_to_live_keeps_its_lease_when_the_clock_is_set_back(
    store: Store, clock: Clock
) -> None:
    with store.lease("org", "daemon@a", seconds=300) as lease:
        clock.advance(days=-1)
        with pytest.raises(LeaseHeld, match="daemon@a"):
            take(store)

        lease.renew()
        clock.advance(seconds=301)

        take(store)


def test_a_lease_that_would_outlast_every_other_is_refused(store: Store) -> None:
    too_long = LONGEST + timedelta(seconds=1)

    with (
        pytest.raises(ValueError, match="at most"),
        store.lease("org", "daemon@a", seconds=too_long.total_seconds()),
    ):
        pass


def test_lists_and_looks_of_the_future_do_not_count(store: Store, clock: Clock) -> None:
    clock.advance(days=900)
    store.codes_put("languages", ["fi"])
    store.note_publishes_to_ptv(1, publishes=False)
    assert store.codes_get("languages", 30) == ["fi"]
    assert store.publishes_to_ptv([1]) == {1: False}

    clock.advance(days=-900)

    assert store.codes_get("languages", 30) is None
    assert store.publishes_to_ptv([1]) == {}


def test_own_tokens_name_a_process_that_lives() -> None:
    from hytedata.store.processes import is_alive

    assert is_alive(new_token())
    assert not is_alive(ELSEWHERE)
