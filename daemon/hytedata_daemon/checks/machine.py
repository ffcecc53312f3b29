"""This machine: versions, libraries, time zones, what systemd handed over."""

import os
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from platform import python_version
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from hytedata.config.secrets import API_KEY, CREDENTIALS, FOLDER, PASSWORD
from hytedata_daemon.checks.found import Check, failed, fine, warned
from hytedata_daemon.settings import Settings

_LIBRARIES: Final = (
    *("dbos", "starlette", "uvicorn", "jinja2", "python-multipart", "argon2-cffi"),
    *("apprise", "prometheus-client"),
)
_MADE: Final = 2026
_HELSINKI: Final = "Europe/Helsinki"
_INSTALL: Final = "pip install 'hytedata[daemon]'"


def machine(environ: Mapping[str, str], now: datetime) -> Iterator[Check]:
    """Check what does not depend on the configuration."""
    yield _libraries()
    yield _time_zones(now)
    if now.year < _MADE:
        seen = f"it is {now:%Y-%m-%d} by the clock of this machine"
        yield failed("machine", "clock", seen, "set it: timedatectl set-ntp true")
    yield from _credentials_folder(environ)


def credentials(settings: Settings, environ: Mapping[str, str]) -> Iterator[Check]:
    """Check that each credential that systemd handed over is asked for by somebody."""
    folder = environ.get(CREDENTIALS)
    if not folder or not Path(folder).is_dir():
        return
    asked = {f"{PASSWORD}{one.id}" for one in settings.config.organisation} | {API_KEY}
    there = sorted(name.removeprefix(FOLDER) for name in os.listdir(folder))
    strange = [name for name in there if name.startswith(PASSWORD) and name not in asked]
    if strange:
        do = "the ending must be the id of an organisation of the configuration, in lower case"
        yield warned("machine", "systemd credentials", f"nobody asks for {strange[0]}", do)
    else:
        yield fine("machine", "systemd credentials", f"{len(there)} handed over")


def _credentials_folder(environ: Mapping[str, str]) -> Iterator[Check]:
    folder = environ.get(CREDENTIALS)
    if folder and not Path(folder).is_dir():
        seen = f"{CREDENTIALS} names {folder}, which is no folder"
        do = "unset it, or start the service by systemd, which makes the folder"
        yield failed("machine", "systemd credentials", seen, do)


def _libraries() -> Check:
    missing: list[str] = []
    for name in _LIBRARIES:
        try:
            version(name)
        except PackageNotFoundError:
            missing.append(name)
    if missing:
        seen = f"not installed: {', '.join(missing)}"
        return failed("machine", "program", seen, f"run: {_INSTALL}", blocks=True)
    told = f"hytedata {version('hytedata')}, Python {python_version()}, engine {version('dbos')}"
    return fine("machine", "program", told)


def _time_zones(now: datetime) -> Check:
    name = "time zones"
    try:
        zone = ZoneInfo(_HELSINKI)
    except (ZoneInfoNotFoundError, OSError):
        do = "apt install tzdata, or pip install tzdata"
        return failed("machine", name, f"{_HELSINKI} is not known here", do, blocks=True)
    winter, summer = (datetime(now.year, month, 15, tzinfo=zone).utcoffset() for month in (1, 7))
    if (winter, summer) != (timedelta(hours=2), timedelta(hours=3)):
        seen = f"{_HELSINKI} has other hours here than it should: {winter} and {summer}"
        return warned("machine", name, seen, "apt install --only-upgrade tzdata")
    return fine("machine", name, f"it is {now.astimezone(zone):%d.%m.%Y %H:%M} in {_HELSINKI}")
