"""Sports sites of a whole country, from the sandbox's maker, with geometries as large as real ones.

The same share gives the same sites.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from random import Random
from typing import Any, Final, cast

from hytedata.sandbox.world.documents import SiteDocument
from hytedata.sandbox.world.place import Place, invented_postal_codes
from hytedata.sandbox.world.sites import SiteMaker, statuses_of
from hytedata.sandbox.world.tables import MunicipalityRow, municipalities

SITES: Final = 57_000
SEED: Final = 1
ROUTE_VERTICES, AREA_VERTICES = 1_100, 300
"""Vertices of a surveyed route and of an area, all features of a site together."""
_EVERYWHERE, _RESIDENTS = 40, 130
"""Each municipality has so many things at least, and one more for each so many residents."""

Document = dict[str, Any]


def towns(share: float) -> list[MunicipalityRow]:
    """Return the municipalities of a share, 0-1, of the country: the first ones by code."""
    rows = list(municipalities().values())
    return rows[: max(3, round(len(rows) * share))]


def amounts(total: int, rows: Sequence[MunicipalityRow]) -> list[int]:
    """Spread *total* over municipalities, by residents; the sum is *total*."""
    weights = [_EVERYWHERE + row.population / _RESIDENTS for row in rows]
    whole = sum(weights)
    ends = [round(total * reached / whole) for reached in accumulate(weights)]
    return [end - start for start, end in pairwise([0, *ends])]


def documents(share: float) -> Iterator[tuple[MunicipalityRow, list[Document]]]:
    """Yield each municipality with its sites as the maker invents them."""
    rows, postal = towns(share), invented_postal_codes()
    for row, count in zip(rows, amounts(round(SITES * share), rows), strict=True):
        random = Random(f"nation {SEED} {row.code}")
        maker = SiteMaker(Place.of(row, postal), random)
        yield row, list(maker.sites(statuses_of(count, random)))


def sites(share: float) -> Iterator[SiteDocument]:
    """Yield all sites as the simulated Lipas keeps them, routes and areas surveyed."""
    for _, made in documents(share):
        for document in made:
            _survey(document["location"]["geometries"]["features"])
            yield SiteDocument.of(document)


def _survey(features: Sequence[Document]) -> None:
    """Put vertices between the invented ones: shape and place stay."""
    shapes = [one["geometry"] for one in features]
    if shapes[0]["type"] == "Point":
        return
    is_area = shapes[0]["type"] == "Polygon"
    lines = [
        line
        for shape in shapes
        for line in (shape["coordinates"] if is_area else [shape["coordinates"]])
    ]
    wanted = AREA_VERTICES if is_area else ROUTE_VERTICES
    between = max(1, wanted // sum(map(len, lines)))
    for line in lines:
        line[:] = [*_filled(cast("list[list[float]]", line), between)]


def _filled(line: Sequence[list[float]], between: int) -> Iterator[list[float]]:
    for (east, north, *_), (to_east, to_north, *_) in pairwise(line):
        for step in range(between):
            part = step / between
            yield [
                round(east + (to_east - east) * part, 6),
                round(north + (to_north - north) * part, 6),
                round(100 + step / 7, 1),
            ]
    yield line[-1]
