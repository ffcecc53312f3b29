"""Rules of channels and their hours: ptv-api 6.6.

| Test | Covers |
|---|---|
| `test_6_6_rule_1_…` to `test_6_6_rule_11_…` | the eleven numbered rules |
| `test_6_6_hours_…` | the bullets under "Hours" |
"""

import pytest

from tests.sandbox.ptv.world import (
    NEIGHBOUR,
    NEIGHBOUR_USER,
    Json,
    Ptv,
    channel,
    electronic,
    form,
    location,
    pascal,
    phone,
    phone_channel,
    refused,
    service,
    street,
    text,
)

PLACE = "ServiceChannel/ServiceLocation"
ECHANNEL, WEB = "ServiceChannel/EChannel", "ServiceChannel/WebPage"
FORM, PHONE = "ServiceChannel/PrintableForm", "ServiceChannel/Phone"


@pytest.mark.parametrize(
    "field",
    [
        "organizationId",
        "serviceChannelNames",
        "serviceChannelDescriptions",
        "languages",
        "publishingStatus",
        "displayNameType",
        "addresses",
    ],
)
def test_6_6_rule_1_the_post_of_a_location_needs_its_fields(ptv: Ptv, field: str) -> None:
    messages = refused(ptv.post(PLACE, location(**{field: None})))

    assert "field is required" in messages[pascal(field)]


@pytest.mark.parametrize("path", [ECHANNEL, WEB])
@pytest.mark.parametrize("field", ["webPage", "accessibilityClassification"])
def test_6_6_rule_1_electronic_channels_need_address_and_accessibility(
    ptv: Ptv, path: str, field: str
) -> None:
    assert pascal(field) in refused(ptv.post(path, electronic(**{field: None})))


def test_6_6_rule_1_forms_need_urls_and_phones_numbers(ptv: Ptv) -> None:
    assert "ChannelUrls" in refused(ptv.post(FORM, form(channelUrls=None)))
    assert "PhoneNumbers" in refused(ptv.post(PHONE, phone_channel(phoneNumbers=None)))


def test_6_6_rule_1_an_address_of_type_location_is_needed(ptv: Ptv) -> None:
    postal = {**street("fi"), "type": "Postal", "subType": "Street"}

    messages = refused(ptv.post(PLACE, location(addresses=[postal])))

    assert "Required value 'Location' was not found" in messages["Addresses"]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (PLACE, location()),
        (ECHANNEL, electronic(requiresAuthentication=False)),
        (WEB, electronic()),
        (PHONE, phone_channel()),
        (FORM, form()),
    ],
    ids=["location", "electronic", "web page", "phone", "form"],
)
def test_6_6_rule_2_a_put_needs_its_status_only(ptv: Ptv, path: str, body: Json) -> None:
    made = ptv.made(path, body)["id"]
    before = ptv.shown(f"ServiceChannel/{made}")

    bare = refused(ptv.put(f"{path}/{made}", {}))
    answer = ptv.put(f"{path}/{made}", {"publishingStatus": "Published"})

    after = ptv.shown(f"ServiceChannel/{made}")
    assert bare.keys() == {"PublishingStatus"}
    assert answer.status_code == 200, answer.text
    assert {**before, "modified": ""} == {**after, "modified": ""}
    assert before["modified"] != after["modified"]


def test_6_6_rule_3_a_name_is_unique_in_organisation_and_kind(ptv: Ptv) -> None:
    ptv.location("Halli")

    same_kind = refused(ptv.post(PLACE, location("HALLI ")))
    other_kind = ptv.post(WEB, electronic("Halli"))
    other_owner = ptv.post(PLACE, location("Halli", organizationId=NEIGHBOUR), user=NEIGHBOUR_USER)

    assert "already exists within organization" in same_kind["ServiceChannelNames"]
    assert (other_kind.status_code, other_owner.status_code) == (200, 200)


def test_6_6_rule_4_one_display_name_per_language_of_the_names(ptv: Ptv) -> None:
    shown = [{"type": "Name", "language": "fi"}]

    messages = refused(ptv.post(PLACE, location("x", "fi", "sv", displayNameType=shown)))

    assert "DisplayNameType is required for each language" in messages["ServiceChannelNames"]


def test_6_6_rule_4_the_displayed_name_exists(ptv: Ptv) -> None:
    shown = [{"type": "AlternativeName", "language": "fi"}]
    both = [text("fi", "Nimi"), text("fi", "Toinen", "AlternativeName")]

    messages = refused(ptv.post(PLACE, location(displayNameType=shown)))
    answer = ptv.post(PLACE, location(displayNameType=shown, serviceChannelNames=both))

    assert "All language/type pairs" in messages["ServiceChannelNames"]
    assert answer.status_code == 200


def test_6_6_rule_4_display_names_of_removed_languages_stay(ptv: Ptv) -> None:
    made = ptv.location("Paikka", "fi", "sv")

    ptv.put(f"{PLACE}/{made}", location("Paikka", "fi"))

    read = ptv.shown(f"ServiceChannel/{made}")
    assert [item["language"] for item in read["displayNameType"]] == ["fi", "sv"]
    assert [item["language"] for item in read["serviceChannelNames"]] == ["fi"]


@pytest.mark.parametrize(
    ("kind", "subtype"),
    [("Location", "Street"), ("Location", "PostOfficeBox"), ("Postal", "Single")],
)
def test_6_6_rule_5_other_combinations_of_address_types_are_refused(
    ptv: Ptv, kind: str, subtype: str
) -> None:
    box = {"postOfficeBox": [{"language": "fi", "value": "PL 1"}], "postalCode": "40101"}
    other = {**street("fi"), "type": kind, "subType": subtype, "postOfficeBoxAddress": box}

    messages = refused(ptv.post(PLACE, location(addresses=[street("fi"), other])))

    assert "Please use one of these" in messages["Addresses[1].SubType"]


def test_6_6_rule_5_the_part_named_by_the_subtype_is_needed(ptv: Ptv) -> None:
    bare = {"type": "Location", "subType": "Other"}

    messages = refused(ptv.post(PLACE, location(addresses=[bare])))

    assert "field is required when '" in messages["Addresses[0].OtherAddress"]


def test_6_6_rule_5_a_place_without_street_has_coordinates_and_information(ptv: Ptv) -> None:
    other: Json = {
        "latitude": "6903421.500",
        "longitude": "435210",
        "additionalInformation": [{"language": "fi", "value": "Järven ranta"}],
    }
    address = {"type": "Location", "subType": "Other", "otherAddress": other}

    made = ptv.location(addresses=[address])
    other_without = {**address, "otherAddress": {**other, "additionalInformation": []}}
    messages = refused(ptv.post(PLACE, location("Toinen", addresses=[other_without])))

    read = ptv.shown(f"ServiceChannel/{made}")["addresses"][0]["otherAddress"]
    assert (read["latitude"], read["longitude"]) == ("6903421.5", "435210")
    assert "Addresses[0].OtherAddress.AdditionalInformation" in messages


def test_6_6_rule_5_a_location_abroad_stands_alone(ptv: Ptv) -> None:
    abroad = {
        "type": "Location",
        "subType": "Abroad",
        "country": "SE",
        "locationAbroad": [{"language": "fi", "value": "Storgatan 1, Haparanda"}],
    }

    alone = ptv.post(PLACE, location(addresses=[abroad]))
    messages = refused(ptv.post(PLACE, location("Toinen", addresses=[abroad, street("fi")])))

    assert alone.status_code == 200, alone.text
    assert "Addresses" in messages


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"streetNumber": "1"}, 200),
        ({"streetNumber": None, "latitude": "6903421", "longitude": "435210"}, 200),
        ({"streetNumber": None, "latitude": "6903421"}, 400),
        ({"streetNumber": None}, 400),
    ],
)
def test_6_6_rule_5_a_street_has_a_number_or_both_coordinates(
    ptv: Ptv, changes: Json, status: int
) -> None:
    answer = ptv.post(PLACE, location(addresses=[street("fi", **changes)]))

    assert answer.status_code == status


def test_6_6_rule_5_each_language_occurs_in_the_addresses(ptv: Ptv) -> None:
    messages = refused(ptv.post(PLACE, location("x", "fi", "sv", addresses=[street("fi")])))

    assert "was not found with language code 'sv'" in messages["Addresses"]


def test_6_6_rule_6_areas_are_checked_as_a_services_are(ptv: Ptv) -> None:
    limited = refused(ptv.post(PLACE, location(areaType="LimitedType")))
    areas = [{"type": "Municipality", "areaCodes": ["999"]}]
    unknown = refused(ptv.post(PLACE, location(areaType="LimitedType", areas=areas)))

    assert "Areas" in limited
    assert "The code '999' was not found" in unknown["Areas[0].AreaCodes"]


def test_6_6_rule_6_support_contacts_do_not_exist_on_locations(ptv: Ptv) -> None:
    made = ptv.location(supportPhones=[{"nothing": "valid"}], supportEmails=["x"])

    read = ptv.shown(f"ServiceChannel/{made}")
    assert (read["phoneNumbers"], read["emails"]) == ([], [])


def test_6_6_rule_6_faxes_come_back_among_the_phones(ptv: Ptv) -> None:
    made = ptv.location(phoneNumbers=[phone()], faxNumbers=[phone()])

    read = ptv.shown(f"ServiceChannel/{made}")["phoneNumbers"]
    assert [item["type"] for item in read] == ["Phone", "Fax"]


def test_6_6_rule_7_services_of_a_post_are_published_and_own(ptv: Ptv) -> None:
    draft = ptv.service(publishingStatus="Draft")
    body = service(
        mainResponsibleOrganization=NEIGHBOUR,
        serviceProducers=[{"provisionType": "ProcuredServices"}],
    )
    others = ptv.made("Service", body, user=NEIGHBOUR_USER)["id"]
    own = ptv.service("Oma")

    assert "were not found" in refused(ptv.post(PLACE, location(services=[draft])))["Services"]
    assert "Services" in refused(ptv.post(PLACE, location(services=[others])))
    made = ptv.location(services=[own])
    read = ptv.shown(f"ServiceChannel/{made}")["services"]
    assert [item["service"]["id"] for item in read] == [own]


def _shared_channel(ptv: Ptv) -> tuple[str, str, str]:
    """A channel open to all, connected to an own service and a neighbour's."""
    own = ptv.service()
    made = ptv.location(isVisibleForAll=True, services=[own])
    body = service(
        mainResponsibleOrganization=NEIGHBOUR,
        serviceProducers=[{"provisionType": "ProcuredServices"}],
        serviceChannels=[made],
    )
    others = ptv.made("Service", body, user=NEIGHBOUR_USER)["id"]
    return made, own, others


@pytest.mark.parametrize("changes", [{}, {"isVisibleForAll": False}])
def test_6_6_rule_8_closing_a_channel_cuts_other_organisations_connections(
    ptv: Ptv, changes: Json
) -> None:
    made, own, others = _shared_channel(ptv)

    answer = ptv.put(f"{PLACE}/{made}", {"publishingStatus": "Published", **changes})

    assert answer.status_code == 200
    read = ptv.shown(f"ServiceChannel/{made}")["services"]
    assert [item["service"]["id"] for item in read] == [own]
    assert ptv.shown(f"Service/{others}")["serviceChannels"] is None


def test_6_6_rule_8_an_open_channel_keeps_them(ptv: Ptv) -> None:
    made, own, others = _shared_channel(ptv)

    ptv.put(f"{PLACE}/{made}", {"publishingStatus": "Published", "isVisibleForAll": True})

    read = ptv.shown(f"ServiceChannel/{made}")["services"]
    assert {item["service"]["id"] for item in read} == {own, others}


def test_6_6_rule_8_an_asti_connection_forbids_closing(ptv: Ptv) -> None:
    made, own, _ = _shared_channel(ptv)
    ptv.simulator.connect(own, made, {"extraTypes": [{"type": "Asti", "code": "LostAndFound"}]})

    messages = refused(ptv.put(f"{PLACE}/{made}", {"publishingStatus": "Published"}))

    assert "shared use of the service channel cannot be changed" in messages["isVisibleForAll"]


STATEMENT = {
    "accessibilityStatementWebPage": "https://www.example.fi/seloste",
    "accessibilityStatementWebPageName": "Seloste",
}


@pytest.mark.parametrize(
    ("level", "more", "status"),
    [
        ("FullyCompliant", {"wcagLevel": "LevelAA", **STATEMENT}, 200),
        ("FullyCompliant", {"wcagLevel": "LevelAAA", **STATEMENT}, 200),
        ("FullyCompliant", {"wcagLevel": "LevelA", **STATEMENT}, 400),
        ("PartiallyCompliant", {"wcagLevel": "LevelA", **STATEMENT}, 200),
        ("PartiallyCompliant", {"wcagLevel": "LevelAA", **STATEMENT}, 400),
        ("PartiallyCompliant", {"wcagLevel": "LevelA"}, 400),
        ("NonCompliant", STATEMENT, 200),
        ("NonCompliant", {"wcagLevel": "LevelA", **STATEMENT}, 400),
        ("Unknown", {}, 200),
        ("Unknown", STATEMENT, 400),
        ("Unknown", {"wcagLevel": "LevelA"}, 400),
    ],
)
def test_6_6_rule_9_accessibility_levels_and_statements_agree(
    ptv: Ptv, level: str, more: Json, status: int
) -> None:
    item = {"language": "fi", "accessibilityClassificationLevel": level, **more}

    answer = ptv.post(WEB, electronic(accessibilityClassification=[item]))

    assert answer.status_code == status, answer.text


def test_6_6_rule_10_a_signature_has_a_quantity_as_a_string(ptv: Ptv) -> None:
    bare = refused(ptv.post(ECHANNEL, electronic(requiresSignature=True)))
    made = ptv.made(ECHANNEL, electronic(requiresSignature=True, signatureQuantity="2"))["id"]

    assert "field is required when '" in bare["SignatureQuantity"]
    assert ptv.shown(f"ServiceChannel/{made}")["signatureQuantity"] == 2


def test_6_6_rule_11_a_published_form_keeps_its_urls(ptv: Ptv) -> None:
    made = ptv.made(FORM, form())["id"]
    body = {"publishingStatus": "Published", "deleteAllChannelUrls": True}

    answer = ptv.put(f"{FORM}/{made}", body)

    assert answer.status_code == 400
    assert len(ptv.shown(f"ServiceChannel/{made}")["channelUrls"]) == 1


def test_names_of_other_channels_are_written_without_a_type_and_read_with_one(ptv: Ptv) -> None:
    body = channel("Sivu")
    body |= {key: electronic()[key] for key in ("webPage", "accessibilityClassification")}

    made = ptv.made(WEB, body)["id"]

    read = ptv.shown(f"ServiceChannel/{made}")
    assert read["serviceChannelNames"] == [text("fi", "Sivu fi")]
    assert read["webPages"] == [
        {"url": "https://www.example.fi/fi", "value": None, "language": "fi"}
    ]
