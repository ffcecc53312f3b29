"""Connections are made and removed without harm to the others of a service."""

import json

import httpx
import pytest

from hytedata.clients.ptv import PtvTarget
from hytedata.errors import LeaseHeld, WriteRefused
from tests.clients.ptv_double import V11, Double
from tests.clients.ptv_target.support import OTHER, looked_at, sent
from tests.connectors.ptv.builders import connection, service
from tests.connectors.ptv.catalogue import CHANNEL, SERVICE


def test_connections_are_told_one_by_one(ptv: Double, writer: PtvTarget) -> None:
    ptv.router.post(f"{V11}/Connection").respond(
        json=[f"{SERVICE} and {CHANNEL}: added or updated", "The channel was not found"]
    )

    outcomes = writer.connect([(SERVICE, OTHER), (SERVICE, CHANNEL)])

    assert [(one.channel_id, one.done) for one in outcomes] == [(OTHER, False), (CHANNEL, True)]


def test_connections_go_a_hundred_at_a_time(ptv: Double, writer: PtvTarget) -> None:
    route = ptv.router.post(f"{V11}/Connection").mock(
        side_effect=lambda request: httpx.Response(
            200, json=["added or updated"] * len(json.loads(request.content))
        )
    )

    outcomes = writer.connect([(SERVICE, f"{number}") for number in range(150)])

    assert all(one.done for one in outcomes)
    assert [len(json.loads(call.request.content)) for call in route.calls] == [100, 50]


def test_a_bad_pair_refuses_the_list_as_a_whole(ptv: Double, writer: PtvTarget) -> None:
    ptv.router.post(f"{V11}/Connection").respond(400, json={"[0].ServiceChannelId": ["no uuid"]})

    with pytest.raises(WriteRefused, match="no uuid"):
        writer.connect([(SERVICE, "bad"), (SERVICE, CHANNEL)])


def test_what_guards_writes_keeps_each_kind_from_being_sent(ptv: Double, writer: PtvTarget) -> None:
    route = ptv.router.post(f"{V11}/Connection").respond(json=["added or updated"])

    def no() -> None:
        raise LeaseHeld("org", "another", "later")

    writer.guard(no)

    with pytest.raises(LeaseHeld):
        writer.connect([(SERVICE, CHANNEL)])
    assert not route.called


def test_fewer_sentences_than_pairs_are_no_success(ptv: Double, writer: PtvTarget) -> None:
    ptv.router.post(f"{V11}/Connection").respond(json=["added or updated"])

    outcomes = writer.connect([(SERVICE, OTHER), (SERVICE, CHANNEL)])

    assert [one.done for one in outcomes] == [False, False]


def test_disconnecting_keeps_every_other_connection_whole(ptv: Double, writer: PtvTarget) -> None:
    kept = connection(OTHER, serviceChargeType="Chargeable")
    held = service(serviceChannels=[kept, connection(CHANNEL)])
    ptv.services = [held]
    route = ptv.router.put(f"{V11}/Connection/serviceId/{SERVICE}").respond(
        json=service(serviceChannels=[kept])
    )

    after = writer.disconnect(looked_at(writer, "service", SERVICE), [CHANNEL])

    assert after.connected == (OTHER,)
    assert sent(route) == {
        "channelRelations": [{"serviceChannelId": OTHER, "serviceChargeType": "Chargeable"}]
    }


def test_contacts_of_a_kept_channel_are_left_out_where_it_is_no_place(
    ptv: Double, writer: PtvTarget
) -> None:
    contacts = {"emails": [{"language": "fi", "value": "info@example.fi"}]}
    kept = connection(OTHER, contactDetails=contacts)
    ptv.services = [service(serviceChannels=[kept, connection(CHANNEL)])]
    ptv.router.get(f"{V11}/ServiceChannel/list").respond(
        json=[{"id": OTHER, "serviceChannelType": "EChannel"}]
    )
    route = ptv.router.put(f"{V11}/Connection/serviceId/{SERVICE}").respond(
        json=service(serviceChannels=[kept])
    )

    writer.disconnect(looked_at(writer, "service", SERVICE), [CHANNEL])

    assert sent(route) == {"channelRelations": [{"serviceChannelId": OTHER}]}


def test_a_connection_that_is_not_there_needs_no_write(ptv: Double, writer: PtvTarget) -> None:
    ptv.services = [service(serviceChannels=[connection(OTHER)])]
    route = ptv.router.put(f"{V11}/Connection/serviceId/{SERVICE}").respond(json=service())

    assert writer.disconnect(looked_at(writer, "service", SERVICE), [CHANNEL]).connected == (OTHER,)
    assert not route.called


def test_a_connection_that_survives_its_removal_is_told(ptv: Double, writer: PtvTarget) -> None:
    held = service(serviceChannels=[connection(CHANNEL)])
    ptv.services = [held]
    ptv.router.put(f"{V11}/Connection/serviceId/{SERVICE}").respond(json=held)

    with pytest.raises(WriteRefused, match="still connected"):
        writer.disconnect(looked_at(writer, "service", SERVICE), [CHANNEL])
