"""How v11's channels, their phones, addresses and pages look in v12 (ptv-v12 4, 5 and 6)."""

import pytest

from tests.sandbox.ptv.v12.support import BOX, FI, V12, channel, place
from tests.sandbox.ptv.world import (
    Json,
    electronic,
    form,
    location,
    phone,
    phone_channel,
    street,
    text,
)

# phones, addresses, pages


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ({}, {"type": "InternationalPhone", "dialCode": "+358", "chargeType": "Charged"}),
        (
            {"isFinnishServiceNumber": True, "prefixNumber": None},
            {"type": "DomesticPhone", "chargeType": "Charged"},
        ),
        (
            {"serviceChargeType": "FreeOfCharge"},
            {"type": "InternationalPhone", "dialCode": "+358", "chargeType": "Free"},
        ),
        (
            {"serviceChargeType": "Other", "chargeDescription": "2 euroa"},
            {
                "type": "InternationalPhone",
                "dialCode": "+358",
                "chargeType": "ExtraCharge",
                "chargeDescription": "2 euroa",
            },
        ),
    ],
)
def test_phones_are_domestic_without_a_dial_code(v12: V12, sent: Json, shown: Json) -> None:
    number = {name: value for name, value in phone(**sent).items() if value is not None}

    version = place(v12, phoneNumbers=[number])["languageVersions"]["fi"]

    empty = {"chargeDescription": None, "additionalInformation": None}
    assert version["contactPhoneNumbers"] == [{**empty, "number": "401234567", **shown}]


def test_phones_and_faxes_lie_inside_their_language(v12: V12) -> None:
    shown = place(
        v12, "fi", "sv", phoneNumbers=[phone("sv", number="1")], faxNumbers=[phone(number="2")]
    )

    fi, sv = (shown["languageVersions"][language] for language in ("fi", "sv"))
    assert [len(each["contactPhoneNumbers"]) for each in (fi, sv)] == [0, 1]
    assert [fax["type"] for fax in fi["contactFaxNumbers"]] == ["Fax"]
    assert sv["contactFaxNumbers"] == []


def test_a_phone_channel_has_all_four_kinds(v12: V12) -> None:
    numbers = [
        phone(type="Phone"),
        phone(type="Sms"),
        phone(type="Fax"),
        {"isFinnishServiceNumber": True, "number": "116117", "language": "fi", "type": "Phone"},
    ]

    shown = channel(v12, "Phone", phone_channel(phoneNumbers=numbers))

    kinds = [each["type"] for each in shown["languageVersions"]["fi"]["phoneNumbers"]]
    assert kinds == ["InternationalPhone", "Sms", "Fax", "DomesticPhone"]


def test_addresses_are_sorted_by_kind(v12: V12) -> None:
    other = {"latitude": "6903421", "longitude": "435210.5", "additionalInformation": FI}
    shown = place(
        v12,
        addresses=[
            street("fi", latitude="6903421.500", longitude="435210"),
            {"type": "Location", "subType": "Other", "otherAddress": other},
            {"type": "Postal", "subType": "PostOfficeBox", "postOfficeBoxAddress": BOX},
            {"type": "Postal", "subType": "Abroad", "locationAbroad": FI, "country": "SE"},
        ],
    )

    (walk,) = shown["location"]["streetAddresses"]
    assert walk["streetName"] == {"fi": "Katu fi"}
    assert (walk["addressDetail"], walk["postalCode"]) == ("12", "40100")
    assert walk["addressSource"] == {"source": "UserEntered"}
    assert walk["coordinates"] == [
        {"system": "EPSG:3067", "source": "User", "northing": 6903421.5, "easting": 435210.0}
    ]
    assert shown["location"]["otherAddresses"][0]["coordinates"][0]["easting"] == 435210.5
    contact = shown["contactAddresses"]
    assert contact["postOfficeBoxAddresses"][0]["postOfficeBox"] == {"fi": "PL 1"}
    assert contact["foreignAddresses"] == [{"address": {"fi": "Teksti fi."}, "countryCode": "SE"}]
    assert "municipality" not in walk


def test_a_registered_street_comes_from_posti_in_both_languages(v12: V12) -> None:
    names = [{"language": "fi", "value": "väinönkatu"}]

    (walk,) = place(v12, addresses=[street("fi", street=names)])["location"]["streetAddresses"]

    assert walk["addressSource"] == {"source": "Posti"}
    assert walk["streetName"] == {"fi": "Väinönkatu", "sv": "Väinögatan"}


def test_coordinates_that_are_no_metres_are_of_an_unknown_system(v12: V12) -> None:
    (walk,) = place(v12, addresses=[street("fi", latitude="62.24", longitude="25.74")])["location"][
        "streetAddresses"
    ]

    assert walk["coordinates"][0]["system"] == "Unknown"


def test_a_place_without_coordinates_has_an_empty_list(v12: V12) -> None:
    (walk,) = place(v12)["location"]["streetAddresses"]

    assert walk["coordinates"] == []


def test_a_page_without_a_name_is_called_by_its_address(v12: V12) -> None:
    version = place(v12, webPages=[{"language": "fi", "url": "https://www.example.fi"}])[
        "languageVersions"
    ]["fi"]

    assert version["contactWebPages"] == [
        {"name": "https://www.example.fi", "url": "https://www.example.fi"}
    ]


# channels


def test_visibility_is_who_may_connect(v12: V12) -> None:
    opened = place(v12, isVisibleForAll=True)
    closed = channel(v12, "ServiceLocation", location("Suljettu"))

    kinds = [each["allowedConnectionType"] for each in (opened, closed)]
    assert kinds == ["AllOrganizations", "OwnOrganizations"]


def test_an_alternative_name_may_be_the_one_that_is_shown(v12: V12) -> None:
    shown = place(
        v12,
        serviceChannelNames=[text("fi", "Paikka"), text("fi", "Halli", "AlternativeName")],
        displayNameType=[{"type": "AlternativeName", "language": "fi"}],
    )

    version = shown["languageVersions"]["fi"]
    assert (version["alternativeName"], version["isAlternativeNamePrimary"]) == ("Halli", True)


def test_an_electronic_channel(v12: V12) -> None:
    body = electronic(
        requiresAuthentication=True,
        requiresSignature=True,
        signatureQuantity="2",
        supportEmails=[{"language": "fi", "value": "a@example.fi"}],
        attachments=[
            {
                "language": "fi",
                "url": "https://www.example.fi/a.pdf",
                "name": "Ohje",
                "description": "Lue ensin.",
            }
        ],
    )

    shown = channel(v12, "EChannel", body)

    version = shown["languageVersions"]["fi"]
    assert shown["serviceChannelType"] == "EService"
    assert shown["electronicIdentification"] == "Required"
    assert shown["electronicSignature"] == {"type": "Required", "numberOfRequiredSignatures": 2}
    assert version["webAddress"] == {"url": "https://www.example.fi/fi", "name": None}
    assert version["accessibilityClassificationLevel"] == "Unknown"
    assert version["supportEmails"] == [{"email": "a@example.fi"}]
    assert version["attachmentLinks"] == [
        {
            "name": "Ohje",
            "url": "https://www.example.fi/a.pdf",
            "additionalInformation": "Lue ensin.",
        }
    ]


def test_a_web_page_has_no_hours(v12: V12) -> None:
    assert "serviceHours" not in channel(v12, "WebPage", electronic())


def test_a_form_has_files_and_three_ways_to_be_sent(v12: V12) -> None:
    addresses: list[Json] = [
        {"subType": "Street", "streetAddress": {"street": FI, "postalCode": "40100"}},
        {"subType": "PostOfficeBox", "postOfficeBoxAddress": BOX, "formReceiver": FI},
        {"subType": "NoAddress", "deliveryAddressInText": FI},
    ]

    shown = channel(v12, "PrintableForm", form(deliveryAddresses=addresses, formIdentifier=FI))

    version = shown["languageVersions"]["fi"]
    assert version["formFiles"] == [
        {"name": "fi.pdf", "url": "https://www.example.fi/fi.pdf", "type": "pdf"}
    ]
    assert version["formIdentifier"] == "Teksti fi."
    assert [each["deliveryAddressType"] for each in shown["deliveryAddresses"]] == [
        "StreetAddress",
        "PostOfficeBox",
        "DeliveryInformation",
    ]
    assert [each["recipient"] for each in shown["deliveryAddresses"]] == [
        {},
        {"fi": "Teksti fi."},
        {},
    ]


def test_a_rename_is_seen_in_a_document_that_was_read_before(v12: V12) -> None:
    made = v12.ptv.location("Vanha")
    v12.shown(f"service-channel/{made}")

    v12.ptv.put(f"ServiceChannel/ServiceLocation/{made}", location("Uusi", isVisibleForAll=True))

    shown = v12.shown(f"service-channel/{made}")
    assert shown["languageVersions"]["fi"]["name"] == "Uusi fi"
    assert shown["allowedConnectionType"] == "AllOrganizations"
