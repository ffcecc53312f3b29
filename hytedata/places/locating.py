"""Places of any kind to municipality and county, column by column.

The order and the number of the places are kept: each has an answer, if only a reason.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Self

import numpy as np
import shapely
from numpy.typing import NDArray

from hytedata.places.areas import area_parts
from hytedata.places.borders import Floats, Geometries, Ints
from hytedata.places.grid import NOBODY
from hytedata.places.index import BORDER_M, MunicipalityIndex
from hytedata.places.located import Located, LocateMethod, Share, county_code, shares_text
from hytedata.places.parts import Parts
from hytedata.places.reasons import why_outside
from hytedata.places.routes import route_parts
from hytedata.places.sorting import Kind, Places, point_places, sort_places
from hytedata.places.systems import System

ON_BORDER: Final = "border: the point touches several municipalities, the lowest code was taken"


def _point_parts(places: Geometries, index: MunicipalityIndex) -> Parts:
    vertices, place = shapely.get_coordinates(places, return_index=True)
    polygon, _ = index.covering(*vertices.T)
    return Parts.of(place, polygon.astype(np.int64), np.ones(len(place)))


_PARTS: Final[tuple[tuple[Kind, Callable[[Geometries, MunicipalityIndex], Parts]], ...]] = (
    (Kind.POINTS, _point_parts),
    (Kind.ROUTE, route_parts),
    (Kind.AREA, area_parts),
)


@dataclass(frozen=True)
class Answers:
    """Where some places are, in their order.

    Attributes:
        codes: Code of each municipality of the index.
        polygon: Position in *codes*, -1 for none, shape (n,).
        method: A `LocateMethod` each, shape (n,).
        distance_m: Metres to the municipality, for `offshore`; NaN otherwise, shape (n,).
        parts: Shares of places in several municipalities, as pairs (position in *codes*, share);
            a place that is not here lies in its municipality as a whole, or in none.
        reasons: By position, as in `Located.reason`.
    """

    codes: tuple[str, ...]
    polygon: NDArray[np.int32]
    method: NDArray[np.object_]
    distance_m: Floats
    parts: dict[int, list[tuple[int, float]]] = field(default_factory=dict)
    reasons: dict[int, str] = field(default_factory=dict)

    @classmethod
    def unusable(cls, count: int, codes: tuple[str, ...]) -> Self:
        """Begin with *count* places of which nothing is known."""
        return cls(
            codes,
            np.full(count, NOBODY, dtype=np.int32),
            np.full(count, "unusable", dtype=object),
            np.full(count, np.nan),
        )

    def municipalities(self) -> list[str | None]:
        """Return the code of each place's municipality."""
        named = (*self.codes, None)
        return [named[polygon] for polygon in self.polygon.tolist()]

    def counties(self) -> list[str | None]:
        """Return the code of each place's county."""
        return [county_code(code) for code in self.municipalities()]

    def shares(self, position: int) -> dict[str | None, float]:
        """Return the shares of one place by municipality code, the largest first."""
        method: LocateMethod = self.method[position]
        if method == "unusable":
            return {}
        sole = [(int(self.polygon[position]), 1.0)]
        if method in {"offshore", "outside"}:
            sole = [(NOBODY, 1.0)]
        named = (*self.codes, None)
        return {named[polygon]: share for polygon, share in self.parts.get(position, sole)}

    def shares_texts(self) -> list[str | None]:
        """Return the shares of each place as a JSON object by code; None for unusable ones."""
        sole = [shares_text({code: 1.0}) for code in (*self.codes, None)]
        at_sea = (self.method == "offshore") | (self.method == "outside")
        whole = np.where(at_sea, NOBODY, self.polygon)
        texts: list[str | None] = [sole[polygon] for polygon in whole.tolist()]
        for position in self.parts:
            texts[position] = shares_text(self.shares(position))
        for position in np.flatnonzero(self.method == "unusable").tolist():
            texts[position] = None
        return texts

    def located(self, position: int) -> Located:
        """Return where one place is."""
        code = (*self.codes, None)[int(self.polygon[position])]
        distance_m = float(self.distance_m[position])
        return Located(
            code,
            county_code(code),
            self.method[position],
            None if np.isnan(distance_m) else distance_m,
            tuple(
                Share(code, county_code(code), share)
                for code, share in self.shares(position).items()
            ),
            self.reasons.get(position),
        )


def locate_all(
    geometries: Geometries, system: System, index: MunicipalityIndex, *, offshore_m: float
) -> Answers:
    """Locate *geometries*, whose coordinates are of *system*; None is an unusable place.

    A place of several municipalities gets the one with the largest share, of equal ones the
    lowest code. One that is in none gets the nearest at most *offshore_m* away.
    """
    return _answered(sort_places(geometries, system), system, index, offshore_m)


def locate_columns(
    x: Floats, y: Floats, system: System, index: MunicipalityIndex, *, offshore_m: float
) -> Answers:
    """Locate points whose coordinates are two columns, as `locate_all` does."""
    return _answered(point_places(x, y, system), system, index, offshore_m)


def _answered(
    places: Places, system: System, index: MunicipalityIndex, offshore_m: float
) -> Answers:
    answers = Answers.unusable(len(places.kind), index.codes)
    _locate_points(places, index, offshore_m, answers)
    for kind, parts_of in _PARTS:
        chosen = places.of_kind(kind)
        if len(chosen):
            _share_out(chosen, parts_of(places.drawn[chosen], index), answers)
    answers.method[places.of_kind(Kind.LOST)] = "outside"
    _look_ashore(places, index, offshore_m, answers)
    _explain(places, system, index, offshore_m, answers)
    return answers


def _locate_points(
    places: Places, index: MunicipalityIndex, offshore_m: float, answers: Answers
) -> None:
    points = places.of_kind(Kind.POINT)
    found = index.find(places.east[points], places.north[points], offshore_m=offshore_m)
    answers.polygon[points] = found.polygon
    answers.method[points] = "inside"
    answers.method[points[found.polygon == NOBODY]] = "outside"
    offshore = found.distance_m > 0
    answers.method[points[offshore]] = "offshore"
    answers.distance_m[points[offshore]] = found.distance_m[offshore]
    answers.method[points[found.on_border]] = "border"
    answers.reasons.update(dict.fromkeys(points[found.on_border].tolist(), ON_BORDER))


def _share_out(chosen: Ints, parts: Parts, answers: Answers) -> None:
    """Write the largest share of the *chosen* places, and all shares of those with several."""
    polygon = parts.chosen(len(chosen))
    answers.polygon[chosen] = polygon
    answers.method[chosen] = np.where(polygon == NOBODY, "outside", "inside")
    counts = np.bincount(parts.place, minlength=len(chosen))
    several = {place: pairs for place, pairs in parts.by_place().items() if counts[place] > 1}
    answers.parts.update({int(chosen[place]): pairs for place, pairs in several.items()})


def _look_ashore(
    places: Places, index: MunicipalityIndex, offshore_m: float, answers: Answers
) -> None:
    """Look for the nearest municipality of what lies in none as a whole; points have theirs."""
    shaped = np.isin(places.kind, (Kind.POINTS, Kind.ROUTE, Kind.AREA))
    asked = np.flatnonzero(shaped & (answers.method == "outside"))
    if offshore_m <= 0 or not len(asked):
        return
    drawn = places.drawn[asked]
    found, _, metres = index.borders.nearest(drawn, offshore_m)
    place, first = np.unique(found, return_index=True)
    distance_m = metres[first]
    answers.method[asked[place]] = "offshore"
    answers.distance_m[asked[place]] = distance_m
    # A route along the shore may be as near to several but for rounding: of these the lowest.
    near, owner = index.borders.within(drawn[place], distance_m + BORDER_M)
    nearest = np.full(len(place), len(index.codes), dtype=np.int32)
    np.minimum.at(nearest, near, owner.astype(np.int32))
    answers.polygon[asked[place]] = nearest


def _explain(
    places: Places, system: System, index: MunicipalityIndex, offshore_m: float, answers: Answers
) -> None:
    """Say why what is outside is there, and what was done to the others."""

    def covers(east: Floats, north: Floats) -> NDArray[np.bool_]:
        inside: NDArray[np.bool_] = index.find(east, north, offshore_m=offshore_m).polygon != NOBODY
        return inside

    outside = np.flatnonzero(answers.method == "outside")
    if not len(outside) and not places.notes:
        return
    why = why_outside(places.x[outside], places.y[outside], system, covers)
    answers.reasons.update(zip(outside.tolist(), why, strict=True))
    for position, note in places.notes.items():
        known = answers.reasons.get(position)
        answers.reasons[position] = f"{known}; {note}" if known else note
