"""Items are created, updated, archived and restored, and what came of it is what PTV shows."""

import httpx
import pytest

from hytedata.clients.ptv import PtvTarget
from hytedata.errors import WriteRefused
from tests.clients.ptv_double import V11, Double
from tests.clients.ptv_target.support import ITEM, LOCATIONS, OTHER, looked_at, sent
from tests.connectors.ptv.builders import CLASSES, location, phone, service, texts, uri_items
from tests.connectors.ptv.catalogue import CHANNEL, ORGANISATION, SERVICE


def test_a_created_item_is_what_the_answer_shows(ptv: Double, writer: PtvTarget) -> None:
    route = ptv.router.post(LOCATIONS).respond(json=location())

    item = writer.create(ORGANISATION, ITEM)

    assert item.id == CHANNEL
    assert item.visible_for_all is True
    assert sent(route)["organizationId"] == ORGANISATION
    assert route.calls.last.request.headers["authorization"].startswith("Bearer ")


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
