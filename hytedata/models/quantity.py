"""A number with its unit, as properties of sports sites have."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from hytedata.models.base import Model

Unit: TypeAlias = Literal["m", "m2", "km", "km2", "degC", "count", "persons"]

_SYMBOLS: Mapping[str, str] = {"m2": "m²", "km2": "km²", "degC": "°C", "count": ""}

_BY_LAST_WORD: Mapping[str, Unit] = {
    "m": "m",
    "m2": "m2",
    "km": "km",
    "km2": "km2",
    "c": "degC",
    "count": "count",
}
_BY_KEY: Mapping[str, Unit] = {
    "altitude-difference": "m",
    "hs-point": "m",
    "k-point": "m",
    "max-vertical-difference": "m",
    "p-point": "m",
    "stand-capacity-person": "persons",
}


class Quantity(Model):
    """A number with its unit."""

    value: int | float
    unit: Unit

    def __str__(self) -> str:
        """For people: `4.2 km`; a count is the number alone."""
        return f"{self.value} {_SYMBOLS.get(self.unit, self.unit)}".rstrip()


def unit_of(key: str) -> Unit | None:
    """Return the unit of a property of Lipas v2 (`route-length-km` → `km`); None for none.

    The unit is the key's last word, but for six keys that do not state theirs (lipas-api 3.3).
    """
    return _BY_KEY.get(key) or _BY_LAST_WORD.get(key.rpartition("-")[2])
