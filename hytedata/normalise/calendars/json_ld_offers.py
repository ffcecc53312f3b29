"""What an event of JSON-LD costs, and when one signs up; pure (events.md 5)."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from hytedata.models.common import NO_TEXTS
from hytedata.models.event import EventPrice, EventRegistration, Free
from hytedata.normalise.calendars.events_calendar_values import amount_in, says_free
from hytedata.normalise.calendars.json_ld_thing import Thing
from hytedata.normalise.calendars.json_ld_times import aware_of

_UNIT: Final = re.compile(r"\s*(?:€|eur(?:oa?)?|e)\s*", re.IGNORECASE)
_CURRENCY: Final = re.compile(r"[A-Z]{3}", re.ASCII)
_YES: Final = frozenset({"true", "yes", "1", "kyllä"})
_NO: Final = frozenset({"false", "no", "0", "ei"})
MOST_OFFERS: Final = 50


def offers_of(thing: Thing) -> tuple[Free, tuple[EventPrice, ...], EventRegistration]:
    """Return whether it is free, its prices, and how one signs up.

    It is free where it says so, or where all its offers cost nothing; what contradicts itself,
    and what says nothing, is `unknown`.
    """
    offers = [offer for offer in _offers(thing) if offer.node][:MOST_OFFERS]
    prices: list[EventPrice] = []
    for price in map(_price, offers):
        prices += [price] if price not in prices else []
    stated, priced = _stated(thing), _priced(prices)
    free = stated if priced == "unknown" else priced
    if "unknown" not in (stated, priced) and stated != priced:
        thing.odd("isAccessibleForFree", "price-contradicts-free", stated)
        free = "unknown"
    told = [price for price in prices if price.text or price.url or price.highest is not None]
    return free, tuple(told), _registration(offers, thing)


def _offers(thing: Thing, deep: int = 0) -> Iterator[Thing]:
    for value in thing.each("offers"):
        if not isinstance(value, Mapping):
            # An amount or a word alone.
            yield thing.of({"price": value}, "offers")
            continue
        offer = thing.of(value, "offers")
        inner = list(_offers(offer, deep + 1)) if deep < 2 else []
        # A sum of offers states their span; without one its parts speak for themselves.
        summed = offer.raw("lowPrice") or offer.raw("highPrice") or offer.raw("price")
        yield from [offer] if summed or not inner else inner


def _price(offer: Thing) -> EventPrice:
    stated = [_amount(offer, name) for name in ("lowPrice", "price", "highPrice")]
    currency = offer.raw("priceCurrency")
    for more in offer.things("priceSpecification"):
        stated += [_amount(more, name) for name in ("minPrice", "price", "maxPrice")]
        currency = currency or more.raw("priceCurrency")
    amounts = [amount for amount in stated if amount is not None]
    words = offer.texts("price") if offer.raw("price") and not amounts else NO_TEXTS
    return EventPrice(
        text=words or offer.texts("name", "description"),
        lowest=min(amounts, default=None),
        highest=max(amounts, default=None),
        currency=currency.upper() if _CURRENCY.fullmatch(currency.upper()) else "EUR",
        url=offer.link("url"),
    )


def _amount(offer: Thing, name: str) -> float | None:
    text = offer.raw(name)
    if says_free(text):
        return 0.0
    amount = amount_in(_UNIT.sub("", text)) if text else None
    if text and amount is None and name != "price":
        offer.odd(name, "no-amount", text)
    return amount


def _stated(thing: Thing) -> Free:
    word = thing.raw("isAccessibleForFree").casefold().rpartition("/")[2]
    if word in _YES:
        return "yes"
    if word and word not in _NO:
        thing.odd("isAccessibleForFree", "unknown-code", word)
    return "no" if word in _NO else "unknown"


def _priced(prices: list[EventPrice]) -> Free:
    amounts = [price.highest for price in prices]
    if any(amounts):
        return "no"
    return "yes" if amounts and all(amount == 0 for amount in amounts) else "unknown"


def _registration(offers: list[Thing], thing: Thing) -> EventRegistration:
    opens = [at for it in offers if (at := aware_of(it, "validFrom", "availabilityStarts"))]
    closes = [at for it in offers if (at := aware_of(it, "validThrough", "availabilityEnds"))]
    first, last = min(opens, default=None), max(closes, default=None)
    if not (first or last):
        return EventRegistration()
    links = (link for it in offers if (link := it.link("url")) and link != thing.link("url"))
    return EventRegistration(opens=first, closes=last, url=next(links, ""))
