"""Organisations, collections and general descriptions in writing: ptv-api 6.8.

| Test | Covers |
|---|---|
| `test_6_8_rule_1_…` to `test_6_8_rule_4_…` | the four bullets of 6.8, in order |
| `test_a_general_description_…` | the administrators' endpoints of section 4 |
"""

import pytest

from tests.sandbox.ptv.world import (
    ADMIN,
    CLASS,
    DESCRIPTION,
    GROUP,
    NEIGHBOUR,
    NEIGHBOUR_USER,
    OFFICE,
    TERM,
    TOWN,
    Json,
    Ptv,
    changed,
    location,
    refused,
    service,
    text,
)


def organisation(**changes: object) -> Json:
    body: Json = {
        "organizationType": "Organization",
        "organizationNames": [text("fi", "Säätiö")],
        "displayNameType": [{"type": "Name", "language": "fi"}],
        "organizationDescriptions": [text("fi", "Säätiö on kuvitteellinen.", "Summary")],
        "areaType": "Nationwide",
        "parentOrganizationId": TOWN,
        "publishingStatus": "Published",
    }
    return changed(body, changes)


def collection(**changes: object) -> Json:
    body: Json = {
        "organizationId": TOWN,
        "serviceCollectionNames": [{"language": "fi", "value": "Liikuntapalvelut"}],
        "publishingStatus": "Published",
    }
    return changed(body, changes)


@pytest.mark.parametrize(
    "field",
    [
        "organizationType",
        "organizationNames",
        "displayNameType",
        "organizationDescriptions",
        "publishingStatus",
        "areaType",
    ],
)
def test_6_8_rule_1_an_organisation_needs_its_fields(ptv: Ptv, field: str) -> None:
    messages = refused(ptv.post("Organization", organisation(**{field: None})))

    assert "field is required" in messages[field[0].upper() + field[1:]]


def test_6_8_rule_1_a_municipality_needs_its_code_and_no_area_type(ptv: Ptv) -> None:
    body = organisation(organizationType="Municipality", areaType=None)

    without = refused(ptv.post("Organization", body))
    answer = ptv.post("Organization", {**body, "municipality": "091"})

    assert "field is required when '" in without["Municipality"]
    assert answer.status_code == 200, answer.text
    assert answer.json()["municipality"]["code"] == "091"


def test_6_8_rule_1_without_a_parent_only_administrators_create(ptv: Ptv) -> None:
    body = organisation(parentOrganizationId=None)

    messages = refused(ptv.post("Organization", body))
    answer = ptv.post("Organization", body, user=ADMIN)

    assert messages.keys() == {"Organization"}
    assert answer.status_code == 200


def test_6_8_rule_1_a_new_organisation_can_be_written_to_at_once(ptv: Ptv) -> None:
    made = ptv.made("Organization", organisation())["id"]

    answer = ptv.post("ServiceChannel/ServiceLocation", location(organizationId=made))

    assert answer.status_code == 200, answer.text
    below = ptv.shown(f"Organization/{TOWN}")["subOrganizations"]
    assert [item["id"] for item in below] == [OFFICE, made]


def test_6_8_rule_2_a_municipality_has_no_areas(ptv: Ptv) -> None:
    body = {
        "publishingStatus": "Published",
        "areaType": "LimitedType",
        "subAreaType": "Municipality",
        "areas": ["179"],
    }

    assert "AreaType" in refused(ptv.put(f"Organization/{TOWN}", body))


def test_6_8_rule_2_a_regional_organisation_is_limited(ptv: Ptv) -> None:
    body = organisation(organizationType="RegionalOrganization")

    assert "AreaType" in refused(ptv.post("Organization", body))


def test_6_8_rule_3_archiving_an_organisation_in_use_is_500(ptv: Ptv) -> None:
    ptv.service()
    body = {"publishingStatus": "Deleted"}

    in_use = ptv.put(f"Organization/{TOWN}", body)
    unused = ptv.put(f"Organization/{OFFICE}", body)

    assert (in_use.status_code, unused.status_code) == (500, 200)
    assert ptv.get(f"Organization/{OFFICE}").status_code == 404


@pytest.mark.parametrize("field", ["organizationId", "serviceCollectionNames", "publishingStatus"])
def test_6_8_rule_4_a_collection_needs_its_fields(ptv: Ptv, field: str) -> None:
    messages = refused(ptv.post("ServiceCollection", collection(**{field: None})))

    assert field[0].upper() + field[1:] in messages


def test_6_8_rule_4_members_exist(ptv: Ptv) -> None:
    stranger = "99999999-9999-4999-8999-999999999999"

    messages = refused(
        ptv.post("ServiceCollection", collection(services=[stranger], serviceChannels=[stranger]))
    )

    assert messages.keys() == {"Services", "ServiceChannels"}


def test_6_8_rule_4_a_summary_has_150_characters(ptv: Ptv) -> None:
    texts = [text("fi", "x" * 151, "Summary")]

    messages = refused(
        ptv.post("ServiceCollection", collection(serviceCollectionDescriptions=texts))
    )

    assert "Maximum length of property" in messages["ServiceCollectionDescriptions"]


def test_6_8_rule_4_a_collection_shows_in_its_members(ptv: Ptv) -> None:
    member, place = ptv.service(), ptv.location()

    made = ptv.made("ServiceCollection", collection(services=[member], serviceChannels=[place]))

    expected = [{"id": made["id"], "name": [{"value": "Liikuntapalvelut", "language": "fi"}]}]
    assert ptv.shown(f"Service/{member}")["serviceCollections"] == expected
    assert ptv.shown(f"ServiceChannel/{place}")["serviceCollections"] == expected
    read = ptv.shown(f"ServiceCollection/{made['id']}")
    assert read["serviceChannels"][0]["serviceChannelType"] == "ServiceLocation"
    listed = ptv.shown("ServiceCollection/organization", organizationId=TOWN)["itemList"]
    assert [item["id"] for item in listed] == [made["id"]]


def test_somebody_elses_organisation_is_404(ptv: Ptv) -> None:
    answer = ptv.put(f"Organization/{NEIGHBOUR}", {"publishingStatus": "Published"})

    assert answer.status_code == 404
    assert "no rights" in answer.json()["errorMessage"]


def test_a_language_removed_from_an_organisation_is_missed_by_the_next_write(ptv: Ptv) -> None:
    body = {
        "publishingStatus": "Published",
        "organizationNames": [text("fi", "Naapuri")],
        "organizationDescriptions": [text("fi", "Naapuri on kunta.", "Summary")],
        "displayNameType": [{"type": "Name", "language": "fi"}],
    }

    ptv.put(f"Organization/{NEIGHBOUR}", body, user=NEIGHBOUR_USER)
    place = location("Plats", "sv", organizationId=NEIGHBOUR)
    messages = refused(ptv.post("ServiceChannel/ServiceLocation", place, user=NEIGHBOUR_USER))

    assert "Organisation language version" in messages["OrganizationId"]


def description(**changes: object) -> Json:
    body: Json = {
        "names": [text("fi", "Kirjastot")],
        "descriptions": [text("fi", "Kirjastot ovat kaikille.", "Summary")],
        "serviceClasses": [f"{CLASS}P25.1"],
        "ontologyTerms": [TERM],
        "targetGroups": [f"{GROUP}KR1"],
        "generalDescriptionType": "Municipality",
        "publishingStatus": "Published",
    }
    return changed(body, changes)


def test_a_general_description_is_written_by_administrators_only(ptv: Ptv) -> None:
    refused_answer = ptv.post("GeneralDescription", description())
    made = ptv.made("GeneralDescription", description(), user=ADMIN)["id"]
    changed_answer = ptv.put(
        f"GeneralDescription/{made}",
        {"publishingStatus": "Published", "serviceChargeType": "FreeOfCharge"},
        user=ADMIN,
    )

    assert refused_answer.status_code == 403
    assert changed_answer.status_code == 200, changed_answer.text
    read = ptv.shown(f"GeneralDescription/{made}")
    assert read["serviceChargeType"] == "FreeOfCharge"
    assert "sourceId" not in read


def test_a_general_description_changes_the_services_built_on_it(ptv: Ptv) -> None:
    made = ptv.service(generalDescriptionId=DESCRIPTION)
    ptv.shown(f"Service/{made}")

    ptv.put(
        f"GeneralDescription/{DESCRIPTION}",
        {"publishingStatus": "Published", "type": "PermitOrObligation"},
        user=ADMIN,
    )

    assert ptv.shown(f"Service/{made}")["type"] == "PermitOrObligation"


def test_a_general_description_is_merged_on_demand(ptv: Ptv) -> None:
    made = ptv.made("Service", service(generalDescriptionId=DESCRIPTION))

    plain = ptv.shown(f"Service/{made['id']}")
    merged = ptv.shown(f"Service/serviceWithGD/{made['id']}")
    listed = ptv.shown("Service/list/organization", organizationId=TOWN, serviceWithGD="true")

    assert not any(item["type"].startswith("GD_") for item in plain["serviceDescriptions"])
    added = [item for item in merged["serviceDescriptions"] if item["type"].startswith("GD_")]
    assert {item["language"] for item in added} == {"fi", "sv"}
    assert merged["serviceChargeType"] == "Chargeable"
    assert plain["serviceChargeType"] is None
    assert listed["itemList"][0]["serviceDescriptions"] == merged["serviceDescriptions"]
    assert any(item["type"].startswith("GD_") for item in made["serviceDescriptions"])
