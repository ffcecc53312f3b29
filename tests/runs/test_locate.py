"""Files of places to files with municipality and county."""

import csv
import json
from pathlib import Path

import geopandas
import pandas
import pytest
import shapely
from shapely import LineString, Point

from hytedata.errors import InputError
from hytedata.places.frames import COLUMNS
from hytedata.runs.locate import locate_file
from hytedata.runs.locate_options import LocateOptions
from hytedata.runs.progress import Step
from tests.places.layers import at, squares_index

INDEX = squares_index()
LON, LAT = 25.1, 63.17


def write_csv(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def located_rows(path: Path, encoding: str = "utf-8", delimiter: str = ",") -> list[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def test_a_csv_of_degrees_gets_its_columns(tmp_path: Path) -> None:
    source = write_csv(tmp_path / "a.csv", f"id,lon,lat\n1,{LON},{LAT}\n2,,\n3,{LAT},{LON}\n")

    report = locate_file(source, tmp_path / "b.csv", INDEX)

    rows = located_rows(tmp_path / "b.csv")
    assert list(rows[0]) == ["id", "lon", "lat", *COLUMNS]
    assert [(row["id"], row["municipality"], row["county"]) for row in rows] == [
        ("1", "091", "90"),
        ("2", "", ""),
        ("3", "", ""),
    ]
    assert [row["locate_method"] for row in rows] == ["inside", "unusable", "outside"]
    assert report.methods == {"inside": 1, "unusable": 1, "outside": 1}
    assert report.reasons == {"null": 1, "swapped-axes": 1}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_a_csv_is_written_as_it_is_read(tmp_path: Path, encoding: str) -> None:
    text = 'nimi;east;north\r\n"Töölö; ""A""";399500,0;7005000,5\r\n\r\nÄ;1 000;x\r\n'
    source = write_csv(tmp_path / "a.csv", text, encoding)

    report = locate_file(source, tmp_path / "b.csv", INDEX)

    written = (tmp_path / "b.csv").read_bytes()
    assert written[:2] == source.read_bytes()[:2]
    assert b"\r\0\n" in written or b"\r\n" in written
    rows = located_rows(tmp_path / "b.csv", encoding, ";")
    assert [row["nimi"] for row in rows] == ['Töölö; "A"', "Ä"]
    assert (rows[0]["municipality"], rows[0]["locate_distance_m"]) == ("091", "500,0")
    assert rows[1]["locate_reason"].startswith("not-a-number")
    assert report.rows == 2
    assert any("decimal commas" in note for note in report.notes)


def test_short_and_long_rows_keep_all_they_have(tmp_path: Path) -> None:
    east, north = at(5, 5)
    source = write_csv(
        tmp_path / "a.csv", f"east,north,c\n{east},{north},x,more\n{east},{north}\n1\n"
    )

    locate_file(source, tmp_path / "b.csv", INDEX)

    with (tmp_path / "b.csv").open(newline="") as file:
        rows = list(csv.reader(file))
    assert [row[3] for row in rows[1:]] == ["091", "091", ""]
    assert rows[1][-1] == "more"
    assert {len(rows[0]), len(rows[2]), len(rows[3])} == {9}


def test_many_rows_go_through_in_order(tmp_path: Path) -> None:
    east, north = at(5, 5)
    lines = "".join(f"{number},{east},{north}\n" for number in range(20_001))
    source = write_csv(tmp_path / "a.csv", "id,east,north\n" + lines)
    told: list[Step] = []

    report = locate_file(source, tmp_path / "b.csv", INDEX, tell=told.append)

    rows = located_rows(tmp_path / "b.csv")
    assert [row["id"] for row in rows] == [str(number) for number in range(20_001)]
    assert report.rows == 20_001
    assert [(step.done, step.finished) for step in told] == [
        (20_000, False),
        (20_001, False),
        (20_001, True),
    ]


def test_columns_of_our_names_in_a_csv_are_replaced_only_if_asked(tmp_path: Path) -> None:
    source = write_csv(tmp_path / "a.csv", f"municipality,lon,lat,z\nold,{LON},{LAT},1\n")
    out = tmp_path / "b.csv"

    with pytest.raises(InputError, match="--replace"):
        locate_file(source, out, INDEX)
    assert not list(tmp_path.glob("*b.csv"))
    locate_file(source, out, INDEX, options=LocateOptions(replace=True))

    (row,) = located_rows(out)
    assert list(row) == ["lon", "lat", "z", *COLUMNS]
    assert row["municipality"] == "091"


def test_what_is_no_text_is_told(tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    source.write_bytes(b"\xff\xfelon,lat\n1")

    with pytest.raises(InputError, match=r"a\.csv"):
        locate_file(source, tmp_path / "b.csv", INDEX)


def places() -> geopandas.GeoDataFrame:
    drawn = [Point(at(5, 5)), None, LineString([at(7, 5), at(11, 5)])]
    names = {"name": ["Töölö", None, "c"], "count": [1, 2, 3]}
    return geopandas.GeoDataFrame(names, geometry=drawn, crs="EPSG:3067")


def file_of(path: Path, frame: geopandas.GeoDataFrame) -> Path:
    if path.suffix == ".parquet":
        frame.to_parquet(path)
    else:
        moved = frame.to_crs("EPSG:4326") if path.suffix == ".geojson" else frame
        moved.to_file(path, layer="places")
    return path


def frame_of(path: Path) -> geopandas.GeoDataFrame:
    if path.suffix == ".parquet":
        return geopandas.read_parquet(path)
    return geopandas.read_file(path)


@pytest.mark.parametrize("to", [".geojson", ".gpkg", ".parquet"])
@pytest.mark.parametrize("of", [".geojson", ".gpkg", ".parquet"])
def test_every_format_goes_to_every_other(tmp_path: Path, of: str, to: str) -> None:
    source, out = file_of(tmp_path / f"a{of}", places()), tmp_path / f"b{to}"

    report = locate_file(source, out, INDEX)

    found = frame_of(out)
    assert report.methods == {"inside": 2, "unusable": 1}
    assert found["name"].fillna("-").tolist() == ["Töölö", "-", "c"]
    assert found["count"].tolist() == [1, 2, 3]
    assert found["municipality"].fillna("-").tolist() == ["091", "-", "091"]
    shares = found["locate_shares"][2]  # in GeoJSON it is an object, and read as one
    assert (json.loads(shares) if isinstance(shares, str) else shares) == {"091": 0.75, "049": 0.25}
    assert found.crs == ("EPSG:4326" if ".geojson" in (of, to) else "EPSG:3067")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted({source.name, out.name})


def test_a_wrong_crs_of_a_file_is_told_and_can_be_corrected(tmp_path: Path) -> None:
    degrees = geopandas.GeoDataFrame(geometry=[Point(LON, LAT)], crs="EPSG:3067")
    source = file_of(tmp_path / "a.gpkg", degrees)

    wrong = locate_file(source, tmp_path / "b.gpkg", INDEX)
    right = locate_file(source, tmp_path / "c.gpkg", INDEX, options=LocateOptions(crs="EPSG:4326"))

    assert (wrong.reasons, right.reasons) == ({"degrees-in-metres": 1}, {})
    assert frame_of(tmp_path / "c.gpkg").crs == "EPSG:4326"
    assert any("as asked for" in note for note in right.notes)


def test_a_layer_is_named_where_there_are_several(tmp_path: Path) -> None:
    source, out = file_of(tmp_path / "a.gpkg", places()), tmp_path / "b.gpkg"
    places().iloc[:1].to_file(source, layer="other", mode="a")

    for layer, told in ((None, "has several"), ("x", "no layer x")):
        with pytest.raises(InputError, match=f"{told}.*places, other"):
            locate_file(source, out, INDEX, options=LocateOptions(layer=layer))

    assert locate_file(source, out, INDEX, options=LocateOptions(layer="other")).rows == 1


def test_a_file_without_a_crs_or_geometries_is_told(tmp_path: Path) -> None:
    bare = geopandas.GeoDataFrame({"name": ["a"]}, geometry=[Point(at(5, 5))])
    bare.to_parquet(tmp_path / "bare.parquet")
    pandas.DataFrame({"name": ["a"]}).to_parquet(tmp_path / "table.parquet")
    (tmp_path / "broken.geojson").write_text('{"type": "Feature')
    (tmp_path / "broken.gpkg").write_text("nothing")

    for name, told in (
        ("bare.parquet", "states no CRS"),
        ("table.parquet", "not GeoParquet"),
        ("broken.geojson", "cannot be read"),
        ("broken.gpkg", "cannot be read"),
    ):
        with pytest.raises(InputError, match=told):
            locate_file(tmp_path / name, tmp_path / "out.gpkg", INDEX)


@pytest.mark.parametrize("to", [".parquet", ".gpkg", ".geojson"])
def test_heights_stay_and_measures_only_where_the_format_takes_them(
    tmp_path: Path, to: str
) -> None:
    east, north = at(5, 5)
    drawn = [
        shapely.from_wkt(f"LINESTRING ZM ({east} {north} 1 2, {east + 9} {north} 1 2)"),
        shapely.from_wkt(f"POINT M ({east} {north} 2)"),
        Point(east, north, 7),
    ]
    source = file_of(
        tmp_path / "a.parquet", geopandas.GeoDataFrame(geometry=drawn, crs="EPSG:3067")
    )

    report = locate_file(source, tmp_path / f"b{to}", INDEX)

    written = frame_of(tmp_path / f"b{to}")
    assert report.methods == {"inside": 3}
    assert written.geometry.has_z.tolist() == [True, False, True]
    assert ("M values are left out" in report.notes) is (to != ".parquet")


@pytest.mark.parametrize(
    ("source", "out", "told"),
    [
        ("missing.csv", "b.csv", "no such file"),
        ("a.csv", "b.gpkg", r"--out .*\.csv, \.tsv, \.txt"),
        ("a.csv", "a.csv", "the file itself"),
        ("a.csv", "none/b.csv", "a folder that exists"),
        ("a.xlsx", "b.csv", r"use \.csv"),
    ],
)
def test_files_that_cannot_be_used_are_told(
    tmp_path: Path, source: str, out: str, told: str
) -> None:
    for name in ("a.csv", "a.xlsx"):
        write_csv(tmp_path / name, "lon,lat\n")

    with pytest.raises(InputError, match=told):
        locate_file(tmp_path / source, tmp_path / out, INDEX)
