"""A clock that jumps, ours and not the registers': nothing is doubled, and the work is finished."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeAlias

import pytest

from hytedata.clients.ptv import PtvTarget
from hytedata.models.outcome import ChangeOutcome
from hytedata.runs import apply as apply_run
from hytedata.runs import open_store, registers
from hytedata.runs import plan as plan_run
from hytedata.sandbox import Sandbox
from tests.e2e.conftest import Run
from tests.e2e.standing import called
from tests.e2e.support import Command, channel_of, connections, ours

pytestmark = pytest.mark.slow

HOUR, YEAR = timedelta(hours=1), timedelta(days=365)
JUMPS = [-3 * YEAR, -2 * HOUR, 2 * HOUR, 3 * YEAR]
NAMES = ["years back", "hours back", "hours on", "years on"]


AtOutcome: TypeAlias = Callable[[int, Callable[[], object]], None]


class Clock:
    """The time, until it jumps."""

    def __init__(self) -> None:
        self.off = timedelta(0)

    def __call__(self) -> datetime:
        """What our clock shows."""
        return datetime.now(UTC) + self.off

    def jump(self, by: timedelta) -> None:
        """Set it on, or back."""
        self.off += by


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of everything that is ours."""
    own = Clock()
    monkeypatch.setattr(open_store, "utc_now", own)
    monkeypatch.setattr(plan_run, "utc_now", own)
    monkeypatch.setattr(registers, "PtvTarget", partial(PtvTarget, now=own))
    return own


@pytest.fixture
def at_outcome(monkeypatch: pytest.MonkeyPatch) -> AtOutcome:
    """Do something once, when an apply has told so many outcomes."""

    def arrange(number: int, deed: Callable[[], object]) -> None:
        due = [deed]

        def told(_: ChangeOutcome, done: int, total: int) -> None:
            if done == number and due:
                due.pop()()

        monkeypatch.setattr(apply_run, "_telling", lambda _: told)

    return arrange


@pytest.mark.parametrize("jump", JUMPS, ids=NAMES)
def test_a_clock_that_jumps_between_plan_and_apply_and_between_runs_changes_nothing(
    plan: Run, apply: Run, sandbox: Sandbox, clock: Clock, jump: timedelta, sites: dict[str, int]
) -> None:
    assert plan().code == 0
    clock.jump(jump)
    sandbox.controls.clear_journal()

    first = apply()
    logins = sum(entry.is_login for entry in sandbox.journal())
    clock.jump(-jump)
    sandbox.controls.edit_site(sites["swimming-hall"], {"phone-number": "08 555 0199"})
    codes = plan().code, apply().code

    assert (first.code, codes) == (0, (0, 0))
    assert logins <= 2
    assert len(ours(sandbox)) == 12
    assert len(connections(sandbox)) == len(set(connections(sandbox))) == 8
    assert "5550199" in str(channel_of(sandbox, sites["swimming-hall"])["newest"])
    assert plan().json["changes"] == []


@pytest.mark.parametrize("jump", JUMPS, ids=NAMES)
def test_a_clock_that_jumps_while_a_run_writes_does_not_stop_it(
    plan: Run,
    apply: Run,
    sandbox: Sandbox,
    clock: Clock,
    at_outcome: AtOutcome,
    jump: timedelta,
) -> None:
    assert plan().code == 0
    at_outcome(7, lambda: clock.jump(jump))
    sandbox.controls.clear_journal()

    applied = apply()

    assert applied.code == 0, applied.err
    assert clock.off == jump
    assert {one["state"] for one in applied.json["outcomes"]} == {"done"}
    assert sum(entry.is_login for entry in sandbox.journal()) <= 2
    assert len(ours(sandbox)) == 12
    assert len(set(connections(sandbox))) == 8
    assert plan().json["changes"] == []


def test_a_run_whose_lease_seems_to_have_run_out_is_overtaken_and_nothing_is_doubled(
    plan: Run,
    apply: Run,
    sandbox: Sandbox,
    clock: Clock,
    at_outcome: AtOutcome,
    config: Path,
    tmp_path: Path,
) -> None:
    assert plan().code == 0
    overtaking: list[int] = []

    def overtake() -> None:
        clock.jump(2 * HOUR)
        second = called("sync", "apply", str(tmp_path / "plan.json"), "-c", str(config), "--json")
        overtaking.append(second.code)

    at_outcome(7, overtake)

    applied = apply()

    assert overtaking == [0]
    assert applied.code in {0, 2}
    assert "unforeseen" not in applied.err
    assert len(ours(sandbox)) == 12
    assert len(connections(sandbox)) == len(set(connections(sandbox))) == 8
    assert plan().json["changes"] == []


def test_a_run_keeps_others_out_when_the_clock_is_set_back(
    plan: Run,
    apply: Run,
    clock: Clock,
    at_outcome: AtOutcome,
    config: Path,
    tmp_path: Path,
) -> None:
    assert plan().code == 0
    told: list[Command] = []

    def try_too() -> None:
        clock.jump(-3 * YEAR)
        plan_file = str(tmp_path / "plan.json")
        told.append(called("sync", "apply", plan_file, "-c", str(config), "--json"))

    at_outcome(7, try_too)

    applied = apply()

    assert (applied.code, told[0].code) == (0, 2)
    assert "another run" in told[0].err
    assert plan().json["changes"] == []


def test_what_happened_is_told_in_its_order_whatever_the_clock_said(
    published: None,
    hytedata: Run,
    plan: Run,
    apply: Run,
    config: Path,
    sandbox: Sandbox,
    clock: Clock,
    sites: dict[str, int],
) -> None:
    clock.jump(-3 * YEAR)
    sandbox.controls.retire_site(sites["clean"])
    assert (plan().code, apply().code) == (0, 0)

    told = hytedata("sync", "status", "-c", config, "--json")

    row = told.json["organisations"][0]
    assert row["last_run"].startswith("apply")
    assert (row["published"], row["archived"]) == (11, 1)
    assert plan().json["changes"] == []
