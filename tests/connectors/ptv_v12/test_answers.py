"""Answers that are not as the contract has them."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hytedata.connectors._http import SyncShell, Upstream
from hytedata.connectors.ptv.v11.wire.base import Wire
from hytedata.connectors.ptv.v12 import endpoints
from hytedata.connectors.ptv.v12.pages import Page
from hytedata.connectors.ptv.v12.query import ChannelQuery, CodeQuery, ConnectionQuery
from hytedata.connectors.ptv.v12.wire.channels import Channel, ServiceLocation
from hytedata.connectors.ptv.v12.wire.texts import told, versions
from hytedata.errors import RecordError, SourceContractError, SourceUnavailable
from tests.connectors.http.doubles import ScriptedWire
from tests.connectors.ptv_v12.builders import ONE, TWO, answer, channel, page

CHANNELS = endpoints.channels(ChannelQuery())

KEYS = st.sampled_from(["items", "totalItems", "contentId", "languageVersions", "fi", "location"])
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.floats(-9, 9) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=10,
)


def only(read: Page[Channel]) -> Wire[Channel]:
    (item,) = read.items
    assert isinstance(item, Wire)
    return item


def test_a_channel_of_an_unknown_kind_keeps_what_all_channels_have() -> None:
    document = channel(serviceChannelType="Hologram", beam={"width": 3})

    read = CHANNELS.decode(page(document))

    item = only(read)
    assert type(item.model) is Channel
    assert item.model.service_channel_type == "Hologram"
    assert [text.name for _, text in versions(item.model.language_versions)] == ["Halli"]
    assert item.document == document
    assert read.unknown == {"Channel.beam": 1}


def test_unknown_words_are_kept_as_they_are() -> None:
    phones = [{"type": "Satellite", "number": "1", "chargeType": "Barter"}]
    hours = {"hours": [{"type": "LunarServiceHour", "openingStatus": "Ajar"}]}
    texts = {"fi": {"contactPhoneNumbers": phones}, "sme": {"name": "Hálla"}}

    read = CHANNELS.decode(
        page(channel(languageVersions=texts, serviceHours=hours, area={"areaType": "Moon"}))
    )

    model = only(read).model
    assert isinstance(model, ServiceLocation)
    spoken = dict(versions(model.language_versions))
    numbers = spoken["fi"].contact_phone_numbers
    assert numbers is not None
    (phone,) = numbers
    assert (phone.type, phone.charge_type) == ("Satellite", "Barter")
    assert spoken["sme"].name == "Hálla"
    assert model.area is not None
    assert model.area.area_type == "Moon"
    assert read.unknown == {}


def test_unknown_fields_are_counted_wherever_they_are() -> None:
    street = {"streetName": {"fi": "Tie"}, "floor": 2}
    document = channel(
        languageVersions={"fi": {"name": "a", "tone": "dry"}, "sv": {"tone": "wet"}},
        location={"streetAddresses": [street, street]},
    )

    read = CHANNELS.decode(page(document, document, cursor="x"))

    assert read.unknown == {
        "PageEnvelope.cursor": 1,
        "ServiceLocation.languageVersions.tone": 4,
        "ServiceLocation.location.streetAddresses.floor": 4,
    }


def test_a_page_whose_items_are_null_has_none() -> None:
    assert CHANNELS.decode(page(items=None)).items == ()


def test_null_lists_and_objects_read_as_none() -> None:
    document = channel(
        serviceLanguages=None, area=None, location=None, languageVersions={"fi": None}
    )

    model = only(CHANNELS.decode(page(document))).model

    assert (model.service_languages, model.area) == (None, None)
    assert list(versions(model.language_versions)) == []


def test_a_bad_item_leaves_an_error_in_its_place_and_its_document() -> None:
    bad = channel(TWO, serviceLanguages="fi")

    read = CHANNELS.decode(page(channel(), bad, "odd", channel()))

    first, second, third, fourth = read.items
    assert isinstance(first, Wire)
    assert isinstance(fourth, Wire)
    assert str(second) == f"PTV channel {TWO}: serviceLanguages: Expected `array | null`, got `str`"
    assert str(third) == "PTV channel number 3: document: no object"
    assert read.entries[1] == bad


def test_a_bad_connection_is_named_by_its_pair() -> None:
    document = {"serviceContentId": ONE, "channelContentId": TWO, "serviceHours": []}

    (item,) = endpoints.connections(ConnectionQuery()).decode(page(document)).items

    assert str(item).startswith(f"PTV connection {ONE}/{TWO}: serviceHours: ")


def test_one_record_that_cannot_be_read_raises_its_error() -> None:
    with pytest.raises(RecordError, match=f"channel {ONE}: area") as caught:
        endpoints.channel(ONE).decode(answer(channel(area={"areaType": 7})))

    assert caught.value.field == "area.areaType"


@pytest.mark.parametrize(
    "content",
    [
        b"<!DOCTYPE html><html><body>Sign in</body></html>",
        b" \n<?xml version='1.0'?><error/>",
    ],
)
def test_a_web_page_is_told_apart_from_json(content: bytes) -> None:
    for endpoint in (CHANNELS, endpoints.channel(ONE), endpoints.liveness()):
        with pytest.raises(SourceContractError, match="a web page came instead of JSON"):
            endpoint.decode(answer(content))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff",
        [],
        {},
        {"items": []},
        {"items": [], "totalCount": 4, "pages": 1},
        {"items": {}, "totalItems": 1, "totalPages": 1},
        {"items": [], "totalItems": -1, "totalPages": 1},
        {"items": [], "totalItems": "4", "totalPages": 1},
        b'{"items": ' + b"[" * 3000 + b"]" * 3000 + b', "totalItems": 1, "totalPages": 1}',
    ],
)
def test_what_is_no_page_is_a_shape_we_do_not_know(content: object) -> None:
    with pytest.raises(SourceContractError, match="in a shape we do not know"):
        CHANNELS.decode(answer(content))


@given(content=st.binary() | JSON.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_are_a_value_or_an_error_of_ours(content: bytes) -> None:
    for endpoint in (CHANNELS, endpoints.organisation_hierarchy(ONE), endpoints.readiness()):
        with suppress(SourceContractError, RecordError):
            endpoint.decode(answer(content))


@given(entries=st.lists(JSON, max_size=4))
def test_any_entry_is_a_model_or_an_error(entries: list[Any]) -> None:
    read = CHANNELS.decode(page(*entries))

    assert list(read.entries) == entries
    assert [isinstance(item, (Wire, RecordError)) for item in read.items] == [True] * len(entries)


def test_texts_that_say_nothing_are_dropped() -> None:
    names = {"fi": "Halli", "sv": "", "en": " ", "se": None}

    (item,) = endpoints.postal_codes(CodeQuery()).decode(page({"code": "1", "name": names})).items

    assert isinstance(item, Wire)
    assert told(item.model.name) == {"fi": "Halli"}
    assert told(None) == {}


def test_an_unhealthy_v12_is_an_answer_and_not_asked_again() -> None:
    wire = ScriptedWire([answer("unhealthy", 503)])

    with SyncShell(Upstream("ptv", "https://ptv.test"), wire=wire) as shell:
        healthy = shell.send(endpoints.readiness())

    assert (healthy, len(wire.sent)) == (False, 1)


def test_health_is_told_by_the_word_alone() -> None:
    health = endpoints.liveness()

    assert health.decode(answer("healthy")) is True
    assert health.decode(answer("unhealthy", 503)) is False
    with pytest.raises(SourceContractError, match="instead of healthy"):
        health.decode(answer("fine"))
    with pytest.raises(SourceUnavailable):
        health.decode(answer(b"<html>Service unavailable</html>", 503))
