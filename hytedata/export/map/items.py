"""Places to show on a map, each with the areas that it is in."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

import numpy as np
import shapely
from numpy.typing import NDArray

from hytedata.errors import InputError
from hytedata.places.located import OUTSIDE, county_code
from hytedata.places.systems import System

if TYPE_CHECKING:
    import geopandas


@dataclass(frozen=True, eq=False)
class MapItems:
    """Places, located.

    Attributes:
        geometries: Points, lines and areas, EPSG:3067 metres, shape (n,); None, empty and
            infinite ones are counted and not drawn.
        municipalities: Code of the municipality that each is counted in; None for none.
        shares: Codes of the municipalities that a place in several lies in, by its position.
    """

    geometries: NDArray[np.object_] = field(repr=False)
    municipalities: tuple[str | None, ...] = field(repr=False)
    shares: dict[int, tuple[str, ...]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        if len(self.geometries) != len(self.municipalities):
            raise InputError(
                f"{len(self.geometries)} geometries and {len(self.municipalities)} municipalities: "
                "give one for each"
            )

    @classmethod
    def of_frame(cls, frame: "geopandas.GeoDataFrame") -> Self:
        """Take the places of a frame in any CRS, with the columns of `hytedata.locate`.

        The column `municipality` is needed, `locate_shares` is read where it is there.

        Raises:
            InputError: There is no such column, or no CRS.
        """
        if "municipality" not in frame.columns or frame.crs is None:
            raise InputError(
                "a map needs a column municipality and a CRS: locate the frame first, "
                "hytedata.locate(frame, index)"
            )
        # Heights play no part on a map, and some of them are no numbers.
        flat = shapely.force_2d(np.asarray(frame.geometry.array, dtype=object))
        shares = frame["locate_shares"].tolist() if "locate_shares" in frame.columns else []
        return cls(
            System.of(frame.crs).drawn(flat),
            tuple(code if isinstance(code, str) and code else None for code in frame.municipality),
            shares_of(shares),
        )

    def __len__(self) -> int:
        return len(self.geometries)

    def drawable(self) -> NDArray[np.bool_]:
        """Say which geometries can be drawn, shape (n,)."""
        fit = ~(shapely.is_missing(self.geometries) | shapely.is_empty(self.geometries))
        fit[fit] = np.isfinite(shapely.bounds(self.geometries[fit])).all(axis=1)
        return fit

    def areas_of(self, position: int, *, county: bool) -> frozenset[str]:
        """Return the codes of all municipalities, or counties, that a place lies in."""
        own = self.municipalities[position]
        several = self.shares.get(position) or ((own,) if own else ())
        if not county:
            return frozenset(several)
        return frozenset(code for one in several if (code := county_code(one)))

    def counts(self, *, county: bool) -> dict[str, int]:
        """Count the places by municipality, or county; each once."""
        found: dict[str, int] = {}
        for own in self.municipalities:
            code = county_code(own) if county else own
            if code is not None:
                found[code] = found.get(code, 0) + 1
        return found


def shares_of(column: Sequence[object]) -> dict[int, tuple[str, ...]]:
    """Read the column `locate_shares`: the codes of each place that has several."""
    found: dict[int, tuple[str, ...]] = {}
    for position, text in enumerate(column):
        if isinstance(text, str) and text.count(":") > 1:
            codes = tuple(code for code in json.loads(text) if code != OUTSIDE)
            if codes:
                found[position] = codes
    return found
