"""What the tests of reading calendars share."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeAlias

from tests.e2e.support import Command

ReadEvents: TypeAlias = Callable[..., Command]

STORE = "hytedata-sandbox.db"


def flat(text: str) -> str:
    """A message as one line."""
    return " ".join(text.split())


def times(day: date, hours: str) -> tuple[datetime, datetime]:
    """Start and end on a day, of hours such as `10:00-11:00`."""
    first, last = hours.split("-")
    return datetime.fromisoformat(f"{day} {first}"), datetime.fromisoformat(f"{day} {last}")
