"""Public holidays of Finland and the two eves on which most doors are closed, by year."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

_FIXED: Final = (
    ("NewYearDay", 1, 1),
    ("Epiphany", 1, 6),
    ("MayDay", 5, 1),
    ("IndependenceDay", 12, 6),
    ("ChristmasEve", 12, 24),
    ("ChristmasDay", 12, 25),
    ("SecondDayOfChristmas", 12, 26),
)
_FROM_EASTER: Final = (
    ("GoodFriday", -2),
    ("EasterSunday", 0),
    ("EasterMonday", 1),
    ("AscensionDay", 39),
    ("WhitSunday", 49),
)
_FRIDAY: Final = 4
_SATURDAY: Final = 5
_WEEK: Final = 7


@lru_cache(maxsize=32)
def holidays(year: int) -> tuple[tuple[date, str], ...]:
    """Return (day, name) of a year's holidays in order; names as PTV writes them."""
    found = [(date(year, month, day), name) for name, month, day in _FIXED]
    easter = easter_sunday(year)
    found += [(easter + timedelta(days=days), name) for name, days in _FROM_EASTER]
    found.append((_first(_FRIDAY, date(year, 6, 19)), "MidsummerEve"))
    found.append((_first(_SATURDAY, date(year, 6, 20)), "MidsummerDay"))
    found.append((_first(_SATURDAY, date(year, 10, 31)), "AllSaintsDay"))
    return tuple(sorted(found))


def holidays_from(day: date) -> Iterator[tuple[date, str]]:
    """Yield the holidays from *day* on, that day included, of this year and the next two."""
    for year in range(day.year, day.year + 3):
        yield from (one for one in holidays(year) if one[0] >= day)


def easter_sunday(year: int) -> date:
    """Return Easter Sunday of the western churches (the Gregorian computus)."""
    golden, century = year % 19, year // 100
    leap_shift = century - century // 4 - (8 * century + 13) // 25
    epact = (leap_shift + 19 * golden + 15) % 30
    epact -= (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + epact + 2 - century + century // 4) % _WEEK
    days = epact - weekday
    month = 3 + (days + 40) // 44
    return date(year, month, days + 28 - 31 * (month // 4))


def _first(weekday: int, day: date) -> date:
    return day + timedelta(days=(weekday - day.weekday()) % _WEEK)
