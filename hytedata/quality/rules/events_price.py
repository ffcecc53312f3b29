"""Rules of prices of events and of signing up: not told, or told two ways."""

import re
from collections.abc import Iterator
from typing import Final

from hytedata.models.event import Event, EventPrice
from hytedata.models.finding import Problem
from hytedata.normalise.calendars.texts import TAKEN_OUT
from hytedata.quality.family import Checks
from hytedata.quality.happenings import is_one, of_calendars_that_tell, of_coming_events, texts_of
from hytedata.quality.rule import Setting

checks = Checks()

_CONTRADICTED: Final = frozenset({"price-contradicts", "price-contradicts-free"})
# The whole text: "maksuton jäsenille" and "ilmainen pysäköinti" say something else.
_FREE: Final = re.compile(
    r"\W*(?:(?:tapahtuma|tilaisuus|sisäänpääsy|pääsy|on|evenemanget|är|entry|the event|is)\s+)*"
    r"(?:ilmainen|ilmaiseksi|maksuton|maksutta|vapaa pääsy|gratis|avgiftsfri\w*|fri(?:tt)? inträde"
    r"|free(?: of charge| entry| admission)?)"
    r"(?:\s+(?:tapahtuma|tilaisuus|sisäänpääsy|kaikille|för alla|evenemang|event|for all))*\W*",
    re.IGNORECASE,
)
_SIGN_UP: Final = re.compile(
    r"\b(?:ennakko)?ilmoittau(?:du|tu)\w*|\b(?:för)?anmäl(?:an|ning|d|er)?\b|\bsign up\b"
    r"|\bregist(?:er|ration)\b",
    re.IGNORECASE,
)
# A piece of each of its words: most texts have none, and need not be looked at slowly. None has
# an i or an s, which have other capitals than their own.
_HINTS: Final = ("lmoittau", "anmäl", "gn up", "reg")
_NO_SIGN_UP: Final = re.compile(
    r"\b(?:ei|ilman|älä)\b[^.!?\n]{0,30}ilmoittau\w+|\b(?:utan|ingen|inte|ej)\b[^.!?\n]{0,20}anmäl\w*"
    r"|\b(?:no|without|not)\b[^.!?\n]{0,30}(?:registration|register|sign up)"
    r"|ilmoittau\w+\s+(?:ei\b|(?:on\s+)?päättyn\w+)|anmäl\w+\s+(?:behövs|krävs)\s+(?:inte|ej)\b"
    r"|registration\s+(?:is\s+)?(?:not|closed)\b",
    re.IGNORECASE,
)
_WAY: Final = re.compile(r"https?://|\bwww\.|@|\b0\d{1,3}[ -]?\d{3}", re.IGNORECASE)


@checks("EVT-PRC-001")
@of_calendars_that_tell("prices")
@of_coming_events
def _no_price(event: Event, _: Setting) -> Iterator[Problem]:
    is_asked = is_one(event) and event.kind != "volunteering"
    if is_asked and event.is_free == "unknown" and not any(map(_tells, event.prices)):
        yield Problem("prices")


@checks("EVT-PRC-002")
@of_coming_events
def _free_at_a_price(event: Event, _: Setting) -> Iterator[Problem]:
    priced = next((one for one in event.prices if one.lowest and one.lowest > 0), None)
    noted = next((one for one in event.remarks if one.code in _CONTRADICTED), None)
    if event.is_free == "yes" and priced:
        yield Problem("is_free", "yes", {"price": f"{priced.lowest:g} {priced.currency}"})
    elif noted:
        yield Problem("is_free", event.is_free, {"price": noted.raw[:100]})


@checks("EVT-PRC-003")
@of_coming_events
def _paid_and_said_free(event: Event, _: Setting) -> Iterator[Problem]:
    said = [text for one in event.prices for text in one.text.values()]
    if event.is_free == "no" and said and all(map(_says_free, said)):
        yield Problem("is_free", "no", {"price": said[0][:100]})


@checks("EVT-PRC-004")
@of_coming_events
def _no_way_to_sign_up(event: Event, _: Setting) -> Iterator[Problem]:
    if event.registration.url or event.registration.required or any(p.url for p in event.prices):
        return
    told = [text for _, _, text in texts_of(event)]
    hinted = [text for text in told if _is_hint(text.lower())]
    if not hinted or any(TAKEN_OUT in text or _WAY.search(text) for text in told):
        return
    for text in hinted:
        if found := _SIGN_UP.search(_NO_SIGN_UP.sub(" ", text)):
            yield Problem("registration.url", params={"words": found[0]})
            return


def _is_hint(lowered: str) -> bool:
    return any(one in lowered for one in _HINTS)


@checks("EVT-PRC-005")
@of_coming_events
def _paid_without_price(event: Event, _: Setting) -> Iterator[Problem]:
    if event.is_free == "no" and is_one(event) and not any(map(_tells, event.prices)):
        yield Problem("prices")


def _tells(price: EventPrice) -> bool:
    return bool(price.text or price.url or price.lowest is not None)


def _says_free(text: str) -> bool:
    return _FREE.fullmatch(text) is not None


RULES = checks.packaged("events_price.toml")
