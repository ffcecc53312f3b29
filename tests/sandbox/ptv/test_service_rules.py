"""Rules of services: ptv-api 6.5.

| Test | Covers |
|---|---|
| `test_6_5_rule_1_…` to `test_6_5_rule_11_…` | the eleven numbered rules |
"""

import pytest

from tests.sandbox.ptv.world import (
    CLASS,
    DESCRIPTION,
    EVENT,
    GROUP,
    INDUSTRY,
    NEIGHBOUR,
    NEIGHBOUR_USER,
    OFFICE,
    TERM,
    TERMS,
    TOWN,
    Ptv,
    location,
    refused,
    service,
    text,
)

PLACE = "ServiceChannel/ServiceLocation"
STRANGER = "99999999-9999-4999-8999-999999999999"


@pytest.mark.parametrize(
    "field",
    [
        "fundingType",
        "areaType",
        "serviceDescriptions",
        "languages",
        "serviceProducers",
        "mainResponsibleOrganization",
        "publishingStatus",
        "type",
        "serviceNames",
    ],
)
def test_6_5_rule_1_a_post_needs_its_fields(ptv: Ptv, field: str) -> None:
    messages = refused(ptv.post("Service", service(**{field: None})))

    assert "field is required" in messages[field[0].upper() + field[1:]]


def test_6_5_rule_1_with_a_general_description_the_type_is_not_needed(ptv: Ptv) -> None:
    answer = ptv.post("Service", service(type=None, generalDescriptionId=DESCRIPTION))

    assert answer.status_code == 200, answer.text


def test_6_5_rule_1_names_left_to_the_general_description_fail_as_languages(ptv: Ptv) -> None:
    body = service(serviceNames=None, generalDescriptionId=DESCRIPTION)

    assert "Model" in refused(ptv.post("Service", body))


@pytest.mark.parametrize("field", ["serviceClasses", "ontologyTerms", "targetGroups"])
@pytest.mark.parametrize("value", [None, []])
def test_6_5_rule_2_classifications_are_demanded_on_every_publishing(
    ptv: Ptv, field: str, value: object
) -> None:
    key = field[0].upper() + field[1:]
    body = {**service(**{field: None}), **({} if value is None else {field: value})}
    made = ptv.service()

    posted = refused(ptv.post("Service", body))
    put = refused(ptv.put(f"Service/{made}", body))

    assert "field is required when '" in posted[key]
    assert "field is required when '" in put[key]


def test_6_5_rule_2_drafts_and_archiving_are_exempt(ptv: Ptv) -> None:
    made = ptv.service()
    bare = {"serviceClasses": None, "ontologyTerms": None, "targetGroups": None}

    draft = ptv.post("Service", service("Luonnos", publishingStatus="Draft", **bare))
    archived = ptv.put(f"Service/{made}", {"publishingStatus": "Deleted"})

    assert (draft.status_code, archived.status_code) == (200, 200)


def test_6_5_rule_2_a_stored_general_description_does_not_exempt(ptv: Ptv) -> None:
    made = ptv.service(generalDescriptionId=DESCRIPTION)

    without = refused(ptv.put(f"Service/{made}", {"publishingStatus": "Published"}))
    with_it = ptv.put(
        f"Service/{made}",
        {"publishingStatus": "Published", "generalDescriptionId": DESCRIPTION},
    )

    assert {"ServiceClasses", "OntologyTerms", "TargetGroups"} <= without.keys()
    assert with_it.status_code == 200


def test_6_5_rule_3_four_classes_and_ten_terms_are_accepted(ptv: Ptv) -> None:
    classes = [f"{CLASS}P27", *(f"{CLASS}P27.{at}" for at in range(1, 4))]

    answer = ptv.post("Service", service(serviceClasses=classes, ontologyTerms=list(TERMS[:10])))

    assert answer.status_code == 200, answer.text


def test_6_5_rule_3_every_class_must_exist(ptv: Ptv) -> None:
    messages = refused(ptv.post("Service", service(serviceClasses=[f"{CLASS}P27.9"])))

    assert f"Some of the uris were not found: '{CLASS}P27.9'" in messages["ServiceClasses"]


def test_6_5_rule_4_the_business_group_requires_a_subgroup(ptv: Ptv) -> None:
    alone = refused(ptv.post("Service", service(targetGroups=[f"{GROUP}KR2"])))
    with_one = ptv.post("Service", service(targetGroups=[f"{GROUP}KR2", f"{GROUP}KR2.7"]))

    assert "one of the sub target groups is required" in alone["TargetGroups"]
    assert with_one.status_code == 200


def test_6_5_rule_4_stored_groups_count_where_none_are_sent(ptv: Ptv) -> None:
    made = ptv.service(targetGroups=[f"{GROUP}KR1", f"{GROUP}KR2", f"{GROUP}KR2.7"])
    body = {
        "publishingStatus": "Published",
        "generalDescriptionId": DESCRIPTION,
        "industrialClasses": [f"{INDUSTRY}93110"],
        "lifeEvents": [f"{EVENT}KE3"],
    }

    answer = ptv.put(f"Service/{made}", body)

    assert answer.status_code == 200, answer.text


def test_6_5_rule_4_a_general_descriptions_groups_do_not_count_for_a_new_service(
    ptv: Ptv,
) -> None:
    body = service(generalDescriptionId=DESCRIPTION, targetGroups=None, lifeEvents=[f"{EVENT}KE3"])

    assert "LifeEvents" in refused(ptv.post("Service", body))


def test_6_5_rule_4_they_count_for_a_service_that_is_there(ptv: Ptv) -> None:
    made = ptv.service(generalDescriptionId=DESCRIPTION, targetGroups=None)
    body = {
        "publishingStatus": "Published",
        "generalDescriptionId": DESCRIPTION,
        "lifeEvents": [f"{EVENT}KE3"],
    }

    answer = ptv.put(f"Service/{made}", body)

    assert answer.status_code == 200, answer.text


def test_6_5_rule_5_the_general_description_must_be_published(ptv: Ptv) -> None:
    assert "GeneralDescriptionId" in refused(
        ptv.post("Service", service(generalDescriptionId=STRANGER))
    )


def test_6_5_rule_5_what_the_general_description_has_is_not_the_services_own(ptv: Ptv) -> None:
    body = service(
        generalDescriptionId=DESCRIPTION,
        type="PermitOrObligation",
        serviceChargeType="FreeOfCharge",
        ontologyTerms=[TERM, TERMS[0]],
    )

    made = ptv.made("Service", body)["id"]

    held = ptv.simulator.snapshot()["entities"]
    assert isinstance(held, dict)
    own = held[made]["published"]
    assert own["ontologyTerms"] == [TERMS[0]]
    assert own["serviceClasses"] == []
    read = ptv.shown(f"Service/{made}")
    assert (read["type"], read["serviceChargeType"]) == ("Service", None)
    assert {item["uri"] for item in read["ontologyTerms"]} == {TERM, TERMS[0]}


def test_6_5_rule_6_the_main_organisation_is_published_and_the_users(ptv: Ptv) -> None:
    unknown = refused(ptv.post("Service", service(mainResponsibleOrganization=STRANGER)))
    others = refused(ptv.post("Service", service(mainResponsibleOrganization=NEIGHBOUR)))

    assert "MainResponsibleOrganization" in unknown
    assert "User has no rights" in others["MainResponsibleOrganization"]


def test_6_5_rule_6_organisations_below_the_users_are_the_users(ptv: Ptv) -> None:
    producers = [{"provisionType": "SelfProducedServices", "organizations": [OFFICE]}]
    body = service(mainResponsibleOrganization=OFFICE, serviceProducers=producers)

    assert ptv.post("Service", body).status_code == 200


@pytest.mark.parametrize("others", [[STRANGER], [TOWN], [NEIGHBOUR, NEIGHBOUR]])
def test_6_5_rule_6_other_organisations_are_published_different_and_once(
    ptv: Ptv, others: list[str]
) -> None:
    messages = refused(ptv.post("Service", service(otherResponsibleOrganizations=others)))

    assert messages.keys() == {"OtherResponsibleOrganizations"}


def test_6_5_rule_7_self_produced_needs_organisations(ptv: Ptv) -> None:
    producers = [{"provisionType": "SelfProducedServices"}]

    messages = refused(ptv.post("Service", service(serviceProducers=producers)))

    assert "field is required when '" in messages["ServiceProducers[0].Organizations"]


def test_6_5_rule_7_other_needs_organisations_or_information(ptv: Ptv) -> None:
    bare = [{"provisionType": "Other"}]
    told = [
        {
            "provisionType": "Other",
            "additionalInformation": [{"language": "fi", "value": "Yhdistykset."}],
        }
    ]

    messages = refused(ptv.post("Service", service(serviceProducers=bare)))
    answer = ptv.post("Service", service(serviceProducers=told))

    assert "ServiceProducers[0]" in messages
    assert answer.status_code == 200


def test_6_5_rule_7_the_rest_passes(ptv: Ptv) -> None:
    producers = [
        {"provisionType": "SelfProducedServices", "organizations": [NEIGHBOUR]},
        {"provisionType": "ProcuredServices"},
    ]

    answer = ptv.post("Service", service(serviceProducers=producers))

    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("taken", ["uimahallipalvelutfi", "UIMAHALLIPALVELUT  FI"])
def test_6_5_rule_8_a_name_is_unique_without_case_and_spaces_in_any_language(
    ptv: Ptv, taken: str
) -> None:
    ptv.service()
    names = [text("fi", "Jokin muu"), text("sv", taken)]

    messages = refused(ptv.post("Service", service("x", "fi", "sv", serviceNames=names)))

    assert (
        f"Value '{taken}' of language code 'sv' already exists within organization"
        in (messages["ServiceNames"])
    )


def test_6_5_rule_8_archived_and_other_organisations_names_are_free(ptv: Ptv) -> None:
    made = ptv.service()
    body = service(
        mainResponsibleOrganization=NEIGHBOUR,
        serviceProducers=[{"provisionType": "ProcuredServices"}],
    )

    other = ptv.post("Service", body, user=NEIGHBOUR_USER)
    ptv.put(f"Service/{made}", {"publishingStatus": "Deleted"})
    again = ptv.post("Service", service())

    assert (other.status_code, again.status_code) == (200, 200)


def test_6_5_rule_8_an_item_does_not_collide_with_itself(ptv: Ptv) -> None:
    made = ptv.service()

    assert ptv.put(f"Service/{made}", service()).status_code == 200


def test_6_5_rule_8_it_is_checked_when_the_organisation_is_in_the_body(ptv: Ptv) -> None:
    ptv.service("Uimahalli")
    made = ptv.service("Jäähalli")
    body = service("Uimahalli")

    with_it = refused(ptv.put(f"Service/{made}", body))
    body.pop("mainResponsibleOrganization")
    without_it = ptv.put(f"Service/{made}", body)

    assert "ServiceNames" in with_it
    assert without_it.status_code == 200


def test_6_5_rule_9_channels_of_a_post_exist_and_are_own_or_open(ptv: Ptv) -> None:
    body = location(organizationId=NEIGHBOUR)
    closed = ptv.made(PLACE, body, user=NEIGHBOUR_USER)["id"]
    body = location("Avoin", organizationId=NEIGHBOUR, isVisibleForAll=True)
    opened = ptv.made(PLACE, body, user=NEIGHBOUR_USER)["id"]

    unknown = refused(ptv.post("Service", service(serviceChannels=[STRANGER])))
    others = refused(ptv.post("Service", service(serviceChannels=[closed])))
    made = ptv.service(serviceChannels=[opened])

    assert "were not found" in unknown["ServiceChannels"]
    assert "is restricted only for defined organization" in others["ServiceChannels"]
    connected = ptv.shown(f"Service/{made}")["serviceChannels"]
    assert [item["serviceChannel"]["id"] for item in connected] == [opened]


def test_6_5_rule_9_without_a_common_language_nothing_is_connected(ptv: Ptv) -> None:
    channel = ptv.location("Plats", "sv")

    made = ptv.service(serviceChannels=[channel])

    assert ptv.shown(f"Service/{made}")["serviceChannels"] is None


def test_6_5_rule_10_each_language_has_a_user_instruction(ptv: Ptv) -> None:
    texts = [
        item
        for item in service("x", "fi", "sv")["serviceDescriptions"]
        if (item["language"], item["type"]) != ("sv", "UserInstruction")
    ]

    messages = refused(ptv.post("Service", service("x", "fi", "sv", serviceDescriptions=texts)))

    told = "Required value with type 'UserInstruction' was not found with language code 'sv'"
    assert told in messages["ServiceDescriptions"]


def test_6_5_rule_11_a_voucher_without_url_is_not_stored(ptv: Ptv) -> None:
    vouchers = [
        {"language": "fi", "value": "Seteli"},
        {"language": "fi", "value": "Toinen", "url": "https://www.example.fi"},
    ]

    made = ptv.service(serviceVouchersInUse=True, serviceVouchers=vouchers)

    read = ptv.shown(f"Service/{made}")
    assert [item["value"] for item in read["serviceVouchers"]] == ["Toinen"]
    assert read["serviceVouchersInUse"] is True
