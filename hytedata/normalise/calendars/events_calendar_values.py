"""Times and prices of The Events Calendar, as it writes them (events.md 3.4)."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

from hytedata.connectors.calendars.events_calendar_wire import WireCost, WireRow
from hytedata.models.clock import HELSINKI
from hytedata.models.common import NO_TEXTS, Language
from hytedata.models.event import EventPrice, EventTime, Free
from hytedata.normalise.calendars.texts import one_line
from hytedata.normalise.remarks import Remarks

_OFFSET: Final = re.compile(r"(?:UTC|GMT)?\s*([+-])\s*(\d{1,2})(?:[:.](\d{1,2}))?|UTC|GMT")
_FINLAND: Final = frozenset({0.0, 2.0, 3.0})
"""Manual offsets that stand for Finland: its two, and the one of a site that never set any."""

_FREE: Final = re.compile(
    r"(?:ilmai(?:nen|seksi)|maksuton|vapaa pääsy|gratis|fritt inträde|avgiftsfri(?:tt)?|free)"
    r"[.!]?|0(?:[.,]00?)?\s*(?:€|eur(?:oa)?)?|€\s?0",
    re.IGNORECASE,
)
_CURRENCIES: Final[Mapping[str, str]] = {"": "EUR", "€": "EUR", "kr": "SEK", "$": "USD"}


class NoStart(ValueError):
    """It is not stated when the event begins."""


def time_of(row: WireRow, remarks: Remarks) -> EventTime:
    """Return when *row* takes place; of days the last one is stated, as in our model.

    The local time counts: on sites that never set their zone, what is called UTC is local too.

    Raises:
        NoStart: Its start is missing, or no time.
    """
    start = _local(row.start_date)
    if start is None:
        raise NoStart(f"start_date is no time: {row.start_date!r}")
    end = _local(row.end_date)
    if row.end_date and end is None:
        remarks.add("end_date", "no-time", row.end_date)
    name, zone = _zone(row, remarks)
    first: date = start.date() if row.all_day else _moment(start, zone)
    last: date | None = None if end is None else end.date() if row.all_day else _moment(end, zone)
    if end is not None and end < start and last is not None and last < first:
        remarks.add("end_date", "end-before-start", row.end_date)
        last = None
    return EventTime(start=first, end=last, timezone=name)


def utc(text: str | None) -> datetime | None:
    """Return a time that is stated in UTC."""
    found = _local(text)
    return found.replace(tzinfo=UTC) if found else None


def price_of(
    row: WireRow, cost: WireCost, language: Language, remarks: Remarks
) -> tuple[Free, tuple[EventPrice, ...]]:
    """Return whether *row* is free, and its price; no price is `unknown`, never free."""
    text = one_line(row.cost or "")
    values = [str(value) for value in cost.values or ()]
    amounts = [amount for value in values if (amount := amount_in(value)) is not None]
    certain = bool(values) and len(amounts) == len(values)
    free_by_word = says_free(text)
    free: Free = "unknown"
    if certain:
        free = "no" if any(amounts) else "yes"
    elif free_by_word:
        free = "yes"
    if certain and text and free_by_word != (free == "yes"):
        remarks.add("cost", "price-contradicts", f"{text} / {', '.join(values)}")
        free = "unknown"
    if not text and not amounts:
        return free, ()
    symbol = cost.currency_symbol or ""
    return free, (
        EventPrice(
            text={language: text} if text else NO_TEXTS,
            lowest=min(amounts) if certain else None,
            highest=max(amounts) if certain else None,
            currency=cost.currency_code or _CURRENCIES.get(symbol.strip().lower(), symbol),
        ),
    )


def says_free(text: str) -> bool:
    """Whether *text* is nothing but a word for "free", or a price of nothing."""
    return bool(_FREE.fullmatch(text))


def amount_in(value: str) -> float | None:
    """Return the amount that *value* is, and nothing else; None where it is none."""
    try:
        found = float(value.replace(",", ".").replace(" ", ""))
    except ValueError:
        return None
    return found if 0 <= found < 1e6 else None


def _local(text: str | None) -> datetime | None:
    try:
        found = datetime.fromisoformat((text or "").strip())
    except ValueError:
        return None
    return found.replace(tzinfo=None)


def _moment(local: datetime, zone: tzinfo) -> datetime:
    return local.replace(tzinfo=zone).astimezone(UTC).astimezone(HELSINKI)


def _zone(row: WireRow, remarks: Remarks) -> tuple[str, tzinfo]:
    """Return name and zone of the clock that *row* is written by."""
    stated = (row.timezone or "").strip()
    offset = _OFFSET.fullmatch(stated)
    if offset is None:
        try:
            return stated or HELSINKI.key, ZoneInfo(stated or HELSINKI.key)
        except (KeyError, ValueError, OSError):
            remarks.add("timezone", "unknown-timezone", stated)
            return HELSINKI.key, HELSINKI
    sign, hours, part = offset.groups()
    # `UTC+5:30` in minutes, `UTC+5.5` in tenths: both are written.
    fraction = 0.0 if not part else int(part) / 60 if ":" in stated else float(f"0.{part}")
    ahead = (int(hours or 0) + fraction) * (-1 if sign == "-" else 1)
    if ahead in _FINLAND:
        # Nobody moves the offset in spring: what people typed is the time on their wall.
        remarks.add("timezone", "manual-offset", stated)
        return HELSINKI.key, HELSINKI
    return HELSINKI.key, timezone(timedelta(hours=ahead))
