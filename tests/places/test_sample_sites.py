"""Real sites of Lipas: located as exact predicates on the unsimplified layer say."""

import json
from pathlib import Path

import numpy as np
import pytest
import shapely

from hytedata.places.index import MunicipalityIndex
from hytedata.places.locate import locate
from hytedata.places.systems import System


@pytest.fixture(scope="module")
def sites(shared: Path) -> list[tuple[str, shapely.Geometry]]:
    """Municipality code that each states, and what it is drawn as, in WGS 84."""
    records = json.loads((shared / "data/real/lipas-v1-sports-places.json").read_bytes())
    found: list[tuple[str, shapely.Geometry]] = []
    for record in records:
        location = record.get("location") or {}
        features = (location.get("geometries") or {}).get("features") or []
        drawn = [shapely.from_geojson(json.dumps(feature["geometry"])) for feature in features]
        if drawn:
            code = str(location["city"]["cityCode"]).zfill(3)
            found.append((code, shapely.GeometryCollection(drawn)))
    return found


def measure(place: shapely.Geometry) -> float:
    dimension = int(shapely.get_dimensions(place))
    if dimension == 2:
        return float(shapely.area(place))
    return float(shapely.length(place)) or float(not shapely.is_empty(place))


def test_sample_sites_are_where_exact_predicates_put_them(
    sites: list[tuple[str, shapely.Geometry]], country: MunicipalityIndex
) -> None:
    drawn = np.array([place for _, place in sites], dtype=object)
    metres = System.of("EPSG:4326").drawn(shapely.force_2d(drawn))

    found = locate(drawn.tolist(), country, crs="EPSG:4326")

    assert len(found) == len(sites) > 100
    for place, answer in zip(metres, found, strict=True):
        touched = np.flatnonzero(shapely.intersects(country.geometries, place))
        sizes = {
            country.codes[code]: measure(shapely.intersection(country.geometries[code], place))
            for code in touched
        }
        shares = {part.municipality: part.share for part in answer.shares}
        if sizes and answer.method == "inside":
            best = max(sizes.values())
            assert sizes[answer.municipality or ""] >= best * (1 - 1e-6)
            assert {*sizes} >= {*shares} - {None}
        else:
            assert not sizes or answer.method == "border"


def test_most_sample_sites_lie_in_the_municipality_that_they_state(
    sites: list[tuple[str, shapely.Geometry]], country: MunicipalityIndex
) -> None:
    found = locate([place for _, place in sites], country, crs="EPSG:4326")

    right = sum(answer.municipality == code for (code, _), answer in zip(sites, found, strict=True))
    assert right >= 0.95 * len(sites)
