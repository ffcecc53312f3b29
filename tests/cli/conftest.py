"""The command, where it reads a simulated register into a store of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hytedata.cli.app import run
from hytedata.sandbox import Sandbox

Read = Callable[..., int]
STORE = "sqlite:///read.db"


@pytest.fixture
def hytedata(sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """`hytedata read …` in a folder of its own; `version` is PTV's."""
    (tmp_path / "t.toml").write_text(sandbox.config_toml(), encoding="utf-8")
    monkeypatch.setenv("HYTEDATA_STORE", STORE)
    monkeypatch.setenv(sandbox.api_key_env, sandbox.api_key)
    monkeypatch.chdir(tmp_path)

    def command(*words: str, version: str = "v11") -> int:
        monkeypatch.setenv("HYTEDATA_PTV__READ_VERSION", version)
        return run(["read", *words, "--config", "t.toml"])

    return command
