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

from hytedata.sandbox import Sandbox, World
from tests.e2e.standing import Standing, standing

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
def before(
    small_world: World, sites: dict[str, int], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Standing]:
    """Where the plan has just been made; put back by each test."""
    folder = tmp_path_factory.mktemp("standing")
    with standing(Sandbox(small_world), sites, folder) as at:
        yield at


@pytest.fixture(scope="module")
def nursery(before: Standing) -> Iterator[Nursery]:
    """A process that is loaded once and forks."""
    process = subprocess.Popen(
        [sys.executable, str(NURSERY)],
        cwd=before.folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    yield Nursery(process)
    process.communicate("", timeout=30)


@pytest.fixture(scope="module")
def undisturbed(before: Standing) -> dict[str, Any]:
    """What is in PTV where nothing goes wrong."""
    before.restore()
    assert before.apply().code == 0
    return before.normal_form()


def killed(nursery: Nursery, before: Standing, moment: str, number: int) -> None:
    before.restore()
    told = nursery.apply(before, moment, number)
    assert told["signal"] == signal.SIGKILL
    before.assert_theirs_is_kept()


def test_these_are_all_the_moments_there_are(nursery: Nursery, before: Standing) -> None:
    before.restore()

    told = nursery.apply(before, "never", 0)

    assert told == {
        "signal": 0,
        "met": {"code": 0, "send": REQUESTS, "answer": WRITES, "commit": COMMITS},
    }
    kinds = {change.split(":")[0] for change in before.changes}
    assert kinds == {"create", "update", "restore", "archive", "connect", "disconnect"}


@pytest.mark.parametrize("number", range(REQUESTS))
def test_killed_before_a_request_is_sent(
    nursery: Nursery, before: Standing, undisturbed: dict[str, Any], number: int
) -> None:
    killed(nursery, before, "send", number)

    before.finish()

    before.assert_theirs_is_kept()
    assert before.normal_form() == undisturbed


@pytest.mark.parametrize("number", range(WRITES))
def test_killed_when_ptv_has_done_it_and_the_answer_is_not_read(
    nursery: Nursery, before: Standing, undisturbed: dict[str, Any], number: int
) -> None:
    killed(nursery, before, "answer", number)

    before.finish()

    before.assert_theirs_is_kept()
    assert before.normal_form() == undisturbed


@pytest.mark.parametrize("number", range(COMMITS))
def test_killed_before_the_store_keeps_what_happened(
    nursery: Nursery, before: Standing, undisturbed: dict[str, Any], number: int
) -> None:
    killed(nursery, before, "commit", number)

    before.finish()

    before.assert_theirs_is_kept()
    assert before.normal_form() == undisturbed


@pytest.mark.parametrize("number", range(WRITES))
def test_killed_after_a_write_the_same_plan_goes_on_too(
    nursery: Nursery, before: Standing, undisturbed: dict[str, Any], number: int
) -> None:
    killed(nursery, before, "answer", number)

    same = before.apply()

    assert same.code == 0, same.err
    assert {one["state"] for one in same.json["outcomes"]} <= {"done", "unchanged"}
    before.assert_theirs_is_kept()
    assert before.normal_form() == undisturbed


@pytest.mark.parametrize("number", range(1, REQUESTS, 5))
def test_killed_twice_at_the_same_place(
    nursery: Nursery, before: Standing, undisturbed: dict[str, Any], number: int
) -> None:
    killed(nursery, before, "send", number)
    assert nursery.apply(before, "send", number)["signal"] in {0, signal.SIGKILL}

    before.finish()

    before.assert_theirs_is_kept()
    assert before.normal_form() == undisturbed
