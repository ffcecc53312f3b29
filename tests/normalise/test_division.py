"""The division of a year, told from areas."""

import json
from collections import defaultdict
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from pyproj import Transformer
from shapely import transform, unary_union
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from hytedata import codes
from hytedata.codes import Division, find_places, get_place
from hytedata.connectors._http.values import Response
from hytedata.connectors.statfin.classifications import (
    AreaUnit,
    ClassifiedArea,
    LayerRefused,
    list_areas,
)
from hytedata.errors import RecordError
from hytedata.normalise.division import YearAreas, next_division
from tests.connectors.statfin.country import WFS, Country, encoded

PACKAGED = codes.packaged_division()
COUNTRY = Country.of(PACKAGED)
TODAY = date(2027, 1, 8)


def read(country: Country, unit: AreaUnit, year: int = 2027) -> tuple[ClassifiedArea, ...]:
    content = encoded(country.layer(unit, year))
    found = list_areas(unit, year).decode(Response(200, WFS, {}, content))
    assert not isinstance(found, LayerRefused)
    return found


def divided(country: Country) -> Division:
    areas = YearAreas(
        2027,
        read(country, "kunta"),
        read(country, "maakunta"),
        read(country, "hyvinvointialue"),
    )
    return next_division(PACKAGED, areas, read(COUNTRY, "kunta", 2026), TODAY)


def test_a_year_in_which_nothing_changed_has_the_same_places() -> None:
    division = divided(COUNTRY)

    assert division.municipalities == PACKAGED.municipalities
    assert (division.regions, division.counties) == (PACKAGED.regions, PACKAGED.counties)
    assert division.abolished == PACKAGED.abolished
    assert (division.renamed, division.moved) == (PACKAGED.renamed, PACKAGED.moved)
    assert (division.year, division.origin.kind, division.origin.read_on) == (
        2027,
        "fetched",
        TODAY,
    )


def test_a_merger_abolishes_a_code_and_older_ones_follow_it() -> None:
    division = divided(COUNTRY.merged("507", into="491"))

    mantyharju = get_place("Mäntyharju", division=division)
    pertunmaa = get_place("588", division=division)

    assert (mantyharju.code, mantyharju.told()) == (
        "491",
        "Mäntyharju (507) until 2026-12-31, now part of the municipality Mikkeli (491), "
        "to be checked",
    )
    assert pertunmaa.code == "491"
    assert len(division.municipalities) == 307


def test_a_municipality_with_a_new_code_has_no_languages_yet() -> None:
    new = COUNTRY.squares["507"]
    country = COUNTRY.merged("507", into="491")
    squares = {**country.squares, "999": country.squares["491"]}
    del squares["491"]

    division = divided(Country(squares, COUNTRY.areas))

    place = division.municipality("999")
    assert (place.languages, place.county.code) == ((), new.county)
    assert get_place("507", division=division).code == "999"
    assert get_place("Mikkeli", division=division).former is None


def test_a_new_name_keeps_the_old_one_findable() -> None:
    division = divided(
        COUNTRY.but(
            "507", lambda square: replace(square, fi="Uusi Mäntyharju", sv="Nya Mäntyharju")
        )
    )

    found = get_place("mäntyharju", division=division)

    assert (found.code, found.name.fi) == ("507", "Uusi Mäntyharju")
    assert found.former is not None
    assert (found.former.change, found.former.last_day) == ("renamed", date(2026, 12, 31))


def test_a_municipality_that_moves_is_of_its_old_county_before() -> None:
    division = divided(COUNTRY.but("785", lambda square: replace(square, region="18", county="20")))

    now, then = (
        codes.area_on("county", "785", on=day, division=division)
        for day in (date(2027, 1, 1), date(2026, 12, 31))
    )

    assert (now, then) == ("20", "19")
    assert codes.area_on("region", "785", on=date(2015, 1, 1), division=division) == "18"
    assert "785" in get_place("Kainuun hyvinvointialue", division=division).municipalities


def test_names_of_finnish_municipalities_may_be_missing_in_swedish() -> None:
    division = divided(COUNTRY.but("081", lambda square: replace(square, sv="")))

    assert division.municipality("081").name.sv == "Gustav Adolfs"


def test_helsinki_and_aland_keep_their_codes_where_the_layer_has_counties_only() -> None:
    counties = [area for area in read(COUNTRY, "hyvinvointialue") if area.code < "90"]
    areas = YearAreas(2027, read(COUNTRY, "kunta"), read(COUNTRY, "maakunta"), counties)

    division = next_division(PACKAGED, areas, (), TODAY)

    assert division.counties == PACKAGED.counties
    assert division.municipalities == PACKAGED.municipalities


@pytest.mark.parametrize(
    ("areas", "told"),
    [
        (
            YearAreas(2027, read(COUNTRY, "kunta")[:30], (), ()),
            "30 of the 308 municipalities of 2026 are in it",
        ),
        (
            YearAreas(
                2027,
                read(COUNTRY, "kunta"),
                read(COUNTRY, "maakunta")[:-1],
                read(COUNTRY, "hyvinvointialue"),
            ),
            "municipality 035: region: it lies in none",
        ),
    ],
)
def test_what_is_not_the_country_is_refused(areas: YearAreas, told: str) -> None:
    with pytest.raises(RecordError, match=told):
        next_division(PACKAGED, areas, (), TODAY)


def test_a_division_is_asked_without_touching_the_packaged_one() -> None:
    division = divided(COUNTRY.merged("507", into="491"))

    answer = find_places("Mäntyharju")

    assert answer.one is not None
    assert (answer.one.former, answer.year) == (None, 2026)
    assert codes.find_municipality("507", division=division) != codes.find_municipality("507")


def test_real_outlines_tell_every_county_and_region(shared: Path) -> None:
    file = shared / "data/boundaries/kunnat-4500k-2026.geojson"
    outlines = {
        feature["properties"]["code"]: shape(feature["geometry"])
        for feature in json.loads(file.read_text(encoding="utf-8"))["features"]
    }

    division = next_division(PACKAGED, _real(outlines), (), TODAY)

    assert division.municipalities == PACKAGED.municipalities


def _real(outlines: dict[str, BaseGeometry]) -> YearAreas:
    to_metres = Transformer.from_crs(4326, 3067, always_xy=True).transform
    metric = {
        code: transform(outline, lambda at: np.column_stack(to_metres(*at.T)))
        for code, outline in outlines.items()
    }
    regions, counties = defaultdict(list), defaultdict(list)
    for place in PACKAGED.municipalities:
        regions[place.region].append(metric[place.code])
        counties[place.county].append(metric[place.code])
    return YearAreas(
        2027,
        [_area(one.code, one.name, metric[one.code]) for one in PACKAGED.municipalities],
        [_area(one.code, one.name, unary_union(parts)) for one, parts in regions.items()],
        [_area(one.code, one.name, unary_union(parts)) for one, parts in counties.items()],
    )


def _area(code: str, name: codes.Labels, outline: BaseGeometry) -> ClassifiedArea:
    told = mapping(outline)
    parts = told["coordinates"]
    return ClassifiedArea(code, name, parts if told["type"] == "MultiPolygon" else [parts])
