import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import respx

from hytedata.clients.ptv import PtvTarget
from hytedata.errors import (
    AnswerLost,
    InputError,
    LeaseHeld,
    LoginRefused,
    NotFound,
    SourceUnavailable,
    WriteRefused,
)
from hytedata.models.publication import DesiredItem, SourceItem, TargetItem
from tests.clients.ptv_double import V11, Double, ids, target
from tests.connectors.ptv.builders import (
    CLASSES,
    connection,
    location,
    phone,
    service,
    texts,
    uri_items,
)
from tests.connectors.ptv.catalogue import CHANNEL, ORGANISATION, SERVICE

OTHER = "11111111-2222-4333-8444-555555555555"
LOCATIONS = f"{V11}/ServiceChannel/ServiceLocation"
ITEM = DesiredItem(
    kind="channel",
    source=SourceItem("lipas", "site:1"),
    source_id="own-1",
    title="Keskuskenttä",
    fields={"name.fi": "Keskuskenttä", "summary.fi": "Kenttä.", "languages": ["fi"]},
    visible_for_all=True,
)


@pytest.fixture
def ptv() -> Iterator[Double]:
    with respx.mock(assert_all_called=False) as router:
        yield Double(router)


@pytest.fixture
def writer(ptv: Double) -> Iterator[PtvTarget]:
    with target() as opened:
        yield opened


def sent(route: respx.Route) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(route.calls.last.request.content)
    return body


def looked_at(writer: PtvTarget, kind: Any, ptv_id: str) -> TargetItem:
    item = writer.look(kind, ptv_id)
    assert item is not None
    return item


def test_a_created_item_is_what_the_answer_shows(ptv: Double, writer: PtvTarget) -> None:
    route = ptv.router.post(LOCATIONS).respond(json=location())

    item = writer.create(ORGANISATION, ITEM)

    assert item.id == CHANNEL
    assert item.visible_for_all is True
    assert sent(route)["organizationId"] == ORGANISATION
    assert route.calls.last.request.headers["authorization"].startswith("Bearer ")


def test_a_refusal_names_every_field(ptv: Double, writer: PtvTarget) -> None:
    ptv.router.post(LOCATIONS).respond(
        400,
        json={
            "Addresses[0].StreetAddress.PostalCode": ["The code '29170' was not found!"],
            "Model": ["One.", "Two."],
        },
    )

    with pytest.raises(WriteRefused) as caught:
        writer.create(ORGANISATION, ITEM)

    assert caught.value.status == 400
    assert caught.value.faults["Model"] == ("One.", "Two.")
    assert len(caught.value.faults) == 2


def test_a_refusal_in_html_is_told_without_its_markup(ptv: Double, writer: PtvTarget) -> None:
    ptv.router.post(LOCATIONS).respond(400, html="<html><b>Request</b> blocked</html>")

    with pytest.raises(WriteRefused) as caught:
        writer.create(ORGANISATION, ITEM)

    assert caught.value.faults == {"answer": ("Request blocked",)}


@pytest.mark.parametrize("answer", [httpx.Response(500), httpx.ReadTimeout("slow")])
def test_a_post_is_never_repeated(
    ptv: Double, writer: PtvTarget, answer: httpx.Response | Exception
) -> None:
    route = ptv.router.post(LOCATIONS)
    route.side_effect = [answer]

    with pytest.raises(AnswerLost):
        writer.create(ORGANISATION, ITEM)

    assert route.call_count == 1


@pytest.mark.parametrize("content", [b"<html>Welcome</html>", b"null", b'{"id": null}'])
def test_a_taken_write_with_an_unreadable_answer_has_to_be_looked_up(
    ptv: Double, writer: PtvTarget, content: bytes
) -> None:
    ptv.router.post(LOCATIONS).respond(200, content=content)

    with pytest.raises(AnswerLost):
        writer.create(ORGANISATION, ITEM)


def test_an_update_sends_the_document_as_it_was_read_with_the_patch(
    ptv: Double, writer: PtvTarget
) -> None:
    ptv.channels, ptv.visible = [location(emails=None)], [CHANNEL]
    route = ptv.router.put(f"{LOCATIONS}/{CHANNEL}").respond(json=location())
    current = looked_at(writer, "channel", CHANNEL)

    writer.update(current, {"summary.fi": "Uusi tiivistelmä.", "emails.fi": None})

    body = sent(route)
    assert body["isVisibleForAll"] is True
    assert body["serviceChannelDescriptions"][0]["value"] == "Uusi tiivistelmä."
    assert body["serviceChannelDescriptions"][1]["value"] == "En bollplan med sand."
    assert body["deleteAllEmails"] is True


def test_an_item_is_updated_only_as_it_was_read(ptv: Double, writer: PtvTarget) -> None:
    unread = TargetItem("channel", CHANNEL, None, "Published", "Kenttä", {}, "v")

    with pytest.raises(InputError, match="as it was read"):
        writer.update(unread, {"summary.fi": "Uusi."})


def test_visibility_that_was_not_read_is_read_before_it_is_repeated(
    ptv: Double, writer: PtvTarget
) -> None:
    ptv.channels, ptv.visible = [location()], [CHANNEL]
    route = ptv.router.put(f"{LOCATIONS}/{CHANNEL}").respond(json=location())
    unknown = TargetItem(
        "channel", CHANNEL, None, "Published", "Kenttä", {}, "v", document=location()
    )

    writer.update(unknown, {})

    assert sent(route)["isVisibleForAll"] is True


def test_nothing_is_written_while_visibility_cannot_be_read(ptv: Double, writer: PtvTarget) -> None:
    ptv.router.get(f"{V11}/ServiceChannel").respond(503)
    route = ptv.router.put(f"{LOCATIONS}/{CHANNEL}").respond(json=location())
    unknown = TargetItem(
        "channel", CHANNEL, None, "Published", "Kenttä", {}, "v", document=location()
    )

    with pytest.raises(SourceUnavailable):
        writer.update(unknown, {})

    assert not route.called


def test_a_channel_that_we_opened_stays_open_when_it_is_updated_at_once(
    ptv: Double, writer: PtvTarget
) -> None:
    ptv.channels = [location(id=OTHER)]
    looked_at(writer, "channel", OTHER)
    ptv.router.post(LOCATIONS).respond(json=location())
    route = ptv.router.put(f"{LOCATIONS}/{CHANNEL}").respond(json=location())
    writer.create(ORGANISATION, ITEM)
    ptv.channels.append(location())
    ptv.visible.append(CHANNEL)

    writer.update(looked_at(writer, "channel", CHANNEL), {"summary.fi": "Uusi tiivistelmä."})

    assert sent(route)["isVisibleForAll"] is True


def test_a_list_of_open_channels_that_is_short_once_closes_nothing(
    ptv: Double, writer: PtvTarget
) -> None:
    ptv.channels = [location()]
    lists = [ids(location()), ids()]
    ptv.router.get(f"{V11}/ServiceChannel").mock(
        side_effect=lambda _: httpx.Response(200, json=lists.pop())
    )

    assert looked_at(writer, "channel", CHANNEL).visible_for_all is True


def joined_to(service_id: str) -> dict[str, Any]:
    return location(services=[{"service": {"id": service_id, "name": "Palvelu"}}])


def of_another_organisation(ptv: Double, *, root: str) -> None:
    theirs = [{"organization": {"id": OTHER}, "roleType": "Responsible"}]
    listed = ptv.router.get(f"{V11}/Service/list")
    listed.respond(json=[service(id=OTHER, organizations=theirs)])
    ptv.router.get(f"{V11}/Organization/{OTHER}").respond(
        json={"id": OTHER, "organizationRootId": root}
    )


def test_a_channel_used_by_another_organisation_is_not_closed_on_the_word_of_one_list(
    ptv: Double, writer: PtvTarget
) -> None:
    ptv.channels = [joined_to(OTHER)]
    of_another_organisation(ptv, root=OTHER)
    route = ptv.router.put(f"{LOCATIONS}/{CHANNEL}").respond(json=location())
    current = looked_at(writer, "channel", CHANNEL)

    with pytest.raises(SourceUnavailable, match="of another organisation"):
        writer.update(current, {"summary.fi": "Uusi."})
    ptv.visible = [CHANNEL]
    writer.update(current, {"summary.fi": "Uusi."})

    assert route.call_count == 1
    assert sent(route)["isVisibleForAll"] is True


def test_a_closed_channel_of_the_own_tree_stays_closed(ptv: Double, writer: PtvTarget) -> None:
    ptv.channels = [joined_to(OTHER)]
    of_another_organisation(ptv, root=ORGANISATION)
    route = ptv.router.put(f"{LOCATIONS}/{CHANNEL}").respond(json=location())

    writer.update(looked_at(writer, "channel", CHANNEL), {"summary.fi": "Uusi."})

    assert sent(route)["isVisibleForAll"] is False


def test_an_item_with_unpublished_edits_is_refused_before_anything_is_sent(
    ptv: Double, writer: PtvTarget
) -> None:
    ptv.channels = [location(publishingStatus="Modified")]
    route = ptv.router.put(f"{LOCATIONS}/{CHANNEL}").respond(json=location())
    current = looked_at(writer, "channel", CHANNEL)

    with pytest.raises(WriteRefused, match="publish or discard"):
        writer.update(current, {"summary.fi": "Uusi tiivistelmä."})
    with pytest.raises(WriteRefused):
        writer.archive(current)

    assert not route.called


def test_an_item_of_somebody_else_is_not_found(ptv: Double, writer: PtvTarget) -> None:
    ptv.channels = [location()]
    ptv.router.put(f"{LOCATIONS}/{CHANNEL}").respond(
        404, json={"errorMessage": "User has no rights to update this entity."}
    )

    with pytest.raises(NotFound, match="no rights"):
        writer.update(looked_at(writer, "channel", CHANNEL), {"summary.fi": "Uusi."})


def test_a_put_is_repeated_and_its_500_is_no_lost_answer(ptv: Double, writer: PtvTarget) -> None:
    ptv.channels = [location()]
    route = ptv.router.put(f"{LOCATIONS}/{CHANNEL}").respond(500, text="trace id: 00-1-00")
    current = looked_at(writer, "channel", CHANNEL)

    with pytest.raises(SourceUnavailable) as caught:
        writer.update(current, {"summary.fi": "Uusi."})

    assert caught.value.status == 500
    assert route.call_count == 3


def test_a_login_that_is_refused_for_good_is_told(ptv: Double, writer: PtvTarget) -> None:
    ptv.channels = [location()]
    current = looked_at(writer, "channel", CHANNEL)
    ptv.router.put(f"{LOCATIONS}/{CHANNEL}").respond(401)

    with pytest.raises(LoginRefused):
        writer.update(current, {"summary.fi": "Uusi."})

    assert ptv.login.call_count == 2


def test_a_missing_right_refuses_the_write(ptv: Double, writer: PtvTarget) -> None:
    ptv.router.post(LOCATIONS).respond(403, json="No right to OpenApiWrite.")

    with pytest.raises(WriteRefused) as caught:
        writer.create(ORGANISATION, ITEM)

    assert caught.value.status == 403


def test_an_impossible_patch_is_refused_before_anything_is_sent(
    ptv: Double, writer: PtvTarget
) -> None:
    ptv.channels = [location()]

    with pytest.raises(InputError):
        writer.update(looked_at(writer, "channel", CHANNEL), {"languages": None})


def test_the_echo_of_a_described_service_is_read_again(ptv: Double, writer: PtvTarget) -> None:
    classes = uri_items(f"{CLASSES}P27.1", f"{CLASSES}P25")
    held = service(generalDescriptionId=OTHER, serviceClasses=classes)
    merged = {**held, "serviceDescriptions": texts("GD_Summary", fi="Yhteinen.")}
    ptv.services = [held]
    ptv.router.get(f"{V11}/GeneralDescription/list").respond(
        json=[{"id": OTHER, "serviceClasses": uri_items(f"{CLASSES}P25")}]
    )
    route = ptv.router.put(f"{V11}/Service/{SERVICE}").respond(json=merged)
    current = looked_at(writer, "service", SERVICE)

    echo = writer.update(current, {"name.fi": "Kentät"})

    assert echo == current
    assert sent(route)["serviceClasses"] == [f"{CLASSES}P27.1"]
    assert sent(route)["generalDescriptionId"] == OTHER


def test_texts_with_headings_are_echoed_as_a_read_shows_them(
    ptv: Double, writer: PtvTarget
) -> None:
    descriptions = texts("Description", fi="### Hinnat\nIlmainen.")
    ptv.services = [service(serviceDescriptions=descriptions)]
    stripped = service(serviceDescriptions=texts("Description", fi="Ilmainen."))
    ptv.router.put(f"{V11}/Service/{SERVICE}").respond(json=stripped)

    echo = writer.update(looked_at(writer, "service", SERVICE), {"name.fi": "Kentät"})

    assert echo.fields["description.fi"] == "### Hinnat\nIlmainen."


def test_the_echo_falls_back_to_the_answer_where_it_cannot_be_read_again(
    ptv: Double, writer: PtvTarget
) -> None:
    headed = service(serviceDescriptions=texts("Description", fi="### Hinnat\nIlmainen."))
    ptv.services = [headed]
    ptv.router.put(f"{V11}/Service/{SERVICE}").respond(json=headed)
    current = looked_at(writer, "service", SERVICE)
    ptv.router.get(path__regex=r".*/v11/Service/active/.+").respond(503)

    assert writer.update(current, {"name.fi": "Kentät"}).id == SERVICE


def test_archiving_sends_the_least_and_takes_any_answer(ptv: Double, writer: PtvTarget) -> None:
    ptv.channels = [location(phoneNumbers=[phone("1", "fi")])]
    route = ptv.router.put(f"{LOCATIONS}/{CHANNEL}")
    route.side_effect = [
        httpx.Response(200, content=b""),
        httpx.Response(200, json={"publishingStatus": "Deleted"}),
    ]
    current = looked_at(writer, "channel", CHANNEL)

    writer.archive(current)
    writer.archive(current)

    assert sent(route) == {"organizationId": ORGANISATION, "publishingStatus": "Deleted"}


def test_an_archiving_without_effect_is_told(ptv: Double, writer: PtvTarget) -> None:
    ptv.channels = [location()]
    ptv.router.put(f"{LOCATIONS}/{CHANNEL}").respond(json={"publishingStatus": "Published"})

    with pytest.raises(WriteRefused, match="Published"):
        writer.archive(looked_at(writer, "channel", CHANNEL))


def test_restoring_publishes_the_same_id_again(ptv: Double, writer: PtvTarget) -> None:
    route = ptv.router.put(f"{LOCATIONS}/{CHANNEL}").respond(json=location())

    item = writer.restore(ORGANISATION, CHANNEL, ITEM)

    assert item.id == CHANNEL
    assert sent(route)["publishingStatus"] == "Published"
    assert sent(route)["deleteAllPhoneNumbers"] is True


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


def test_no_message_holds_the_password_or_the_token(ptv: Double, writer: PtvTarget) -> None:
    ptv.router.post(LOCATIONS).respond(400, json={"Model": ["No."]})

    with pytest.raises(WriteRefused) as caught:
        writer.create(ORGANISATION, ITEM)

    told = f"{caught.value!r} {caught.value} {writer!r}"
    assert "s3cret" not in told
    assert "Bearer" not in told
