"""Whatever the schema of PTV's answers allows is read by the wire models, without any loss."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hytedata.connectors.ptv.v11.documents import Document
from hytedata.connectors.ptv.v11.wire.base import Wire, WireModel
from hytedata.connectors.ptv.v11.wire.drift import drift
from hytedata.connectors.ptv.v11.wire.reading import read_items, shape_of
from tests.conftest import shared_folder
from tests.connectors.ptv.test_wire import assert_alike
from tests.connectors.ptv.test_wire_schema import ROOTS, models

Documents: TypeAlias = st.SearchStrategy[dict[str, Any]]

WHOLE = sorted(name for name in ROOTS if not name.endswith("Page"))
ENTRIES = ["EntityItem", "Item", "NotUpdatedTask", "OrganizationItem", "ServiceCollectionSummary"]
ENTRIES += ["Task", "TranslationItem"]
FORMATS: Mapping[str, st.SearchStrategy[str]] = {
    "uuid": st.uuids().map(str),
    "date-time": st.datetimes().map(lambda moment: moment.isoformat()),
}
TEXTS = st.text(max_size=8)


@cache
def known() -> Mapping[str, Any]:
    folder = shared_folder()
    if folder is None:
        return {}
    text = (folder / "reference" / "ptv-schema.json").read_text(encoding="utf-8")
    found: Mapping[str, Any] = json.loads(text)["models"]
    return found


@cache
def documents(name: str) -> Documents:
    """Any object of a model: each field with any value of its type, null, or missing."""
    fields = known()[name]["fields"]
    return st.fixed_dictionaries(
        {}, optional={key: st.none() | st.deferred(valued(said)) for key, said in fields.items()}
    )


def valued(said: Mapping[str, Any]) -> Any:
    return lambda: values(said)


def values(said: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    match said["type"]:
        case "string":
            words = st.sampled_from([*said.get("enum", []), ""])
            return FORMATS.get(said.get("format", ""), TEXTS) | words
        case "integer":
            return st.integers(-(2**31), 2**31 - 1)
        case "boolean":
            return st.booleans()
        case "array":
            entries = said["items"]
            return st.lists(TEXTS if entries == "string" else documents(entries), max_size=2)
        case name:
            return documents(name)


@pytest.mark.parametrize("name", WHOLE + ENTRIES)
@given(data=st.data())
def test_all_that_the_schema_allows_is_read_without_loss(
    shared: Path, name: str, data: st.DataObject
) -> None:
    document: Document = data.draw(documents(name))
    model: type[WireModel] = models()[name]

    (read,) = read_items([document], shape_of(model), "entry")

    assert isinstance(read, Wire), read
    assert_alike(read)
    assert drift([read]) == {}


@given(levels=st.integers(1, 60))
def test_a_hierarchy_of_any_depth_is_read_to_its_end(levels: int) -> None:
    document: dict[str, Any] = {"id": "0", "subOrganizations": None, "parent": None}
    for number in range(1, levels):
        document = {
            "id": str(number),
            "subOrganizations": [{"id": str(number), "subOrganizations": [document] * 2}]
            if number < 8
            else [document],
            "parent": {"id": str(number), "parent": document["parent"]},
        }

    (read,) = read_items([document], shape_of(models()["OrganizationHierarchy"]), "hierarchy")

    assert isinstance(read, Wire)
    assert depth(msgspec.to_builtins(read.model), "parent") == levels


def depth(model: Any, key: str) -> int:
    return 1 + depth(model[key], key) if model.get(key) else 1
