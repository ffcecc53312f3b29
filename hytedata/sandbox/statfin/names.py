"""Which layers the simulated map service has; needs no geo library."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Unit: TypeAlias = Literal["kunta", "maakunta", "hyvinvointialue"]
"""Municipality, region, wellbeing services county."""
Scale: TypeAlias = Literal["1000k", "4500k"]

WORKSPACE: Final = "tilastointialueet"
FIRST_YEAR: Final[Mapping[Unit, int]] = {"kunta": 2013, "maakunta": 2013, "hyvinvointialue": 2022}
SCALES: Final[tuple[Scale, ...]] = ("1000k", "4500k")


@dataclass(frozen=True)
class LayerName:
    """`kunta1000k_2026` in its parts."""

    unit: Unit
    scale: Scale
    year: int

    def __str__(self) -> str:
        return f"{self.unit}{self.scale}_{self.year}"


def layer_names(newest: int) -> Iterator[LayerName]:
    """Yield all layers up to the year *newest*."""
    for unit, first in FIRST_YEAR.items():
        for scale in SCALES:
            for year in range(first, newest + 1):
                yield LayerName(unit, scale, year)
