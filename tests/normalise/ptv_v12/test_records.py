"""Services, channels, connections and the rest: texts, contacts, words, ids."""

from datetime import UTC, datetime
from typing import Any

import pytest

from hytedata.connectors.ptv.v11.wire.base import WireModel
from hytedata.connectors.ptv.v11.wire.reading import read_item, shape_of
from hytedata.connectors.ptv.v12.wire.codes import AreaCode, ClassificationCode, Code, OntologyTerm
from hytedata.models.common import Rejection
from hytedata.models.ptv import (
    CodeItem,
    EInvoiceAddress,
    Email,
    FormFile,
    OrganisationTree,
    OtherChannel,
    Phone,
    ServiceProducer,
    Voucher,
    WebLink,
)
from hytedata.normalise.ptv_v12 import normalise_code
from tests.normalise.ptv_v12.documents import (
    CHANNEL_ID,
    COLLECTIONS,
    CONNECTIONS,
    GENERAL,
    OWNER_ID,
    SERVICE_ID,
    channel,
    channel_in_finnish,
    connection,
    location,
    normalised,
    organisation,
    remarked,
    service,
    service_in_finnish,
    tree,
)


def finnish(record: Any) -> Any:
    return record.language_versions["fi"]


def test_what_is_found_is_published_and_tells_when() -> None:
    found = service(publishedAt="2026-09-22T07:32:52.026Z", migratedAt="2026-09-23T00:00:00Z")

    assert found.status == "Published"
    assert found.published_at == datetime(2026, 9, 22, 7, 32, 52, 26_000, UTC)
    assert found.migrated_at == datetime(2026, 9, 23, tzinfo=UTC)
    assert (found.modified_at, found.source_id) == (None, None)


def test_what_is_no_time_is_remarked_on() -> None:
    assert remarked(service(publishedAt="soon")) == [("publishedAt", "no-time")]


def test_connections_and_collections_of_a_record_are_not_told() -> None:
    assert (service().channel_ids, service().collection_ids) == (None, None)
    assert (location().service_ids, location().collection_ids) == (None, None)


def test_texts_of_a_service_are_taken_over_as_they_are() -> None:
    texts = finnish(
        service_in_finnish(
            alternativeName="Uinti",
            summary="Kunnan uimahallit.",
            description="### Uiminen\n\n* Isossa altaassa\n",
            userInstructions="Tule paikalle.",
            conditions="Kuntalaiset.",
            chargeTypeAdditionalInformation="5 €",
            deadlineAdditionalInformation="Heti",
            processingTimeAdditionalInformation="Viikko",
            validityTimeAdditionalInformation="",
        )
    )

    assert (texts.alternative_name, texts.user_instruction) == ("Uinti", "Tule paikalle.")
    assert texts.description == "### Uiminen\n\n* Isossa altaassa\n"
    assert (texts.conditions, texts.charge_info) == ("Kuntalaiset.", "5 €")
    assert (texts.deadline, texts.processing_time, texts.validity_time) == ("Heti", "Viikko", None)


def test_laws_and_keywords_belong_to_a_language() -> None:
    texts = finnish(
        service_in_finnish(
            legislationLinks=[{"url": "https://finlex.test/1", "name": "Liikuntalaki"}],
            freelyAssignedKeywords=["uinti", "", "halli"],
        )
    )

    assert texts.legislation == (WebLink(url="https://finlex.test/1", name="Liikuntalaki"),)
    assert texts.keywords == ("uinti", "halli")


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"voucherType": "NotUsed"}, Voucher()),
        (
            {"voucherType": "WithAdditionalInformation", "additionalInformation": "Kysy."},
            Voucher(in_use=True, info="Kysy."),
        ),
        (
            {
                "voucherType": "WithUrl",
                "urls": [
                    {"name": "Setelit", "url": "https://a.test", "additionalInformation": "x"}
                ],
            },
            Voucher(in_use=True, links=(WebLink(name="Setelit", url="https://a.test", info="x"),)),
        ),
    ],
)
def test_vouchers_are_of_three_types(told: dict[str, Any], expected: Voucher) -> None:
    assert finnish(service_in_finnish(voucher=told)).voucher == expected


def test_a_voucher_of_an_unknown_type_is_in_use_and_remarked_on() -> None:
    found = service_in_finnish(voucher={"voucherType": "Plastic"})

    assert finnish(found).voucher.in_use
    assert remarked(found) == [("languageVersions.fi.voucher.voucherType", "unknown-voucher-type")]


def test_a_language_that_is_no_data_language_is_remarked_on() -> None:
    found = service(languageVersions={"de": {"name": "Hallenbad"}, "fi": {"name": "Halli"}})

    assert found.language_versions.keys() == {"fi"}
    assert remarked(found) == [("languageVersions.de", "unknown-language")]


def test_producers_are_known_organisations_and_others_by_name() -> None:
    found = service(
        producers={
            "otherProducers": {"organizations": [], "other": [{"name": {"fi": "Seura"}}]},
            "procuredProducers": {"organizations": [OWNER_ID.upper()], "other": [{"name": {}}]},
            "selfProducedProducers": {"organizations": [CHANNEL_ID, ""]},
        }
    )

    assert found.producers == (
        ServiceProducer(provision="SelfProduced", organisation_id=CHANNEL_ID),
        ServiceProducer(provision="Procured", organisation_id=OWNER_ID),
        ServiceProducer(provision="Procured"),
        ServiceProducer(provision="Other", name={"fi": "Seura"}),
    )
    assert remarked(found) == [("producers.selfProducedProducers.organizations[1]", "no-id")]


def test_codes_and_addresses_of_classes_are_sorted_each_once() -> None:
    found = service(
        serviceClasses=["P27.2", "P27.1", "P27.2"],
        targetGroups=["KR2", "KR1"],
        lifeEvents=["KE1", ""],
        ontologyTerms=["http://www.yso.fi/onto/koko/p2", "http://www.yso.fi/onto/koko/p1"],
        serviceLanguages=["sv", "fi"],
        otherResponsibleOrganizations=[SERVICE_ID, CHANNEL_ID],
    )

    assert found.service_classes == ("P27.1", "P27.2")
    assert (found.target_groups, found.life_events) == (("KR1", "KR2"), ("KE1",))
    assert found.ontology_terms[0].endswith("p1")
    assert found.service_languages == ("fi", "sv")
    assert found.other_organisation_ids == (SERVICE_ID, CHANNEL_ID)


def test_a_general_description_has_types_and_a_background() -> None:
    found = normalised(
        GENERAL,
        {
            "contentId": SERVICE_ID,
            "serviceType": "Service",
            "generalDescriptionTypes": ["WellbeingServicesCounty", "Municipality"],
            "languageVersions": {"fi": {"name": "Hallit", "backgroundDescription": "Laki."}},
        },
    )

    assert found.description_types == ("Municipality", "WellbeingServicesCounty")
    assert finnish(found).background == "Laki."


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


@pytest.mark.parametrize(
    ("record", "field"),
    [
        (service(serviceType=None), "serviceType"),
        (channel(""), "serviceChannelType"),
        (organisation(organizationType=" "), "organizationType"),
    ],
)
def test_a_record_without_a_type_is_remarked_on(record: Any, field: str) -> None:
    assert remarked(record) == [(field, "no-type")]


def test_a_connection_is_named_by_its_pair() -> None:
    found = connection(chargeType="Other", serviceContentId=SERVICE_ID.upper())

    assert found.id == f"{SERVICE_ID}/{CHANNEL_ID}"
    assert (found.service_id, found.channel_id) == (SERVICE_ID, CHANNEL_ID)
    assert found.charge == "Other"


def test_a_connection_without_an_end_is_rejected() -> None:
    found = CONNECTIONS.normalise(CONNECTIONS.read({"serviceContentId": SERVICE_ID}))

    assert isinstance(found, Rejection)
    assert (found.ref.id, found.field) == (f"{SERVICE_ID}/?", "channelContentId")


def test_a_connections_language_without_texts_is_not_listed() -> None:
    silent: dict[str, Any] = {"description": None, "contactEmails": [], "contactPhoneNumbers": []}
    spoken = {"description": "Vain perjantaisin.", "contactEmails": [{"email": "a@b.test"}]}

    found = connection(languageVersions={"fi": spoken, "sv": silent})

    assert found.language_versions.keys() == {"fi"}
    assert finnish(found).emails == (Email(address="a@b.test"),)


def test_e_invoice_addresses_are_taken_over() -> None:
    told = [
        {"address": "0037", "intermediatorCode": "BANK", "additionalInformation": {"fi": "x"}},
        {"address": "", "intermediatorCode": "BANK"},
    ]

    found = organisation(eInvoiceAddresses=told)

    assert found.e_invoice_addresses == (
        EInvoiceAddress(address="0037", intermediator_code="BANK", info={"fi": "x"}),
    )
    assert remarked(found) == [("eInvoiceAddresses[1]", "no-address")]


def test_a_collection_of_a_search_does_not_tell_its_members() -> None:
    found = normalised(COLLECTIONS, {"contentId": OWNER_ID})

    assert (found.service_ids, found.channel_ids, found.published_at) == (None, None, None)


def test_a_whole_collection_tells_its_members() -> None:
    items = [
        {"itemType": "Channel", "contentId": CHANNEL_ID},
        {"itemType": "Service", "contentId": SERVICE_ID},
        {"itemType": "Event", "contentId": OWNER_ID},
        {"itemType": "Service"},
    ]

    found = normalised(COLLECTIONS, {"contentId": OWNER_ID, "items": items})

    assert (found.service_ids, found.channel_ids) == ((SERVICE_ID,), (CHANNEL_ID,))
    assert remarked(found) == [("items[2]", "unknown-item-type"), ("items[3]", "no-id")]


def test_a_tree_is_what_lies_below_the_organisation_that_was_asked_for() -> None:
    found = tree(("top", "a"), ("a", "b"), ("a", "c"), ("c", "d"), ("lost", "x"))

    leaf = OrganisationTree(id="d")
    below = (OrganisationTree(id="b"), OrganisationTree(id="c", children=(leaf,)))
    assert found == OrganisationTree(id="a", children=below)


def test_an_organisation_below_itself_or_two_others_comes_once() -> None:
    found = tree(("a", "b"), ("b", "c"), ("c", "a"), ("c", "b"), ("a", "c"), ("a", "a"))

    children = (OrganisationTree(id="b"), OrganisationTree(id="c"))
    assert found == OrganisationTree(id="a", children=children)


def test_an_edge_without_an_end_is_a_rejection() -> None:
    found = tree(("a", "b"), ("a", " "))

    assert isinstance(found, Rejection)
    assert (found.ref.id, found.field) == ("a", "edges[1].childContentId")


def test_a_tree_beyond_reason_is_a_rejection() -> None:
    chain = [(str(number), str(number + 1)) for number in range(3000)]

    found = tree(*chain, root="0")

    assert isinstance(found, Rejection)
    assert found.reason == "it is nested too deeply"


NAME = {"fi": "Uinti", "sv": "", "en": " "}


@pytest.mark.parametrize(
    ("model", "entry", "expected"),
    [
        (Code, {"code": "179", "isValid": True}, CodeItem(code="179", is_valid=True)),
        (
            AreaCode,
            {"code": "13", "municipalities": ["179", "992"]},
            CodeItem(code="13", municipalities=("179", "992")),
        ),
        (
            ClassificationCode,
            {"code": "P27.1", "uri": "http://a/P27.1", "parentUri": "http://a/P27"},
            CodeItem(code="P27.1", uri="http://a/P27.1", parent_uris=("http://a/P27",)),
        ),
        (ClassificationCode, {"code": "P27", "parentUri": None}, CodeItem(code="P27")),
        (
            OntologyTerm,
            {"uri": "http://k/p1", "type": "Concept", "parentUris": ["http://k/p3", "http://k/p2"]},
            CodeItem(uri="http://k/p1", type="Concept", parent_uris=("http://k/p2", "http://k/p3")),
        ),
    ],
)
def test_entries_of_lists_are_codes_with_names(
    model: type[Code | OntologyTerm], entry: dict[str, Any], expected: CodeItem
) -> None:
    found = normalise_code(read_item(entry | {"name": NAME}, shape_of(model), "code"))

    assert found == expected.model_copy(update={"names": {"fi": "Uinti"}})


@pytest.mark.parametrize(("model", "field"), [(Code, "code"), (OntologyTerm, "uri")])
def test_an_entry_without_a_code_is_rejected(model: type[WireModel], field: str) -> None:
    found = normalise_code(read_item({field: " "}, shape_of(model), "code"))  # type: ignore[arg-type]

    assert isinstance(found, Rejection)
    assert found.field == field
