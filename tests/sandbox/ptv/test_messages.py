"""Which answer each mistake gets: ptv-api 2.1 and 2.2.

| Test | Covers |
|---|---|
| `test_2_2_message` | every row of 2.2 with a 400, one case each, named by its situation |
| `test_2_2_not_yours`, `test_2_2_being_edited` | the two rows with a 404 |
| `test_2_1_…` | statuses, bodies, key naming, order of checks |
"""

from collections.abc import Callable

import httpx
import pytest

from tests.sandbox.ptv.world import (
    AGENCY,
    AGENCY_USER,
    CLASS,
    GROUP,
    NEIGHBOUR,
    NEIGHBOUR_USER,
    TERMS,
    TOWN,
    USER,
    VIEWER,
    Ptv,
    electronic,
    form,
    location,
    phone,
    refused,
    service,
    street,
    text,
)

PLACE = "ServiceChannel/ServiceLocation"
Call = Callable[[Ptv], httpx.Response]


def posted(**changes: object) -> Call:
    return lambda ptv: ptv.post("Service", service(**changes))


def placed(**changes: object) -> Call:
    return lambda ptv: ptv.post(PLACE, location(**changes))


def _second_service(ptv: Ptv) -> httpx.Response:
    ptv.service("Uimahalli")
    return ptv.post("Service", service("UIMA halli"))


def _renamed_to_summary(ptv: Ptv) -> httpx.Response:
    summary = [text("fi", "Sama", "Name"), text("fi", "Sama.", "AlternativeName")]
    described = service()["serviceDescriptions"]
    described[0]["value"] = "Sama nimi"
    summary[0]["value"] = "Sama nimi"
    return ptv.post("Service", service(serviceNames=summary, serviceDescriptions=described))


def _partial_put(ptv: Ptv) -> httpx.Response:
    channel = ptv.location("Paikka", "fi", "sv")
    names = [text("fi", "Paikka fi")]
    body = {"publishingStatus": "Published", "serviceChannelNames": names}
    return ptv.put(f"{PLACE}/{channel}", body)


def _to_draft(ptv: Ptv) -> httpx.Response:
    return ptv.put(f"Service/{ptv.service()}", service(publishingStatus="Draft"))


def _of_modified(ptv: Ptv) -> httpx.Response:
    made = ptv.service()
    ptv.simulator.edit("Service", made, {"fundingType": "MarketFunded"}, publish=False)
    return ptv.put(f"Service/{made}", service())


def _asti(ptv: Ptv) -> httpx.Response:
    service_id, channel = ptv.service(), ptv.location(isVisibleForAll=True)
    ptv.simulator.connect(service_id, channel, {"extraTypes": [{"type": "Asti", "code": "X"}]})
    return ptv.put(f"{PLACE}/{channel}", location())


def _contacts_on_electronic(ptv: Ptv) -> httpx.Response:
    service_id = ptv.service()
    body = electronic(requiresAuthentication=False)
    channel = ptv.made("ServiceChannel/EChannel", body)["id"]
    relation = {"serviceChannelId": channel, "contactDetails": {}}
    return ptv.put(f"Connection/serviceId/{service_id}", {"channelRelations": [relation]})


def _foreign_channel(ptv: Ptv) -> httpx.Response:
    body = location(organizationId=NEIGHBOUR)
    channel = ptv.made(PLACE, body, user=NEIGHBOUR_USER)["id"]
    relation = {"serviceChannelId": channel}
    service_id = ptv.service()
    return ptv.put(f"Connection/serviceId/{service_id}", {"channelRelations": [relation]})


def _taken_source_id(ptv: Ptv) -> httpx.Response:
    ptv.service(sourceId="one")
    return ptv.post("Service", service("Toinen", sourceId="one"))


def _too_many_guids(ptv: Ptv) -> httpx.Response:
    made = [ptv.location(f"Paikka {at}") for at in range(101)]
    return ptv.get("ServiceChannel/list", guids=",".join(made))


LONG = "x" * 151
CASES: list[tuple[str, Call, str, str]] = [
    ("bad uuid in the path", lambda p: p.get("Service/abc"), "Guid should contain 32 digits", "id"),
    (
        "bad uuid in a body",
        posted(mainResponsibleOrganization="abc"),
        "Guid should contain 32 digits",
        "MainResponsibleOrganization",
    ),
    (
        "bad date parameter",
        lambda p: p.get("Service", date="2026-01-01"),
        "date parameter is invalid",
        "date",
    ),
    ("list too long", _too_many_guids, "Only 100 items are allowed", "guids"),
    ("required field", posted(fundingType=None), "field is required", "FundingType"),
    ("conditional requirement", posted(areas=None), "field is required when '", "Areas"),
    ("wrong enum value", posted(type="X"), "is not allowed value of '", "Type"),
    (
        "wrong language",
        posted(keywords=[{"language": "se-FI", "value": "uinti"}]),
        "Please use one of these",
        "Keywords[0].Language",
    ),
    (
        "required type missing",
        posted(serviceDescriptions=[text("fi", "Kuvaus.", "Description")]),
        "Required value '",
        "ServiceDescriptions",
    ),
    (
        "required language missing",
        posted(serviceDescriptions=service("x", "fi", "sv")["serviceDescriptions"]),
        "was not found with language code",
        "ServiceNames",
    ),
    (
        "required language missing in a list without types",
        lambda p: p.post(PLACE, location("x", "fi", "sv", addresses=[street("fi")])),
        "Required value was not found with language code",
        "Addresses",
    ),
    (
        "duplicate language and type",
        posted(serviceNames=[text("fi", "Yksi"), text("fi", "Kaksi")]),
        "Localized duplicates",
        "ServiceNames",
    ),
    (
        "text too short",
        posted(requirements=[{"language": "fi", "value": "  ab  "}]),
        "At least five characters",
        "Requirements",
    ),
    (
        "text too long, in a list",
        posted(keywords=[{"language": "fi", "value": LONG}]),
        "Maximum length of property",
        "Keywords",
    ),
    (
        "text too long, alone",
        placed(phoneNumbers=[phone(additionalInformation=LONG)]),
        "maximum length of",
        "PhoneNumbers[0].AdditionalInformation",
    ),
    (
        "unknown code",
        placed(addresses=[street("fi", postalCode="29170")]),
        "The code '29170' was not found",
        "Addresses[0].StreetAddress.PostalCode",
    ),
    (
        "unknown URI",
        posted(ontologyTerms=["http://www.yso.fi/onto/koko/p99999"]),
        "Some of the uris were not found",
        "OntologyTerms",
    ),
    (
        "mixed URI bases",
        posted(serviceClasses=[f"{CLASS}P27.1", "http://urn.fi/URN:NBN:fi:au:ptvl:v1001"]),
        "do not have the same base url",
        "ServiceClasses",
    ),
    (
        "too many service classes",
        posted(serviceClasses=[f"{CLASS}P27.{at}" for at in range(1, 6)]),
        "Only 4 items allowed",
        "ServiceClasses",
    ),
    (
        "too many terms",
        posted(ontologyTerms=list(TERMS)),
        "Only 10 items allowed",
        "OntologyTerms",
    ),
    (
        "only main classes",
        posted(serviceClasses=[f"{CLASS}P27"]),
        "All the service classes are main service classes",
        "ServiceClasses",
    ),
    (
        "target group rules",
        posted(targetGroups=[f"{GROUP}KR2"]),
        "one of the sub target groups is required",
        "TargetGroups",
    ),
    ("name used already", _second_service, "already exists within organization", "ServiceNames"),
    (
        "name equals summary",
        _renamed_to_summary,
        "Name and summary are not allowed to be the same",
        "ServiceNames",
    ),
    (
        "organisation lacks language",
        lambda p: p.post("Service", service("x", "en")),
        "Organisation language version",
        "MainResponsibleOrganization",
    ),
    (
        "area wider than the organisation's",
        posted(areaType="Nationwide", areas=None),
        "is too wide",
        "Areas",
    ),
    (
        "areas with a nationwide type",
        lambda p: p.post(
            "Service",
            service(
                areaType="Nationwide",
                mainResponsibleOrganization=AGENCY,
                serviceProducers=[{"provisionType": "ProcuredServices"}],
            ),
            user=AGENCY_USER,
        ),
        "No Areas accepted",
        "Areas",
    ),
    (
        "coordinates or number",
        placed(addresses=[street("fi", streetNumber=None)]),
        "StreetNumber or coordinates",
        "Addresses[0].StreetAddress",
    ),
    (
        "display name for each language",
        lambda p: p.post(
            PLACE, location("x", "fi", "sv", displayNameType=[{"type": "Name", "language": "fi"}])
        ),
        "DisplayNameType is required for each language",
        "ServiceChannelNames",
    ),
    (
        "display name without its name",
        placed(displayNameType=[{"type": "AlternativeName", "language": "fi"}]),
        "All language/type pairs defined in DisplayNameType",
        "ServiceChannelNames",
    ),
    (
        "language added by another list",
        posted(keywords=[{"language": "sv", "value": "simning"}]),
        "You have added new language version",
        "Model",
    ),
    ("language removed", _partial_put, "You are removing language versions", "Model"),
    ("required lists missing", _partial_put, "Some of the required lists are missing", "Model"),
    ("status change", _to_draft, "You cannot set Publishing status as", "PublishingStatus"),
    (
        "locked version",
        _of_modified,
        "You cannot update entity with status Modified",
        "PublishingStatus",
    ),
    (
        "date in the past",
        posted(publishingStatus="Draft", validFrom="2026-01-01T00:00:00"),
        "Date needs to be in future",
        "ValidFrom",
    ),
    (
        "archiving before publishing",
        posted(
            publishingStatus="Draft",
            validFrom="2027-02-01T00:00:00",
            validTo="2027-01-01T00:00:00",
        ),
        "Archiving date must be greater",
        "ValidTo",
    ),
    (
        "ASTI visibility",
        _asti,
        "shared use of the service channel cannot be changed",
        "isVisibleForAll",
    ),
    (
        "extra information on another channel",
        _contacts_on_electronic,
        "only allowed for Service location channel",
        "ChannelRelations",
    ),
    (
        "foreign channel",
        _foreign_channel,
        "is restricted only for defined organization",
        "ChannelRelations[0].ServiceChannelId",
    ),
    ("source id taken", _taken_source_id, "already exists", "SourceId"),
]


@pytest.mark.parametrize(
    ("call", "substring", "key"),
    [pytest.param(call, substring, key, id=name) for name, call, substring, key in CASES],
)
def test_2_2_message(ptv: Ptv, call: Call, substring: str, key: str) -> None:
    messages = refused(call(ptv))

    assert key in messages
    assert substring in messages[key]


def test_2_2_not_yours(ptv: Ptv) -> None:
    made = ptv.service()

    answer = ptv.put(f"Service/{made}", service(), user=NEIGHBOUR_USER)

    assert answer.status_code == 404
    assert "no rights to update" in answer.json()["errorMessage"]


def test_2_2_being_edited(ptv: Ptv) -> None:
    made = ptv.service()
    ptv.simulator.lock("Service", made, by="Maija")

    locked = ptv.put(f"Service/{made}", service())
    ptv.simulator.unlock("Service", made)
    unlocked = ptv.put(f"Service/{made}", service())

    assert locked.status_code == 404
    assert "is locked by" in locked.json()["errorMessage"]
    assert unlocked.status_code == 200


def test_2_2_a_taken_source_id_names_the_external_source(ptv: Ptv) -> None:
    messages = refused(_taken_source_id(ptv))

    assert "external source 'one' already exists" in messages["SourceId"]


def test_2_1_post_and_put_answer_200_with_the_entity(ptv: Ptv) -> None:
    posted_answer = ptv.post("Service", service())
    made = posted_answer.json()["id"]
    put_answer = ptv.put(f"Service/{made}", service())

    assert (posted_answer.status_code, put_answer.status_code) == (200, 200)
    assert put_answer.json()["id"] == made


def test_2_1_a_put_of_nothing_is_404_before_its_body_is_looked_at(ptv: Ptv) -> None:
    answer = ptv.put("Service/99999999-9999-4999-8999-999999999999", {"publishingStatus": "X"})

    assert answer.status_code == 404
    assert answer.json().keys() == {"errorMessage"}


def test_2_1_somebody_elses_is_404_before_its_body_is_looked_at(ptv: Ptv) -> None:
    made = ptv.service()

    answer = ptv.put(f"Service/{made}", {"publishingStatus": "X"}, user=NEIGHBOUR_USER)

    assert answer.status_code == 404


def test_2_1_attribute_rules_come_a_round_before_data_rules(ptv: Ptv) -> None:
    body = location(addresses=[street("fi", postalCode="29170")], organizationId=None)

    first = refused(ptv.post(PLACE, body))
    second = refused(ptv.post(PLACE, {**body, "organizationId": TOWN}))

    assert first.keys() == {"OrganizationId"}
    assert second.keys() == {"Addresses[0].StreetAddress.PostalCode"}


def test_2_1_all_mistakes_of_a_round_come_together(ptv: Ptv) -> None:
    answer = ptv.post("Service", service(fundingType=None, languages=None, publishingStatus=None))

    assert refused(answer).keys() == {"FundingType", "Languages", "PublishingStatus"}


def test_2_1_unreadable_json_names_the_path_as_it_was_sent(ptv: Ptv) -> None:
    hours = [{"serviceHourType": "Exceptional", "validFrom": "huomenna"}]

    messages = refused(ptv.post(PLACE, location(ServiceHours=hours)))

    assert "ServiceHours[0].validFrom" in messages
    assert "The request must contain data." in messages["RequestIsNull"]


def test_2_1_a_body_that_is_no_json_is_400(ptv: Ptv) -> None:
    token = ptv.login(USER).json()["serviceToken"]

    answer = ptv.client.post(
        "/api/v11/Service", content=b"{", headers={"Authorization": f"Bearer {token}"}
    )

    assert "RequestIsNull" in refused(answer)


def test_2_1_opening_hours_are_keyed_to_the_last_index(ptv: Ptv) -> None:
    times = [
        {"dayFrom": "Monday", "from": "09:00", "to": "16:00"},
        {"dayFrom": "Tuesday", "from": "09:00", "to": "08:00"},
    ]
    hours = [{"serviceHourType": "DaysOfTheWeek", "openingHour": times}]

    messages = refused(ptv.post(PLACE, location(serviceHours=hours)))

    assert messages.keys() == {"ServiceHours[0].OpeningHour[1].To"}


def test_2_1_an_unknown_producer_has_a_key_without_its_prefix(ptv: Ptv) -> None:
    stranger = "99999999-9999-4999-8999-999999999999"
    producers = [{"provisionType": "ProcuredServices", "organizations": [stranger]}]

    messages = refused(ptv.post("Service", service(serviceProducers=producers)))

    assert messages.keys() == {"Organizations[0].OrganizationId"}


def test_2_1_a_filter_by_uri_without_its_uri_is_a_bare_message(ptv: Ptv) -> None:
    answer = ptv.get("Service/serviceClass")

    assert answer.status_code == 400
    assert answer.json().keys() == {"errorMessage"}


def test_2_1_without_a_token_the_answer_is_an_empty_401(ptv: Ptv) -> None:
    answer = ptv.post("Service", service(), user=None)

    assert (answer.status_code, answer.content) == (401, b"")


def test_2_1_without_a_role_the_answer_is_403_with_a_plain_string(ptv: Ptv) -> None:
    answer = ptv.post("Service", service(), user=VIEWER)

    assert answer.status_code == 403
    assert isinstance(answer.json(), str)


def test_2_1_a_500_has_a_generic_text_with_a_trace_id(ptv: Ptv) -> None:
    answer = ptv.get("Service/00000000-0000-0000-0000-000000000000")

    assert answer.status_code == 500
    assert "Trace id" in answer.json()["errorMessage"]


def test_2_1_a_form_without_urls_is_named_by_its_list(ptv: Ptv) -> None:
    messages = refused(ptv.post("ServiceChannel/PrintableForm", form(channelUrls=None)))

    assert messages.keys() == {"ChannelUrls"}
