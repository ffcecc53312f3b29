import json
from pathlib import Path
from typing import Any

import pytest

from hytedata.connectors.ptv.v11.decode import decode_item, decode_organisation
from hytedata.connectors.ptv.v11.encode import encode_update
from hytedata.connectors.ptv.v11.faults import classify, parse_faults
from hytedata.models.publication import ItemKind
from tests.connectors.ptv.catalogue import (
    CHANNEL,
    ORGANISATION,
    SERVICE,
    stored_location,
    stored_service,
)


def sample(shared: Path, name: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(
        (shared / "reference" / "ptv-samples" / f"{name}.json").read_bytes()
    )
    return document


def records(shared: Path, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((shared / "data" / "real" / name).read_bytes())
    return found


def test_a_service_location_is_read_into_one_path_per_language(shared: Path) -> None:
    document = sample(shared, "service_location_out")

    item = decode_item("channel", document, visible_for_all=True)

    assert item.id == CHANNEL
    assert item.title == "Esimerkkikunnan uimahalli"
    assert item.connected == (SERVICE,)
    assert item.channel_type == "ServiceLocation"
    assert item.fields["name.sv"] == "Exempelkommuns simhall"
    assert item.fields["display_name.sv"] == "Name"
    assert item.fields["emails.sv"] == ["simhall@example.fi"]
    assert item.fields["phones.fi"] == [
        {
            "prefix": "+358",
            "number": "401234567",
            "service_number": False,
            "info": "Kassa ja neuvonta",
            "charge": "Chargeable",
            "charge_info": None,
        }
    ]
    assert item.fields["address.position"] == [435210.2, 6903421.5]
    assert item.fields["address.kind"] == "street"
    assert item.fields["address.municipality"] == "179"


def test_padded_street_names_are_no_languages_of_the_item(shared: Path) -> None:
    document = sample(shared, "service_location_out")

    fields = decode_item("channel", document).fields

    streets = {path for path in fields if path.startswith("address.street.")}
    assert streets == {"address.street.fi", "address.street.sv"}


def test_a_service_is_read_with_uris_and_codes_only(shared: Path) -> None:
    document = sample(shared, "service_out")

    fields = decode_item("service", document).fields

    assert fields["service_classes"] == ["http://uri.suomi.fi/codelist/ptv/ptvserclass2/code/P27.1"]
    assert fields["area.municipalities"] == ["179"]
    assert fields["main_organisation"] == ORGANISATION
    assert fields["producers"] == [
        {"provision": "SelfProducedServices", "organisations": [ORGANISATION]}
    ]
    assert fields["user_instruction.fi"].startswith("Osta kertalippu")  # type: ignore[union-attr]


def test_an_organisation_states_its_languages_and_its_own_municipality(shared: Path) -> None:
    organisation = decode_organisation(sample(shared, "organization_out"))

    assert organisation.languages == ("fi", "sv")
    assert organisation.municipalities == ("179",)
    assert organisation.area_type is None


def test_the_sample_refusal_is_recognised(shared: Path) -> None:
    content = (shared / "reference" / "ptv-samples" / "error_400.json").read_bytes()

    faults = parse_faults(content)

    assert len(faults["ServiceDescriptions"]) == 2
    assert classify(faults) == {
        "language-set",
        "language-missing",
        "type-missing",
        "unknown-uri",
        "status-change",
    }


@pytest.mark.parametrize("kind", ["service", "channel"])
def test_writing_a_sample_back_unchanged_changes_nothing(shared: Path, kind: ItemKind) -> None:
    name, stored = {
        "service": ("service_out", stored_service),
        "channel": ("service_location_out", stored_location),
    }[kind]
    document = sample(shared, name)

    after = stored(document, encode_update(kind, document, {}, visible_for_all=True))

    assert decode_item(kind, after).fields == decode_item(kind, document).fields
    assert after["serviceHours" if kind == "channel" else "legislation"]
    assert (after.get("phoneNumbers") or [])[-1:] == (document.get("phoneNumbers") or [])[-1:]


def test_the_body_of_a_sample_is_what_the_sample_body_shows(shared: Path) -> None:
    expected = sample(shared, "service_location_in")

    body = encode_update(
        "channel", sample(shared, "service_location_out"), {}, visible_for_all=True
    )

    for key in ("serviceChannelNames", "displayNameType", "languages", "organizationId"):
        assert body[key] == expected[key]
    addresses = body["addresses"]
    assert isinstance(addresses, list)
    assert addresses[0] == expected["addresses"][0]
    assert body["isVisibleForAll"] is True
    assert "serviceHours" not in body
    assert "areas" not in body


@pytest.mark.parametrize(
    ("name", "kind"), [("ptv-v8-service-channels", "channel"), ("ptv-v8-services", "service")]
)
def test_records_of_an_older_version_are_read_all_the_same(
    shared: Path, name: str, kind: ItemKind
) -> None:
    documents = records(shared, f"{name}.json")

    items = [decode_item(kind, document) for document in documents]

    assert len(items) >= 45
    assert all(item.title for item in items)
    assert all(item.fields["languages"] for item in items if item.document["languages"])
    assert len({item.version for item in items}) == len({item.id for item in items})


def test_older_service_locations_are_stable_under_writing_back(shared: Path) -> None:
    documents = [
        document
        for document in records(shared, "ptv-v8-service-channels.json")
        if document["serviceChannelType"] == "ServiceLocation"
    ]

    for document in documents:
        # That version had no display names, and PTV demands them today.
        document["displayNameType"] = [
            {"type": "Name", "language": row["language"]} for row in document["serviceChannelNames"]
        ]
        after = stored_location(document, encode_update("channel", document, {}))

        assert decode_item("channel", after).fields == decode_item("channel", document).fields


def test_older_services_are_stable_under_writing_back(shared: Path) -> None:
    for document in records(shared, "ptv-v8-services.json"):
        after = stored_service(document, encode_update("service", document, {}))

        assert decode_item("service", after).fields == decode_item("service", document).fields
