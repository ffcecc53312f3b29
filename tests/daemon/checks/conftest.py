"""A configuration, its checks, and what one of them found."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from hytedata_daemon.checks import Check, Report
from hytedata_daemon.settings import Settings, load_settings
from tests.daemon.checks.certificates import Authority, make_authority

CONTACT = 'contact = "tietohallinto@kunta.example"\n'

Write = Callable[..., Path]
Make = Callable[..., Settings]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a text below a contact as `hytedata.toml`."""

    def written(text: str = "") -> Path:
        file = tmp_path / "hytedata.toml"
        file.write_text(CONTACT + text, encoding="utf-8")
        return file

    return written


@pytest.fixture
def make(write: Write) -> Make:
    """Settings of such a file."""
    return lambda text="": load_settings(write(text), environ={})


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    return make_authority(tmp_path_factory.mktemp("ca"))


def named(report: Report, name: str) -> Check:
    """The one check of that name."""
    (check,) = (one for one in report.checks if one.name == name)
    return check
