"""What an occurrence says to people: one text of several languages, its place, its price."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from hytedata.models.clock import HELSINKI
from hytedata.models.common import Language, LocalizedText
from hytedata.models.event import Event, EventPlace, EventPrice

_FIRST: Final[tuple[Language, ...]] = ("fi", "sv", "en")


def language_of(texts: LocalizedText) -> Language | None:
    """Return the language that people most likely read, of those that have a text."""
    known = (*_FIRST, *texts)
    return next((one for one in known if texts.get(one)), None)


def text_of(texts: LocalizedText) -> str:
    """Return the text in that language, or ""."""
    language = language_of(texts)
    return texts[language] if language else ""


def local(moment: datetime) -> str:
    """Write a time as a clock in Finland shows it: `2026-04-03 18:00`."""
    return moment.astimezone(HELSINKI).strftime("%Y-%m-%d %H:%M")


def start_of(event: Event, starts_at: datetime) -> str:
    """Write when an event begins: a day, or a time on the wall clock."""
    start = event.time.start
    return start.isoformat() if event.time.all_day and start else local(starts_at)


def end_of(event: Event, ends_at: datetime | None) -> str:
    """Write when it ends, of days the last one; "" where that is not known."""
    if event.time.all_day:
        last = event.time.end or event.time.start
        return last.isoformat() if last else ""
    return local(ends_at) if ends_at is not None else ""


def address_of(place: EventPlace) -> str:
    """Write where a place is on one line: name, street, postal code and locality."""
    town = f"{place.postal_code} {text_of(place.locality)}".strip()
    return joined((text_of(place.names), text_of(place.street), town), ", ")


def price_of(price: EventPrice) -> str:
    """Write a price as it was stated, or its amounts."""
    stated = text_of(price.text)
    if stated or price.lowest is None:
        return stated
    if price.highest is None or price.highest == price.lowest:
        return f"{price.lowest:g} {price.currency}"
    return f"{price.lowest:g}–{price.highest:g} {price.currency}"


def joined(texts: Iterable[str], separator: str = "; ") -> str:
    """Join the texts that are there, each once."""
    return separator.join(dict.fromkeys(one for one in texts if one))
