"""The way to upstreams: who is let in, and what follows from how it went."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hytedata.config import Config
from hytedata.errors import LoginRefused, SourceUnavailable, StalePlan
from hytedata.store import Store
from hytedata_daemon.jobs.renewing import Renewing
from hytedata_daemon.jobs.upstreams import Gate, NoShareLeft, UpstreamRests

CONFIG = Config.model_validate_json(
    '{"contact": "it@kunta.test", "ptv": {"at_once": 4}, "lipas": {"at_once": 2}}',
    context={"file": "hytedata.toml", "folder": "."},
)


class Clock:
    def __init__(self) -> None:
        self.time = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(made_store: Path, tmp_path: Path, clock: Clock) -> Iterator[Store]:
    file = shutil.copy(made_store, tmp_path / "hytedata.db")
    with Store.open(f"sqlite:///{file}", now=clock) as opened:
        yield opened


@pytest.fixture
def gate(store: Store) -> Gate:
    return Gate(store, holder="a work", works=2)


def down(source: str = "PTV") -> SourceUnavailable:
    return SourceUnavailable(source, "https://ptv.test", attempts=4, status=503)


def in_vain(gate: Gate, times: int = 3) -> None:
    for _ in range(times):
        with pytest.raises(SourceUnavailable), gate.to(CONFIG, "lipas", "ptv"):
            raise down()


def test_a_work_holds_its_share_while_it_asks_and_not_longer(store: Store, gate: Gate) -> None:
    with gate.to(CONFIG, "ptv") as admitted:
        held = store.upstreams.held("ptv")

    assert admitted.config.ptv.at_once == 2
    assert held == ("a work", "a work")
    assert store.upstreams.held("ptv") == ()


def test_who_comes_when_all_is_taken_is_sent_away(gate: Gate) -> None:
    with gate.to(CONFIG, "ptv"), gate.to(CONFIG, "ptv"), pytest.raises(NoShareLeft) as caught:  # noqa: SIM117
        with gate.to(CONFIG, "lipas", "ptv"):
            pass

    assert caught.value.upstream == "ptv"


def test_who_is_sent_away_from_one_upstream_holds_nothing_of_another(
    store: Store, gate: Gate
) -> None:
    with gate.to(CONFIG, "ptv"), gate.to(CONFIG, "ptv"):
        with pytest.raises(NoShareLeft), gate.to(CONFIG, "lipas", "ptv"):
            pass

        assert store.upstreams.held("lipas") == ()


def test_after_three_works_in_vain_nobody_asks(gate: Gate, clock: Clock) -> None:
    in_vain(gate)

    with pytest.raises(UpstreamRests) as caught, gate.to(CONFIG, "ptv"):
        pass

    assert caught.value.until == clock() + timedelta(minutes=5)


def test_an_upstream_that_had_nothing_to_do_with_it_goes_on(gate: Gate) -> None:
    in_vain(gate)

    with gate.to(CONFIG, "lipas") as admitted:
        assert admitted.config.lipas.at_once == 1


def test_a_refused_login_is_an_answer(store: Store, gate: Gate) -> None:
    in_vain(gate, 2)
    with pytest.raises(LoginRefused), gate.to(CONFIG, "ptv"):
        raise LoginRefused("PTV", "mallila", status=401)

    in_vain(gate, 2)

    assert store.upstreams.admit("ptv").rests_until is None


def test_an_upstream_that_gave_nothing_may_be_told_of_without_an_error(
    store: Store, gate: Gate
) -> None:
    for _ in range(3):
        with gate.to(CONFIG, "lipas") as admitted:
            admitted.gave_nothing("lipas", "an empty read")

    assert store.upstreams.admit("lipas").rests_until is not None


def test_a_trial_that_ends_otherwise_leaves_the_trial_to_the_next(gate: Gate, clock: Clock) -> None:
    in_vain(gate)
    clock.time += timedelta(minutes=5)
    with pytest.raises(StalePlan), gate.to(CONFIG, "ptv"):
        raise StalePlan("nothing was asked")

    with gate.to(CONFIG, "ptv"):
        pass
    with gate.to(CONFIG, "ptv"):
        pass


def test_a_trial_that_is_answered_opens_the_way(store: Store, gate: Gate, clock: Clock) -> None:
    in_vain(gate)
    clock.time += timedelta(minutes=5)

    with gate.to(CONFIG, "ptv"), pytest.raises(UpstreamRests), gate.to(CONFIG, "ptv"):
        pass

    assert store.upstreams.all()[-1].failures == 0


def test_a_work_whose_share_was_taken_over_is_to_stop(store: Store, clock: Clock) -> None:
    gate = Gate(store, holder="slow", works=1, slot_s=0.2)

    with gate.to(CONFIG, "ptv"):
        before = gate.is_lost
        clock.time += timedelta(seconds=1)
        store.upstreams.take("ptv", wanted=4, of=4, holder="next", token="0" * 32, seconds=3000)
        waiter = Waiter()
        while not gate.is_lost and waiter.may_wait():
            pass

        assert not before
        assert gate.is_lost
    assert not gate.is_lost


class Waiter:
    """Waits for a condition, for ten seconds at most."""

    def __init__(self) -> None:
        self.until = datetime.now(UTC) + timedelta(seconds=10)

    def may_wait(self) -> bool:
        return datetime.now(UTC) < self.until


def test_a_share_that_could_not_be_renewed_in_time_is_lost() -> None:
    time = 0.0
    renewing = Renewing(lambda: 2, 2, 60, clock=lambda: time)
    time = 40.0
    renewing.renew()
    time = 99.0
    kept = renewing.is_lost

    time = 100.0

    assert not kept
    assert renewing.is_lost
