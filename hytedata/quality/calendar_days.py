"""Days as people in Finland count them, for rules whose verdict depends on the day."""

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

HELSINKI: Final = ZoneInfo("Europe/Helsinki")


def day_in_finland(moment: date | datetime) -> date:
    """Return the day of an aware time in Finland; a day is itself."""
    return moment.astimezone(HELSINKI).date() if isinstance(moment, datetime) else moment


def years_after(day: date, years: int) -> date:
    """Return the same day so many years later; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
