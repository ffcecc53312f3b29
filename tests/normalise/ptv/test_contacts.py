"""Phones, e-mail addresses, links and files."""

from typing import Any

import pytest

from hytedata.models.ptv import Email, Phone, WebLink
from tests.normalise.ptv.documents import channel, location, organisation, remarked, text


def phone(**changes: Any) -> dict[str, Any]:
    return {
        "type": "Phone",
        "prefixNumber": "+358",
        "number": "401234567",
        "language": "fi",
        "isFinnishServiceNumber": False,
        **changes,
    }


def only_phone(**changes: Any) -> Phone:
    (found,) = location(phoneNumbers=[phone(**changes)]).language_versions["fi"].phones
    return found


def test_a_number_with_a_dialling_code_is_international() -> None:
    assert only_phone() == Phone(type="InternationalPhone", dial_code="+358", number="401234567")


@pytest.mark.parametrize("service_number", [True, False])
def test_a_number_without_a_dialling_code_is_domestic(service_number: bool) -> None:
    found = only_phone(prefixNumber=None, isFinnishServiceNumber=service_number)

    assert (found.type, found.dial_code) == ("DomesticPhone", None)


def test_text_messages_and_faxes_keep_their_kind() -> None:
    found = location(phoneNumbers=[phone(type="Sms"), phone(type="Fax"), phone(type="Telex")])

    finnish = found.language_versions["fi"]
    assert [one.type for one in finnish.phones] == ["Sms", "Telex"]
    assert [one.type for one in finnish.faxes] == ["Fax"]


def test_a_phone_channel_lists_its_faxes_among_its_numbers() -> None:
    found = channel("Phone", phoneNumbers=[phone(type="Fax")])

    assert [one.type for one in found.language_versions["fi"].phones] == ["Fax"]


@pytest.mark.parametrize(
    ("charge", "expected"),
    [
        ("Chargeable", "Charged"),
        ("FreeOfCharge", "Free"),
        ("Other", "ExtraCharge"),
        ("Charged", "Charged"),
        ("Later", "Later"),
        (None, None),
    ],
)
def test_charges_of_calls_are_v12s(charge: str | None, expected: str | None) -> None:
    assert only_phone(serviceChargeType=charge).charge == expected


def test_a_number_has_digits_only() -> None:
    assert only_phone(number="0295 000").number == "0295000"
    assert only_phone(number=401234567).number == "401234567"


def test_a_number_with_other_signs_is_kept_and_remarked_on() -> None:
    found = location(phoneNumbers=[phone(number="020 NUORI")])

    assert found.language_versions["fi"].phones[0].number == "020 NUORI"
    assert remarked(found) == [("phoneNumbers[0]", "odd-number")]


def test_a_phone_without_a_number_is_remarked_on() -> None:
    found = location(phoneNumbers=[phone(), phone(number=" ", additionalInformation="Vaihde")])

    assert remarked(found) == [("phoneNumbers[1]", "no-number")]
    assert "Vaihde" in found.remarks[0].raw


def test_a_service_number_with_a_dialling_code_is_remarked_on() -> None:
    found = location(phoneNumbers=[phone(isFinnishServiceNumber=True)])

    assert found.language_versions["fi"].phones[0].dial_code is None
    assert remarked(found) == [("phoneNumbers[0]", "dial-code-of-service-number")]


def test_what_belongs_to_an_unknown_language_is_remarked_on() -> None:
    found = location(
        phoneNumbers=[phone(language="de")],
        emails=[text("a@b.test", None)],
        webPages=[{"url": "https://a.test", "language": "de"}],
    )

    assert remarked(found) == [
        ("phoneNumbers[0]", "unknown-language"),
        ("emails[0]", "unknown-language"),
        ("webPages[0]", "unknown-language"),
    ]


def test_contacts_in_a_language_without_a_name_are_told_in_a_version_of_it() -> None:
    found = location(phoneNumbers=[phone(language="sv")])

    assert found.language_versions["sv"].name is None
    assert len(found.language_versions["sv"].phones) == 1


def test_e_mails_of_an_organisation_have_a_word_on_them() -> None:
    found = organisation(emails=[text("a@b.test") | {"description": "Kirjaamo"}])

    assert found.language_versions["fi"].emails == (Email(address="a@b.test", info="Kirjaamo"),)


@pytest.mark.parametrize("key", ["emails", "supportEmails"])
def test_a_locations_e_mails_are_found_under_either_name(key: str) -> None:
    found = location(**{key: [text("a@b.test")]})

    assert found.language_versions["fi"].emails == (Email(address="a@b.test"),)


def test_a_web_page_without_address_and_name_says_nothing() -> None:
    found = location(
        webPages=[
            {"url": "", "value": None, "language": "fi"},
            {"url": "https://a.test", "value": "A", "language": "fi"},
        ]
    )

    pages = found.language_versions["fi"].web_pages
    assert pages == (WebLink(url="https://a.test", name="A"),)
    assert found.remarks == ()


def test_a_channels_second_address_in_a_language_is_kept_in_the_extras() -> None:
    first = {"url": "https://a.test", "language": "fi"}
    second = {"url": "https://b.test", "language": "fi"}

    found = channel("WebPage", webPages=[first, second])

    assert found.language_versions["fi"].web_address == WebLink(url="https://a.test")
    assert found.extras == {"webPages": [second]}
