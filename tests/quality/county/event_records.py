"""Sound events of two calendars: in one or two languages, single, whole days, online, in series."""

import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from tests.quality.county.provinces import Home, speaks_swedish, spot, town, village
from tests.quality.county.sentences import description
from tests.quality.planted_records import CALENDAR, TODAY, Document

OTHER_CALENDAR: Final = "kulttuuri"
SPEAKS: Final = {CALENDAR: "linked-events", OTHER_CALENDAR: "icalendar"}
"""Kind of each calendar: the second has no place for prices and audiences."""

_WHAT: Final = {
    "konsertti": "konsert",
    "lukupiiri": "läsecirkel",
    "peli-ilta": "spelkväll",
    "näyttely": "utställning",
    "satutunti": "sagostund",
    "kylätanssit": "bydans",
}
_PER_SERIES: Final = 4


def events(home: Home, count: int, hosts: int, draw: random.Random) -> Iterator[Document]:
    """Events of a municipality, by turns in the two calendars; every twelfth is a series.

    They take place at its first *hosts* places of PTV.
    """
    number = 0
    while number < count:
        calendar = (CALENDAR, OTHER_CALENDAR)[number // _PER_SERIES % 2]
        if number % 12 == 0 and count - number > _PER_SERIES:
            yield from _series(home, number, calendar, hosts, draw)
            number += _PER_SERIES
        else:
            yield event(home, number, calendar, hosts, draw)
            number += 1


def _series(
    home: Home, number: int, calendar: str, hosts: int, draw: random.Random
) -> Iterator[Document]:
    whole = event(home, number, calendar, hosts, draw)
    last = TODAY + timedelta(days=40)
    yield whole | {
        "series_role": "series",
        "time": {"start": f"{TODAY}", "end": f"{last}"},
    }
    for turn in range(1, _PER_SERIES):
        one = event(home, number + turn, calendar, hosts, draw)
        yield one | {
            "series_role": "occurrence",
            "series_id": whole["id"],
            "description": {},
            "names": {language: f"{name} {turn}" for language, name in whole["names"].items()},
        }


def event(home: Home, number: int, calendar: str, hosts: int, draw: random.Random) -> Document:
    """An event that lacks nothing that its calendar can tell; see `events`."""
    fi, sv = tuple(_WHAT.items())[number % len(_WHAT)]
    finnish, swedish = village(home, number)
    names = {"fi": f"{finnish} {fi}"}
    if speaks_swedish(home):
        names["sv"] = f"{swedish} {sv}"
    made: Document = {
        "of": "event",
        "source": calendar,
        "id": f"{calendar}-{home.code}-{number}",
        "names": names,
        "description": {language: _long(language, draw) for language in names},
        "time": _time(draw),
        "places": [_place(home, number % hosts)],
        "organizers": [{"fi": f"{finnish} kyläyhdistys"}],
        "publisher": f"{home.code}-kulttuuri",
        "keywords": [{"scheme": "yso", "id": "yso:p916", "labels": {"fi": "liikunta"}}],
        "page_url": f"https://example.fi/{calendar}/{home.code}/{number}",
        "modified_at": f"2026-0{draw.randint(1, 9)}-20T09:00:00Z",
    }
    if calendar == CALENDAR:
        made |= _told_in_full(draw)
    if draw.random() < 0.15:
        made |= {"online": True, "online_url": f"https://example.fi/etana/{number}"}
    return made


def _long(language: str, draw: random.Random) -> str:
    told = description(language, draw)
    while len(told) < 60:  # a longer one than what rules call short
        told = f"{told} {description(language, draw)}"
    return told


def _told_in_full(draw: random.Random) -> dict[str, Any]:
    price = draw.randint(3, 25)
    paid = {"is_free": "no", "prices": [{"text": {"fi": f"{price} €"}, "lowest": price}]}
    cost = paid if draw.random() < 0.3 else {"is_free": "yes"}
    who: dict[str, Any] = {"age_min": draw.choice((0, 7, 18))}
    if draw.random() < 0.5:
        who = {"audience": [{"scheme": "yso", "id": "yso:p4354", "labels": {"fi": "lapset"}}]}
    if draw.random() < 0.3:
        who["images"] = [image()]
    if draw.random() < 0.2:
        who["registration"] = {
            "required": True,
            "opens": "2026-10-01T08:00:00+03:00",
            "closes": "2026-11-03T16:00:00+02:00",
            "url": "https://example.fi/ilmoittautuminen",
        }
    return {**cost, **who}


def image() -> Document:
    """A picture that lacks nothing."""
    return {
        "url": "https://example.fi/kuva.jpg",
        "alt": {"fi": "Soittajia lavalla"},
        "credit": "Kamerakerho",
        "licence": "cc_by",
    }


def _time(draw: random.Random) -> Document:
    day = TODAY + timedelta(days=draw.randint(2, 80))
    if draw.random() < 0.15:
        return {"start": f"{day}", "end": f"{day + timedelta(days=draw.randint(0, 2))}"}
    hour = draw.randint(9, 20)
    return {"start": f"{day}T{hour:02}:00:00+02:00", "end": f"{day}T{hour + 2:02}:30:00+02:00"}


def _place(home: Home, number: int) -> Document:
    """A hall beside the place of PTV with the same number."""
    east, north = spot(home, 2 * number)
    return {
        "id": f"p-{home.code}-{number}",
        "names": {"fi": f"{village(home, number)[0]} juhlasali"},
        "street": {"fi": f"Kirkkotie {number % 90 + 1}"},
        "postal_code": home.postal_code,
        "locality": {"fi": town(home)[0]},
        "position": {"east": east + 40, "north": north},
        "municipality": home.code,
    }
