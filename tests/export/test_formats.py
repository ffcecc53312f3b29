"""What each format holds, and that the same records give the same bytes."""

import csv
import io
import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hytedata.export import to_csv, to_geojson, to_ndjson
from hytedata.export.columns import COLUMNS
from hytedata.store.catalogue import CatalogueRecord
from tests.export.conftest import record

Writer = Callable[[Iterable[CatalogueRecord], BinaryIO], int]


def written(write: Writer, records: Iterable[CatalogueRecord]) -> bytes:
    stream = io.BytesIO()
    write(records, stream)
    return stream.getvalue()


def rows(records: Iterable[CatalogueRecord]) -> list[dict[str, str]]:
    text = written(to_csv, records).decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("write", [to_ndjson, to_geojson, to_csv])
def test_the_same_records_give_the_same_bytes_whenever_they_were_last_seen(
    write: Writer, records: list[CatalogueRecord]
) -> None:
    seen_later = [
        replace(
            one, last_seen=one.last_seen + timedelta(hours=1), names=dict(sorted(one.names.items()))
        )
        for one in records
    ]

    assert written(write, records) == written(write, iter(seen_later))
    assert write(iter(records), io.BytesIO()) == 2


def test_a_line_holds_the_head_and_the_whole_model(records: list[CatalogueRecord]) -> None:
    lines = written(to_ndjson, records).decode("utf-8").splitlines()

    first, second = (json.loads(line) for line in lines)
    assert (first["source"], first["id"], first["municipalities"]) == ("lipas", "1", ["091", "889"])
    assert first["model"] == {"lipas_id": 1, "names": {"fi": "Ä"}}
    assert first["modified_at"] == "2026-02-01T00:00:00Z"
    assert first["area"] == ["county:19"]
    assert first["position"]["east"] == 500_000
    assert first["url"] == "https://www.lipas.fi/liikuntapaikat/1"
    assert (first["licence"], second["licence"]) == ("CC BY 4.0", "CC0 1.0")
    assert (second["position"], second["url"]) == (None, None)


def test_a_record_without_content_is_a_line_all_the_same() -> None:
    (line,) = written(to_ndjson, [replace(record(), packed_model=None)]).splitlines()

    assert json.loads(line)["model"] is None


def test_positions_are_longitude_and_latitude(records: list[CatalogueRecord]) -> None:
    found = json.loads(written(to_geojson, records))

    first, second = found["features"]
    assert found["type"] == "FeatureCollection"
    assert first["geometry"]["type"] == "Point"
    # The central meridian of ETRS-TM35FIN is 27° E.
    lon, lat = first["geometry"]["coordinates"]
    assert (lon, round(lat, 2)) == (27.0, 64.92)
    assert second["geometry"] is None
    assert first["id"] == "lipas/sports-site/1"
    assert first["properties"]["names"] == {"fi": "Uimahalli, ”Ä”", "sv": "Simhall"}


def test_the_collection_credits_its_sources(records: list[CatalogueRecord]) -> None:
    lipas, ptv = json.loads(written(to_geojson, records))["sources"]

    assert lipas["licence"] == "CC BY 4.0"
    assert lipas["attribution"] == "Liikuntapaikat: Lipas.fi Jyväskylän yliopisto, 1.3.2026"
    assert ptv["licence_url"] == "https://creativecommons.org/publicdomain/zero/1.0/"


@pytest.mark.parametrize("write", [to_ndjson, to_geojson, to_csv])
def test_nothing_to_write_is_an_empty_but_whole_document(write: Writer) -> None:
    found = written(write, [])

    if write is to_geojson:
        assert json.loads(found) == {"type": "FeatureCollection", "features": [], "sources": []}
    else:
        assert found.decode() == ("" if write is to_ndjson else ",".join(COLUMNS) + "\r\n")


def test_a_row_has_all_columns(records: list[CatalogueRecord]) -> None:
    first, second = rows(records)

    assert tuple(first) == COLUMNS
    assert (first["name_fi"], first["name_sv"], first["name_en"]) == (
        "Uimahalli, ”Ä”", "Simhall", "",
    )  # fmt: skip
    assert (first["municipality"], first["area"]) == ("091 889", "county:19")
    assert (first["east"], first["north"], first["lon"]) == ("500000.0", "7200000.0", "27.0")
    assert (second["east"], second["lat"], second["url"]) == ("", "", "")


@pytest.mark.parametrize(
    "name",
    ["=1+1", "+358", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "'quoted", "＝1"],  # noqa: RUF001
)
def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(name: str) -> None:
    (row,) = rows([record(name=name, owner=name)])

    assert row["name_fi"] == row["owner"] == f"'{name}"


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_text_survives_the_csv(name: str) -> None:
    (row,) = rows([record(name=name)])

    told = row["name_fi"]
    assert (told[1:] if told.startswith("'") else told) == name
    assert not told.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_many_records_are_projected_in_order() -> None:
    from hytedata.models.common import Position

    many = [
        record(str(n), position=Position(east=500_000 + n, north=7_200_000) if n % 3 else None)
        for n in range(1_203)
    ]

    longitudes = [row["lon"] for row in rows(many)]

    assert [bool(one) for one in longitudes] == [bool(n % 3) for n in range(1_203)]
    told = [float(one) for one in longitudes if one]
    assert told == sorted(told)
