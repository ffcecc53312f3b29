"""Channels: phones and other contacts, and what only some kinds of channel have."""

from typing import Any

import pytest

from hytedata.models.ptv import FormFile, OtherChannel, Phone
from tests.normalise.ptv_v12.documents import (
    OWNER_ID,
    channel,
    channel_in_finnish,
    finnish,
    organisation,
    remarked,
)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            {"type": "InternationalPhone", "dialCode": "+358", "number": "40 123 4567"},
            Phone(type="InternationalPhone", dial_code="+358", number="401234567"),
        ),
        (
            {"type": "DomesticPhone", "number": "116117", "chargeType": "ExtraCharge"},
            Phone(type="DomesticPhone", number="116117", charge="ExtraCharge"),
        ),
        (
            {
                "type": "Sms",
                "dialCode": "+358",
                "number": "18200",
                "chargeDescription": "1 €",
                "additionalInformation": "Lipuille",
            },
            Phone(
                type="Sms",
                dial_code="+358",
                number="18200",
                charge_description="1 €",
                info="Lipuille",
            ),
        ),
    ],
)
def test_phones_are_of_four_kinds(told: dict[str, Any], expected: Phone) -> None:
    found = channel_in_finnish("TelephoneService", phoneNumbers=[told])

    assert finnish(found).phones == (expected,)
    assert found.remarks == ()


def test_a_fax_of_a_phone_service_stays_among_its_phones() -> None:
    fax = {"type": "Fax", "dialCode": "+358", "number": "1"}

    phones = finnish(channel_in_finnish("TelephoneService", phoneNumbers=[fax])).phones

    assert [one.type for one in phones] == ["Fax"]


def test_faxes_of_a_location_have_a_field_of_their_own() -> None:
    fax = {"type": "Fax", "dialCode": "+358", "number": "1"}
    phone = {"type": "DomesticPhone", "number": "2"}

    texts = finnish(channel_in_finnish(contactPhoneNumbers=[phone, fax], contactFaxNumbers=[fax]))

    assert [one.number for one in texts.phones] == ["2"]
    assert [one.number for one in texts.faxes] == ["1", "1"]


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"type": "DomesticPhone", "number": ""}, "no-number"),
        ({"type": "DomesticPhone", "number": "vaihde"}, "odd-number"),
        ({"dialCode": "+358", "number": "1"}, "no-phone-type"),
        (
            {"type": "DomesticPhone", "dialCode": "+358", "number": "1"},
            "dial-code-of-service-number",
        ),
    ],
)
def test_what_is_odd_about_a_number_is_remarked_on(told: dict[str, Any], code: str) -> None:
    found = channel_in_finnish("WebPage", supportPhoneNumbers=[told])

    assert remarked(found) == [("languageVersions.fi.supportPhoneNumbers[0]", code)]


def test_an_e_mail_address_without_address_is_remarked_on_if_it_says_something() -> None:
    told = [{"email": "", "additionalInformation": "Kirjaamo"}, {"email": ""}]

    found = organisation(languageVersions={"fi": {"contactEmails": told}})

    assert remarked(found) == [("languageVersions.fi.contactEmails[0]", "no-address")]


def test_a_location_shows_its_alternative_name_where_it_says_so() -> None:
    texts = finnish(channel_in_finnish(alternativeName="Vesi", isAlternativeNamePrimary=True))

    assert (texts.alternative_name, texts.shows_alternative_name) == ("Vesi", True)


def test_a_web_address_without_address_and_name_is_none() -> None:
    found = channel_in_finnish("WebPage", webAddress={"url": None, "name": None})

    assert finnish(found).web_address is None


def test_files_of_forms_have_names_and_types() -> None:
    told = [{"name": "Hakemus", "url": "https://a.test/1.pdf", "type": "pdf"}, {"name": "x"}]

    found = channel_in_finnish("PrintableForm", formIdentifier="A1", formFiles=told)

    texts = finnish(found)
    assert texts.files == (FormFile(url="https://a.test/1.pdf", name="Hakemus", type="pdf"),)
    assert texts.form_identifier == "A1"
    assert remarked(found) == [("languageVersions.fi.formFiles[1]", "no-address")]


@pytest.mark.parametrize(
    ("told", "expected", "codes"),
    [
        ({"type": "NotRequired"}, 0, []),
        ({"type": "Required", "numberOfRequiredSignatures": 2}, 2, []),
        (None, None, []),
        ({"type": "Required"}, None, ["no-signature-quantity"]),
        (
            {"type": "NotRequired", "numberOfRequiredSignatures": 1},
            0,
            ["signatures-not-required"],
        ),
        ({"type": "Perhaps"}, None, ["unknown-signature-type"]),
    ],
)
def test_signatures_are_a_number(
    told: dict[str, Any] | None, expected: int | None, codes: list[str]
) -> None:
    found = channel("EService", electronicSignature=told)

    assert found.signatures == expected
    assert [one.code for one in found.remarks] == codes


@pytest.mark.parametrize(
    ("told", "expected", "codes"),
    [
        ("Required", True, []),
        ("NotRequired", False, []),
        (None, None, []),
        ("Perhaps", None, ["unknown-identification"]),
    ],
)
def test_identification_is_asked_for_or_not(
    told: str | None, expected: bool | None, codes: list[str]
) -> None:
    found = channel("EService", electronicIdentification=told)

    assert found.requires_identification is expected
    assert [one.code for one in found.remarks] == codes


def test_a_channel_of_an_unknown_kind_has_what_all_have() -> None:
    found = channel("Hologram", allowedConnectionType="OwnOrganizations", beam=1)

    assert isinstance(found, OtherChannel)
    assert (found.stated_type, found.organisation_id) == ("Hologram", OWNER_ID)
    assert (found.connectable_by, found.name) == ("OwnOrganizations", {"fi": "Uimahalli"})
    assert found.raw["beam"] == 1
