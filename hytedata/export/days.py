"""When the registers that a file is made of were read, for its lines of credit."""

from collections.abc import Mapping
from datetime import date
from typing import TypeAlias

ReadDays: TypeAlias = date | Mapping[str, date] | None
"""One day for all registers, or each register's own; None, or no entry, where it is not known."""


def day_of(days: ReadDays, source: str) -> date | None:
    """Return the day of *source*."""
    return days.get(source) if isinstance(days, Mapping) else days


def latest_of(days: ReadDays) -> date | None:
    """Return the latest day: of a file that tells of itself but one."""
    return max(days.values(), default=None) if isinstance(days, Mapping) else days
