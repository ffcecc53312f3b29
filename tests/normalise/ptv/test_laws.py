"""Whatever PTV sends: a model or a rejection, never an exception; and the same in any dress."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any, TypeAlias, get_args, get_origin

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hytedata.connectors.ptv.v11.wire.base import Wire, WireModel
from hytedata.connectors.ptv.v11.wire.entities import CodeListItem, DialCodeListItem
from hytedata.connectors.ptv.v11.wire.organizations import OrganizationHierarchy, OrganizationSub
from hytedata.connectors.ptv.v11.wire.reading import read_item, shape_of
from hytedata.models.common import Position, Rejection
from hytedata.models.ptv import CodeItem, Connection, OrganisationTree, Record
from hytedata.normalise.ptv import normalise_channel, normalise_code, normalise_tree
from hytedata.normalise.ptv.positions import EAST, NORTH
from tests.normalise.ptv.documents import CHANNEL_ID, CHANNELS, KINDS, channel_document
from tests.normalise.ptv.full_documents import FULL, MODELS, WORDS

Documents: TypeAlias = st.SearchStrategy[dict[str, Any]]

ODD = st.sampled_from(
    [
        "0",
        "179",
        "-1",
        "P27.1",
        "x",
        "fi",
        "sv",
        "de",
        "Monday",
        "Sunday",
        "Funday",
        "Name",
        "AlternativeName",
        "Summary",
        "Description",
        "GD_Summary",
        "Location",
        "Postal",
        "DaysOfTheWeek",
        "OverMidnight",
        "Exceptional",
        "24:00",
        "08:00:00",
        "25:99",
        "08:00:00Z",
        "2026-03-02",
        "2026-02-30T00:00:00",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T00:00:00-12",
        "Municipality",
        "Region",
        "HospitalDistrict",
        "Nationwide",
        "LimitedType",
        "Responsible",
        "Producer",
        "6903421.5",
        "435210.25",
        "62.5",
        "25.1",
        "1e400",
        "nan",
        "٣",
    ]
) | st.sampled_from(["", " "])
SCALARS = st.integers() | st.floats() | ODD | st.text(max_size=5)


@cache
def objects(model: type[WireModel]) -> Documents:
    """Any object of a wire model: each field with any value of its type, null, or missing."""
    return st.fixed_dictionaries(
        {},
        optional={
            one.encode_name: st.none() | st.deferred(later(one.encode_name, one.type))
            for one in msgspec.structs.fields(model)
        },
    )


def later(key: str, kind: Any) -> Callable[[], st.SearchStrategy[Any]]:
    return lambda: values(key, kind)


def values(key: str, kind: Any) -> st.SearchStrategy[Any]:
    choices = [one for one in (get_args(kind) or (kind,)) if one is not type(None)]
    found: list[st.SearchStrategy[Any]] = []
    for choice in choices:
        if get_origin(choice) is list:
            found.append(st.lists(values(key, get_args(choice)[0]), max_size=3))
        elif isinstance(choice, type) and issubclass(choice, WireModel):
            found.append(objects(choice))
        elif choice is bool:
            found.append(st.booleans())
        elif choice is str:
            found.append(ODD | st.just(WORDS.get(key, "x")).map(str) | st.text(max_size=5))
        else:
            found.append(SCALARS)
    return st.one_of(found)


@pytest.mark.parametrize("name", MODELS)
@given(data=st.data())
def test_any_document_of_the_schemas_shape_becomes_a_model_or_a_rejection(
    name: str, data: st.DataObject
) -> None:
    kind = FULL[name][0]
    document = data.draw(objects(MODELS[name])) | {"serviceChannelType": name}
    wire = kind.read(document)

    record = kind.normalise(wire)
    connections = kind.connections(wire)

    assert isinstance(record, (Record, Rejection))
    assert isinstance(record, Rejection) == (not (document.get("id") or "").strip())
    assert all(isinstance(one, Connection) for one in connections)
    if isinstance(record, Record):
        assert type(record).model_validate_json(record.model_dump_json()) == record


@given(document=objects(CodeListItem))
def test_any_entry_of_a_code_list_becomes_an_item_or_a_rejection(document: dict[str, Any]) -> None:
    for model in (CodeListItem, DialCodeListItem):
        found = normalise_code(read_item(document, shape_of(model), "code"))

        assert isinstance(found, (CodeItem, Rejection))


@given(document=objects(OrganizationHierarchy))
def test_any_hierarchy_becomes_a_tree_or_a_rejection(document: dict[str, Any]) -> None:
    found = normalise_tree(read_item(document, shape_of(OrganizationHierarchy), "tree"))

    assert isinstance(found, (OrganisationTree, Rejection))


@pytest.mark.parametrize("name", FULL)
def test_null_missing_and_empty_are_alike(name: str) -> None:
    kind, document = FULL[name]
    kept = {"id": "1", "serviceChannelType": name}
    absent = kind.normalise(kind.read(kept))
    null = kind.normalise(kind.read(dict.fromkeys(document) | kept))
    empty = kind.normalise(
        kind.read(
            {key: [] if isinstance(one, list) else None for key, one in document.items()} | kept
        )
    )

    assert isinstance(absent, Record)
    assert absent == null == empty
    assert isinstance(empty, Record)
    assert absent.remarks == empty.remarks


@pytest.mark.parametrize("name", FULL)
def test_normalising_twice_gives_equal_records(name: str) -> None:
    kind, document = FULL[name]
    again = json.loads(json.dumps(document))

    assert kind.normalise(kind.read(document)) == kind.normalise(kind.read(again))


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_without_an_id_is_rejected(kind: Any) -> None:
    found = kind.normalise(kind.read({"id": " "}))

    assert isinstance(found, Rejection)
    assert (found.field, found.reason) == ("id", "it is missing")


def test_what_our_model_refuses_is_a_rejection_that_names_the_field() -> None:
    wire = CHANNELS.read(channel_document())

    found = normalise_channel(wire, connectable_by=5)  # type: ignore[arg-type]

    assert isinstance(found, Rejection)
    assert (found.ref.id, found.field) == (CHANNEL_ID, "connectable_by")


def test_the_bounds_of_positions_are_those_of_the_model() -> None:
    for axis, (least, most) in (("east", EAST), ("north", NORTH)):
        said = {type(one).__name__: one for one in Position.model_fields[axis].metadata}
        assert (said["Ge"].ge, said["Le"].le) == (least, most)


def test_a_hierarchy_nested_beyond_reason_is_a_rejection() -> None:
    hierarchy = OrganizationHierarchy(id="1")
    for _ in range(3000):
        below = OrganizationSub(id="1", sub_organizations=hierarchy.sub_organizations)
        hierarchy = OrganizationHierarchy(id="1", sub_organizations=[below])

    found = normalise_tree(Wire(hierarchy, {}))

    assert isinstance(found, Rejection)
    assert found.field == "subOrganizations"
