"""Which calendars are read, and from when to when."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from hytedata.config import Calendar, Config
from hytedata.config.calendar_table import LONGEST_DAYS
from hytedata.errors import InputError
from hytedata.models.clock import day_in_finland
from hytedata.models.window import Window, instant

NONE_CONFIGURED: Final = """no calendar is configured. Find out what a calendar speaks with

  hytedata events probe https://www.example.fi/tapahtumat

and put the block that it prints into hytedata.toml, as

  [[calendar]]
  name = "kunta"
  kind = "icalendar"
  url = "https://www.example.fi/tapahtumat/?ical=1"
  area = ["municipality:205"]"""


def choose_calendars(config: Config, names: Sequence[str] | None) -> tuple[Calendar, ...]:
    """Return the calendars of these names, in the order of the configuration.

    Raises:
        InputError: There is none, or none of a name; says which there are.
    """
    if not config.calendar:
        raise InputError(NONE_CONFIGURED)
    if names is None:
        return config.calendar
    known = {one.name.casefold() for one in config.calendar}
    wanted = {name.strip().casefold() for name in names}
    for name in names:
        if name.strip().casefold() not in known:
            there_are = ", ".join(one.name for one in config.calendar)
            raise InputError(f"no calendar is called {name!r}; there are: {there_are}")
    return tuple(one for one in config.calendar if one.name.casefold() in wanted)


def window_of(
    calendar: Calendar, moment: datetime, start: date | None = None, end: date | None = None
) -> Window:
    """Return what is read of a calendar: its usual window, and as far beyond as is asked for.

    Raises:
        InputError: It is longer than calendars are read for.
    """
    today = day_in_finland(moment)
    first: date = today - timedelta(days=calendar.past_days)
    after: date = today + timedelta(days=calendar.ahead_days)
    if start is not None and instant(start) < instant(first):
        first = start
    if end is not None and instant(end) > instant(after):
        after = end
    window = Window.of(first, after)
    if window.reasons:
        raise InputError(
            f"from {first} to {after} is too long: calendars are read for {LONGEST_DAYS} days"
        )
    return window
