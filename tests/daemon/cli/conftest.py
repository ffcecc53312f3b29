"""A folder with a configuration and a store, in which the command is run."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hytedata_daemon.cli.app import run

CONTACT = 'contact = "tietohallinto@kunta.example"\n'

Answer = Callable[..., dict[str, Any]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a configuration, which is the current one."""
    (tmp_path / "hytedata.toml").write_text(CONTACT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def with_store(folder: Path, made_store: Path) -> Path:
    """The same, with a store that is made already."""
    (folder / "hytedata.db").write_bytes(made_store.read_bytes())
    return folder


@pytest.fixture
def answer(capsys: pytest.CaptureFixture[str]) -> Answer:
    """Run the command with `--json`; gives what it printed."""

    def ran(*arguments: str, code: int = 0) -> dict[str, Any]:
        capsys.readouterr()
        assert run([*arguments, "--json"]) == code, capsys.readouterr().err
        printed: dict[str, Any] = json.loads(capsys.readouterr().out)
        return printed

    return ran
