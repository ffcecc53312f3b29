"""A folder with a configuration for the daemon, and what loading it gives or says."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from hytedata.errors import ConfigError
from hytedata_daemon.settings import Settings, load_settings

CONTACT = 'contact = "tietohallinto@kunta.example"\n'

ASLEEP = "".join(
    f"[daemon.jobs.{name}]\nenabled = false\n"
    for name in (
        *("read-lipas", "read-ptv", "read-calendars", "plan", "apply", "gaps"),
        *("boundaries", "clean-up"),
    )
)
"""No job runs by itself, whatever the clock says."""

Load = Callable[..., Settings]
Faults = Callable[..., list[str]]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Write a text below a contact as `hytedata.toml` and load it for the daemon."""

    def write_and_load(text: str = "", environ: Mapping[str, str] | None = None) -> Settings:
        file = tmp_path / "hytedata.toml"
        file.write_text(CONTACT + text, encoding="utf-8")
        return load_settings(file, environ=environ or {})

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
