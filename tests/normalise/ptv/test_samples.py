"""The recorded records become models; what cannot be normalised in them is known."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from hytedata.models.common import Rejection
from hytedata.models.ptv import Record, Service, ServiceLocation
from tests.normalise.ptv.documents import CHANNELS, ORGANISATIONS, SERVICES

SAMPLES = "reference/ptv-samples"
REAL = "data/real"
KINDS = {
    f"{SAMPLES}/service_out.json": SERVICES,
    f"{SAMPLES}/service_location_out.json": CHANNELS,
    f"{SAMPLES}/organization_out.json": ORGANISATIONS,
    f"{REAL}/ptv-v8-services.json": SERVICES,
    f"{REAL}/ptv-v8-service-channels.json": CHANNELS,
}
EXPECTED: dict[str, Counter[tuple[str, str]]] = {
    f"{REAL}/ptv-v8-service-channels.json": Counter(
        {
            ("addresses[].streetAddress.coordinateState", "no-position"): 3,
            ("phoneNumbers[]", "no-number"): 2,
        }
    )
}


def documents(shared: Path, name: str) -> list[dict[str, Any]]:
    read = json.loads((shared / name).read_text(encoding="utf-8"))
    return read if isinstance(read, list) else [read]


def records(shared: Path, name: str) -> list[Record | Rejection]:
    kind = KINDS[name]
    return [kind.normalise(kind.read(one)) for one in documents(shared, name)]


@pytest.mark.parametrize("name", KINDS)
def test_every_recorded_record_becomes_a_model_with_remarks_that_are_known(
    shared: Path, name: str
) -> None:
    found = records(shared, name)

    assert [one for one in found if isinstance(one, Rejection)] == []
    remarks = Counter(
        (re.sub(r"\[\d+\]", "[]", remark.field), remark.code)
        for one in found
        if isinstance(one, Record)
        for remark in one.remarks
    )
    assert remarks == EXPECTED.get(name, Counter())


def test_raw_is_the_document_itself(shared: Path) -> None:
    (document,) = documents(shared, f"{SAMPLES}/service_location_out.json")

    record = CHANNELS.normalise(CHANNELS.read(document))

    assert isinstance(record, Record)
    assert record.raw is document


def test_the_sample_of_a_location_says_what_it_says(shared: Path) -> None:
    (record,) = records(shared, f"{SAMPLES}/service_location_out.json")

    assert isinstance(record, ServiceLocation)
    assert record.name == {"fi": "Esimerkkikunnan uimahalli", "sv": "Exempelkommuns simhall"}
    assert record.position is not None
    assert (record.position.east, record.position.north) == (435210.25, 6903421.5)
    assert [one.number for one in record.language_versions["fi"].faxes] == ["141234568"]
    assert list(record.extras) == ["addresses[0].entrances"]


def test_the_sample_of_a_service_says_what_it_says(shared: Path) -> None:
    (record,) = records(shared, f"{SAMPLES}/service_out.json")

    assert isinstance(record, Service)
    assert record.service_classes == ("P27.1",)
    assert record.ontology_terms == ("http://www.yso.fi/onto/koko/p12345",)
    assert record.producers[0].provision == "SelfProduced"
    assert record.language_versions["sv"].conditions is not None
    assert record.channel_ids == ("9b3e7a40-1d2c-4f5b-8e6a-70c1d2e3f4a5",)


def test_both_ends_of_the_samples_tell_the_same_connection(shared: Path) -> None:
    (service,) = documents(shared, f"{SAMPLES}/service_out.json")
    (channel,) = documents(shared, f"{SAMPLES}/service_location_out.json")

    from_service = SERVICES.connections(SERVICES.read(service))
    from_channel = CHANNELS.connections(CHANNELS.read(channel))

    assert len(from_service) == 1
    assert from_service == from_channel


def test_kinds_without_samples_are_among_the_real_ones(shared: Path) -> None:
    found = records(shared, f"{REAL}/ptv-v8-service-channels.json")

    kinds = Counter(type(one).__name__ for one in found)

    assert kinds == {
        "ServiceLocation": 37,
        "WebPage": 30,
        "PhoneChannel": 21,
        "PrintableForm": 6,
        "EChannel": 6,
    }
