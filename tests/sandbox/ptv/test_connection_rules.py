"""Connections: ptv-api 6.7 and 7.4.

| Test | Covers |
|---|---|
| `test_6_7_rule_1_…` to `test_6_7_rule_8_…` | the eight numbered rules of 6.7 |
| `test_7_4_rule_1_…` to `test_7_4_rule_5_…` | the five bullets of 7.4, in order |
| `test_a_connection_…` | what 3.4, 5.14 and 7.2 say of connections |
"""

import pytest

from tests.sandbox.ptv.world import (
    DESCRIPTION,
    NEIGHBOUR,
    NEIGHBOUR_USER,
    SECOND_USER,
    Json,
    Ptv,
    electronic,
    form,
    location,
    phone,
    phone_channel,
    refused,
    service,
    street,
    text,
    weekly,
)

PLACE = "ServiceChannel/ServiceLocation"
STRANGER = "99999999-9999-4999-8999-999999999999"
TOLD = [text("fi", "Uinti samalla lipulla.", "Description")]


def relations(*channels: str, **extra: object) -> Json:
    return {"channelRelations": [{"serviceChannelId": one, **extra} for one in channels]}


def connected(ptv: Ptv, service_id: str) -> list[str]:
    read = ptv.shown(f"Service/{service_id}")["serviceChannels"] or []
    return [item["serviceChannel"]["id"] for item in read]


def neighbours(ptv: Ptv, *, visible: bool) -> str:
    body = location(organizationId=NEIGHBOUR, isVisibleForAll=visible)
    return str(ptv.made(PLACE, body, user=NEIGHBOUR_USER)["id"])


def neighbours_service(ptv: Ptv) -> str:
    body = service(
        mainResponsibleOrganization=NEIGHBOUR,
        serviceProducers=[{"provisionType": "ProcuredServices"}],
    )
    return str(ptv.made("Service", body, user=NEIGHBOUR_USER)["id"])


def added(ptv: Ptv, *items: Json) -> list[str]:
    answer = ptv.post("Connection", list(items))
    assert answer.status_code == 200, answer.text
    sentences: list[str] = answer.json()
    return sentences


def test_6_7_rule_1_the_service_is_published_or_draft_and_own(ptv: Ptv) -> None:
    channel = ptv.location()
    modified, archived, draft = (
        ptv.service("Muokattu"),
        ptv.service("Arkistoitu"),
        ptv.service("Luonnos", publishingStatus="Draft"),
    )
    ptv.simulator.edit("Service", modified, {}, publish=False)
    ptv.put(f"Service/{archived}", {"publishingStatus": "Deleted"})

    for service_id in (modified, archived, neighbours_service(ptv), STRANGER):
        answer = ptv.put(f"Connection/serviceId/{service_id}", relations(channel))
        assert answer.status_code == 404
    assert ptv.put(f"Connection/serviceId/{draft}", relations(channel)).status_code == 200


def test_6_7_rule_2_the_channel_is_published_and_own_or_open(ptv: Ptv) -> None:
    service_id = ptv.service()
    draft = ptv.location("Luonnos", publishingStatus="Draft")
    closed, opened = neighbours(ptv, visible=False), ""

    unknown = refused(ptv.put(f"Connection/serviceId/{service_id}", relations(draft)))
    restricted = refused(ptv.put(f"Connection/serviceId/{service_id}", relations(closed)))
    body = location("Avoin", organizationId=NEIGHBOUR, isVisibleForAll=True)
    opened = ptv.made(PLACE, body, user=NEIGHBOUR_USER)["id"]
    answer = ptv.put(f"Connection/serviceId/{service_id}", relations(opened))

    key = "ChannelRelations[0].ServiceChannelId"
    assert "were not found" in unknown[key]
    assert "restricted only for defined organization" in restricted[key]
    assert answer.status_code == 200
    assert connected(ptv, service_id) == [opened]


def test_6_7_rule_3_a_channel_occurs_once(ptv: Ptv) -> None:
    service_id, channel = ptv.service(), ptv.location()

    answer = ptv.put(f"Connection/serviceId/{service_id}", relations(channel, channel))

    assert "ChannelRelations" in refused(answer)


@pytest.mark.parametrize("extra", [{"contactDetails": {}}, {"serviceHours": [weekly()]}])
@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("EChannel", electronic(requiresAuthentication=False)),
        ("Phone", phone_channel()),
        ("WebPage", electronic()),
        ("PrintableForm", form()),
    ],
)
def test_6_7_rule_4_hours_and_contacts_are_for_locations_only(
    ptv: Ptv, path: str, body: Json, extra: Json
) -> None:
    service_id = ptv.service()
    channel = ptv.made(f"ServiceChannel/{path}", body)["id"]

    strict = ptv.put(f"Connection/serviceId/{service_id}", relations(channel, **extra))
    pair = {"serviceId": service_id, "serviceChannelId": channel}
    sentence = added(ptv, {**pair, **extra})[0]

    assert "only allowed for Service location channel" in refused(strict)["ChannelRelations"]
    assert ("added or updated" in sentence) == (path in ("EChannel", "Phone"))


def test_6_7_rule_4_null_contacts_are_none(ptv: Ptv) -> None:
    service_id = ptv.service()
    channel = ptv.made("ServiceChannel/WebPage", electronic())["id"]

    answer = ptv.put(f"Connection/serviceId/{service_id}", relations(channel, contactDetails=None))

    assert answer.status_code == 200


@pytest.mark.parametrize(
    "described",
    [
        [text("fi", "Tiivistelmä.", "Summary")],
        [text("fi", "abcd", "Description")],
        [text("fi", "x" * 501, "ChargeTypeAdditionalInfo")],
    ],
)
def test_6_7_rule_5_descriptions_have_two_types_and_5_to_500_characters(
    ptv: Ptv, described: list[Json]
) -> None:
    service_id, channel = ptv.service(), ptv.location()
    body = relations(channel, description=described)

    messages = refused(ptv.put(f"Connection/serviceId/{service_id}", body))

    assert any(key.startswith("ChannelRelations[0].Description") for key in messages)


def test_6_7_rule_6_contact_addresses_are_postal(ptv: Ptv) -> None:
    service_id, channel = ptv.service(), ptv.location()
    visiting = {"addresses": [street("fi")]}
    postal = {"addresses": [{**street("fi"), "type": "Postal", "subType": "Street"}]}

    messages = refused(
        ptv.put(f"Connection/serviceId/{service_id}", relations(channel, contactDetails=visiting))
    )
    answer = ptv.put(
        f"Connection/serviceId/{service_id}", relations(channel, contactDetails=postal)
    )

    assert "ChannelRelations[0].ContactDetails.Addresses[0].Type" in messages
    assert answer.status_code == 200, answer.text


def test_6_7_rule_7_without_a_common_language_it_is_dropped_silently(ptv: Ptv) -> None:
    service_id, channel = ptv.service("Palvelu", "fi"), ptv.location("Plats", "sv")

    answer = ptv.put(f"Connection/serviceId/{service_id}", relations(channel))

    assert answer.status_code == 200
    assert connected(ptv, service_id) == []


def test_6_7_rule_8_each_item_has_its_sentence_and_failures_are_200(ptv: Ptv) -> None:
    service_id, channel = ptv.service(), ptv.location()
    closed = neighbours(ptv, visible=False)

    sentences = added(
        ptv,
        {"serviceId": service_id, "serviceChannelId": channel},
        {"serviceId": service_id, "serviceChannelId": closed},
        {"serviceId": service_id, "serviceChannelId": STRANGER},
        {"serviceId": STRANGER, "serviceChannelId": channel},
        {"serviceId": neighbours_service(ptv), "serviceChannelId": channel},
    )

    assert ["added or updated" in one for one in sentences] == [True, False, False, False, False]
    assert "restricted only for defined organization" in sentences[1]
    assert connected(ptv, service_id) == [channel]


def test_6_7_rule_8_faults_of_structure_are_400(ptv: Ptv) -> None:
    service_id = ptv.service()

    missing = refused(ptv.post("Connection", [{"serviceId": service_id}]))
    no_list = refused(ptv.post("Connection", {"serviceId": service_id}))
    early = [weekly(openingHour=[{"dayFrom": "Monday", "from": "10:00", "to": "09:00"}])]
    item = {"serviceId": service_id, "serviceChannelId": STRANGER, "serviceHours": early}
    hours = refused(ptv.post("Connection", [item]))

    assert missing.keys() == {"[0].ServiceChannelId"}
    assert "RequestIsNull" in no_list
    assert hours.keys() == {"[].ServiceHours[0].OpeningHour[0].To"}


def test_7_4_rule_1_a_put_replaces_the_whole_list(ptv: Ptv) -> None:
    service_id = ptv.service()
    first, second = ptv.location("Yksi"), ptv.location("Kaksi")
    ptv.put(f"Connection/serviceId/{service_id}", relations(first))

    answer = ptv.put(f"Connection/serviceId/{service_id}", relations(second))

    assert connected(ptv, service_id) == [second]
    assert answer.json()["serviceChannels"][0]["serviceChannel"]["id"] == second


def test_7_4_rule_1_a_kept_connection_keeps_the_extra_information_left_out(ptv: Ptv) -> None:
    service_id, channel = ptv.service(), ptv.location()
    extra: Json = {
        "serviceChargeType": "Chargeable",
        "description": TOLD,
        "serviceHours": [weekly()],
        "contactDetails": {"phoneNumbers": [phone()], "faxNumbers": [phone()]},
    }
    ptv.put(f"Connection/serviceId/{service_id}", relations(channel, **extra))
    before = ptv.shown(f"Service/{service_id}")["serviceChannels"][0]

    ptv.put(f"Connection/serviceId/{service_id}", relations(channel))

    after = ptv.shown(f"Service/{service_id}")["serviceChannels"][0]
    assert {**after, "modified": ""} == {**before, "modified": ""}
    assert [item["type"] for item in after["contactDetails"]["phoneNumbers"]] == ["Phone", "Fax"]


def test_7_4_rule_1_asti_connections_stay(ptv: Ptv) -> None:
    service_id = ptv.service()
    asti, ordinary = ptv.location("Asti"), ptv.location("Tavallinen")
    extra = {"extraTypes": [{"type": "Asti", "code": "LostAndFound"}]}
    ptv.simulator.connect(service_id, asti, extra)

    ptv.put(f"Connection/serviceId/{service_id}", relations(ordinary))
    ptv.put(f"Connection/serviceId/{service_id}", {"deleteAllChannelRelations": True})

    read = ptv.shown(f"Service/{service_id}")["serviceChannels"]
    assert [item["serviceChannel"]["id"] for item in read] == [asti]
    assert read[0]["extraTypes"][0]["code"] == "LostAndFound"


def test_7_4_rule_2_the_flag_with_an_empty_list_removes_all(ptv: Ptv) -> None:
    service_id, channel = ptv.service(), ptv.location()
    ptv.put(f"Connection/serviceId/{service_id}", relations(channel))

    empty = ptv.put(f"Connection/serviceId/{service_id}", {"channelRelations": []})
    after_empty = connected(ptv, service_id)
    body = {"deleteAllChannelRelations": True, "channelRelations": []}
    flagged = ptv.put(f"Connection/serviceId/{service_id}", body)

    assert (empty.status_code, flagged.status_code) == (200, 200)
    assert after_empty == [channel]
    assert connected(ptv, service_id) == []


def test_7_4_rule_2_an_explicit_null_is_500(ptv: Ptv) -> None:
    service_id = ptv.service()

    answer = ptv.put(f"Connection/serviceId/{service_id}", {"channelRelations": None})

    assert answer.status_code == 500


def test_7_4_rule_3_a_post_leaves_others_alone(ptv: Ptv) -> None:
    service_id = ptv.service()
    first, second = ptv.location("Yksi"), ptv.location("Kaksi")
    ptv.put(f"Connection/serviceId/{service_id}", relations(first))

    pair = {"serviceId": service_id, "serviceChannelId": second}
    added(ptv, pair)
    again = added(ptv, {**pair, "description": TOLD})

    assert "added or updated" in again[0]
    assert set(connected(ptv, service_id)) == {first, second}
    read = ptv.shown(f"Service/{service_id}")["serviceChannels"]
    assert read[1]["description"] == TOLD


def test_7_4_rule_4_posts_connect_and_puts_never_do(ptv: Ptv) -> None:
    channel = ptv.location()
    service_id = ptv.service(serviceChannels=[channel])
    other = ptv.location("Toinen")

    ptv.put(f"Service/{service_id}", service(serviceChannels=[other]))
    ptv.put(f"{PLACE}/{other}", location("Toinen", services=[service_id]))

    assert connected(ptv, service_id) == [channel]


def test_7_4_rule_4_proposed_channels_are_attached_on_demand(ptv: Ptv) -> None:
    channel = ptv.location()
    ptv.simulator.connect(DESCRIPTION, channel)

    plain = ptv.service("Ilman", generalDescriptionId=DESCRIPTION)
    body = service("Kanssa", generalDescriptionId=DESCRIPTION)
    made = ptv.made("Service?attachProposedChannels=true", body)["id"]

    assert connected(ptv, plain) == []
    assert connected(ptv, made) == [channel]


def test_7_4_rule_5_the_channels_side_is_for_asti_only(ptv: Ptv) -> None:
    channel = ptv.location()

    answer = ptv.put(f"Connection/ASTI/serviceChannelId/{channel}", {"serviceRelations": []})

    assert answer.status_code == 403


def test_a_connection_can_be_addressed_by_source_ids(ptv: Ptv) -> None:
    service_id = ptv.service(sourceId="s-1")
    channel = ptv.location(sourceId="c-1")
    pair = {"serviceSourceId": "s-1", "serviceChannelSourceId": "c-1"}

    posted = ptv.post("Connection/Source", [pair])
    body = {"channelRelations": [{"serviceChannelSourceId": "c-1", "description": TOLD}]}
    put = ptv.put("Connection/serviceSourceId/s-1", body)
    others = ptv.put("Connection/serviceSourceId/s-1", body, user=SECOND_USER)

    assert "added or updated" in posted.json()[0]
    assert put.status_code == 200, put.text
    assert others.status_code == 404
    assert connected(ptv, service_id) == [channel]


def test_a_connection_change_does_not_move_modified_but_enters_the_date_filter(ptv: Ptv) -> None:
    service_id, channel = ptv.service(), ptv.location()
    before = ptv.shown(f"Service/{service_id}")["modified"]
    ptv.clock.move(minutes=10)
    since = ptv.clock().strftime("%Y-%m-%dT%H:%M:%S")
    ptv.clock.move(minutes=10)

    added(ptv, {"serviceId": service_id, "serviceChannelId": channel})

    assert ptv.shown(f"Service/{service_id}")["modified"] == before
    for group, changed in (("Service", service_id), ("ServiceChannel", channel)):
        listed = ptv.shown(group, date=since)["itemList"]
        assert [item["id"] for item in listed] == [changed]


def test_a_connection_goes_when_its_channel_is_archived_and_does_not_come_back(ptv: Ptv) -> None:
    service_id = ptv.service()
    channel = ptv.location(services=[service_id])

    ptv.put(f"{PLACE}/{channel}", {"publishingStatus": "Deleted"})
    archived = connected(ptv, service_id)
    ptv.put(f"{PLACE}/{channel}", location())

    assert archived == []
    assert connected(ptv, service_id) == []


@pytest.mark.parametrize(
    ("flag", "field"),
    [
        ("deleteServiceChargeType", "serviceChargeType"),
        ("deleteAllDescriptions", "description"),
        ("deleteAllServiceHours", "serviceHours"),
    ],
)
def test_a_connection_loses_what_its_flags_clear(ptv: Ptv, flag: str, field: str) -> None:
    service_id, channel = ptv.service(), ptv.location()
    extra: Json = {
        "serviceChargeType": "Chargeable",
        "description": TOLD,
        "serviceHours": [weekly()],
    }
    ptv.put(f"Connection/serviceId/{service_id}", relations(channel, **extra))

    ptv.put(f"Connection/serviceId/{service_id}", relations(channel, **{flag: True}))

    read = ptv.shown(f"Service/{service_id}")["serviceChannels"][0]
    assert not read[field]
    assert sum(bool(read[name]) for name in extra) == 2


@pytest.mark.parametrize(
    ("flag", "field"),
    [
        ("deleteAllEmails", "emails"),
        ("deleteAllPhones", "phoneNumbers"),
        ("deleteAllWebPages", "webPages"),
        ("deleteAllAddresses", "addresses"),
    ],
)
def test_a_connection_loses_the_contacts_that_flags_clear(ptv: Ptv, flag: str, field: str) -> None:
    service_id, channel = ptv.service(), ptv.location()
    contacts: Json = {
        "emails": [{"language": "fi", "value": "halli@example.fi"}],
        "phoneNumbers": [phone()],
        "webPages": [{"language": "fi", "url": "https://www.example.fi"}],
        "addresses": [{**street("fi"), "type": "Postal", "subType": "Street"}],
    }
    ptv.put(f"Connection/serviceId/{service_id}", relations(channel, contactDetails=contacts))

    body = relations(channel, contactDetails={flag: True})
    ptv.put(f"Connection/serviceId/{service_id}", body)

    read = ptv.shown(f"Service/{service_id}")["serviceChannels"][0]["contactDetails"]
    assert read[field] == []
    assert sum(bool(read[name]) for name in contacts) == 3
