"""Public holidays: v12 names them, v11 shows their next dates as exceptions (ptv-api 5.4).

They are kept as `holidayHours` beside a body's own fields, since v11's input has no place for
them: people enter them in PTV's pages. Each is `{"holiday": …, "isClosed": true}`, or has `from`
and `to`.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from hytedata.sandbox.ptv.values import Body, flag, items, text

FIELD = "holidayHours"
_FRIDAY, _SATURDAY = 4, 5


def _easter(year: int) -> date:
    """Easter Sunday, by the anonymous Gregorian algorithm."""
    golden, century, rest = year % 19, *divmod(year, 100)
    leap, left = divmod(century, 4)
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - moon_shift + 15) % 30
    weeks = (32 + 2 * left + 2 * (rest // 4) - epact - rest % 4) % 7
    month_shift = (golden + 11 * epact + 22 * weeks) // 451
    month, day = divmod(epact + weeks - 7 * month_shift + 114, 31)
    return date(year, month, day + 1)


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _from_easter(days: int) -> Callable[[int], date]:
    return lambda year: _easter(year) + timedelta(days=days)


def _weekday_from(month: int, day: int, weekday: int) -> Callable[[int], date]:
    """The first such weekday on or after a day."""

    def on(year: int) -> date:
        first = date(year, month, day)
        return first + timedelta(days=(weekday - first.weekday()) % 7)

    return on


DATES: Mapping[str, Callable[[int], date]] = {
    "NewYearDay": _fixed(1, 1),
    "Epiphany": _fixed(1, 6),
    "MaundyThursday": _from_easter(-3),
    "GoodFriday": _from_easter(-2),
    "EasterSunday": _from_easter(0),
    "EasterMonday": _from_easter(1),
    "MayDayEve": _fixed(4, 30),
    "MayDay": _fixed(5, 1),
    "AscensionDay": _from_easter(39),
    "WhitSunday": _from_easter(49),
    "MidsummerEve": _weekday_from(6, 19, _FRIDAY),
    "MidsummerDay": _weekday_from(6, 20, _SATURDAY),
    "AllSaintsDay": _weekday_from(10, 31, _SATURDAY),
    "IndependenceDay": _fixed(12, 6),
    "ChristmasEve": _fixed(12, 24),
    "ChristmasDay": _fixed(12, 25),
    "SecondDayOfChristmas": _fixed(12, 26),
    "NewYearEve": _fixed(12, 31),
}
"""Holiday → its date in a year."""


def next_date(holiday: str, today: date) -> date:
    """The holiday's next date, today included."""
    on = DATES[holiday]
    return on(today.year) if on(today.year) >= today else on(today.year + 1)


def as_exceptions(body: Body, today: date) -> list[Body]:
    """Holiday hours as v11 shows them: exceptions of one day each, in its input's shape."""
    shown: list[Body] = []
    for item in items(body, FIELD):
        day = next_date(text(item, "holiday") or "", today).isoformat()
        hour: Body = {"serviceHourType": "Exceptional", "validFrom": f"{day}T00:00:00"}
        if flag(item, "isClosed"):
            shown.append({**hour, "isClosed": True})
        else:
            times = {"from": text(item, "from"), "to": text(item, "to")}
            shown.append({**hour, "openingHour": [times]})
    return shown


def as_holidays(body: Body) -> Body | None:
    """Holiday hours as v12 shows them; None where there are none."""
    listed = items(body, FIELD)
    if not listed:
        return None
    return {
        "repetition": {"type": "RepetitionEveryYear"},
        "holidays": [
            {
                "holidayName": text(item, "holiday"),
                "hours": [
                    {
                        "start": text(item, "from") or "00:00",
                        "end": text(item, "to") or "00:00",
                        "openingStatus": "Closed" if flag(item, "isClosed") else "Open",
                        "additionalInformation": {},
                    }
                ],
            }
            for item in listed
        ],
    }
