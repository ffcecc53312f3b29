"""Borders from files of every kind and CRS, and what is said of files that do not fit."""

import json
import sys
from pathlib import Path

import numpy as np
import pyproj
import pytest
import shapely
from pyarrow import parquet, table

from hytedata import Boundaries
from hytedata.codes import UnknownCode, municipalities
from hytedata.codes.municipality_years import municipality_codes_of
from hytedata.errors import InputError
from tests.clients.boundary_files import (
    COUNTIES,
    MUNICIPALITIES,
    columns,
    geojson,
    geopackage,
    squares,
)


def geoparquet(path: Path, crs: object = "left out", **described: object) -> Path:
    column: dict[str, object] = {"encoding": "WKB", **described}
    if crs != "left out":
        column["crs"] = crs
    geo = {"version": "1.1.0", "primary_column": "geom", "columns": {"geom": column}}
    wkb = shapely.to_wkb(squares(308)).tolist()
    rows = table({"kunta": list(MUNICIPALITIES), "geom": wkb})
    parquet.write_table(rows.replace_schema_metadata({"geo": json.dumps(geo)}), path)
    return path


def far(found: Boundaries) -> float:
    """Return how far the areas are from where they belong, at most, in metres."""
    drawn = zip(found.geometries, squares(len(found)), strict=True)
    return max(float(shapely.hausdorff_distance(one, other)) for one, other in drawn)


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3067", "EPSG:3857"])
def test_geojson_in_any_crs_gives_the_same_borders(tmp_path: Path, crs: str) -> None:
    found = Boundaries.read(geojson(tmp_path / "k.geojson", crs=crs))

    assert (found.kind, found.codes, found.scale) == ("municipality", MUNICIPALITIES, None)
    assert far(found) < 0.01


def test_a_geopackage_with_numbers_for_codes_is_read(tmp_path: Path) -> None:
    values = {"natcode": [int(code) for code in MUNICIPALITIES], "vuosi": [2026] * 308}

    found = Boundaries.read(geopackage(tmp_path / "k.gpkg", values))

    assert (found.codes, found.year, found.remarks) == (MUNICIPALITIES, 2026, ())
    assert far(found) == 0


def test_geoparquet_is_read_with_its_crs(tmp_path: Path) -> None:
    projected = json.loads(pyproj.CRS("EPSG:3067").to_json())

    found = Boundaries.read(geoparquet(tmp_path / "k.parquet", projected))

    assert far(found) == 0


def test_areas_are_in_the_order_of_their_codes(tmp_path: Path) -> None:
    turned = geojson(tmp_path / "k.geojson", columns(reversed(MUNICIPALITIES)), squares(308)[::-1])

    found = Boundaries.read(turned)

    assert found.codes == MUNICIPALITIES
    assert far(found) < 0.01
    assert found.geometry(91).equals(found.geometry("091"))


def test_an_area_that_is_not_there_is_an_unknown_code(tmp_path: Path) -> None:
    found = Boundaries.read(geojson(tmp_path / "k.geojson"))

    with pytest.raises(UnknownCode, match="municipality areas of 2026"):
        found.geometry("999")


def test_what_the_file_says_of_its_licence_is_kept(tmp_path: Path) -> None:
    path = geojson(tmp_path / "k.geojson", attribution="Lähde: Mittaajat", license="CC BY 4.0")

    found = Boundaries.read(path)

    assert (found.attribution, found.licence) == ("Lähde: Mittaajat", "CC BY 4.0")
    assert found.source == "k.geojson"


def test_the_checksum_is_that_of_the_borders(tmp_path: Path) -> None:
    one = Boundaries.read(geopackage(tmp_path / "a.gpkg"))
    same = Boundaries.read(geojson(tmp_path / "b.json", crs="EPSG:3067"))
    other = Boundaries.read(geojson(tmp_path / "c.json", areas=squares(308)[::-1]))

    assert one.checksum == same.checksum
    assert one.checksum != other.checksum


def test_borders_cannot_be_changed_in_place(tmp_path: Path) -> None:
    found = Boundaries.read(geojson(tmp_path / "k.geojson"))

    with pytest.raises(ValueError, match="read-only"):
        found.geometries[0] = None


def test_an_invalid_area_is_mended_and_said(tmp_path: Path) -> None:
    areas = squares(308)
    (west, south), *_ = areas[0].exterior.coords[3:]
    areas[0] = shapely.Polygon(
        [(west, south), (west + 9e3, south + 9e3), (west + 9e3, south), (west, south + 9e3)]
    )

    found = Boundaries.read(geojson(tmp_path / "k.geojson", areas=areas))

    assert shapely.is_valid(found.geometries).all()
    assert any(remark.startswith("005 was mended") for remark in found.remarks)


def test_heights_are_left_out(tmp_path: Path) -> None:
    areas = shapely.force_3d(squares(308), 100.0)

    found = Boundaries.read(geojson(tmp_path / "k.geojson", areas=areas, crs="EPSG:3067"))

    assert not shapely.has_z(found.geometries).any()
    assert "heights and measures of the borders were left out" in found.remarks


def test_a_stated_crs_helps_a_file_that_states_none(tmp_path: Path) -> None:
    path = geoparquet(tmp_path / "k.parquet", None)

    with pytest.raises(InputError, match="states no coordinate reference system"):
        Boundaries.read(path)
    assert far(Boundaries.read(path, crs="EPSG:3067")) == 0


def test_an_earlier_year_is_read_when_it_is_asked_for(tmp_path: Path) -> None:
    codes = sorted(municipality_codes_of(2019))
    path = geojson(tmp_path / "k.geojson", columns(codes))

    with pytest.raises(InputError, match=r"k.geojson: it holds the division of 2017–2019"):
        Boundaries.read(path)
    assert Boundaries.read(path, year=2019).codes == tuple(codes)


def test_a_file_of_counties_is_one_of_counties(tmp_path: Path) -> None:
    path = geojson(tmp_path / "h.geojson", {"hyvinvointialue": COUNTIES})

    found = Boundaries.read(path)

    assert (found.kind, found.codes) == ("county", COUNTIES)
    assert found.counties() is found
    with pytest.raises(InputError, match="where municipalities are needed"):
        Boundaries.read(path, kind="municipality")


def test_counties_are_joined_from_their_municipalities(tmp_path: Path) -> None:
    found = Boundaries.read(geojson(tmp_path / "k.geojson", attribution="Lähde: X"))

    joined = found.counties()

    assert (joined.kind, joined.codes) == ("county", COUNTIES)
    assert sum(area.area for area in joined.geometries) == pytest.approx(308 * 4e8)
    assert joined.geometry("04").covers(found.geometry("092"))
    assert joined.attribution == "Lähde: X, modified: municipalities joined into counties"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("none.geojson", None, "does not exist"),
        ("k.csv", b"kunta\n091", "GeoJSON .*, GeoPackage .* or GeoParquet"),
        ("k.geojson", b'{"type": "FeatureColl', "cannot be read as geojson"),
        ("k.geojson", b'{"type": "FeatureCollection", "features": []}', "has no (rows|geometries)"),
        ("k.gpkg", b"SQLite format 3\x00broken", "cannot be read as gpkg"),
        ("k.parquet", b"PAR1", "cannot be read as Parquet"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_it_should_be(
    tmp_path: Path, name: str, content: bytes | None, told: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)

    with pytest.raises(InputError, match=told):
        Boundaries.read(tmp_path / name)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder; name a file"):
        Boundaries.read(tmp_path)


def test_the_layer_with_municipalities_is_found_among_those_of_a_geopackage(
    tmp_path: Path,
) -> None:
    regions = sorted({place.region.code for place in municipalities()})
    path = geopackage(tmp_path / "k.gpkg", {"natcode": regions}, layer="maakunnat")
    geopackage(path, layer="kunnat", append=True)
    geopackage(path, {"nimi": ["Suomi"]}, layer="valtakunta", append=True)

    assert Boundaries.read(path).codes == MUNICIPALITIES
    with pytest.raises(InputError, match="codes are those of the regions"):
        Boundaries.read(path, layer="maakunnat")
    with pytest.raises(InputError, match="cannot be read as gpkg"):
        Boundaries.read(path, layer="kylät")


def test_layers_that_both_hold_municipalities_must_be_chosen_between(tmp_path: Path) -> None:
    path = geopackage(tmp_path / "k.gpkg", layer="kunnat")
    geopackage(path, layer="kunnat_meri", append=True)

    with pytest.raises(InputError, match=r"several layers \(kunnat, kunnat_meri\); say which"):
        Boundaries.read(path)
    assert Boundaries.read(path, layer="kunnat_meri").codes == MUNICIPALITIES


def test_metres_that_are_said_to_be_degrees_are_recognised(tmp_path: Path) -> None:
    path = geojson(tmp_path / "k.geojson", crs=None)

    with pytest.raises(InputError, match="the numbers look like EPSG:3067"):
        Boundaries.read(path)


def test_an_area_without_geometry_is_named(tmp_path: Path) -> None:
    areas = squares(308)
    areas[3] = None

    with pytest.raises(InputError, match=rf"no geometry \({MUNICIPALITIES[3]}\)"):
        Boundaries.read(geojson(tmp_path / "k.geojson", areas=areas))


@pytest.mark.parametrize(
    ("geo", "told"),
    [
        ({"encoding": "multipolygon"}, "not written as WKB"),
        ({"crs": {"type": "unknown"}}, "is no coordinate reference system"),
    ],
)
def test_geoparquet_that_is_written_otherwise_is_refused(
    tmp_path: Path, geo: dict[str, object], told: str
) -> None:
    with pytest.raises(InputError, match=told):
        Boundaries.read(geoparquet(tmp_path / "k.parquet", **geo))


def test_parquet_without_geometries_is_refused(tmp_path: Path) -> None:
    parquet.write_table(table({"kunta": ["091"]}), tmp_path / "k.parquet")

    with pytest.raises(InputError, match="Parquet without geometries"):
        Boundaries.read(tmp_path / "k.parquet")


def test_geoparquet_without_its_library_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = geoparquet(tmp_path / "k.parquet")
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    with pytest.raises(InputError, match=r"pip install 'hytedata\[parquet\]'"):
        Boundaries.read(path)


@pytest.mark.parametrize(
    ("name", "parts", "named"),
    [
        ("kunnat.geojson", 3297, "Statistics Finland"),
        ("kunnat-4500k-2026.geojson", 370, "Statistics Finland"),
        ("kunnat-with-sea-4500k-2023.geojson", 310, "National Land Survey"),
    ],
)
def test_the_real_borders_are_read_whole(shared: Path, name: str, parts: int, named: str) -> None:
    found = Boundaries.read(shared / "data/boundaries" / name)

    assert found.codes == MUNICIPALITIES
    assert len(shapely.get_parts(found.geometries.copy())) == parts
    assert named in found.attribution
    assert np.isin(shapely.get_type_id(found.geometries), (3, 6)).all()


def test_the_real_counties_cover_what_their_municipalities_do(shared: Path) -> None:
    found = Boundaries.read(shared / "data/boundaries/kunnat.geojson")

    counties = found.counties()

    assert shapely.is_valid(counties.geometries).all()
    assert shapely.area(counties.geometries).sum() == pytest.approx(
        shapely.area(found.geometries).sum(), abs=1
    )
