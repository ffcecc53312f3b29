"""Layers for tests of locating: made by hand, in EPSG:3067 metres."""

from shapely import Polygon, box

from hytedata.places.index import MunicipalityIndex

WEST, SOUTH, SIDE = 400_000.0, 7_000_000.0, 10_000.0
MIDDLE = (WEST + SIDE, SOUTH + SIDE)
"""Where all four squares meet."""


def squares() -> dict[str, Polygon]:
    """Four squares of 10 km: 091 south-west, 049 south-east, 889 north-west, 235 north-east.

    765 is an enclave of 2 km in the middle of 889.
    """
    enclave = box(WEST + 4000, SOUTH + 14_000, WEST + 6000, SOUTH + 16_000)
    return {
        "091": box(WEST, SOUTH, WEST + SIDE, SOUTH + SIDE),
        "049": box(WEST + SIDE, SOUTH, WEST + 2 * SIDE, SOUTH + SIDE),
        "889": Polygon(
            box(WEST, SOUTH + SIDE, WEST + SIDE, SOUTH + 2 * SIDE).exterior,
            [enclave.exterior.coords[:]],
        ),
        "235": box(WEST + SIDE, SOUTH + SIDE, WEST + 2 * SIDE, SOUTH + 2 * SIDE),
        "765": enclave,
    }


def squares_index() -> MunicipalityIndex:
    """The index of `squares`."""
    return MunicipalityIndex(list(squares()), list(squares().values()))


def at(right_km: float, up_km: float) -> tuple[float, float]:
    """Return east and north of a point so far from the south-west corner."""
    return WEST + right_km * 1000, SOUTH + up_km * 1000
