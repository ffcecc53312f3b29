from collections.abc import Mapping
from typing import Any

import pytest

from hytedata.connectors.ptv.v11.decode import decode_item
from hytedata.connectors.ptv.v11.encode import (
    encode_archive,
    encode_new,
    encode_restored,
    encode_update,
)
from hytedata.errors import InputError
from hytedata.models.publication import DesiredItem, Fields, SourceItem
from tests.connectors.ptv.builders import (
    CLASSES,
    GROUPS,
    KOKO,
    location,
    phone,
    service,
    street_address,
    texts,
    uri_items,
)
from tests.connectors.ptv.catalogue import ORGANISATION, stored_location, stored_service

NUMBER: dict[str, Any] = {
    "prefix": "+358",
    "number": "85123456",
    "service_number": False,
    "info": None,
    "charge": None,
    "charge_info": None,
}


def listed(body: Mapping[str, Any], key: str) -> list[Any]:
    found = body[key]
    assert isinstance(found, list)
    return found


def desired(kind: Any, fields: Fields, **more: Any) -> DesiredItem:
    return DesiredItem(
        kind=kind,
        source=SourceItem("lipas", "site:1"),
        source_id="own-1",
        title="Kenttä",
        fields=fields,
        **more,
    )


def test_changing_one_text_carries_every_language_and_list_along() -> None:
    body = encode_update("channel", location(), {"summary.fi": "Uusi tiivistelmä."})

    assert body["serviceChannelNames"] == texts("Name", fi="Keskuskenttä", sv="Centralplan")
    assert body["serviceChannelDescriptions"] == [
        *texts("Summary", fi="Uusi tiivistelmä.", sv="En bollplan med sand."),
        *texts("Description", fi="Kentällä on kaksi maalia.", sv="Planen har två mål."),
    ]
    assert body["publishingStatus"] == "Published"
    assert body["languages"] == ["fi", "sv"]


def test_visibility_is_repeated_and_never_null() -> None:
    assert encode_update("channel", location(), {}, visible_for_all=True)["isVisibleForAll"] is True
    assert encode_update("channel", location(), {})["isVisibleForAll"] is False


def test_an_emptied_list_becomes_its_flag_without_the_key() -> None:
    document = location(emails=[{"language": "fi", "value": "halli@example.fi"}])

    body = encode_update("channel", document, {"emails.fi": None})

    assert body["deleteAllEmails"] is True
    assert "emails" not in body


def test_a_list_cleared_in_one_language_keeps_the_others() -> None:
    document = location(phoneNumbers=[phone("1", "fi"), phone("2", "sv"), phone("3", "fi", "Fax")])

    after = stored_location(document, encode_update("channel", document, {"phones.fi": None}))

    fields = decode_item("channel", after).fields
    assert "phones.fi" not in fields
    assert fields["phones.sv"] == [NUMBER | {"number": "2"}]
    assert [row["number"] for row in after["phoneNumbers"] if row["type"] == "Fax"] == ["3"]


def test_clearing_all_numbers_keeps_the_faxes() -> None:
    document = location(phoneNumbers=[phone("1", "fi"), phone("3", "fi", "Fax")])

    after = stored_location(document, encode_update("channel", document, {"phones.fi": None}))

    assert [row["number"] for row in after["phoneNumbers"]] == ["3"]


def test_lists_that_the_patch_does_not_touch_are_left_out() -> None:
    document = location(
        phoneNumbers=[phone("1", "fi")],
        emails=[{"language": "fi", "value": "halli@example.fi"}],
        serviceHours=[{"serviceHourType": "Exceptional", "isClosed": True}],
    )

    body = encode_update("channel", document, {"summary.fi": "Uusi tiivistelmä."})

    left_out = {"phoneNumbers", "faxNumbers", "emails", "webPages", "serviceHours", "areas"}
    assert left_out.isdisjoint(body)
    assert not [key for key in body if key.startswith("delete")]


def test_a_removed_language_leaves_every_list() -> None:
    changes = dict.fromkeys(["name.sv", "summary.sv", "description.sv"])

    body = encode_update("channel", location(), changes)

    assert "sv" not in str(body["serviceChannelNames"]) + str(body["displayNameType"])
    assert "sv" not in str(body["addresses"]) + str(body["serviceChannelDescriptions"])


def test_an_added_language_is_covered_by_every_list_that_defines_languages() -> None:
    changes = {"name.en": "Central field", "summary.en": "A field.", "description.en": "Two goals."}

    body = encode_update("channel", location(), changes)

    assert {"type": "Name", "language": "en"} in listed(body, "displayNameType")
    street = listed(body, "addresses")[0]["streetAddress"]["street"]
    assert {"language": "en", "value": "Kenttätie"} in street


def test_a_display_name_follows_the_names_that_are_there() -> None:
    document = location(
        serviceChannelNames=[*texts("Name", fi="Kenttä"), *texts("AlternativeName", fi="Monttu")],
        displayNameType=[
            {"type": "AlternativeName", "language": "fi"},
            {"type": "Name", "language": "en"},
        ],
    )

    kept = encode_update("channel", document, {})["displayNameType"]
    lost = encode_update("channel", document, {"alternative_name.fi": None})["displayNameType"]

    assert kept == [{"type": "AlternativeName", "language": "fi"}]
    assert lost == [{"type": "Name", "language": "fi"}]


def test_a_moved_place_changes_its_position_only() -> None:
    body = encode_update("channel", location(), {"address.position": [430001.0, 7190002.2]})

    assert listed(body, "addresses")[0]["streetAddress"] == {
        "street": [
            {"language": "fi", "value": "Kenttätie"},
            {"language": "sv", "value": "Kenttätie"},
        ],
        "postalCode": "91900",
        "streetNumber": "3",
        "latitude": "7190002.2",
        "longitude": "430001",
        "municipality": "425",
    }


def test_a_place_that_loses_its_street_keeps_position_and_directions() -> None:
    document = location(
        addresses=[
            street_address(additionalInformation=[{"language": "fi", "value": "Pohjoispää"}])
        ]
    )
    changes = {"address.kind": "other", "address.street.fi": None, "address.number": None}

    body = encode_update("channel", document, changes)

    assert listed(body, "addresses")[0] == {
        "type": "Location",
        "subType": "Other",
        "country": "FI",
        "otherAddress": {
            "additionalInformation": [{"language": "fi", "value": "Pohjoispää"}],
            "postalCode": "91900",
            "latitude": "7190000.5",
            "longitude": "430000.25",
        },
    }


def test_other_addresses_of_a_place_are_carried_through() -> None:
    second = street_address(streetNumber="99")
    document = location(addresses=[street_address(), second])

    after = stored_location(document, encode_update("channel", document, {"address.number": "5"}))

    numbers = [address["streetAddress"]["streetNumber"] for address in after["addresses"]]
    assert numbers == ["5", "99"]


def test_a_service_repeats_its_general_description_and_own_classes_only() -> None:
    document = service(
        generalDescriptionId="gd",
        serviceClasses=uri_items(f"{CLASSES}P27.1", f"{CLASSES}P25"),
        serviceDescriptions=[*texts("Summary", fi="Oma."), *texts("GD_Summary", fi="Yhteinen.")],
    )
    description: dict[str, Any] = {"id": "gd", "serviceClasses": uri_items(f"{CLASSES}P25")}

    body = encode_update("service", document, {}, general_description=description)

    assert body["generalDescriptionId"] == "gd"
    assert body["serviceClasses"] == [f"{CLASSES}P27.1"]
    assert body["serviceDescriptions"] == texts("Summary", fi="Oma.")


def test_a_list_that_is_all_the_general_descriptions_is_sent_as_read() -> None:
    document = service(generalDescriptionId="gd")
    description: dict[str, Any] = {"id": "gd", "targetGroups": uri_items(f"{GROUPS}KR1")}

    body = encode_update("service", document, {}, general_description=description)

    assert body["targetGroups"] == [f"{GROUPS}KR1"]


def test_a_service_always_sends_what_ptv_demands() -> None:
    body = encode_update("service", service(), {"name.fi": "Kentät"})

    assert body["serviceClasses"] == [f"{CLASSES}P27.1"]
    assert body["ontologyTerms"] == [f"{KOKO}p10416"]
    assert body["targetGroups"] == [f"{GROUPS}KR1"]
    assert body["mainResponsibleOrganization"] == ORGANISATION
    assert "areaType" not in body
    assert "serviceProducers" not in body


def test_a_nationwide_area_takes_no_codes() -> None:
    body = encode_update("service", service(), {"area_type": "Nationwide"})

    assert body["areaType"] == "Nationwide"
    assert "areas" not in body


def test_other_kinds_of_area_survive_a_change_of_municipalities() -> None:
    region = {"type": "Region", "code": "17", "municipalities": [{"code": "564"}]}
    document = service(areas=[*service()["areas"], region])

    after = stored_service(
        document, encode_update("service", document, {"area.municipalities": ["425", "436"]})
    )

    assert decode_item("service", after).fields["area.municipalities"] == ["425", "436"]
    assert "17" in str(after["areas"])


@pytest.mark.parametrize("path", ["languages", "service_classes", "funding", "producers"])
def test_what_ptv_cannot_empty_is_refused_before_it_is_sent(path: str) -> None:
    with pytest.raises(InputError, match=path):
        encode_update("service", service(), {path: None})


def test_a_path_that_the_kind_does_not_have_is_refused() -> None:
    with pytest.raises(InputError, match="user_instruction"):
        encode_update("channel", location(), {"user_instruction.fi": "Tule paikalle."})


def test_a_web_page_channel_is_not_written_as_a_place() -> None:
    with pytest.raises(InputError, match="no service location"):
        encode_update("channel", location(serviceChannelType="WebPage"), {})


def test_archiving_sends_nothing_that_could_prevent_it() -> None:
    place = encode_archive("channel", location())
    described = encode_archive("service", service(generalDescriptionId="gd"))
    bare = encode_archive("service", service())

    assert place == {"publishingStatus": "Deleted", "organizationId": ORGANISATION}
    assert described == {"publishingStatus": "Deleted", "generalDescriptionId": "gd"}
    assert bare.keys() == {"publishingStatus", "serviceClasses", "ontologyTerms", "targetGroups"}


def test_a_new_place_is_told_whole() -> None:
    fields: Fields = {
        "name.fi": "Keskuskenttä",
        "display_name.fi": "Name",
        "summary.fi": "Hiekkakenttä.",
        "description.fi": "Kaksi maalia.",
        "languages": ["fi"],
        "phones.fi": [NUMBER],
        "web_pages.fi": [{"url": "https://www.example.fi", "text": None}],
        "address.kind": "street",
        "address.street.fi": "Kenttätie",
        "address.number": "3",
        "address.postal_code": "91900",
        "address.municipality": "425",
        "address.position": [430000.2, 7190000.5],
    }

    body = encode_new("channel", ORGANISATION, desired("channel", fields, visible_for_all=True))

    assert body == {
        "sourceId": "own-1",
        "publishingStatus": "Published",
        "organizationId": ORGANISATION,
        "isVisibleForAll": True,
        "serviceChannelNames": texts("Name", fi="Keskuskenttä"),
        "displayNameType": [{"type": "Name", "language": "fi"}],
        "serviceChannelDescriptions": [
            *texts("Summary", fi="Hiekkakenttä."),
            *texts("Description", fi="Kaksi maalia."),
        ],
        "languages": ["fi"],
        "phoneNumbers": [
            {
                "number": "85123456",
                "language": "fi",
                "isFinnishServiceNumber": False,
                "prefixNumber": "+358",
            }
        ],
        "webPages": [{"language": "fi", "url": "https://www.example.fi"}],
        "addresses": [
            {
                "type": "Location",
                "subType": "Single",
                "country": "FI",
                "streetAddress": {
                    "street": [{"language": "fi", "value": "Kenttätie"}],
                    "streetNumber": "3",
                    "postalCode": "91900",
                    "municipality": "425",
                    "longitude": "430000.2",
                    "latitude": "7190000.5",
                },
            }
        ],
    }


def test_a_new_service_is_the_organisations_own() -> None:
    fields: Fields = {
        "name.fi": "Pallokentät",
        "type": "Service",
        "funding": "PubliclyFunded",
        "area_type": "LimitedType",
        "area.municipalities": ["425"],
        "producers": [{"provision": "SelfProducedServices", "organisations": [ORGANISATION]}],
    }

    body = encode_new("service", ORGANISATION, desired("service", fields))

    assert body["mainResponsibleOrganization"] == ORGANISATION
    assert body["areas"] == [{"type": "Municipality", "areaCodes": ["425"]}]
    assert body["serviceProducers"] == [
        {"provisionType": "SelfProducedServices", "organizations": [ORGANISATION]}
    ]
    assert "isVisibleForAll" not in body


def test_a_restored_place_does_not_bring_its_old_contacts_back() -> None:
    item = desired("channel", {"name.fi": "Kenttä", "emails.fi": ["halli@example.fi"]})

    body = encode_restored("channel", ORGANISATION, item)

    assert body["deleteAllPhoneNumbers"] is True
    assert body["deleteAllWebPages"] is True
    assert "deleteAllEmails" not in body
