"""What people typed into PTV by hand: as in Lipas, and not quite."""

import random

from tests.quality.planted_records import Document, Documents

_SIGMA_M = 60.0


def type_by_hand(made: Documents, seed: int = 5) -> None:
    """Respell names of locations, move their points, and take all links away."""
    draw = random.Random(seed)
    linked = {channel for _, channel in made.linked}
    made.linked.clear()
    for one in made.channels:
        if one["id"] in linked:
            _retype(one, draw)


def _retype(channel: Document, draw: random.Random) -> None:
    version = channel["language_versions"]["fi"]
    version["name"] = _respelt(version["name"], draw)
    for one in channel["location"]["street"][0]["positions"]:
        one["position"]["east"] += draw.gauss(0, _SIGMA_M)
        one["position"]["north"] += draw.gauss(0, _SIGMA_M)


def _respelt(name: str, draw: random.Random) -> str:
    place, _, kind = name.partition(" ")
    way = draw.random()
    if way < 0.2 and kind:
        return f"{kind.capitalize()}, {place.removesuffix('n')}"
    if way < 0.4:
        cut = draw.randrange(1, len(name))
        return name[:cut] + name[cut + 1 :]
    return f"{name} (Kainuu)" if way < 0.5 else name
