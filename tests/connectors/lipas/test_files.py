import gzip
import json
from pathlib import Path

import pytest

from hytedata.connectors.lipas.files import read_site_file
from hytedata.errors import InputError
from tests.connectors.lipas.builders import encoded, page, site

PLACE = {"sportsPlaceId": 5, "name": "Kenttä"}
LINES = encoded(site(1)) + b"\n\n" + encoded(site(2)) + b"\n"


@pytest.mark.parametrize(
    ("content", "version", "places", "total"),
    [
        (encoded([PLACE, PLACE]), "v1", ["item 1", "item 2"], None),
        (encoded([site(1)]), "v2", ["item 1"], None),
        (encoded([]), "v2", [], None),
        (page([site(1)], total=5), "v2", ["item 1"], 5),
        (encoded(site(1)), "v2", ["item 1"], None),
        (b"\xef\xbb\xbf" + encoded(site(1)), "v2", ["item 1"], None),
        (json.dumps(site(1), indent=2).encode(), "v2", ["item 1"], None),
        (encoded(PLACE), "v1", ["item 1"], None),
        (LINES, "v2", ["line 1", "line 3"], None),
        (gzip.compress(LINES, mtime=0), "v2", ["line 1", "line 3"], None),
        (b'{"broken\r\n' + LINES, "v2", ["line 1", "line 2", "line 4"], None),
    ],
)
def test_each_accepted_kind_is_told_by_its_content(
    tmp_path: Path, content: bytes, version: str, places: list[str], total: int | None
) -> None:
    path = tmp_path / "sites"
    path.write_bytes(content)

    found = read_site_file(path)

    assert found.version == version
    assert [found.place.format(number) for number, _ in found.documents] == places
    assert found.total == total


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"<!DOCTYPE html><html>", "looks like HTML"),
        (b"<?xml version='1.0'?><gml>", "looks like XML"),
        (b"id;name;city\n1;x;y\n", "looks like CSV"),
        (b"PK\x03\x04xxx", "a ZIP archive or an Excel file"),
        ("[]".encode("utf-16"), "text in UTF-16"),
        (b"hello", "something else (it begins with 'hello')"),
        (b"\x1f\x8b" + b"x" * 20, "packed with gzip and damaged"),
        (gzip.compress(LINES, mtime=0)[:-12], "packed with gzip and damaged"),
        (b'{"items": [{"lipas-id"', "cut off at line 1, column 23"),
        (json.dumps([site(1)], indent=1).encode()[:90], "cut off at line"),
        (b'{"items": [,]}', "broken JSON at line 1, column 12, offset 11"),
        ('[{"lipas-id": 1, "name": "Kenttä"}]'.encode("latin-1"), "is not UTF-8 (line 1, byte 31"),
        (b'{"type": "FeatureCollection", "features": []}', "looks like GeoJSON"),
        (b'[{"id": "x", "name": "y"}]', "a JSON list of other JSON (keys: id, name)"),
        (b'{"items": [{"id": "x", "loi-type": "y"}], "pagination": {}}', "Locations of Interest"),
        (b'{"items": 5, "pagination": {}}', "looks like a page of API v2, but"),
        (b'{"humanized": {}, "coercion": "malli"}', "an error answer of Lipas"),
        (b"[1, 2]", "looks like a JSON list of other JSON"),
    ],
)
def test_anything_else_says_what_it_looks_like_and_what_is_accepted(
    tmp_path: Path, content: bytes, told: str
) -> None:
    path = tmp_path / "sites"
    path.write_bytes(content)

    with pytest.raises(InputError) as caught:
        read_site_file(path)

    assert told in str(caught.value)


def test_what_cannot_be_opened_says_why(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        read_site_file(tmp_path / "none")
    with pytest.raises(InputError, match="is a folder"):
        read_site_file(tmp_path)
