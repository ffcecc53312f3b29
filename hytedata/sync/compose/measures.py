"""Measures of a site that can be true: positive, finite, and of a size that exists."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from hytedata.models.sports_site import PropertyValue
from hytedata.sync.compose.results import LeftOut

_HIGHEST: tuple[tuple[str, float], ...] = (
    ("-km2", 20_000),
    ("-km", 1_000),
    ("-m2", 50_000_000),
    ("-person", 100_000),
    ("-person-count", 100_000),
    ("-count", 2_000),
    ("-m", 20_000),
)
_NO_SUFFIX_HIGHEST = 2_000
"""For the few keys without a unit at their end, such as `altitude-difference` or `k-point`."""

HECTARES_IN_KM2 = 100

_SEVERAL = frozenset({"stand-capacity-person", "covered-stand-person-count", "space-divisible"})
"""Numbers that are told only from two upwards: a stand for one is a slip of the pen."""


@dataclass(frozen=True)
class Measures:
    """Numeric properties that can be told, and those that cannot."""

    values: Mapping[str, float]
    left_out: tuple[LeftOut, ...] = ()


def measures_of(properties: Mapping[str, PropertyValue]) -> Measures:
    """Take the numbers of *properties*; Lipas does not check their range.

    Zero says that there is none and is not told. Negative, infinite and absurd numbers are left
    out with the rule `implausible`.
    """
    values: dict[str, float] = {}
    left_out: list[LeftOut] = []
    for key, value in properties.items():
        if isinstance(value, bool) or not isinstance(value, int | float) or value == 0:
            continue
        if math.isfinite(value) and _lowest(key) <= value <= _highest(key):
            values[key] = float(value)
        else:
            left_out.append(LeftOut(f"properties.{key}", str(value), "implausible"))
    if "area-km2" in values and values["area-km2"] < 1:
        values["area-ha"] = values.pop("area-km2") * HECTARES_IN_KM2
    return Measures(values, tuple(left_out))


def _lowest(key: str) -> float:
    return 2 if key in _SEVERAL else math.ulp(0.0)


def _highest(key: str) -> float:
    for suffix, highest in _HIGHEST:
        if key.endswith(suffix):
            return highest
    return _NO_SUFFIX_HIGHEST
