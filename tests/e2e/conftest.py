"""A sandbox over real sockets, a configuration for it, and the command run in this process."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest

from hytedata.cli.app import run
from hytedata.sandbox import Sandbox, World
from tests.e2e.standing import Standing, standing
from tests.e2e.support import Command
from tests.impatience import be_impatient

Run: TypeAlias = Callable[..., Command]

SMALL = (
    "clean",
    "equal-name-1",
    "equal-name-2",
    "address-place",
    "longest-name",
    "missing-altitude",
    "swimming-hall",
    "route-with-activity",
)
"""Landmarks of the small world: five services' worth of sites, a place without a street."""


@pytest.fixture(scope="session")
def whole_world() -> World:
    """One generated municipality, made once: sandboxes copy what they change."""
    return World(seed=1)


@pytest.fixture(scope="session")
def sites(whole_world: World) -> dict[str, int]:
    """Name of a landmark → its `lipas-id`, in the whole world and in the small one."""
    return dict(whole_world.landmarks)


@pytest.fixture(scope="session")
def small_file(whole_world: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small world's sites as Lipas documents, one a line."""
    wanted = {whole_world.landmarks[name] for name in SMALL}
    documents = [site.document() for site in whole_world.sites if site.lipas_id in wanted]
    path = tmp_path_factory.mktemp("world") / "small.ndjson"
    path.write_text("\n".join(json.dumps(each) for each in documents), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def small_world(small_file: Path) -> World:
    """Eight sites and an empty PTV: all that a fault needs, and quick."""
    return World.from_lipas_file(small_file)


@pytest.fixture(scope="session")
def world(small_world: World) -> World:
    """What the sandbox holds; modules that need another world put theirs in its place."""
    return small_world


@pytest.fixture
def sandbox(world: World) -> Iterator[Sandbox]:
    """A running sandbox."""
    with Sandbox(world) as running:
        yield running


@pytest.fixture
def config(sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A configuration for the sandbox, its password in the environment."""
    path = tmp_path / "hytedata.toml"
    path.write_text(sandbox.config_toml(), encoding="utf-8")
    monkeypatch.setenv(sandbox.password_env, sandbox.password)
    monkeypatch.chdir(tmp_path)
    return path


@pytest.fixture
def attempt_s() -> float:
    """Longest wait for an answer, enough on a busy machine; tests of slow answers ask for less."""
    return 5.0


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch, attempt_s: float) -> None:
    be_impatient(monkeypatch, attempt_s)


@pytest.fixture
def hytedata(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command in this process."""

    def call(*arguments: str | Path) -> Command:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        told = capsys.readouterr()
        return Command(code, told.out, told.err)

    return call


@pytest.fixture
def plan(hytedata: Run, config: Path, tmp_path: Path) -> Run:
    """Make a plan into `plan.json`; its JSON is on standard output."""

    def call(*arguments: str | Path) -> Command:
        return hytedata(
            "sync", "plan", "-c", config, "--out", tmp_path / "plan.json", "--json", *arguments
        )

    return call


@pytest.fixture
def apply(hytedata: Run, config: Path, tmp_path: Path) -> Run:
    """Apply `plan.json`; the result's JSON is on standard output."""

    def call(*arguments: str | Path) -> Command:
        return hytedata("sync", "apply", tmp_path / "plan.json", "-c", config, "--json", *arguments)

    return call


@pytest.fixture
def published(plan: Run, apply: Run, sandbox: Sandbox) -> None:
    """Everything is in PTV, and the journal is empty again."""
    assert plan().code == 0
    assert apply().code == 0
    sandbox.controls.clear_journal()


@pytest.fixture(scope="module")
def standing_sandbox(
    small_world: World, sites: dict[str, int], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Standing]:
    """Where a plan with every kind of change has just been made."""
    with standing(Sandbox(small_world), sites, tmp_path_factory.mktemp("standing")) as made:
        yield made


@pytest.fixture
def at(standing_sandbox: Standing) -> Standing:
    """The same, put back for each test."""
    standing_sandbox.restore()
    return standing_sandbox
