"""Prices and pictures of Linked Events (events.md 2.4, 2.7); pure."""

import re
from collections.abc import Sequence
from typing import Final, TypeVar

import msgspec

from hytedata.connectors.calendars.linked_events.wire import (
    Decoded,
    Json,
    WireImage,
    WireOffer,
    read_object,
)
from hytedata.models.common import LocalizedText
from hytedata.models.event import EventImage, EventPrice, Free
from hytedata.normalise.calendars.linked_events_places import keep_unread
from hytedata.normalise.calendars.linked_events_values import (
    LANGUAGES,
    address_in,
    address_of,
    first_text,
    harmless,
    texts_of,
)
from hytedata.normalise.calendars.texts import clean_text
from hytedata.normalise.remarks import Remarks

S = TypeVar("S", bound=msgspec.Struct)

_NUMBER: Final = r"\d{1,5}(?:[.,]\d{1,2})?"
_UNIT: Final = r"(?:€|e|eur|euroa?)"
# Only what is nothing but amounts, in euros: 5 €, 5/3 €, 5–10 euroa, 5 € / 3 €.
_AMOUNTS: Final = re.compile(
    rf"{_NUMBER}\s*{_UNIT}?(?:\s*[/–-]\s*{_NUMBER}\s*{_UNIT}?)*", re.IGNORECASE | re.ASCII
)
_HAS_UNIT: Final = re.compile(rf"\d\s*{_UNIT}$", re.IGNORECASE | re.ASCII)


def offers_of(
    stated: Sequence[Json] | None, remarks: Remarks
) -> tuple[Free, tuple[EventPrice, ...]]:
    """Return whether it is free, and what is said of prices.

    It is free where all offers are; where one is not, it is not; without an offer nobody knows.
    """
    offers = _read_all(stated, "offers", WireOffer, remarks)
    said = [read.wire.is_free for _, read in offers]
    free: Free = "unknown"
    if False in said:
        free = "no"
    elif said and all(said):
        free = "yes"
    prices = [_price(path, read.wire, remarks) for path, read in offers]
    if free == "yes" and any(price.highest for price in prices):
        remarks.add("offers", "price-contradicts-free", first_text(prices[0].text))
    return free, tuple(price for price in prices if price.text or price.url)


def images_of(stated: Sequence[Json] | None, remarks: Remarks) -> tuple[EventImage, ...]:
    """Return pictures with their licence: one that is `event_only` may be shown for it alone."""
    found = []
    for path, read in _read_all(stated, "images", WireImage, remarks):
        wire = read.wire
        if url := address_of(wire.url or "", f"{path}.url", remarks):
            image = EventImage(
                url=url,
                alt=texts_of(wire.alt_text, f"{path}.alt_text", remarks),
                # The licence asks that the photographer be named.
                credit=clean_text(wire.photographer_name or ""),
                licence=(wire.license or wire.license_url or "").strip(),
            )
            found.append(image)
    return tuple(found)


def _price(path: str, wire: WireOffer, remarks: Remarks) -> EventPrice:
    price = texts_of(wire.price, f"{path}.price", remarks, clean_text)
    more = texts_of(wire.description, f"{path}.description", remarks, clean_text)
    lowest, highest = _amounts(first_text(price))
    return EventPrice(
        text=_joined(price, more),
        lowest=lowest,
        highest=highest,
        url=address_in(wire.info_url, f"{path}.info_url", remarks),
    )


def _joined(first: LocalizedText, second: LocalizedText) -> LocalizedText:
    texts = {
        language: "; ".join(filter(None, (first.get(language), second.get(language))))
        for language in LANGUAGES
    }
    return {language: text for language, text in texts.items() if text}


def _amounts(text: str) -> tuple[float | None, float | None]:
    if not _AMOUNTS.fullmatch(text) or not _HAS_UNIT.search(text):
        return None, None
    amounts = [float(one.replace(",", ".")) for one in re.findall(_NUMBER, text)]
    return min(amounts), max(amounts)


def _read_all(
    stated: Sequence[Json] | None, field: str, shape: type[S], remarks: Remarks
) -> list[tuple[str, Decoded[S]]]:
    found = []
    for number, one in enumerate(stated or ()):
        path = f"{field}[{number}]"
        if not isinstance(one, dict):
            remarks.lose(path, "odd-value", harmless(one))
            continue
        read = read_object(one, shape)
        for name, value in (*read.odd.items(), *read.unknown.items()):
            keep_unread(f"{path}.{name}", value, is_odd=name in read.odd, remarks=remarks)
        found.append((path, read))
    return found
