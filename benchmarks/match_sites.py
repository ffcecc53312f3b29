"""Matching a large municipality's sites against as many channels, one core.

The measure that travels between machines is a fixed sample of pairs whose names rapidfuzz compares
bare: what a matcher costs that does nothing else, for 3 % of all pairs.
"""

import random
from functools import partial

from rapidfuzz.fuzz import ratio

from benchmarks.result import Result
from benchmarks.timing import fastest
from hytedata.links import StreetAddress, Thing, match
from hytedata.models.common import Position

SITES, SAMPLE, ROUNDS = 3_000, 300_000, 3
MOST_S = 5.0
TARGET = 25.0
_PLACES = tuple(
    first + last
    for first in ("Lukka", "Niitty", "Kirkon", "Metsä", "Hirvi", "Koski", "Pelto", "Kallio", "Suo")
    for last in ("rila", "kylä", "mäki", "ranta", "harju", "lahti", "niemi", "perä", "lampi")
)
_KINDS = ("pallokenttä", "kaukalo", "liikuntasali", "kuntorata", "uimaranta", "tenniskenttä")
_STREETS = tuple(f"{place}ntie" for place in _PLACES)


def made(seed: int = 1) -> tuple[list[Thing], list[Thing]]:
    """A municipality of 15 × 15 km, and what people typed of it: moved, respelled, renamed."""
    draw = random.Random(seed)
    sites = [_site(number, draw) for number in range(SITES)]
    return sites, [_typed(site, draw) for site in sites]


def _site(number: int, draw: random.Random) -> Thing:
    place, kind = draw.choice(_PLACES), draw.choice(_KINDS)
    generic = draw.random() < 0.1
    return Thing(
        f"site:{number}",
        {"fi": kind.capitalize() if generic else f"{place}n {kind}"},
        position=Position(
            east=400_000 + draw.uniform(0, 15_000), north=7_000_000 + draw.uniform(0, 15_000)
        ),
        address=StreetAddress((draw.choice(_STREETS),), str(draw.randint(1, 99)), "90100"),
        municipality="889",
    )


def _typed(site: Thing, draw: random.Random) -> Thing:
    name, at = site.names["fi"], site.position
    if draw.random() < 0.3:
        cut = draw.randrange(len(name))
        name = name[:cut] + name[cut + 1 :]
    assert at is not None
    moved = Position(east=at.east + draw.gauss(0, 60), north=at.north + draw.gauss(0, 60))
    return Thing(
        site.id.replace("site", "channel"),
        {"fi": name},
        position=moved if draw.random() < 0.9 else None,
        address=site.address if draw.random() < 0.8 else None,
        municipality="889",
    )


def bench_matching() -> list[Result]:
    """Time of matching 3 000 to 3 000, against bare comparisons and against five seconds."""
    sites, channels = made()
    draw = random.Random(2)
    names = [site.names["fi"].casefold() for site in sites]
    sample = [(draw.choice(names), draw.choice(names)) for _ in range(SAMPLE)]
    ours, bare = fastest(partial(match, sites, channels), partial(_bare, sample), rounds=ROUNDS)
    matching = match(sites, channels)
    best = [found[0] for found in matching.of_left().values()]
    right = sum(one.right.partition(":")[2] == one.left.partition(":")[2] for one in best)
    told = (
        f"{matching.compared} of {SITES**2} pairs compared, {len(matching.matches)} told; "
        f"the best is the right one for {right} of {SITES}"
    )
    return [
        Result(
            "links: 3 000 sites to 3 000 channels",
            ours,
            bare,
            TARGET,
            note=f"rapidfuzz.ratio of {SAMPLE} pairs of names, bare; {told}",
        ),
        Result.at_most("links: 3 000 sites to 3 000 channels, time", ours, MOST_S, "s"),
    ]


def _bare(sample: list[tuple[str, str]]) -> float:
    return sum(ratio(one, other) for one, other in sample)
