"""Where the central locality of each municipality is: for "near Kajaani", not for addresses.

The points are those of the National Land Survey's Topographic Database of 2025 (CC BY 4.0); that
of Tuusula, which it lacks, was set at Hyrylä. Every one lies in its municipality.
"""

from collections.abc import Mapping
from functools import cache
from typing import Final

import msgspec

from hytedata.codes.reading import read
from hytedata.codes.values import UnknownCode

FILE: Final = "centres"


class _File(msgspec.Struct):
    source: str
    year: int
    centres: list[tuple[str, float, float]]


def centre_of(code: str) -> tuple[float, float]:
    """Return the point of the central locality of the municipality with *code*.

    Args:
        code: Three digits, of 2026.

    Returns:
        Longitude and latitude, WGS 84 degrees.

    Raises:
        UnknownCode: There is no such municipality.
    """
    found = _centres().get(code)
    if found is None:
        raise UnknownCode("centres of municipalities", code, hint="a code has three digits")
    return found


@cache
def _centres() -> Mapping[str, tuple[float, float]]:
    return {code: (lon, lat) for code, lon, lat in read(FILE, _File).centres}
