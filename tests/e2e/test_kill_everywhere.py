"""Kill -9 at every boundary of an apply that holds every kind of change: the next run finishes."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.standing import Standing

pytestmark = pytest.mark.slow

REQUESTS, WRITES, COMMITS = 19, 8, 25
"""Of one apply of the standing plan; a test holds that these are all there are."""

NURSERY = Path(__file__).with_name("nursery.py")


class Nursery:
    """Runs the command in processes that die where they are told to."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def apply(self, at: Standing, moment: str, number: int) -> dict[str, Any]:
        """Apply the standing plan; the answer says how it ended."""
        arguments = ["sync", "apply", str(at.plan_file), "-c", str(at.config)]
        task = {"arguments": arguments, "moment": moment, "number": number}
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(task) + "\n")
        self._process.stdin.flush()
        return dict(json.loads(self._process.stdout.readline()))


@pytest.fixture(scope="module")
def nursery(standing_sandbox: Standing) -> Iterator[Nursery]:
    """A process that is loaded once and forks."""
    process = subprocess.Popen(
        [sys.executable, str(NURSERY)],
        cwd=standing_sandbox.folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    yield Nursery(process)
    process.communicate("", timeout=30)


@pytest.fixture(scope="module")
def undisturbed(standing_sandbox: Standing) -> dict[str, Any]:
    """What is in PTV where nothing goes wrong."""
    standing_sandbox.restore()
    assert standing_sandbox.apply().code == 0
    return standing_sandbox.normal_form()


def killed(nursery: Nursery, at: Standing, moment: str, number: int) -> None:
    told = nursery.apply(at, moment, number)
    assert told["signal"] == signal.SIGKILL
    at.assert_theirs_is_kept()


def test_these_are_all_the_moments_there_are(nursery: Nursery, at: Standing) -> None:
    told = nursery.apply(at, "never", 0)

    assert told == {
        "signal": 0,
        "met": {"code": 0, "send": REQUESTS, "answer": WRITES, "commit": COMMITS},
    }
    kinds = {change.split(":")[0] for change in at.changes}
    assert kinds == {"create", "update", "restore", "archive", "connect", "disconnect"}


@pytest.mark.parametrize("number", range(REQUESTS))
def test_killed_before_a_request_is_sent(
    nursery: Nursery, at: Standing, undisturbed: dict[str, Any], number: int
) -> None:
    killed(nursery, at, "send", number)

    at.finish()

    at.assert_theirs_is_kept()
    assert at.normal_form() == undisturbed


@pytest.mark.parametrize("number", range(WRITES))
def test_killed_when_ptv_has_done_it_and_the_answer_is_not_read(
    nursery: Nursery, at: Standing, undisturbed: dict[str, Any], number: int
) -> None:
    killed(nursery, at, "answer", number)

    at.finish()

    at.assert_theirs_is_kept()
    assert at.normal_form() == undisturbed


@pytest.mark.parametrize("number", range(COMMITS))
def test_killed_before_the_store_keeps_what_happened(
    nursery: Nursery, at: Standing, undisturbed: dict[str, Any], number: int
) -> None:
    killed(nursery, at, "commit", number)

    at.finish()

    at.assert_theirs_is_kept()
    assert at.normal_form() == undisturbed


@pytest.mark.parametrize("number", range(WRITES))
def test_killed_after_a_write_the_same_plan_goes_on_too(
    nursery: Nursery, at: Standing, undisturbed: dict[str, Any], number: int
) -> None:
    killed(nursery, at, "answer", number)

    same = at.apply()

    assert same.code == 0, same.err
    assert {one["state"] for one in same.json["outcomes"]} <= {"done", "unchanged"}
    at.assert_theirs_is_kept()
    assert at.normal_form() == undisturbed


@pytest.mark.parametrize("number", range(1, REQUESTS, 5))
def test_killed_twice_at_the_same_place(
    nursery: Nursery, at: Standing, undisturbed: dict[str, Any], number: int
) -> None:
    killed(nursery, at, "send", number)
    assert nursery.apply(at, "send", number)["signal"] in {0, signal.SIGKILL}

    at.finish()

    at.assert_theirs_is_kept()
    assert at.normal_form() == undisturbed
