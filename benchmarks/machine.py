"""The machine and the libraries that numbers were measured with; no name of the machine itself."""

import os
import platform
import sqlite3
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

LIBRARIES: Final = (
    *("hytedata", "httpx", "requests", "msgspec", "pydantic", "rapidfuzz"),
    *("geopandas", "shapely", "pyogrio", "numpy", "sqlalchemy"),
    *("icalendar", "recurring-ical-events", "jinja2", "starlette", "dbos"),
)
"""What measured times depend on, and the baselines; the rest of the installation is not told."""


def machine() -> dict[str, object]:
    """Describe processor, memory, system and versions."""
    return {
        "cpu": _cpu_model(),
        "cores": _cores(),
        "ram_gb": _ram_gb(),
        "system": platform.system(),
        "python": platform.python_version(),
        "libraries": dict(_versions(LIBRARIES)) | {"sqlite": sqlite3.sqlite_version},
    }


def load() -> float | None:
    """Return how many processes wanted a core in the last minute, on average."""
    return round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None


def is_busy(at_load: float | None) -> bool:
    """Whether others use so much of the machine that times cannot be trusted."""
    return at_load is not None and at_load > _cores() / 2


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _cpu_model() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.machine()


def _ram_gb() -> float | None:
    if "SC_PHYS_PAGES" not in getattr(os, "sysconf_names", {}):
        return None
    return round(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30, 1)


def _versions(names: Iterable[str]) -> Iterable[tuple[str, str]]:
    for name in names:
        try:
            yield name, version(name)
        except PackageNotFoundError:
            yield name, "not installed"
