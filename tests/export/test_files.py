"""Files are written whole or not at all."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from hytedata.errors import InputError, StoreError
from hytedata.export import write_file
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


@pytest.mark.parametrize("place", [".", "file.txt/inside.csv"])
def test_a_place_that_takes_no_file_is_told(tmp_path: Path, place: str) -> None:
    (tmp_path / "file.txt").touch()

    with pytest.raises(InputError, match=str(tmp_path)):
        write_file(tmp_path / place, "csv", [record()])
