"""Which answer each mistake gets: ptv-api 2.1 and 2.2.

| Test | Covers |
|---|---|
| `test_2_2_message` | every row of 2.2 with a 400, one case each, named by its situation |
| `test_2_2_not_yours`, `test_2_2_being_edited` | the two rows with a 404 |
| `test_2_1_…` | statuses, bodies, key naming, order of checks |
"""

import pytest

from tests.sandbox.ptv.made import PLACE
from tests.sandbox.ptv.mistakes import BY_ITSELF, Call
from tests.sandbox.ptv.mistakes_of_state import BY_WHAT_IS_THERE, taken_source_id
from tests.sandbox.ptv.world import (
    NEIGHBOUR_USER,
    TOWN,
    USER,
    VIEWER,
    Ptv,
    form,
    location,
    refused,
    service,
    street,
)

CASES = [*BY_ITSELF, *BY_WHAT_IS_THERE]


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
    messages = refused(taken_source_id(ptv))

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
