"""A country of square municipalities in a row, served as Statistics Finland's WFS does."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import httpx
import respx

from hytedata.codes import Division

URL = "https://geo.test/geoserver"
WFS = f"{URL}/tilastointialueet/wfs"
SIDE_M = 1000.0

EXCEPTION = (
    '<?xml version="1.0" encoding="UTF-8"?><ows:ExceptionReport version="2.0.0">'
    '<ows:Exception exceptionCode="InvalidParameterValue" locator="typeName">'
    "<ows:ExceptionText>Feature type tilastointialueet:{layer} unknown</ows:ExceptionText>"
    "</ows:Exception></ows:ExceptionReport>"
)


@dataclass(frozen=True)
class Square:
    """A municipality: its names, its cells in the row, its region and county."""

    fi: str
    sv: str
    cells: tuple[int, ...]
    region: str
    county: str


@dataclass(frozen=True)
class Country:
    """What is where, and what regions and counties are called."""

    squares: Mapping[str, Square]
    areas: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, division: Division) -> "Country":
        """Lay the municipalities of *division* out in a row, in order."""
        squares = {
            place.code: Square(
                place.name.fi, place.name.sv or "", (at,), place.region.code, place.county.code
            )
            for at, place in enumerate(division.municipalities)
        }
        names = {
            (unit, one.code): (one.name.fi, one.name.sv or "")
            for unit, areas in (
                ("maakunta", division.regions),
                ("hyvinvointialue", division.counties),
            )
            for one in areas
        }
        return cls(squares, names)

    def but(self, code: str, change: Callable[[Square], Square]) -> "Country":
        """Change one municipality."""
        return replace(self, squares={**self.squares, code: change(self.squares[code])})

    def merged(self, code: str, into: str) -> "Country":
        """Let one municipality become part of another."""
        gone, kept = self.squares[code], self.squares[into]
        rest = {one: square for one, square in self.squares.items() if one != code}
        return replace(self, squares={**rest, into: replace(kept, cells=kept.cells + gone.cells)})

    def layer(self, unit: str, year: int) -> dict[str, object]:
        """The whole layer as GeoJSON."""
        features = [
            _feature(unit, code, names, cells, year)
            for code, (names, cells) in sorted(self._rows(unit).items())
        ]
        return {
            "type": "FeatureCollection",
            "features": features,
            "numberMatched": len(features),
            "numberReturned": len(features),
        }

    def _rows(self, unit: str) -> dict[str, tuple[tuple[str, str], tuple[int, ...]]]:
        if unit == "kunta":
            return {code: ((one.fi, one.sv), one.cells) for code, one in self.squares.items()}
        rows: dict[str, tuple[tuple[str, str], tuple[int, ...]]] = {}
        for square in self.squares.values():
            code = square.region if unit == "maakunta" else square.county
            names, cells = rows.get(code, (self.areas[unit, code], ()))
            rows[code] = (names, cells + square.cells)
        return rows


def serve(router: respx.MockRouter, years: Mapping[int, Country]) -> None:
    """Answer for the layers of *years*; others are refused with status 200, as GeoServer does."""

    def answer(request: httpx.Request) -> httpx.Response:
        layer = request.url.params["typeNames"].removeprefix("tilastointialueet:")
        unit, _, year = layer.replace("4500k", "").partition("_")
        country = years.get(int(year))
        if country is None:
            text = EXCEPTION.format(layer=layer)
            return httpx.Response(200, text=text, headers={"Content-Type": "application/xml"})
        return httpx.Response(200, json=country.layer(unit, int(year)))

    router.get(WFS).mock(side_effect=answer)


def encoded(layer: object) -> bytes:
    return json.dumps(layer).encode()


def _feature(
    unit: str, code: str, names: tuple[str, str], cells: tuple[int, ...], year: int
) -> dict[str, object]:
    squares = [[_ring(cell)] for cell in cells]
    geometry = (
        {"type": "Polygon", "coordinates": squares[0]}
        if len(squares) == 1
        else {"type": "MultiPolygon", "coordinates": squares}
    )
    told = {unit: code, "vuosi": year, "nimi": names[0], "namn": f"{names[1]}  ", "name": names[0]}
    return {"type": "Feature", "properties": told, "geometry": geometry}


def _ring(cell: int) -> list[list[float]]:
    left, right = cell * SIDE_M, (cell + 1) * SIDE_M
    return [[left, 0.0], [right, 0.0], [right, SIDE_M], [left, SIDE_M], [left, 0.0]]
