"""Where the central localities of municipalities are: those in a part of the map, or one."""

from collections.abc import Mapping
from functools import cache

from hytedata.codes.centres import centre_of
from hytedata.codes.division import packaged_division
from hytedata.places.surroundings import Surroundings


def towns_in(around: Surroundings) -> frozenset[str]:
    """Return the codes of municipalities whose central locality is in *around*."""
    return frozenset(code for code, east, north in _centres() if around.holds_point(east, north))


@cache
def _centres() -> tuple[tuple[str, float, float], ...]:
    """Code, and EPSG:3067 metres, of each municipality of today."""
    # The libraries for geometry take a second to load.
    from hytedata.places.systems import System

    degrees = System.of("EPSG:4326")
    found: list[tuple[str, float, float]] = []
    for one in packaged_division().municipalities:
        east, north = degrees.to_metres(*centre_of(one.code))
        found.append((one.code, float(east), float(north)))
    return tuple(found)


def centre_m(code: str) -> tuple[float, float] | None:
    """Return where the central locality of a municipality of today is, EPSG:3067 metres, or None.

    Args:
        code: Three digits.
    """
    return _centres_by_code().get(code)


@cache
def _centres_by_code() -> Mapping[str, tuple[float, float]]:
    return {code: (east, north) for code, east, north in _centres()}
