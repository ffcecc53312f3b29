"""Files are written whole or not at all."""

import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from hytedata.errors import InputError, StoreError
from hytedata.export import ExportFormat, write_file
from hytedata.store.catalogue import CatalogueRecord
from tests.export.conftest import record


def broken() -> Iterator[CatalogueRecord]:
    yield record()
    raise StoreError("the store broke")


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "new" / "sites.ndjson"

    assert write_file(path, "ndjson", [record()]) == 1

    assert path.read_bytes().count(b"\n") == 1
    assert [one.name for one in path.parent.iterdir()] == ["sites.ndjson"]


@pytest.mark.parametrize("form", ["csv", "geojson", "geojsonseq", "ndjson", "xlsx", "geoparquet"])
def test_credits_name_the_day_of_each_register(form: ExportFormat, tmp_path: Path) -> None:
    days = {"lipas": date(2026, 3, 1), "ptv": date(2026, 3, 4)}
    out = tmp_path / "out"

    write_file(out, form, [record("1"), record("2", source="ptv")], day=days, descriptor=True)

    file = (out if out.is_dir() else tmp_path) / "datapackage.json"
    told = {one["source"]: one["title"] for one in json.loads(file.read_bytes())["sources"]}
    assert {one: title.rsplit(", ", 1)[1] for one, title in told.items()} == {
        "lipas": "1.3.2026",
        "ptv": "4.3.2026",
    }


def test_a_write_that_fails_leaves_the_file_before(tmp_path: Path) -> None:
    path = tmp_path / "sites.csv"
    path.write_text("the one before")

    with pytest.raises(StoreError):
        write_file(path, "csv", broken())

    assert path.read_text() == "the one before"
    assert [one.name for one in tmp_path.iterdir()] == ["sites.csv"]


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")

    write_file(tmp_path / "link.csv", "csv", [record()])

    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_bytes().startswith(b"id,source,kind")


def test_a_device_is_written_to_and_stays(tmp_path: Path) -> None:
    assert write_file(Path(os.devnull), "geojson", [record()]) == 1

    assert not Path(os.devnull).is_file()


def test_a_pipe_that_has_no_name_is_written_to(tmp_path: Path) -> None:
    ends = os.pipe()
    # As a shell makes it for /dev/stdout: the name leads to no file.
    name = Path("/dev/fd", str(ends[1]))

    count = write_file(name, "ndjson", [record()])

    os.close(ends[1])
    with os.fdopen(ends[0], "rb") as pipe:
        assert pipe.read().count(b"\n") == count == 1


def test_a_log_behind_an_open_file_keeps_what_it_had(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_bytes(b"before\n")

    with log.open("ab") as stream:
        write_file(Path("/dev/fd", str(stream.fileno())), "ndjson", [record()])
        stream.write(b"after\n")

    lines = log.read_bytes().splitlines()
    assert (lines[0], len(lines), lines[2]) == (b"before", 3, b"after")


@pytest.mark.parametrize("place", [".", "file.txt/inside.csv"])
def test_a_place_that_takes_no_file_is_told(tmp_path: Path, place: str) -> None:
    (tmp_path / "file.txt").touch()

    with pytest.raises(InputError, match=str(tmp_path)):
        write_file(tmp_path / place, "csv", [record()])
