"""From borders and places, or numbers, to a map."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from shapely.geometry.base import BaseGeometry

from hytedata.clients.boundaries import Boundaries
from hytedata.errors import InputError
from hytedata.export.map import colours
from hytedata.export.map.choropleth import Colouring, colour_areas
from hytedata.export.map.classes import number_of
from hytedata.export.map.focus import Focus, layer_of, named_focus, shown, touched_focus
from hytedata.export.map.items import MapItems
from hytedata.export.map.labels import LARGE, SIZE, place_labels
from hytedata.export.map.picture import Dots, LegendEntry, Picture, Shape, TableRow
from hytedata.export.map.spots import draw_spots
from hytedata.export.map.view import View
from hytedata.export.map.words import (
    WORDS,
    AreaKind,
    MapLanguage,
    area_name,
    counted,
    in_order,
    number,
    short_number,
)

if TYPE_CHECKING:
    import geopandas


def draw_map(
    borders: Boundaries,
    places: "MapItems | geopandas.GeoDataFrame | None" = None,
    *,
    values: Mapping[str, float | None] | None = None,
    by: AreaKind | None = None,
    area: str | None = None,
    language: MapLanguage = "fi",
    title: str | None = None,
    credit: str = "",
) -> Picture:
    """Draw a map: places on the borders around them, or areas coloured by a number.

    Without *by* and *values* the places are drawn, on the municipalities that they touch. With
    *by* they are counted by area; with *values* the areas have these numbers. North is up, in
    EPSG:3067; borders are simplified to half a pixel.

    Args:
        borders: Of municipalities; of counties only for a map by county.
        places: Located places: a frame with the columns of `hytedata.locate`, in any CRS.
        values: Number by code of area, instead of counts; None where there is no number.
        by: `municipality` or `county`: what to colour.
        area: Name or code of the one municipality, county or region to show; its neighbours are
            drawn faintly.
        language: Of words and names.
        title: Heading; one that says what the map is where it is left out.
        credit: Whom to name for the places or numbers.

    Raises:
        InputError: There is nothing to draw, an unknown area, an infinite number, or a frame
            without the columns that are needed.
    """
    items = places if isinstance(places, MapItems) or places is None else MapItems.of_frame(places)
    if items is None and values is None:
        raise InputError("a map needs places or values")
    kind: AreaKind = by or (borders.kind if values is not None else "municipality")
    layer = layer_of(borders, kind)
    if area is not None:
        focus = named_focus(layer, area, language)
    elif items is not None and by is None and values is None:
        focus = touched_focus(layer, items)
    else:
        focus = Focus(layer.codes)
    sheet = _Sheet.of(layer, focus, kind, language)
    if items is not None and by is None and values is None:
        return _map_of_places(sheet, items, title, credit)
    return _map_of_numbers(sheet, items, values, title, credit)


@dataclass(frozen=True, eq=False)
class _Sheet:
    """What all maps have: areas in a view, with their names."""

    layer: Boundaries
    focus: Focus
    kind: AreaKind
    language: MapLanguage
    view: View
    areas: Sequence[BaseGeometry]
    neighbours: tuple[Shape, ...]

    @classmethod
    def of(cls, layer: Boundaries, focus: Focus, kind: AreaKind, language: MapLanguage) -> "_Sheet":
        wanted = np.isin(np.asarray(layer.codes), np.asarray(focus.codes))
        view = View.of(layer.geometries[wanted])
        seen = view.within(layer.geometries)
        drawn = view.coverage(layer.geometries[seen])
        ours = wanted[seen]
        rings = tuple(ring for one in drawn[~ours] for ring in view.rings(one))
        around = Shape(rings, fill=colours.NEIGHBOUR, stroke=colours.FAINT, width=0.7)
        return cls(
            layer, focus, kind, language, view, list(drawn[ours]), (around,) if rings else ()
        )

    @property
    def names(self) -> list[str]:
        return [area_name(code, self.kind, self.language) for code in self.focus.codes]

    def picture(
        self,
        shapes: Sequence[Shape | Dots],
        legend: Sequence[LegendEntry],
        title: str,
        description: str,
        notes: Sequence[str],
        credit: str,
        values: Mapping[str, float | None],
        *,
        summed: bool,
    ) -> Picture:
        words, layer = WORDS[self.language], self.layer
        dots = np.vstack([np.empty((0, 2)), *(s.places for s in shapes if isinstance(s, Dots))])
        rows = [
            TableRow(code, name, number_of(values, code))
            for code, name in zip(self.focus.codes, self.names, strict=True)
        ]
        named = layer.attribution.removeprefix("Source: ")
        source = ", ".join(filter(None, (named, _licence(layer))))
        borders = f"{words.borders} {layer.year}: {source}" if source else ""
        return Picture(
            width=self.view.width,
            height=self.view.height,
            shapes=(*self.neighbours, *shapes),
            labels=place_labels(self.areas, self.names, self.view, SIZE, dots),
            large_labels=place_labels(self.areas, self.names, self.view, LARGE, dots),
            bar=self.view.bar(self.language),
            title=title,
            description=f"{description} {words.north_up}",
            legend=tuple(legend),
            notes=tuple(notes),
            credits=tuple(filter(None, (credit, borders, words.general))),
            rows=tuple(sorted(rows, key=lambda row: in_order(row.name))),
            kind=self.kind,
            language=self.language,
            summed=summed,
        )

    def titled(self, title: str | None, usual: str) -> str:
        if title is not None:
            return title
        return f"{usual}: {self.focus.name}" if self.focus.name else usual


def _licence(layer: Boundaries) -> str:
    return layer.licence if layer.licence not in layer.attribution else ""


def _map_of_places(sheet: _Sheet, items: MapItems, title: str | None, credit: str) -> Picture:
    words, language = WORDS[sheet.language], sheet.language
    positions = shown(items, sheet.focus.codes, county=False)
    spots = draw_spots(items.geometries[positions], sheet.view, language)
    counts = MapItems(
        items.geometries[positions], tuple(items.municipalities[one] for one in positions)
    ).counts(county=False)
    land = [
        Shape(sheet.view.rings(area), fill=colours.LAND, stroke=colours.BORDER, title=name)
        for area, name in zip(sheet.areas, sheet.names, strict=True)
    ]
    told = counted(len(positions), words.place, language)
    areas = counted(len(sheet.areas), words.areas["municipality"], language)
    return sheet.picture(
        (*land, *spots.shapes),
        spots.legend,
        sheet.titled(title, words.title),
        f"{words.shows}: {told}, {areas}.",
        [*_absent(len(items) - len(positions), language), *_several(items, positions, language)],
        credit,
        {code: counts.get(code, 0) for code in sheet.focus.codes},
        summed=True,
    )


def _map_of_numbers(
    sheet: _Sheet,
    items: MapItems | None,
    values: Mapping[str, float | None] | None,
    title: str | None,
    credit: str,
) -> Picture:
    words, language = WORDS[sheet.language], sheet.language
    notes: list[str] = []
    if values is None and items is not None:
        counts = items.counts(county=sheet.kind == "county")
        chosen: Mapping[str, float | None] = {c: counts.get(c, 0) for c in sheet.focus.codes}
        inside = sum(value or 0 for value in chosen.values())
        notes += _absent(len(items) - int(inside), language)
        notes += _several(items, range(len(items)), language)
    else:
        chosen = values or {}
    colouring = Colouring(chosen, sheet.kind, language, counts=values is None)
    shapes, legend = colour_areas(
        sheet.areas, sheet.focus.codes, sheet.names, sheet.view, colouring
    )
    usual = (words.counts if values is None else words.numbers)[sheet.kind]
    return sheet.picture(
        shapes,
        legend,
        sheet.titled(title, usual),
        _summary(sheet, colouring),
        notes,
        credit,
        chosen,
        summed=values is None,
    )


def _summary(sheet: _Sheet, colouring: Colouring) -> str:
    words, language = WORDS[sheet.language], sheet.language
    areas = counted(len(sheet.areas), words.areas[sheet.kind], language)
    found = (number_of(colouring.values, code) for code in sheet.focus.codes)
    known = [value for value in found if value is not None]
    if not known:
        return f"{words.shows}: {areas}."
    total = f"{counted(int(sum(known)), words.place, language)}, " if colouring.counts else ""
    least, most = short_number(min(known), language), short_number(max(known), language)
    return f"{words.shows}: {total}{areas}, {least}–{most}."


def _absent(count: int, language: MapLanguage) -> list[str]:
    return [WORDS[language].absent(number(count, language), count == 1)] if count > 0 else []


def _several(items: MapItems, positions: Sequence[int], language: MapLanguage) -> list[str]:
    found = any(len(items.shares.get(position, ())) > 1 for position in positions)
    return [WORDS[language].several] if found else []
