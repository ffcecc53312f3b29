"""A sandbox over real sockets, a configuration for it, and the command run in this process."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from hytedata.cli.app import run
from hytedata.sandbox import Sandbox, World


@dataclass
class Command:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The JSON object on standard output."""
        return json.loads(self.out)


@pytest.fixture(scope="session")
def world() -> World:
    """One generated municipality, made once: sandboxes copy what they change."""
    return World(seed=1)


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
def hytedata(capsys: pytest.CaptureFixture[str]) -> Callable[..., Command]:
    """Run the command in this process."""

    def call(*arguments: str | Path) -> Command:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        told = capsys.readouterr()
        return Command(code, told.out, told.err)

    return call
