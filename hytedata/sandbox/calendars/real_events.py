"""What happens in the sandbox's world, and which calendars tell of it in which words.

All days are counted from the sandbox's today, so that there is always something this week. One
and the same event is in several calendars: with an id that they share, or by title, time and
place alone, and some pairs only look alike.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from hytedata.sandbox.calendars.happening import Happening, Maker
from hytedata.sandbox.calendars.venues import VENUES, Venue

REGION: Final = "seutu"
"""The calendar of the region, which shows nearly everything."""

CLUBS, TOWN, VILLAGES = "yhdistykset", "mallila", "kylat"

FREE: Final = "Maksuton"

WEEK: Final = "Hyvinvointiviikko"
"""Title of a whole that holds single events and a series."""


def happenings(today: date, municipalities: Iterable[str] = ()) -> list[Happening]:
    """Return all that happens around *today*.

    Args:
        today: The sandbox's day in Finland.
        municipalities: Codes of further municipalities, each with an evening of its own.
    """
    make = Maker(today)
    named = [
        *_exercise(make),
        *_culture(make),
        *_together(make),
        *_talks_and_trips(make),
        *_elsewhere(make),
        *_look_alikes(make),
    ]
    known = {venue.municipality for venue in VENUES.values()}
    others = [code for code in sorted({*municipalities}) if code not in known]
    return [*named, *(_evening(make, number, code) for number, code in enumerate(others))]


def _origin(key: str) -> str:
    return f"https://jarjestaja.example/tapahtumat/{key}"


def _exercise(make: Maker) -> Iterator[Happening]:
    gym = "Kuntopiiri kaikille"
    yield Happening(
        make.timed(
            "kuntopiiri",
            gym,
            0,
            "18:00-19:00",
            "hall",
            cost=FREE,
            text="Ulkona ja sisällä.",
            umbrella=WEEK,
        ),
        {REGION: {}, VILLAGES: {"title": "Kuntopiiri – kaikille"}},
    )
    chair = make.timed(
        "tuolijumppa", "Tuolijumppa", 1, "10:00-11:00", "hall", cost=FREE, age_min=60
    )
    shared = {"origin": _origin("tuolijumppa")}
    yield Happening(chair, {REGION: shared, CLUBS: {**shared, "title": "Tuolijumppa ikäihmisille"}})
    yield Happening(
        make.timed("vesijumppa", "Vesijumppa", 2, "17:00-17:45", "pool", cost="5 €"),
        {REGION: {}, CLUBS: {"position": None}},
    )
    yield Happening(
        make.timed(
            "kavely", "Kävelytreffit", -11, "09:30-10:30", "club", cost=FREE, weeks=8, umbrella=WEEK
        ),
        {REGION: {}, CLUBS: {}},
    )
    yield Happening(
        make.timed(
            "liikuntapaiva", "Koko kaupungin liikuntapäivä", 3, "10:00-16:00", "town", cost=FREE
        ),
        {REGION: {}},
    )


def _culture(make: Maker) -> Iterator[Happening]:
    yield Happening(
        make.days("valokuvat", "Valokuvia joelta", -30, 45, "gallery", category="Näyttelyt"),
        {REGION: {}, VILLAGES: {}},
    )
    yield Happening(
        make.timed(
            "konsertti",
            "Kansanlaulukonsertti",
            4,
            "18:00-19:30",
            "church",
            category="Musiikki",
            cost="15/10 €",
        ),
        {REGION: {"origin": _origin("konsertti")}, CLUBS: {"origin": _origin("konsertti")}},
    )
    yield Happening(
        make.days("kylapaiva", "Kyläpäivä", 5, 6, "village", category="Perheet", cost=FREE),
        {REGION: {}, VILLAGES: {}},
    )
    yield Happening(
        make.timed(
            "satutunti", "Satutunti", 2, "10:00-10:45", "library", category="Perheet", cost=FREE
        ),
        {REGION: {}},
    )


def _together(make: Maker) -> Iterator[Happening]:
    yield Happening(
        make.timed(
            "kudonta",
            "Kudontakurssi",
            6,
            "17:00-20:00",
            "mallila",
            category="Koulutus",
            kind="course",
            cost="35 €",
            organizer="Mallilan kansalaisopisto",
        ),
        {REGION: {}, TOWN: {}},
    )
    yield Happening(
        make.timed(
            "ystavat",
            "Ystäväpalvelun kahvit",
            1,
            "13:00-15:00",
            "club",
            kind="volunteering",
            category="Vapaaehtoistoiminta",
            cost=FREE,
        ),
        {REGION: {}, CLUBS: {"title": "Ystäväpalvelun kahvit!"}},
    )


def _talks_and_trips(make: Maker) -> Iterator[Happening]:
    """What is online, cancelled or postponed."""
    yield Happening(
        make.timed(
            "etaluento",
            "Mielen hyvinvointi arjessa",
            3,
            "16:00-17:00",
            "",
            category="Hyvinvointi",
            cost=FREE,
            online="https://etayhteys.example/mieli",
            umbrella=WEEK,
        ),
        {REGION: {}, TOWN: {}, VILLAGES: {}},
    )
    yield Happening(
        make.timed(
            "uniluento",
            "Luento unesta",
            4,
            "18:00-19:00",
            "club",
            category="Hyvinvointi",
            cost=FREE,
            status="cancelled",
        ),
        {REGION: {}, CLUBS: {"status": "scheduled"}},
    )
    yield Happening(
        make.timed("retki", "Retki kosken rannalle", 5, "09:00-14:00", "hall", status="postponed"),
        {REGION: {}, CLUBS: {}},
    )


def _elsewhere(make: Maker) -> Iterator[Happening]:
    yield Happening(
        make.timed(
            "hiihtokoulu", "Hiihtokoulu", 2, "12:00-13:30", "resort", cost="20 €", kind="course"
        ),
        {REGION: {}, CLUBS: {}},
    )
    yield Happening(
        make.timed(
            "tanssi", "Senioritanssit", 1, "13:00-15:00", "mallila", cost="Ilmainen", weeks=6
        ),
        {TOWN: {}, REGION: {}},
    )
    yield Happening(
        make.timed("opastus", "Kuntosalin opastus", 0, "16:00-17:00", "mallila-hall", cost=FREE),
        {TOWN: {}, REGION: {"title": "KUNTOSALIN OPASTUS"}, VILLAGES: {}},
    )


def _look_alikes(make: Maker) -> Iterator[Happening]:
    """Pairs near the line: much alike, and not certainly the same."""
    walk = make.timed("lumikenka", "Lumikenkäretki", 3, "11:00-13:00", "club", cost=FREE)
    yield Happening(walk, {REGION: {}})
    later = walk.start + timedelta(minutes=30)
    yield Happening(
        replace(walk, key="lumikenka-2", title="Lumikenkäretket", start=later), {CLUBS: {}}
    )
    bread = make.timed("leipa", "Leivontailta", 4, "17:00-19:00", "mallila", cost="3 €")
    yield Happening(bread, {TOWN: {}})
    yield Happening(replace(bread, key="leipa-2", **VENUES["mallila-hall"].where), {REGION: {}})


def _evening(make: Maker, number: int, code: str) -> Happening:
    """An evening in a municipality that has no events by hand."""
    where = Venue(code, "Koulun sali", "Koulutie 1", east_m=40, north_m=30).where
    event = make.timed(
        f"ilta-{code}", "Avoin liikuntailta", number % 7, "18:00-19:30", "", cost=FREE
    )
    return Happening(replace(event, **where), {REGION: {}})
