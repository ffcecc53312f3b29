"""GeoParquet is a folder by county that geopandas and pyarrow read, the same each time."""

import errno
import json
import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import geopandas
import pyarrow.dataset
import pyarrow.parquet
import pytest

from hytedata.errors import InputError, StoreError
from hytedata.export import write_file
from hytedata.store.catalogue import CatalogueRecord
from tests.export.conftest import record
from tests.export.made import event, service, site
from tests.export.test_files import broken

DAY = date(2026, 3, 1)


@pytest.fixture(scope="module")
def records() -> list[CatalogueRecord]:
    return [
        event(),
        *(site(number, municipality="889") for number in range(3)),
        site(7, municipality="091", route=False),
        service(),
        record("9"),
    ]


@pytest.fixture(scope="module")
def folder(records: list[CatalogueRecord], tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("export") / "catalogue"
    assert write_file(out, "geoparquet", records, day=DAY) == len(records)
    return out


def part(folder: Path, county: str) -> Path:
    return folder / f"county={county}" / "part-0.parquet"


def told(folder: Path, county: str, key: bytes) -> Any:
    return json.loads(pyarrow.parquet.read_metadata(part(folder, county)).metadata[key])


def test_each_record_is_once_in_the_part_of_its_county(
    folder: Path, records: list[CatalogueRecord]
) -> None:
    by_county = pyarrow.dataset.partitioning(
        pyarrow.schema([("county", pyarrow.string())]), flavor="hive"
    )

    table = pyarrow.dataset.dataset(folder, partitioning=by_county).to_table()

    counties = dict(zip(table["id"].to_pylist(), table["county"].to_pylist(), strict=True))
    # The last one states Helsinki and Utajärvi, the service no place at all.
    assert counties == {
        "e1": "19", "0": "19", "1": "19", "2": "19", "7": "90", "5e2f": None, "9": None,
    }  # fmt: skip
    assert table.num_rows == len(records)


def test_geopandas_reads_whole_geometries_in_wgs84(folder: Path) -> None:
    frame = geopandas.read_parquet(part(folder, "19"))

    assert frame.crs == "OGC:CRS84"
    assert list(frame["id"]) == ["e1", "0", "1", "2"]
    assert frame.geometry.iloc[0] is None
    assert frame.geometry.iloc[1].geom_type == "MultiLineString"
    metres = frame.geometry.iloc[1:].to_crs("EPSG:3067")
    assert metres.total_bounds == pytest.approx((500_000, 7_200_000, 500_100, 7_200_300), abs=0.05)
    assert list(frame["type"].iloc[1:]) == ["4402", "4402", "4402"]


def test_a_part_tells_its_geometries_as_geoparquet_wants(folder: Path) -> None:
    placed, nowhere = told(folder, "19", b"geo"), told(folder, "90", b"geo")

    column = placed["columns"]["geometry"]
    assert (placed["version"], placed["primary_column"]) == ("1.1.0", "geometry")
    assert (column["encoding"], column["geometry_types"]) == ("WKB", ["MultiLineString"])
    assert column["bbox"][:2] == pytest.approx([27.0, 64.92], abs=0.01)
    assert nowhere["columns"]["geometry"] == {"encoding": "WKB", "geometry_types": []}


def test_licence_and_credit_are_in_each_part_and_row(folder: Path) -> None:
    lipas, calendar = told(folder, "19", b"hytedata")["sources"]
    rows = pyarrow.parquet.read_table(part(folder, "19")).to_pylist()

    assert calendar == {"source": "oulu"}
    assert lipas["attribution"] == "Liikuntapaikat: Lipas.fi Jyväskylän yliopisto, 1.3.2026"
    assert [row["attribution"] for row in rows[:2]] == ["Oulun kaupunki", lipas["attribution"]]


def test_the_same_records_give_the_same_bytes_and_nothing_is_left_behind(
    folder: Path, records: list[CatalogueRecord], tmp_path: Path
) -> None:
    out = tmp_path / "again"
    for some in ([site(1, municipality="047")], records):
        write_file(out, "geoparquet", some, day=DAY)

    files = {one.relative_to(out): one.read_bytes() for one in out.rglob("*.parquet")}
    assert files == {one.relative_to(folder): one.read_bytes() for one in folder.rglob("*.parquet")}
    assert [one.name for one in tmp_path.iterdir()] == ["again"]


def test_a_write_that_fails_leaves_the_folder_before(tmp_path: Path) -> None:
    out = tmp_path / "catalogue"
    write_file(out, "geoparquet", [site(1)], day=DAY)

    with pytest.raises(StoreError):
        write_file(out, "geoparquet", broken(), day=DAY)

    assert part(out, "19").exists()
    assert [one.name for one in tmp_path.iterdir()] == ["catalogue"]


def test_many_rows_are_written_in_their_order_in_groups_of_thousands(tmp_path: Path) -> None:
    one = site(1)
    many = (replace(one, id=str(number)) for number in range(5_251))

    write_file(tmp_path / "many", "geoparquet", many)

    file = pyarrow.parquet.ParquetFile(part(tmp_path / "many", "19"))
    groups = [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)]
    assert groups == [5_000, 251]
    assert file.read(["id"])["id"].to_pylist() == [str(number) for number in range(5_251)]


def test_the_folder_before_comes_back_where_the_new_one_cannot_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "catalogue"
    write_file(out, "geoparquet", [site(1)], day=DAY)
    before = part(out, "19").read_bytes()
    replace_file = os.replace

    def full(source: Path, target: Path) -> None:
        if source.name.endswith(".part"):
            raise OSError(errno.ENOSPC, "No space left on device")
        replace_file(source, target)

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(InputError, match="No space left"):
        write_file(out, "geoparquet", [], day=DAY)

    assert part(out, "19").read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["catalogue"]


@pytest.mark.parametrize("name", ["notes.txt", "county=19/mine.parquet"])
def test_a_folder_with_files_of_others_is_left_alone(tmp_path: Path, name: str) -> None:
    file = tmp_path / "home" / name
    file.parent.mkdir(parents=True)
    file.write_text("mine")

    with pytest.raises(InputError, match="no export wrote"):
        write_file(tmp_path / "home", "geoparquet", [site(1)], day=DAY)

    assert file.read_text() == "mine"


def test_a_file_is_no_place_for_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(InputError, match="is a file"):
        write_file(tmp_path / "file", "geoparquet", [])
