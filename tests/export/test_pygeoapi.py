"""A folder from which pygeoapi serves GeoParquet; and pygeoapi itself, started and asked."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from hytedata.errors import InputError
from hytedata.export.geoparquet import GeoParquet
from hytedata.export.pygeoapi import Served, Server, write_pygeoapi
from hytedata.models.common import Position
from hytedata.store.catalogue import CatalogueRecord
from hytedata.testing.records import sample_records

DAY = date(2026, 3, 1)
SERVER = Server("https://kartat.test/ogc", "a@kunta.example", "Kunta", port=5055)

SERVE = """\
import sys
from pygeoapi.openapi import generate_openapi_document
from pathlib import Path
from werkzeug.serving import make_server

settings, openapi = map(Path, sys.argv[1:])
openapi.write_text(generate_openapi_document(settings, "yaml"))
from pygeoapi.flask_app import APP
server = make_server("127.0.0.1", 0, APP)
print(server.port, flush=True)
server.serve_forever()
"""


def records(number: int = 3) -> list[CatalogueRecord]:
    """So many sites, and a service that lies nowhere."""
    site, service = sample_records()
    return [*(replace(site, id=str(one)) for one in range(1, number + 1)), service]


@pytest.fixture
def served(tmp_path: Path) -> Served:
    GeoParquet().write(tmp_path / "sites", records(), day=DAY)
    return Served("sites", tmp_path / "sites", "Liikuntapaikat", "lipas", "Kainuun paikat")


def test_the_settings_name_licence_and_credit_of_each_collection(
    tmp_path: Path, served: Served
) -> None:
    out = write_pygeoapi(tmp_path / "out", SERVER, [served], day=DAY)

    text = out.read_text(encoding="utf-8")
    assert "Kainuun paikat. Liikuntapaikat: Lipas.fi Jyväskylän yliopisto, 1.3.2026" in text
    assert "https://creativecommons.org/licenses/by/4.0/" in text
    assert '  url: "https://kartat.test/ogc"' in text


def test_what_lies_nowhere_is_left_out_and_lists_become_text(
    tmp_path: Path, served: Served
) -> None:
    write_pygeoapi(tmp_path / "out", SERVER, [served], day=DAY)

    found = pq.read_table(tmp_path / "out" / "sites.parquet")
    assert found.column("id").to_pylist() == ["1", "2", "3"]
    assert found.column("municipalities").to_pylist() == ["205"] * 3
    assert found.column("served_lon").to_pylist() == pytest.approx([27.7004857] * 3)
    assert json.loads(found.schema.metadata[b"geo"])["primary_column"] == "geometry"


def test_the_same_collections_give_the_same_files(tmp_path: Path, served: Served) -> None:
    first = write_pygeoapi(tmp_path / "a", SERVER, [served], day=DAY)
    second = write_pygeoapi(tmp_path / "b", SERVER, [served], day=DAY)

    assert (tmp_path / "a" / "sites.parquet").read_bytes() == (
        tmp_path / "b" / "sites.parquet"
    ).read_bytes()
    assert first.read_text().replace(str(tmp_path / "a"), "") == second.read_text().replace(
        str(tmp_path / "b"), ""
    )


def test_what_cannot_be_served_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "no").write_text("no parquet")
    pq.write_table(pa.table({"id": ["1"]}), tmp_path / "bare.parquet")
    out = tmp_path / "out"

    with pytest.raises(InputError, match="no is no GeoParquet"):
        write_pygeoapi(out, SERVER, [Served("a", tmp_path / "no", "A", "lipas")], day=DAY)
    with pytest.raises(InputError, match="cannot be served: it has no column geometry"):
        write_pygeoapi(out, SERVER, [Served("a", tmp_path / "bare.parquet", "A", "x")], day=DAY)
    assert list(out.iterdir()) == []


def test_collections_have_names_of_their_own(tmp_path: Path, served: Served) -> None:
    with pytest.raises(InputError, match="at least one collection, and each once"):
        write_pygeoapi(tmp_path, SERVER, [served, served], day=DAY)
    with pytest.raises(InputError, match="is no name for an address"):
        write_pygeoapi(tmp_path, SERVER, [replace(served, name="../a")], day=DAY)


# --- pygeoapi itself -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A running pygeoapi that serves sites and, far in the north, one more."""
    pytest.importorskip("pygeoapi", reason="needs pygeoapi, of the group interop")
    pytest.importorskip("s3fs", reason="pygeoapi reads Parquet with s3fs, of the group interop")
    folder = tmp_path_factory.mktemp("served")
    GeoParquet().write(folder / "data", [*records(30), _in_the_north()], day=DAY)
    sites = Served("sites", folder / "data", "Liikuntapaikat", "lipas")
    settings = write_pygeoapi(folder / "out", SERVER, [sites], day=DAY)
    openapi = folder / "openapi.yml"
    named = {"PYGEOAPI_CONFIG": str(settings), "PYGEOAPI_OPENAPI": str(openapi)}
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", SERVE, str(settings), str(openapi)],
        env=os.environ | named,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with process:
        assert process.stdout is not None
        port = process.stdout.readline().strip()
        assert port.isdecimal(), "pygeoapi did not start"
        yield f"http://127.0.0.1:{port}"
        process.terminate()


def _in_the_north() -> CatalogueRecord:
    # The geometry is of the model; an older version noted a record with a position alone.
    site, _ = sample_records()
    return replace(
        site, id="99", position=Position(east=500_000, north=7_700_000), packed_model=None
    )


def ask(address: str, query: str) -> dict[str, Any]:
    with urlopen(f"{address}/collections/sites{query}") as answer:
        found: dict[str, Any] = json.load(answer)
    return found


@pytest.mark.slow
def test_pygeoapi_serves_pages_boxes_values_and_single_features(address: str) -> None:
    collection = ask(address, "?f=json")
    page = ask(address, "/items?f=json&limit=10&offset=5")
    box = ask(address, "/items?f=json&bbox=25,69,29,70")
    owned = ask(address, "/items?f=json&owner=state")
    single = ask(address, "/items/7?f=json")

    assert any(one.get("title") == "CC BY 4.0" for one in collection["links"])
    assert [one["id"] for one in page["features"]] == [str(one) for one in range(6, 16)]
    assert [one["id"] for one in box["features"]] == ["99"]
    assert owned["features"] == []
    assert single["id"] == "7"
    assert single["geometry"]["coordinates"] == pytest.approx([27.7004857, 64.2135668])
    assert single["properties"]["attribution"].endswith("Jyväskylän yliopisto, 1.3.2026")
