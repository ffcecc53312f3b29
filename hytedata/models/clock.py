"""The clock on the wall in Finland: its zone, and which day it shows."""

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

HELSINKI: Final = ZoneInfo("Europe/Helsinki")
"""The zone of all Finland; `HELSINKI.key` is its name."""


def day_in_finland(when: date) -> date:
    """Return the day that a clock in Finland shows at an aware time; a day stays as it is."""
    return when.astimezone(HELSINKI).date() if isinstance(when, datetime) else when
