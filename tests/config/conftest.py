"""A folder with a configuration, and what loading it gives or says."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from hytedata.config import Config, load_config
from hytedata.errors import ConfigError

Load = Callable[..., Config]
Faults = Callable[..., list[str]]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Write a text as `hytedata.toml` and load it."""

    def write_and_load(text: str, environ: Mapping[str, str] | None = None) -> Config:
        file = tmp_path / "hytedata.toml"
        file.write_text(text, encoding="utf-8")
        return load_config(file, environ=environ or {})

    return write_and_load


@pytest.fixture
def faults(load: Load) -> Faults:
    """Load a text that is wrong; gives the faults that are told."""

    def refused(text: str, environ: Mapping[str, str] | None = None) -> list[str]:
        with pytest.raises(ConfigError) as caught:
            load(text, environ)
        assert caught.value.file.endswith("hytedata.toml")
        return list(caught.value.problems)

    return refused
