"""Whatever comes: a page reader answers with models and errors, and drift with counts."""

import json
from contextlib import suppress
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from hytedata.connectors.ptv.v11.wire.base import Wire
from hytedata.connectors.ptv.v11.wire.channels import channel_shape
from hytedata.connectors.ptv.v11.wire.drift import drift
from hytedata.connectors.ptv.v11.wire.entities import Service
from hytedata.connectors.ptv.v11.wire.reading import read_items, read_page, shape_of
from hytedata.errors import RecordError, SourceContractError
from tests.connectors.ptv.builders import location, service

URL = "https://ptv.test/v11/x"
KEYS = st.sampled_from(["id", "itemList", "services", "service", "addresses", "value", "pageCount"])
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
)
JSON: st.SearchStrategy[Any] = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | KEYS, inner),
    max_leaves=15,
)
PAGES = st.fixed_dictionaries(
    {"pageCount": st.integers() | JSON}, optional={"itemList": JSON, "pageNumber": JSON}
)


@given(content=st.binary() | (PAGES | JSON).map(lambda value: json.dumps(value).encode()))
def test_any_bytes_are_a_page_or_a_shape_we_do_not_know(content: bytes) -> None:
    with suppress(SourceContractError):
        read = read_page(content, channel_shape, "channel", URL)

        assert read.count == json.loads(content)["pageCount"]


@given(entries=st.lists(JSON))
def test_any_entry_of_a_page_is_a_model_or_an_error(entries: list[Any]) -> None:
    content = json.dumps({"pageCount": 1, "itemList": entries}).encode()

    read = read_page(content, channel_shape, "channel", URL)

    assert len(read.items) == len(entries)
    assert all(isinstance(one, (Wire, RecordError)) for one in read.items)


@given(data=st.data())
def test_a_field_of_any_value_costs_at_most_its_record(data: st.DataObject) -> None:
    document = data.draw(st.sampled_from([location(), service()]))
    shape = channel_shape if "serviceChannelType" in document else shape_of(Service)
    document[data.draw(st.sampled_from(sorted(document)))] = data.draw(JSON)

    read = read_items([document, document], shape, "item")

    assert len(read) == 2
    assert all(isinstance(one, RecordError) or one.document is document for one in read)
    assert all(count > 0 for count in drift(read).values())


@given(extra=st.dictionaries(st.text(min_size=1).map(lambda key: f"new {key}"), JSON))
def test_every_unknown_field_is_counted_and_kept(extra: dict[str, Any]) -> None:
    document = location(**extra)

    (read,) = read_items([document], channel_shape, "channel")

    assert isinstance(read, Wire)
    assert read.document == document
    assert drift([read]) == {f"ServiceLocationChannel.{key}": 1 for key in sorted(extra)}
