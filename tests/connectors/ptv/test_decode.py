from typing import Any

import pytest

from hytedata.connectors.ptv.v11.decode import decode_archived, decode_item
from hytedata.errors import RecordError
from hytedata.models.publication import Fields
from tests.connectors.ptv.builders import (
    CLASSES,
    GROUPS,
    KOKO,
    connection,
    location,
    phone,
    service,
    street_address,
    texts,
    uri_items,
)
from tests.connectors.ptv.catalogue import ORGANISATION


def entries(fields: Fields, path: str) -> list[Any]:
    found = fields[path]
    assert isinstance(found, list)
    return found


def test_what_comes_from_the_general_description_is_not_the_services_own() -> None:
    document = service(
        generalDescriptionId="gd",
        serviceClasses=uri_items(f"{CLASSES}P27.1", f"{CLASSES}P25"),
        serviceDescriptions=[*texts("Summary", fi="Oma"), *texts("GD_Description", en="Shared")],
    )
    description: dict[str, Any] = {"id": "gd", "serviceClasses": uri_items(f"{CLASSES}P25")}

    fields = decode_item("service", document, general_description=description).fields

    assert fields["service_classes"] == [f"{CLASSES}P27.1"]
    assert fields["ontology_terms"] == [f"{KOKO}p10416"]
    assert not [path for path in fields if path.endswith(".en")]


@pytest.mark.parametrize("nothing", [None, [], "missing"])
def test_null_missing_and_empty_lists_are_read_alike(nothing: Any) -> None:
    document = location()
    for key in ("emails", "webPages", "phoneNumbers", "services", "serviceHours", "areas"):
        if nothing == "missing":
            del document[key]
        else:
            document[key] = nothing

    item = decode_item("channel", document)

    assert item.fields == decode_item("channel", location()).fields
    assert item.version == decode_item("channel", location()).version


def test_blank_values_are_none() -> None:
    document = location(
        serviceChannelNames=[*texts("Name", fi="Kenttä", sv=" ")],
        webPages=[{"url": "", "value": None, "language": "fi"}],
        phoneNumbers=[phone("", "fi")],
    )

    fields = decode_item("channel", document).fields

    assert "name.sv" not in fields
    assert "web_pages.fi" not in fields
    assert "phones.fi" not in fields


def test_faxes_are_no_phones() -> None:
    document = location(phoneNumbers=[phone("401234567", "fi"), phone("141234568", "fi", "Fax")])

    fields = decode_item("channel", document).fields

    assert [row["number"] for row in entries(fields, "phones.fi")] == ["401234567"]


def test_mails_are_found_under_either_key() -> None:
    mails = [{"language": "fi", "value": "halli@example.fi"}]

    fields = decode_item("channel", location(emails=None, supportEmails=mails)).fields

    assert fields["emails.fi"] == ["halli@example.fi"]


def test_words_of_old_versions_are_read_as_todays() -> None:
    document = location(
        serviceChannelDescriptions=texts("ShortDescription", fi="Lyhyesti."),
        phoneNumbers=[phone("401234567", "fi", serviceChargeType="Charged")],
    )

    fields = decode_item("channel", document).fields

    assert fields["summary.fi"] == "Lyhyesti."
    assert entries(fields, "phones.fi")[0]["charge"] == "Chargeable"


def test_display_names_of_removed_languages_are_left_out() -> None:
    names = [{"type": "Name", "language": "fi"}, {"type": "Name", "language": "en"}]

    fields = decode_item("channel", location(displayNameType=names)).fields

    assert "display_name.en" not in fields
    assert fields["display_name.fi"] == "Name"


def test_an_address_without_a_street_is_read_by_its_position() -> None:
    other = {
        "latitude": "7190000.500",
        "longitude": "430000.04",
        "postalCode": None,
        "additionalInformation": [{"language": "fi", "value": "Polun alussa"}],
    }
    address = street_address() | {"subType": "Other", "streetAddress": None, "otherAddress": other}

    fields = decode_item("channel", location(addresses=[address])).fields

    assert fields["address.kind"] == "other"
    assert fields["address.position"] == [430000.0, 7190000.5]
    assert fields["address.info.fi"] == "Polun alussa"
    assert "address.number" not in fields


@pytest.mark.parametrize("latitude", [None, "", "abc", "NaN"])
def test_a_position_that_is_no_number_is_none(latitude: str | None) -> None:
    document = location(addresses=[street_address(latitude=latitude)])

    assert "address.position" not in decode_item("channel", document).fields


def test_a_service_of_another_organisation_is_not_own() -> None:
    item = decode_item("service", service(), own_to=["another"])

    assert not item.own
    assert decode_item("service", service(), own_to=[ORGANISATION]).own


def test_the_version_moves_with_content_and_not_with_time_or_connections() -> None:
    before = decode_item("service", service())
    touched = decode_item(
        "service", service(modified="2027-01-01T00:00:00", serviceChannels=[connection("c1")])
    )
    edited = decode_item("service", service(serviceNames=texts("Name", fi="Kentät")))

    assert touched.version == before.version
    assert edited.version != before.version
    assert touched.connection_hash != before.connection_hash


def test_the_version_ignores_the_order_of_hours_and_labels_of_codes() -> None:
    hours = [{"serviceHourType": "DaysOfTheWeek"}, {"serviceHourType": "Exceptional"}]
    terms = uri_items(f"{KOKO}p1")

    one = decode_item("channel", location(serviceHours=hours, ontologyTerms=terms))
    other = decode_item("channel", location(serviceHours=hours[::-1]))

    assert one.version == other.version


def test_connections_are_hashed_with_their_extra_information_in_any_order() -> None:
    one, other = connection("c1"), connection("c2", serviceChargeType="Chargeable")

    forth = decode_item("service", service(serviceChannels=[one, other]))
    back = decode_item("service", service(serviceChannels=[other, one]))
    bare = decode_item("service", service(serviceChannels=[one, connection("c2")]))

    assert forth.connected == ("c1", "c2")
    assert forth.connection_hash == back.connection_hash != bare.connection_hash


def test_a_record_without_id_is_refused_by_itself() -> None:
    with pytest.raises(RecordError) as caught:
        decode_item("channel", location(id=None))

    assert caught.value.field == "id"


def test_a_list_that_is_none_is_refused_rather_than_read_as_empty() -> None:
    with pytest.raises(RecordError) as caught:
        decode_item("channel", location(addresses={"type": "Location"}))

    assert caught.value.field == "addresses"


def test_archived_items_show_their_names_under_either_key() -> None:
    channel = decode_archived("channel", {"id": "c", "names": texts("Name", fi="Halli")})
    own = decode_archived("service", {"id": "s", "serviceNames": texts("Name", sv="Hall")})

    assert channel.names == {"fi": "Halli"}
    assert own.names == {"sv": "Hall"}


def test_groups_of_citizens_are_read_in_order_and_once() -> None:
    groups = uri_items(f"{GROUPS}KR1.2", f"{GROUPS}KR1", f"{GROUPS}KR1")

    fields = decode_item("service", service(targetGroups=groups)).fields

    assert fields["target_groups"] == [f"{GROUPS}KR1", f"{GROUPS}KR1.2"]
