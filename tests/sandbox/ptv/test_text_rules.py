"""Rules of texts and of language sets: ptv-api 6.1 (by bullet) and 6.2 (by number).

| Test | Covers |
|---|---|
| `test_6_1_rule_1_…` to `test_6_1_rule_5_…` | the five bullets of 6.1, in order |
| `test_6_2_rule_1_…` to `test_6_2_rule_6_…` | the six numbered rules of 6.2 |
"""

import pytest

from tests.sandbox.ptv.world import (
    AGENCY,
    AGENCY_USER,
    DESCRIPTION,
    Json,
    Ptv,
    electronic,
    location,
    phone,
    phone_channel,
    refused,
    service,
    street,
    text,
)

PLACE = "ServiceChannel/ServiceLocation"


def described(**values: str) -> list[Json]:
    """Service descriptions with some texts replaced, by type."""
    base = service()["serviceDescriptions"]
    return [{**item, "value": values.get(item["type"], item["value"])} for item in base]


@pytest.mark.parametrize("part", ["value", "language", "type"])
def test_6_1_rule_1_a_localised_item_needs_all_its_parts(ptv: Ptv, part: str) -> None:
    names = [{**text("fi", "Nimi"), part: " "}]

    messages = refused(ptv.post("Service", service(serviceNames=names)))

    assert f"ServiceNames[0].{part.title()}" in messages
    assert "field is required" in messages[f"ServiceNames[0].{part.title()}"]


def test_6_1_rule_2_descriptions_have_five_characters_after_trimming(ptv: Ptv) -> None:
    short = refused(ptv.post("Service", service(serviceDescriptions=described(Summary=" abcd "))))
    enough = ptv.post("Service", service(serviceDescriptions=described(Summary="abcde")))

    assert "At least five characters" in short["ServiceDescriptions"]
    assert enough.status_code == 200


def test_6_1_rule_2_additional_information_of_a_phone_too(ptv: Ptv) -> None:
    phones = [phone(additionalInformation="A")]

    messages = refused(ptv.post(PLACE, location(phoneNumbers=phones)))

    assert "At least five" in messages["PhoneNumbers[0].AdditionalInformation"]


@pytest.mark.parametrize(
    ("kind", "limit"),
    [("Summary", 150), ("Description", 5000), ("UserInstruction", 5000)],
)
def test_6_1_rule_3_a_service_text_has_its_limit(ptv: Ptv, kind: str, limit: int) -> None:
    fits = ptv.post("Service", service(serviceDescriptions=described(**{kind: "x" * limit})))
    too_long = described(**{kind: "x" * (limit + 1)})
    messages = refused(ptv.post("Service", service("Toinen", serviceDescriptions=too_long)))

    assert fits.status_code == 200
    assert f"must be '{limit}'" in messages["ServiceDescriptions"]


def test_6_1_rule_3_a_channel_description_has_2500_characters(ptv: Ptv) -> None:
    texts = [text("fi", "Lyhyt.", "Summary"), text("fi", "x" * 2501, "Description")]

    messages = refused(ptv.post(PLACE, location(serviceChannelDescriptions=texts)))

    assert "Maximum length of property" in messages["ServiceChannelDescriptions"]


def test_6_1_rule_3_a_name_has_100_characters(ptv: Ptv) -> None:
    fits = ptv.post("Service", service(serviceNames=[text("fi", "x" * 100)]))
    messages = refused(ptv.post("Service", service(serviceNames=[text("fi", "x" * 101)])))

    assert fits.status_code == 200
    assert "Maximum length of property" in messages["ServiceNames"]


def test_6_1_rule_4_a_language_and_type_occur_once(ptv: Ptv) -> None:
    texts = [*service()["serviceDescriptions"], text("fi", "Toinen tiivistelmä.", "Summary")]

    messages = refused(ptv.post("Service", service(serviceDescriptions=texts)))

    assert "Localized duplicates" in messages["ServiceDescriptions"]


def test_6_1_rule_4_a_single_type_list_allows_a_language_once(ptv: Ptv) -> None:
    names = [{"language": "fi", "value": "Yksi"}, {"language": "fi", "value": "Kaksi"}]

    messages = refused(ptv.post("ServiceChannel/EChannel", electronic(serviceChannelNames=names)))

    assert "Localized duplicates" in messages["ServiceChannelNames"]


def test_6_1_rule_5_name_and_summary_differ_on_publishing_only(ptv: Ptv) -> None:
    same = service(serviceNames=[text("fi", "Summary fi.")])

    published = refused(ptv.post("Service", same))
    draft = ptv.post("Service", {**same, "publishingStatus": "Draft"})
    other_case = ptv.post("Service", service(serviceNames=[text("fi", "SUMMARY fi.")]))

    assert "not allowed to be the same" in published["ServiceNames"]
    assert draft.status_code == 200
    assert "not allowed to be the same" not in other_case.text


def test_6_1_rule_5_it_fires_on_the_put_of_a_channel_not_on_its_post(ptv: Ptv) -> None:
    same = location(serviceChannelNames=[text("fi", "Summary fi.")])

    made = ptv.made(PLACE, same)["id"]
    messages = refused(ptv.put(f"{PLACE}/{made}", same))

    assert "not allowed to be the same" in messages["ServiceChannelNames"]


def test_6_2_rule_1_sending_only_fi_removes_sv(ptv: Ptv) -> None:
    made = ptv.service("Palvelu", "fi", "sv")

    answer = ptv.put(f"Service/{made}", service("Palvelu", "fi"))
    read = ptv.shown(f"Service/{made}")

    assert answer.status_code == 200
    assert {item["language"] for item in read["serviceNames"]} == {"fi"}
    assert {item["language"] for item in read["serviceDescriptions"]} == {"fi"}


def test_6_2_rule_1_the_other_lists_lose_the_language_too(ptv: Ptv) -> None:
    keywords = [{"language": "fi", "value": "uinti"}, {"language": "sv", "value": "simning"}]
    made = ptv.service("Palvelu", "fi", "sv", keywords=keywords)

    ptv.put(f"Service/{made}", service("Palvelu", "fi"))

    assert ptv.shown(f"Service/{made}")["keywords"] == keywords[:1]


def test_6_2_rule_2_a_removed_language_needs_every_required_list(ptv: Ptv) -> None:
    made = ptv.location("Paikka", "fi", "sv")
    body = location("Paikka", "fi", addresses=None)

    messages = refused(ptv.put(f"{PLACE}/{made}", body))

    assert "You are removing language versions: sv" in messages["Model"]
    assert "Some of the required lists are missing: Addresses" in messages["Model"]


def test_6_2_rule_2_an_added_language_needs_every_required_list(ptv: Ptv) -> None:
    made = ptv.location("Paikka", "fi")
    body = location("Paikka", "fi", "sv", addresses=None)

    messages = refused(ptv.put(f"{PLACE}/{made}", body))

    assert "You have added new language version(s): sv" in messages["Model"]
    assert "Some of the required lists are missing" in messages["Model"]


def test_6_2_rule_2_an_added_language_must_be_in_every_required_list(ptv: Ptv) -> None:
    made = ptv.location("Paikka", "fi")
    body = location("Paikka", "fi", "sv", addresses=[street("fi")])

    messages = refused(ptv.put(f"{PLACE}/{made}", body))

    assert "You have added new language version(s): sv" in messages["Model"]
    assert "was not found with language code 'sv'" in messages["Addresses"]


def test_6_2_rule_2_all_lists_together_add_the_language(ptv: Ptv) -> None:
    made = ptv.location("Paikka", "fi")

    answer = ptv.put(f"{PLACE}/{made}", location("Paikka", "fi", "sv"))

    assert answer.status_code == 200
    names = ptv.shown(f"ServiceChannel/{made}")["serviceChannelNames"]
    assert {item["language"] for item in names} == {"fi", "sv"}


def test_6_2_rule_3_a_language_of_another_list_alone_is_refused(ptv: Ptv) -> None:
    made = ptv.location("Paikka", "fi")
    body = {"publishingStatus": "Published", "phoneNumbers": [phone("sv")]}

    messages = refused(ptv.put(f"{PLACE}/{made}", body))

    assert "You have added new language version(s): sv" in messages["Model"]


def test_6_2_rule_3_a_language_that_the_item_has_is_fine(ptv: Ptv) -> None:
    made = ptv.location("Paikka", "fi", "sv")
    body = {"publishingStatus": "Published", "phoneNumbers": [phone("sv")]}

    answer = ptv.put(f"{PLACE}/{made}", body)

    assert answer.status_code == 200


def test_6_2_rule_4_without_required_lists_languages_stay(ptv: Ptv) -> None:
    made = ptv.location("Paikka", "fi", "sv")

    ptv.put(f"{PLACE}/{made}", {"publishingStatus": "Published", "languages": ["sv"]})

    names = ptv.shown(f"ServiceChannel/{made}")["serviceChannelNames"]
    assert {item["language"] for item in names} == {"fi", "sv"}


@pytest.mark.parametrize("kind", ["Summary", "Description"])
def test_6_2_rule_5_each_language_needs_each_description(ptv: Ptv, kind: str) -> None:
    body = location("Paikka", "fi", "sv")
    body["serviceChannelDescriptions"] = [
        item
        for item in body["serviceChannelDescriptions"]
        if (item["language"], item["type"]) != ("sv", kind)
    ]

    messages = refused(ptv.post(PLACE, body))

    told = f"Required value with type '{kind}' was not found with language code 'sv'"
    assert told in messages["ServiceChannelDescriptions"]


def test_6_2_rule_5_each_language_needs_a_name(ptv: Ptv) -> None:
    names = [text("fi", "Nimi"), text("sv", "Namn", "AlternativeName")]

    messages = refused(ptv.post("Service", service("x", "fi", "sv", serviceNames=names)))

    assert "type 'Name' was not found with language code 'sv'" in messages["ServiceNames"]


def test_6_2_rule_5_with_a_general_description_any_name_of_the_language_does(ptv: Ptv) -> None:
    names = [text("fi", "Nimi"), text("sv", "Namn", "AlternativeName")]
    body = service("x", "fi", "sv", serviceNames=names, generalDescriptionId=DESCRIPTION)

    answer = ptv.post("Service", body)

    assert answer.status_code == 200, answer.text


def test_6_2_rule_5_a_general_description_can_give_the_description(ptv: Ptv) -> None:
    texts = [item for item in service()["serviceDescriptions"] if item["type"] != "Description"]

    with_it = ptv.post(
        "Service", service(serviceDescriptions=texts, generalDescriptionId=DESCRIPTION)
    )
    without_it = refused(ptv.post("Service", service("Toinen", serviceDescriptions=texts)))

    assert with_it.status_code == 200, with_it.text
    assert "type 'Description' was not found" in without_it["ServiceDescriptions"]


def test_6_2_rule_5_a_phone_channel_needs_a_number_for_each_language(ptv: Ptv) -> None:
    body = phone_channel("x", "fi", "sv", phoneNumbers=[phone("fi", type="Phone")])

    messages = refused(ptv.post("ServiceChannel/Phone", body))

    assert "not found with language code 'sv'" in messages["PhoneNumbers"]


def test_6_2_rule_6_to_publish_the_organisation_has_each_language(ptv: Ptv) -> None:
    english = location("Place", "fi", "en")

    published = refused(ptv.post(PLACE, english))
    draft = ptv.post(PLACE, {**english, "publishingStatus": "Draft"})
    agency = ptv.post(PLACE, {**english, "organizationId": AGENCY}, user=AGENCY_USER)

    assert "Organisation language version" in published["OrganizationId"]
    assert "missing" in published["OrganizationId"]
    assert draft.status_code == 200
    assert agency.status_code == 200
