"""GeoJSON text sequences are read one by one, and each tells its licence."""

import io
import json
from datetime import date
from typing import Any

from hytedata.export import to_geojson, to_geojson_seq
from hytedata.store.catalogue import CatalogueRecord
from tests.export.made import event

DAY = date(2026, 3, 1)


def sequence(records: list[CatalogueRecord]) -> list[Any]:
    stream = io.BytesIO()
    to_geojson_seq(records, stream, day=DAY)
    first, *texts = stream.getvalue().split(b"\x1e")
    assert first == b""
    assert all(text.endswith(b"\n") for text in texts)
    return [json.loads(text) for text in texts]


def test_each_text_is_the_feature_of_the_collection_with_its_licence(
    records: list[CatalogueRecord],
) -> None:
    collection = io.BytesIO()
    to_geojson(records, collection)

    found = sequence(records)

    credit = "Liikuntapaikat: Lipas.fi Jyväskylän yliopisto, 1.3.2026"
    assert found[0]["properties"].pop("attribution") == credit
    assert [one["properties"].pop("licence") for one in found] == ["CC BY 4.0", "CC0 1.0"]
    found[1]["properties"].pop("attribution")
    assert found == json.loads(collection.getvalue())["features"]


def test_an_event_tells_the_licence_that_its_calendar_states() -> None:
    (told,) = sequence([event()])

    assert told["properties"]["licence"] == "CC BY 4.0"
    assert told["properties"]["attribution"] == "Oulun kaupunki"


def test_no_records_are_no_texts() -> None:
    assert sequence([]) == []
