"""Clocks: what time it is, the zone of Finland, and which day a clock on a wall there shows."""

from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

HELSINKI: Final = ZoneInfo("Europe/Helsinki")
"""The zone of all Finland; `HELSINKI.key` is its name."""


def utc_now() -> datetime:
    """Return the time, aware, in UTC."""
    return datetime.now(UTC)


def day_in_finland(when: date) -> date:
    """Return the day that a clock in Finland shows at an aware time; a day stays as it is."""
    return when.astimezone(HELSINKI).date() if isinstance(when, datetime) else when
