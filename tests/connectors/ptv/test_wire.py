import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from hytedata.connectors._http import Response
from hytedata.connectors.ptv.v11 import reads
from hytedata.connectors.ptv.v11.documents import parse
from hytedata.connectors.ptv.v11.wire.base import Wire, WireModel, said
from hytedata.connectors.ptv.v11.wire.channels import (
    CHANNELS,
    ServiceChannel,
    ServiceLocationChannel,
    channel_shape,
)
from hytedata.connectors.ptv.v11.wire.drift import drift, merged
from hytedata.connectors.ptv.v11.wire.entities import EntityItem, Organization, Service
from hytedata.connectors.ptv.v11.wire.reading import (
    WirePage,
    read_item,
    read_items,
    read_page,
    shape_of,
)
from hytedata.connectors.ptv.v11.wire.texts import Item
from hytedata.errors import RecordError, SourceContractError
from tests.connectors.ptv.builders import location, service

SERVICE = shape_of(Service)
OLD_WORDS = {
    "webPages.orderNumber",
    "addresses.multipointLocation",
}
"""What documents of version 8 have and those of version 11 do not."""


def page(*entries: Any, **envelope: Any) -> bytes:
    body = {"pageNumber": 1, "pageSize": 100, "pageCount": 1, "itemList": list(entries)}
    return json.dumps(body | envelope).encode()


def channels(*entries: Any) -> WirePage[ServiceChannel]:
    return read_page(page(*entries), channel_shape, "channel", "https://ptv.test/v11/x")


def typed_values(model: object, document: object, path: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Yield (path, value in the model, value in the document) of every leaf that both know."""
    if isinstance(model, WireModel):
        assert isinstance(document, dict)
        for field in msgspec.structs.fields(model):
            value = getattr(model, field.name)
            name = field.encode_name
            yield from typed_values(value, document.get(name), f"{path}.{name}")
    elif isinstance(model, list):
        assert isinstance(document, list)
        assert len(model) == len(document)
        for one, other in zip(model, document, strict=True):
            yield from typed_values(one, other, f"{path}[]")
    else:
        yield path, model, document


def leaves(document: object) -> int:
    if isinstance(document, dict):
        return sum(leaves(value) for value in document.values())
    if isinstance(document, list):
        return sum(leaves(value) for value in document)
    return document is not None


def assert_alike(wire: Wire[WireModel]) -> None:
    compared = list(typed_values(wire.model, wire.document))
    assert all(model == document for _, model, document in compared)
    read = sum(model is not None for _, model, _ in compared)
    unknown = 0 if not drift([wire]) else None
    assert unknown is None or read == leaves(wire.document)


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("service_out", SERVICE),
        ("service_location_out", channel_shape),
        ("organization_out", shape_of(Organization)),
    ],
)
def test_every_value_of_a_sample_is_typed_and_nothing_in_it_is_unknown(
    shared: Path, name: str, shape: Callable[..., type[WireModel]]
) -> None:
    document = json.loads((shared / "reference" / "ptv-samples" / f"{name}.json").read_bytes())

    wire = read_item(document, shape, name)

    assert_alike(wire)
    assert drift([wire]) == {}


def test_the_sample_page_of_ids_is_read(shared: Path) -> None:
    content = (shared / "reference" / "ptv-samples" / "page_of_ids.json").read_bytes()

    read = read_page(content, shape_of(Item), "id", "https://ptv.test/v11/Service")

    assert (read.number, read.count, read.unknown) == (1, 1, {})
    names = [one.model.name for one in read.items if isinstance(one, Wire)]
    assert names == ["Uimahallipalvelut", "Kirjastopalvelut", None]


def test_real_channels_of_version_8_are_read_as_their_kind(shared: Path) -> None:
    content = (shared / "data" / "real" / "ptv-v8-service-channels.json").read_bytes()

    read = read_items(json.loads(content), channel_shape, "channel")

    assert len(read) == 100
    assert {type(one.model) for one in read if isinstance(one, Wire)} == set(CHANNELS.values())
    for one in read:
        assert isinstance(one, Wire)
        assert_alike(one)
    assert {path.partition(".")[2] for path in drift(read)} == OLD_WORDS


def test_real_services_of_version_8_are_read_whole(shared: Path) -> None:
    content = (shared / "data" / "real" / "ptv-v8-services.json").read_bytes()

    read = read_items(json.loads(content), SERVICE, "service")

    assert len(read) == 45
    for one in read:
        assert isinstance(one, Wire)
        assert_alike(one)
    assert drift(read) == {}


def test_unknown_fields_are_kept_and_counted_by_their_path() -> None:
    first, second = location(colour="red"), location()
    first["addresses"][0]["streetAddress"]["floor"] = 2
    second["addresses"][0]["streetAddress"]["floor"] = None

    read = channels(first, second)

    assert read.unknown == {
        "ServiceLocationChannel.addresses.streetAddress.floor": 2,
        "ServiceLocationChannel.colour": 1,
    }
    assert [one.document for one in read.items if isinstance(one, Wire)] == [first, second]


def test_a_new_field_of_the_page_itself_is_counted_too() -> None:
    content = page({"id": "1"}, totalCount=1)

    read = read_page(content, shape_of(EntityItem), "entity", "https://ptv.test/v11/x")

    assert read.unknown == {"PageEnvelope.totalCount": 1}


def test_a_fault_in_one_record_costs_only_that_record() -> None:
    bad = location(id="bad", emails=[{"language": "fi", "value": 5}])

    read = channels(location(), bad, location())

    first, error, last = read.items
    assert isinstance(first, Wire)
    assert isinstance(last, Wire)
    assert isinstance(error, RecordError)
    assert (error.record, error.field) == ("channel bad", "emails[0].value")
    assert "got `int`" in error.detail


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"publishingStatus": 1}, "publishingStatus"),
        ({"languages": "fi"}, "languages"),
        ({"languages": [None]}, "languages[0]"),
        ({"services": {"service": None}}, "services"),
        ({"services": [[]]}, "services[0]"),
        ({"serviceHours": [{"isClosed": "no"}]}, "serviceHours[0].isClosed"),
        ({"addresses": [{"streetAddress": {"municipality": []}}]}, "addresses[0].streetAddress"),
    ],
)
def test_a_type_that_a_field_never_has_is_told_with_its_place(
    change: dict[str, Any], field: str
) -> None:
    with pytest.raises(RecordError) as caught:
        read_item(location(**change), channel_shape, "channel")

    assert caught.value.field.startswith(field)


@pytest.mark.parametrize("entry", [None, 5, "x", [], [{}]])
def test_an_entry_that_is_no_object_is_named_by_its_place(entry: object) -> None:
    _, error = channels(location(), entry).items

    assert isinstance(error, RecordError)
    assert (error.record, error.field) == ("channel number 2", "document")


@pytest.mark.parametrize("empty", [{"emails": None}, {"emails": []}, {}])
def test_null_missing_and_empty_lists_read_alike(empty: dict[str, Any]) -> None:
    document = {key: value for key, value in location().items() if key != "emails"} | empty

    model = read_item(document, channel_shape, "channel").model

    assert isinstance(model, ServiceLocationChannel)
    assert list(model.emails or ()) == []


def test_positions_and_codes_may_be_numbers() -> None:
    document = location()
    document["addresses"][0]["streetAddress"] |= {"latitude": 7190000.5, "postalCode": 91900}

    model = read_item(document, channel_shape, "channel").model

    assert isinstance(model, ServiceLocationChannel)
    street = (model.addresses or [])[0].street_address
    assert street is not None
    assert (street.latitude, street.longitude, street.postal_code) == (
        7190000.5,
        "430000.25",
        91900,
    )


def test_words_of_enumerations_are_open() -> None:
    document = service(type="Experiment", publishingStatus="Paused")

    model = read_item(document, SERVICE, "service").model

    assert (model.type, model.publishing_status) == ("Experiment", "Paused")


@pytest.mark.parametrize("word", ["Chat", None, 7, ["Phone"]])
def test_a_channel_of_an_unknown_kind_is_a_plain_channel(word: Any) -> None:
    assert channel_shape({"serviceChannelType": word}) is ServiceChannel


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"null",
        b"{}",
        b'{"pageCount": null}',
        b'{"pageCount": 1, "itemList": {}}',
        b'{"pageCount": "\xe4"}',
        b"[" * 9999,
    ],
)
def test_what_is_no_page_is_told(content: bytes) -> None:
    with pytest.raises(SourceContractError):
        read_page(content, channel_shape, "channel", "https://ptv.test/v11/x")


def test_a_page_past_the_end_has_no_items() -> None:
    read = read_page(
        b'{"pageNumber": 9, "pageSize": 100, "pageCount": 0, "itemList": null}',
        channel_shape,
        "channel",
        "https://ptv.test/v11/x",
    )

    assert (read.number, read.count, read.items, read.unknown) == (9, 0, (), {})


def test_counts_of_several_answers_add_up() -> None:
    assert merged([{"b": 1, "a": 2}, {"a": 3}, {}]) == {"a": 5, "b": 1}


@pytest.mark.parametrize("content", [b'{"id": "\xe4"}', b"[" * 9999, b"<html>"])
def test_an_answer_that_is_no_json_is_told_whatever_is_wrong_with_it(content: bytes) -> None:
    with pytest.raises(SourceContractError, match="not JSON"):
        parse(content, "https://ptv.test/v11/x")


@pytest.mark.parametrize(
    ("value", "told"), [(None, None), ("", None), (" ", None), ("a ", "a "), (91900, "91900")]
)
def test_blank_and_missing_say_nothing_and_numbers_are_said_as_text(
    value: str | int | None, told: str | None
) -> None:
    assert said(value) == told


@pytest.mark.parametrize(
    "entry", [b"[" * 9999 + b"]" * 9999, b'{"id": "\xe4"}', b'{"id": 1e999}', b"{"]
)
@pytest.mark.parametrize("endpoint", ["id", "whole", "light"])
def test_a_page_with_an_entry_that_is_no_json_is_a_shape_we_do_not_know(
    entry: bytes, endpoint: str
) -> None:
    described = {
        "id": reads.active_ids("channel", 1),
        "whole": reads.organisation_page("channel", "o", 1),
        "light": reads.channel_page("o", {}, 1),
    }[endpoint]
    content = b'{"pageNumber": 1, "pageCount": 1, "itemList": [' + entry + b"]}"

    with pytest.raises(SourceContractError):
        described.decode(Response(200, "https://ptv.test/v11/x", {}, content))
