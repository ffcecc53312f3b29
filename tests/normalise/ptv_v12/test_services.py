"""What every record has, and services: their texts, vouchers, producers and classes."""

from datetime import UTC, datetime
from typing import Any

import pytest

from hytedata.models.ptv import ServiceProducer, Voucher, WebLink
from tests.normalise.ptv_v12.documents import (
    CHANNEL_ID,
    GENERAL,
    OWNER_ID,
    SERVICE_ID,
    channel,
    finnish,
    location,
    normalised,
    organisation,
    remarked,
    service,
    service_in_finnish,
)


def test_what_is_found_is_published_and_tells_when() -> None:
    found = service(publishedAt="2026-09-22T07:32:52.026Z", migratedAt="2026-09-23T00:00:00Z")

    assert found.status == "Published"
    assert found.published_at == datetime(2026, 9, 22, 7, 32, 52, 26_000, UTC)
    assert found.migrated_at == datetime(2026, 9, 23, tzinfo=UTC)
    assert (found.modified_at, found.source_id) == (None, None)


def test_what_is_no_time_is_remarked_on() -> None:
    assert remarked(service(publishedAt="soon")) == [("publishedAt", "no-time")]


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
