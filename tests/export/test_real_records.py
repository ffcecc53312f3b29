"""Recorded sites, services and channels are exported as the schemas say, whole and each once."""

import io
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import geopandas
import jsonschema
import pytest

from hytedata.export import to_ndjson, write_file
from hytedata.export.line_schema import published_schema
from hytedata.models.common import Rejection
from hytedata.models.sports_site import SportsSite
from hytedata.runs.entries import entry_of_record, entry_of_site
from hytedata.store.catalogue import CatalogueRecord, Entry
from hytedata.testing.records import record_of
from tests.normalise.ptv.test_samples import records as ptv_records
from tests.normalise.test_lipas_v1 import normalised

READ_AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = date(2026, 3, 1)


def entries(shared: Path) -> Iterator[Entry]:
    places = json.loads((shared / "data/real/lipas-v1-sports-places.json").read_bytes())
    for site in map(normalised, places):
        assert isinstance(site, SportsSite)
        yield entry_of_site(site)
    for name in ("services", "service-channels"):
        for record in ptv_records(shared, f"data/real/ptv-v8-{name}.json"):
            assert not isinstance(record, Rejection)
            yield entry_of_record(record)


@pytest.fixture(scope="module")
def records(shared: Path) -> list[CatalogueRecord]:
    return [record_of(entry) for entry in entries(shared)]


def test_every_line_is_as_the_schema_of_its_kind_says(records: list[CatalogueRecord]) -> None:
    stream = io.BytesIO()
    to_ndjson(records, stream, day=DAY)
    kinds = {record.kind for record in records}
    schemas = {kind: jsonschema.Draft202012Validator(published_schema(kind)) for kind in kinds}

    wrong = [
        (line["id"], error.json_path)
        for line in map(json.loads, stream.getvalue().splitlines())
        for error in schemas[line["kind"]].iter_errors(line)
    ]

    assert kinds == {"sports-site", "service", "service-channel"}
    assert wrong == []


def test_every_site_is_somewhere_in_finland(records: list[CatalogueRecord], tmp_path: Path) -> None:
    write_file(tmp_path / "all", "geoparquet", records, day=DAY)

    parts = sorted((tmp_path / "all").rglob("*.parquet"))
    # An older pyarrow takes the folder of those without a county for a column without a type.
    frames = [geopandas.read_parquet(part, partitioning=None) for part in parts]
    sites = [frame[frame["kind"] == "sports-site"] for frame in frames]
    assert sum(map(len, frames)) == len(records)
    assert not any(frame.geometry.isna().any() for frame in sites)
    assert all(frame.cx[19:32, 59:71].shape == frame.shape for frame in sites)
