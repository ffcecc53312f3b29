"""How v11's texts, services and their areas look in v12 (ptv-v12 4, 5 and 6)."""

import pytest

from tests.sandbox.ptv.v12.support import FI, V12
from tests.sandbox.ptv.world import (
    AGENCY,
    CLASS,
    DESCRIPTION,
    EVENT,
    GROUP,
    INDUSTRY,
    NEIGHBOUR,
    TERM,
    TOWN,
    Json,
    text,
)

# texts and languages


def test_texts_are_fields_of_a_language_version(v12: V12) -> None:
    made = v12.ptv.service(
        "Palvelu", "fi", "sv", keywords=[text("sv", "sim")], requirements=FI, legislation=[]
    )

    versions = v12.shown(f"service/{made}")["languageVersions"]

    assert set(versions) == {"fi", "sv"}
    fi, sv = versions["fi"], versions["sv"]
    assert (fi["name"], fi["summary"]) == ("Palvelu fi", "Summary fi.")
    assert (fi["description"], fi["userInstructions"]) == ("Description fi.", "UserInstruction fi.")
    assert (fi["conditions"], sv["conditions"]) == ("Teksti fi.", None)
    assert (fi["freelyAssignedKeywords"], sv["freelyAssignedKeywords"]) == ([], ["sim"])


@pytest.mark.parametrize(
    ("v11", "markdown"),
    [
        ("Yksi.\nKaksi.", "Yksi.\n\nKaksi."),
        ("Tuo:\n* yksi\n* kaksi\nLoppu.", "Tuo:\n\n* yksi\n* kaksi\n\nLoppu."),
        ("### Otsikko\nTeksti.", "### Otsikko\n\nTeksti."),
        ("1. yksi\n2. kaksi", "1. yksi\n2. kaksi"),
    ],
)
def test_texts_are_markdown(v12: V12, v11: str, markdown: str) -> None:
    described = [
        text("fi", "Tiivistelmä.", "Summary"),
        text("fi", v11, "Description"),
        text("fi", "Ohje.", "UserInstruction"),
    ]

    made = v12.ptv.service(serviceDescriptions=described)

    assert v12.shown(f"service/{made}")["languageVersions"]["fi"]["description"] == markdown


def test_the_languages_of_service_are_another_list(v12: V12) -> None:
    made = v12.ptv.service(languages=["fi", "so", "se"])

    assert v12.shown(f"service/{made}")["serviceLanguages"] == ["fi", "so", "se"]


def test_times_are_utc_with_milliseconds(v12: V12) -> None:
    shown = v12.shown(f"service/{v12.ptv.service()}")

    assert shown["publishedAt"].startswith("2026-11-24T09:30:15.")
    assert shown["publishedAt"].endswith("Z")
    assert len(shown["publishedAt"]) == len("2025-09-22T07:32:52.026Z")


def test_no_source_id_is_shown(v12: V12) -> None:
    made = v12.ptv.service(sourceId="oma-1")

    assert "oma-1" not in v12.get(f"service/{made}").text


# services


def test_classifications_are_codes_or_addresses(v12: V12) -> None:
    made = v12.ptv.service(
        targetGroups=[f"{GROUP}KR1", f"{GROUP}KR2", f"{GROUP}KR2.7"],
        lifeEvents=[f"{EVENT}KE4.1"],
        industrialClasses=[f"{INDUSTRY}93110"],
    )

    shown = v12.shown(f"service/{made}")

    assert shown["serviceClasses"] == ["P27.1"]
    assert shown["targetGroups"] == ["KR1", "KR2", "KR2.7"]
    assert shown["lifeEvents"] == ["KE4.1"]
    assert shown["ontologyTerms"] == [TERM]
    assert shown["industrialClasses"] == [
        "http://uri.suomi.fi/codelist/jhs/toimiala_1_20080101/code/93110"
    ]


def test_a_general_descriptions_type_and_classes_are_the_services_too(v12: V12) -> None:
    made = v12.ptv.service(generalDescriptionId=DESCRIPTION, serviceClasses=[f"{CLASS}P25.1"])

    shown = v12.shown(f"service/{made}")

    assert shown["generalDescriptionContentId"] == DESCRIPTION
    assert (shown["serviceType"], shown["serviceClasses"]) == ("Service", ["P25.1", "P27.1"])


def test_producers_are_sorted_by_how_they_produce(v12: V12) -> None:
    made = v12.ptv.service(
        serviceProducers=[
            {"provisionType": "SelfProducedServices", "organizations": [TOWN]},
            {"provisionType": "ProcuredServices", "organizations": [NEIGHBOUR]},
            {"provisionType": "Other", "additionalInformation": FI},
        ],
        otherResponsibleOrganizations=[AGENCY],
    )

    shown = v12.shown(f"service/{made}")

    assert shown["producers"] == {
        "selfProducedProducers": {"organizations": [TOWN]},
        "procuredProducers": {"organizations": [NEIGHBOUR], "other": []},
        "otherProducers": {"organizations": [], "other": [{"name": {"fi": "Teksti fi."}}]},
    }
    assert (shown["organizationContentId"], shown["otherResponsibleOrganizations"]) == (
        TOWN,
        [AGENCY],
    )


@pytest.mark.parametrize(
    ("v11", "v12_kind", "with_times"),
    [
        ("Service", "Service", False),
        ("PermitOrObligation", "PermitOrOtherObligation", True),
        ("ProfessionalQualification", "ProfessionalQualification", True),
    ],
)
def test_types_and_the_texts_about_time(
    v12: V12, v11: str, v12_kind: str, with_times: bool
) -> None:
    shown = v12.shown(f"service/{v12.ptv.service(type=v11)}")

    assert shown["serviceType"] == v12_kind
    assert ("deadlineAdditionalInformation" in shown["languageVersions"]["fi"]) is with_times


def test_charges_and_laws_and_vouchers(v12: V12) -> None:
    page = {"language": "fi", "url": "https://www.example.fi/laki"}
    made = v12.ptv.service(
        serviceChargeType="FreeOfCharge",
        legislation=[{"names": FI, "webPages": [page]}],
        serviceVouchersInUse=True,
        serviceVouchers=[{"language": "fi", "url": "https://www.example.fi", "value": "Seteli"}],
    )

    shown = v12.shown(f"service/{made}")

    version = shown["languageVersions"]["fi"]
    assert shown["chargeType"] == "Free"
    assert version["legislationLinks"] == [{"url": page["url"], "name": "Teksti fi."}]
    assert version["voucher"] == {
        "voucherType": "WithUrl",
        "urls": [
            {"name": "Seteli", "url": "https://www.example.fi", "additionalInformation": None}
        ],
    }


def test_a_service_shows_no_channels(v12: V12) -> None:
    channel_id = v12.ptv.location()
    made = v12.ptv.service(serviceChannels=[channel_id])

    assert channel_id not in v12.get(f"service/{made}").text


# areas


@pytest.mark.parametrize(
    ("kind", "code", "field", "codes"),
    [
        ("Municipality", "179", "municipalities", ["179"]),
        ("Region", "13", "regions", ["13"]),
        ("WellbeingServiceCounties", "15", "wellbeingServicesCounties", ["15"]),
    ],
)
def test_limited_areas_are_three_lists(
    v12: V12, kind: str, code: str, field: str, codes: list[str]
) -> None:
    made = v12.ptv.service(areas=[{"type": kind, "areaCodes": [code]}])

    area = v12.shown(f"service/{made}")["area"]

    nothing: Json = {"municipalities": [], "regions": [], "wellbeingServicesCounties": []}
    assert area == {"areaType": "LimitedArea", **nothing, field: codes}


def test_areas_that_v12_does_not_have_become_their_municipalities(v12: V12) -> None:
    made = v12.ptv.service(areas=[{"type": "HospitalDistrict", "areaCodes": ["14"]}])

    area = v12.shown(f"service/{made}")["area"]

    assert "179" in area["municipalities"]
    assert (area["regions"], area["wellbeingServicesCounties"]) == ([], [])
