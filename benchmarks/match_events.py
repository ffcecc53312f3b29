"""Matching 50 000 events of five calendars, one in ten a copy of another's, one core.

The measure that travels between machines is a fixed sample of pairs whose names rapidfuzz compares
bare: 0.16 % of all pairs, which is what a matcher costs that compares that share and nothing else.
"""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import combinations

from rapidfuzz.fuzz import ratio

from benchmarks.result import Result
from benchmarks.timing import fastest
from hytedata.links.events import EventMatching, match_events, thing_of
from hytedata.models.clock import HELSINKI
from hytedata.models.common import Position
from hytedata.models.event import Event, EventPlace, EventTime

CALENDARS = ("kainuu", "pohde", "kajaani", "oulu", "yhdistykset")
EVENTS, COPIES, SAMPLE = 50_000, 5_000, 2_000_000
MOST_S, TARGET = 20.0, 25.0
_DAYS, _TOWNS, _HALLS = 120, 38, 30
_FIRST = datetime(2027, 1, 4, 8, tzinfo=HELSINKI)
_WHAT = (
    *("Tuolijumppa", "Satutunti", "Vertaisryhmä", "Muistikahvila", "Lukupiiri", "Vesijumppa"),
    *("Yhteislaulu", "Perhekerho", "Sauvakävely", "Kirjavinkkaus", "Bingo", "Digiopastus"),
)
_FOR_WHOM = ("", " ikäihmisille", " lapsille", " perheille", " nuorille", " omaishoitajille")
_NAMES = tuple(what + whom for what in _WHAT for whom in _FOR_WHOM)


@dataclass(frozen=True)
class Made:
    """An event, what it really is, and the municipality that it was resolved to."""

    event: Event
    real: int
    municipality: str


def made(seed: int = 1) -> list[Made]:
    """Events of towns with some halls each; copies are retyped, imported or linked."""
    draw = random.Random(seed)
    taken: set[tuple[object, ...]] = set()
    originals: list[Made] = []
    while len(originals) < EVENTS - COPIES:
        town, hall = draw.randrange(_TOWNS), draw.randrange(_HALLS)
        name, slot = draw.choice(_NAMES), draw.randrange(_DAYS * 24)
        if (told := (town, hall, name, slot)) not in taken:
            taken.add(told)
            number, code = len(originals), f"{100 + town}"
            event = _event(number, name, town, hall, slot, draw.choice(CALENDARS))
            originals.append(Made(event, number, code))
    copies = [_copy(number, one, draw) for number, one in enumerate(draw.sample(originals, COPIES))]
    everything = originals + copies
    draw.shuffle(everything)
    return everything


def _event(number: int, name: str, town: int, hall: int, slot: int, source: str) -> Event:
    place = EventPlace(
        id=f"{source}:{town}-{hall}",
        names={"fi": f"Talo {hall}"},
        street={"fi": f"Koulutie {hall + 1}"},
        postal_code=f"{87000 + town}",
        position=Position(
            east=400_000 + town * 9_000 + hall % 6 * 400, north=7_000_000 + hall // 6 * 400
        ),
    )
    start = _FIRST + timedelta(days=slot // 24, minutes=30 * (slot % 24))
    return Event(
        source=source,
        id=f"{source}:e{number}",
        names={"fi": name},
        time=EventTime(start=start),
        places=(place,),
        page_url=f"https://{source}.example/tapahtuma/{number}",
    )


def _copy(number: int, original: Made, draw: random.Random) -> Made:
    event = original.event
    source = draw.choice([it for it in CALENDARS if it != event.source])
    changes: dict[str, object] = {"source": source, "id": f"{source}:c{number}"}
    changes["page_url"] = f"https://{source}.example/tapahtuma/c{number}"
    name, (place,) = event.names["fi"], event.places
    way = number % 4
    if way == 0:  # imported, and retitled since
        changes |= {"origin_ids": (event.id,), "names": {"fi": name.upper() + "!"}}
    elif way == 1:  # linked
        changes |= {
            "page_url": event.page_url.replace("https://", "http://www.") + "/?utm_source=x"
        }
    elif way == 2:  # typed anew, geocoded elsewhere in the yard
        assert place.position is not None
        moved = Position(
            east=place.position.east + draw.uniform(-90, 90), north=place.position.north
        )
        changes |= {
            "names": {"fi": f"PERUTTU: {name} – Talo {place.id.rpartition('-')[2]}"},
            "places": (place.model_copy(update={"id": "", "street": {}, "position": moved}),),
        }
    else:  # typed anew, with the street and no position
        changes |= {"places": (place.model_copy(update={"id": "", "position": None}),)}
    return Made(event.model_copy(update=changes), original.real, original.municipality)


def matched(events: list[Made]) -> EventMatching:
    """Match them, from events to groups."""
    return match_events(thing_of(one.event, municipality=one.municipality) for one in events)


def bench_matching() -> list[Result]:
    """Time of matching 50 000 events, against bare comparisons and against twenty seconds."""
    events = made()
    draw = random.Random(2)
    names = [one.event.names["fi"].casefold() for one in events]
    sample = [(draw.choice(names), draw.choice(names)) for _ in range(SAMPLE)]
    # Once: a second round would find names and places folded already.
    ours, bare = fastest(partial(matched, events), partial(_bare, sample), rounds=1)
    told = _verdict(events, matched(events))
    return [
        Result(
            "links: 50 000 events of 5 calendars",
            ours,
            bare,
            TARGET,
            note=f"rapidfuzz.ratio of {SAMPLE} pairs of names, bare; {told}",
        ),
        Result.at_most("links: 50 000 events of 5 calendars, time", ours, MOST_S, "s"),
    ]


def _verdict(events: list[Made], matching: EventMatching) -> str:
    real = {(one.event.source, one.event.id): one.real for one in events}
    pairs = [
        pair
        for group in matching.groups
        for pair in combinations([real[one.source, one.id] for one in group.members], 2)
    ]
    right = sum(one == other for one, other in pairs)
    share = matching.compared / (EVENTS * (EVENTS - 1) / 2)
    return (
        f"{matching.compared} pairs compared ({share:.3%}), {matching.crowded} keys left out; "
        f"recall {right / COPIES:.4f}, precision {right / max(len(pairs), 1):.4f}, "
        f"{len(matching.possible)} for a person"
    )


def _bare(sample: list[tuple[str, str]]) -> float:
    return sum(ratio(one, other) for one, other in sample)
