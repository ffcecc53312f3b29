"""Sound records of PTV of every kind: services, channels, organisations and connections."""

import random
from collections.abc import Iterator
from typing import Any, Final

from tests.quality.county.provinces import Home, area, speaks_swedish, spot, town, village
from tests.quality.county.sentences import description, sentence
from tests.quality.planted_names import AUDIENCES, TOPICS
from tests.quality.planted_records import Document, connect, uuid

Texts = dict[str, Any]

_KOKO: Final = "http://www.yso.fi/onto/koko/p"
_INDUSTRY: Final = "http://www.stat.fi/meta/luokitukset/toimiala/001-2008/93110"
_FINLEX: Final = "https://www.finlex.fi/fi/laki/ajantasa/2015/20150390"
_CLASSES: Final = ("P27.1", "P27.2", "P25.1", "P25.2", "P25.5", "P26.1", "P12.1", "P13.2")
_GROUPS: Final = (["KR1"], ["KR1", "KR1.1"], ["KR1.2", "KR1.3"], ["KR2", "KR2.7"], ["KR1", "KR3"])
_KINDS: Final = {  # of places and units that are no sports sites, in three languages
    "kirjasto": ("bibliotek", "library"),
    "nuorisotila": ("ungdomsgård", "youth centre"),
    "hyvinvointipiste": ("välfärdspunkt", "wellbeing point"),
    "neuvola": ("rådgivningsbyrå", "maternity clinic"),
    "kylätalo": ("byagård", "village house"),
    "päiväkeskus": ("dagcenter", "day centre"),
}
_UNITS: Final = {
    "opisto": ("institut", "institute"),
    "hyvinvointipalvelut": ("välfärdstjänster", "wellbeing services"),
    "perhekeskus": ("familjecenter", "family centre"),
}
_OF_KIND: Final = {
    "EService": ("ajanvaraus", "tidsbokning", "booking"),
    "WebPage": ("verkkosivut", "webbsidor", "web pages"),
    "TelephoneService": ("neuvontapuhelin", "rådgivningstelefon", "advice line"),
    "PrintableForm": ("ilmoituslomake", "anmälningsblankett", "registration form"),
}
CHANNEL_KINDS: Final = ("ServiceLocation", *_OF_KIND)
HOLIDAYS: Final = (
    "NewYearDay",
    "Epiphany",
    "GoodFriday",
    "EasterSunday",
    "EasterMonday",
    "MayDay",
    "AscensionDay",
    "WhitSunday",
    "MidsummerEve",
    "MidsummerDay",
    "AllSaintsDay",
    "IndependenceDay",
    "ChristmasEve",
    "ChristmasDay",
    "SecondDayOfChristmas",
)


def owner_id(home: Home, unit: int = 0) -> str:
    """The id of a municipality's organisation, or of one of its units."""
    return uuid(11, int(home.code) * 100 + unit)


def organisations(home: Home, units: int, draw: random.Random) -> Iterator[Document]:
    """A municipality and its units."""
    fi, sv = town(home)
    names = {"fi": f"{fi}n kaupunki", "sv": f"{sv} stad", "en": f"City of {fi}"}
    yield _organisation(home, 0, names, draw)
    for number in range(units):
        word, (swedish, english) = tuple(_UNITS.items())[number % len(_UNITS)]
        finnish, other = village(home, number)
        yield _organisation(
            home,
            number + 1,
            {
                "fi": f"{finnish} {word}",
                "sv": f"{other} {swedish}",
                "en": f"{finnish.capitalize()} {english}",
            },
            draw,
        )


def _organisation(home: Home, unit: int, names: dict[str, str], draw: random.Random) -> Document:
    versions = {
        language: _texts(language, names[language], draw) for language in _spoken(home, draw)
    }
    for language in versions:
        versions[language] |= {"phones": [_phone(draw)], "web_pages": [_link(home, unit, language)]}
    return {
        "of": "organisation",
        "id": owner_id(home, unit),
        "type": "Municipality",
        "parent_id": owner_id(home) if unit else None,
        "municipality": home.code if not unit else None,
        "area": area(home),
        "language_versions": versions,
    }


def service(home: Home, number: int, draw: random.Random) -> Document:
    """A service of a municipality, without a general description."""
    topic, audience = (
        TOPICS[number % len(TOPICS)],
        AUDIENCES[number // len(TOPICS) % len(AUDIENCES)],
    )
    finnish, other = village(home, number)
    names = {
        "fi": f"{topic.capitalize()} {audience}, {finnish} alue",
        "sv": f"Ledd verksamhet {number}, {other}",
        "en": f"Guided activity {number}, {finnish}",
    }
    charged = draw.random() < 0.4
    versions = {
        language: _texts(language, names[language], draw) for language in _spoken(home, draw)
    }
    for language, told in versions.items():
        told["user_instruction"] = sentence(language, draw)
        if charged:
            told["charge_info"] = _PRICE[language]
    groups = draw.choice(_GROUPS)
    made: Document = {
        "of": "service",
        "id": uuid(12, int(home.code) * 100_000 + number),
        "type": "Service",
        "organisation_id": owner_id(home),
        "area": area(home),
        "service_classes": sorted(draw.sample(_CLASSES, draw.randint(1, 4))),
        "target_groups": groups,
        "industrial_classes": [_INDUSTRY] if "KR2" in groups else [],
        "life_events": ["KE1"] if "KR1" in groups and draw.random() < 0.3 else [],
        "ontology_terms": [
            f"{_KOKO}{one}" for one in draw.sample(range(1_000, 90_000), draw.randint(1, 10))
        ],
        "service_languages": list(versions),
        "charge": "Charged" if charged else "Free",
        "funding": "PubliclyFunded",
        "channel_ids": [],
        "language_versions": versions,
    }
    if draw.random() < 0.2:
        versions["fi"] |= {
            "keywords": ["liikunta"],
            "legislation": [{"url": _FINLEX, "name": "Laki"}],
        }
    return made


def channel(home: Home, number: int, kind: str, draw: random.Random) -> Document:
    """A channel of a municipality."""
    names, extra = _channel_names(home, number, kind), _of_kind(home, number, kind, draw)
    versions = {
        language: _texts(language, names[language], draw) for language in _spoken(home, draw)
    }
    for language, told in versions.items():
        told |= extra(language)
    made: Document = {
        "of": "service-channel",
        "type": kind,
        "id": uuid(13, (int(home.code) * 100_000 + number) * 10 + CHANNEL_KINDS.index(kind)),
        "organisation_id": owner_id(home),
        "service_languages": list(versions),
        "service_ids": [],
        "language_versions": versions,
    }
    if kind == "ServiceLocation":
        made["location"] = {"street": [_street(home, number)]}
    if kind == "EService":
        made |= {"signatures": draw.choice((0, 0, 2)), "requires_identification": False}
    if kind in ("ServiceLocation", "TelephoneService"):
        made["service_hours"] = _hours(draw)
    return made


def _channel_names(home: Home, number: int, kind: str) -> dict[str, str]:
    finnish, other = village(home, number)
    if kind == "ServiceLocation":
        word, (swedish, english) = tuple(_KINDS.items())[number % len(_KINDS)]
    else:
        word, swedish, english = _OF_KIND[kind]
    return {
        "fi": f"{finnish} {word}",
        "sv": f"{other} {swedish}",
        "en": f"{finnish} {english}",
    }


def _of_kind(home: Home, number: int, kind: str, draw: random.Random) -> Any:
    phone, mail = _phone(draw), {"address": f"neuvonta.{home.code}@example.fi"}
    match kind:
        case "ServiceLocation":
            two = [phone | {"info": "Vaihde"}, _phone(draw) | {"info": "Kassa"}]
            phones = two if draw.random() < 0.2 else [phone]
            return lambda language: {
                "phones": phones, "emails": [mail], "web_pages": [_link(home, number, language)],
            }  # fmt: skip
        case "TelephoneService":
            return lambda language: {"phones": [phone]}
        case "PrintableForm":
            return lambda language: {
                "files": [{"url": f"https://example.fi/{home.code}/{number}-{language}.pdf"}]
            }
        case _:
            return lambda language: {
                "web_address": _link(home, number, language),
                "accessibility": "Unknown",
                "support_phones": [phone],
                "support_emails": [mail],
            }


def connection(service_: Document, channel_: Document, draw: random.Random) -> Document:
    """What holds for a service at a channel: mostly nothing, now and then a word and a phone."""
    connect(service_, channel_)
    both = [one for one in service_["language_versions"] if one in channel_["language_versions"]]
    told: dict[str, Texts] = {}
    if draw.random() < 0.4:
        told = {one: {"description": sentence(one, draw), "phones": [_phone(draw)]} for one in both}
    hours = _hours(draw) if draw.random() < 0.2 else None
    return {
        "of": "connection",
        "id": f"{service_['id']}/{channel_['id']}",
        "service_id": service_["id"],
        "channel_id": channel_["id"],
        "language_versions": _unlike(channel_["language_versions"], told),
        "service_hours": None if hours == channel_.get("service_hours") else hours,
    }


def _unlike(channel: dict[str, Texts], told: dict[str, Texts]) -> dict[str, Texts]:
    """What is told without what the channel says, which a connection need not repeat."""
    kept: dict[str, Texts] = {}
    for language, texts in told.items():
        own = channel[language]
        numbers = {one["number"] for it in ("phones", "support_phones") for one in own.get(it, ())}
        kept[language] = {
            "phones": [one for one in texts["phones"] if one["number"] not in numbers]
        }
        if texts["description"] not in {own.get("summary"), own.get("description")}:
            kept[language]["description"] = texts["description"]
    return kept


_PRICE: Final = {
    "fi": "Kerta on viisi euroa.",
    "sv": "En gång är fem euro.",
    "en": "One visit is five euros.",
}


def _texts(language: str, name: str, draw: random.Random) -> Texts:
    return {
        "name": name[0].upper() + name[1:],
        "summary": sentence(language, draw),
        "description": description(language, draw),
    }


def _spoken(home: Home, draw: random.Random) -> list[str]:
    if speaks_swedish(home):
        return ["fi", "sv", "en"] if draw.random() < 0.4 else ["fi", "sv"]
    return draw.choice((["fi"], ["fi"], ["fi", "en"], ["fi", "sv", "en"]))


def _phone(draw: random.Random) -> Document:
    if draw.random() < 0.1:
        return {"type": "DomesticPhone", "number": "0600123456", "charge": "Charged"}
    number = f"8{draw.randint(1_000_000, 9_999_999)}"
    extra = {"charge": "ExtraCharge", "charge_description": "1 €/min"}
    cost = extra if draw.random() < 0.1 else {"charge": draw.choice(("Free", "Charged"))}
    return {"type": "InternationalPhone", "dial_code": "+358", "number": number, **cost}


def _link(home: Home, number: int, language: str) -> Document:
    return {"url": f"https://www.example.fi/{language}/{home.code}/{number}", "name": "Info"}


def _street(home: Home, number: int) -> Document:
    east, north = spot(home, 2 * number)
    return {
        "street": {"fi": ("Kirkkotie", "Asemakatu", "Rantapolku")[number % 3]},
        "detail": f"{number % 90 + 1}{' A' * (number % 4 == 0)}",
        "postal_code": home.postal_code,
        "municipality": home.code,
        "positions": [{"position": {"east": east, "north": north}, "source": "NLS"}],
    }


def _hours(draw: random.Random) -> Document | None:
    week = {day: [{"start": "09:00", "end": "16:00"}] for day in ("monday", "tuesday", "friday")}
    ways: tuple[Document | None, ...] = (
        None,
        {"rules": [{"kind": "continuous"}]},
        {
            "rules": [
                {"kind": "weekly", "days": week, "heading": {"fi": "Talvi"}},
                {"kind": "exceptional", "valid_from": "2026-12-31", "heading": {"fi": "Suljettu"}},
            ],
            "holidays": [{"holiday": one} for one in HOLIDAYS],
        },
    )
    return draw.choice(ways)
