"""What a test needs of the machine beyond Python: found, or the test skips with the reason."""

import os
import platform
import shutil
from typing import Final, NoReturn

import pytest

# Python of each Debian that the service can be installed on.
PYTHON: Final = {"bookworm": "3.11", "trixie": "3.13"}


def need(*programs: str) -> None:
    """Skip where a program is missing, or where we are not root; on CI that is a failure."""
    missing = [name for name in programs if shutil.which(name) is None]
    if missing:
        _without(f"needs {' and '.join(missing)} (as .ci/run installs it)")


def need_debian() -> str:
    """Return the name of this Debian's release; skip elsewhere, and for those who are not root."""
    need("mmdebstrap", "systemd-nspawn", "nsenter", "apt-get")
    if os.geteuid() != 0:
        _without("needs root: a Debian root is made and entered")
    release = platform.freedesktop_os_release().get("VERSION_CODENAME", "")
    if release not in PYTHON:
        _without(f"needs Debian {' or '.join(PYTHON)}, whose package sources it takes")
    return release


def _without(reason: str) -> NoReturn:
    if os.environ.get("CI") == "true":
        pytest.fail(f"{reason}; .ci/run should have installed it")
    pytest.skip(reason)
