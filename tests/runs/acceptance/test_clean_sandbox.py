"""What tests leave behind is found by its marker, and archived."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hytedata.config import Config
from hytedata.models.ptv_write import ServiceTextsWrite
from hytedata.runs.acceptance import Ground, clean, find_leftovers, open_ground
from hytedata.runs.acceptance.samples import location, service
from hytedata.sandbox import Fault, Sandbox, World
from tests.runs.acceptance.conftest import HURRIED
from tests.runs.acceptance.standing import of_others, of_tests


@pytest.fixture
def later(config: Config, environ: dict[str, str]) -> Iterator[Ground]:
    """Another run, of the next day perhaps."""
    (organisation,) = config.organisation
    with open_ground(config, organisation, environ, retry=HURRIED) as opened:
        yield opened


def test_a_later_run_archives_what_an_earlier_one_left(
    ground: Ground, later: Ground, sandbox: Sandbox
) -> None:
    ground.bench.begin("2.1")
    ground.bench.create_service(service(ground.bench))
    ground.bench.create_location(location(ground.bench, "fi", "sv"))

    cleaning = clean(later.bench)

    assert [one.kind for one in cleaning.archived] == ["service-location", "service"]
    assert {one.run for one in cleaning.archived} == {ground.bench.run}
    assert set(of_tests(sandbox).values()) == {"Deleted"}


def test_the_items_of_another_run_are_told_and_left_alone(
    ground: Ground, later: Ground, sandbox: Sandbox
) -> None:
    ground.bench.begin("2.1")
    made = ground.bench.create_service(service(ground.bench))

    cleaning = clean(later.bench, run=later.bench.run)

    assert cleaning.archived == ()
    assert [one.ptv_id for one in cleaning.others] == [made.id]
    assert of_tests(sandbox) == {made.id: "Published"}


def test_a_draft_is_published_first_since_only_then_it_can_be_archived(
    ground: Ground, later: Ground, sandbox: Sandbox
) -> None:
    ground.bench.begin("2.5")
    draft = {"status": "Draft"}
    ground.bench.create_service(service(ground.bench).model_copy(update=draft))
    ground.bench.create_location(location(ground.bench).model_copy(update=draft))

    cleaning = clean(later.bench)

    assert cleaning.complete
    assert set(of_tests(sandbox).values()) == {"Deleted"}


def test_an_item_whose_name_is_ours_in_one_language_only_is_somebody_elses(
    ground: Ground,
) -> None:
    ground.bench.begin("2.1")
    write = service(ground.bench, "fi", "sv")
    theirs = ServiceTextsWrite(
        **{**dict(write.language_versions["sv"] or ()), "name": "Melontapalvelut"}
    )
    versions = {**write.language_versions, "sv": theirs}
    ground.bench.create_service(write.model_copy(update={"language_versions": versions}))

    found, doubts = find_leftovers(ground.bench)

    assert (found, doubts) == ((), ())


def test_what_a_person_is_editing_is_told_with_the_reason(ground: Ground, sandbox: Sandbox) -> None:
    ground.bench.begin("2.1")
    made = ground.bench.create_service(service(ground.bench))
    sandbox.controls.edit_ptv("Service", made.id, {}, publish=False)

    cleaning = clean(ground.bench)

    assert not cleaning.complete
    assert [one.item.ptv_id for one in cleaning.left] == [made.id]
    assert "Modified" in cleaning.left[0].reason


def test_one_that_cannot_be_archived_does_not_keep_the_others(
    ground: Ground, sandbox: Sandbox
) -> None:
    ground.bench.begin("2.1")
    for tag in ("-1", "-2", "-3"):
        ground.bench.create_service(service(ground.bench, tag=tag))
    sandbox.controls.add_fault(Fault("status", method="PUT", status=400, times=1))

    cleaning = clean(ground.bench)

    assert (len(cleaning.archived), len(cleaning.left)) == (2, 1)


def test_lists_that_cannot_be_read_leave_a_doubt(ground: Ground, sandbox: Sandbox) -> None:
    sandbox.controls.add_fault(Fault("status", path="Service/list/organization", status=503))

    cleaning = clean(ground.bench)

    assert not cleaning.complete
    assert "the organisation's services could not be read" in cleaning.doubts[0]


@pytest.mark.slow
def test_nothing_is_left_published_after_a_kill_and_a_clean(tmp_path: Path) -> None:
    with Sandbox(World(seed=1), latency_ms=5) as sandbox:
        before = of_others(sandbox)
        file = tmp_path / "hytedata.toml"
        file.write_text(sandbox.config_toml(), encoding="utf-8")
        environ = {**os.environ, sandbox.password_env: sandbox.password}
        command = [sys.executable, "-m", "hytedata", "sync", "acceptance", "-c", str(file)]
        with subprocess.Popen(command, cwd=tmp_path, env=environ) as killed:
            _until(lambda: len(sandbox.writes()) >= 25 or killed.poll() is not None)
            killed.send_signal(signal.SIGKILL)
        standing = [status for status in of_tests(sandbox).values() if status != "Deleted"]

        done = subprocess.run([*command, "--clean"], cwd=tmp_path, env=environ, check=False)

        assert standing
        assert done.returncode == 0
        assert set(of_tests(sandbox).values()) == {"Deleted"}
        assert of_others(sandbox) == before


def _until(holds: Callable[[], bool]) -> None:
    deadline, pause = time.monotonic() + 60, threading.Event()
    while not holds():
        assert time.monotonic() < deadline
        pause.wait(0.005)
