"""The wire models against the schema of PTV's answers: the same models, the same fields."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin

import msgspec
import pytest

from hytedata.connectors.ptv.v11.wire import (
    addresses,
    channels,
    collections,
    connections,
    contacts,
    entities,
    organizations,
    tasks,
    texts,
)
from hytedata.connectors.ptv.v11.wire.base import Scalar, WireModel
from hytedata.connectors.ptv.v11.wire.reading import PageEnvelope

ROOTS = (
    "Service",
    *(model.__name__ for model in channels.CHANNELS.values()),
    "Organization",
    "GeneralDescription",
    "ArchivedService",
    "ArchivedServiceChannel",
    "GuidPage",
    "EntityPage",
    "ServicesPage",
    "ServiceChannelsPage",
    "OrganizationGuidPage",
    "OrganizationsPage",
    "OrganizationHierarchy",
    "ServiceCollection",
    "ServiceCollectionsPage",
    "TranslationPage",
    "NotUpdatedTaskPage",
    "TaskPage",
    "CodeListPage",
    "CodeListItem",
    "DialCodeListItem",
)
"""Models of the answers of all endpoints: of every read (reading_table.py) and every write."""

NOT_IN_SCHEMA = {
    "ServiceLocationChannel": {"supportEmails"},
    "ArchivedService": {"names"},
    "ArchivedServiceChannel": {"serviceChannelNames"},
}
"""Other keys under which the same is read (ptv-v11-field-notes 5)."""

SHARED_PARTS = {"ServiceChannel", "ArchivedItemEntry"}
"""Models of ours that others extend, and none of PTV's."""


def models() -> dict[str, type[WireModel]]:
    modules = (
        addresses,
        channels,
        collections,
        connections,
        contacts,
        entities,
        organizations,
        tasks,
        texts,
    )
    return {
        name: value
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, type) and issubclass(value, WireModel) and value is not WireModel
    }


@cache
def schema(shared: Path) -> Mapping[str, Any]:
    text = (shared / "reference" / "ptv-schema.json").read_text(encoding="utf-8")
    found: Mapping[str, Any] = json.loads(text)["models"]
    return found


def in_scope(known: Mapping[str, Any]) -> set[str]:
    found: set[str] = set()
    waiting = list(ROOTS)
    while waiting:
        name = waiting.pop()
        if name in known and name not in found:
            found.add(name)
            for field in known[name]["fields"].values():
                waiting += [field["type"], str(field.get("items"))]
    return found


def model_of(name: str) -> type[WireModel]:
    return PageEnvelope if name.endswith("Page") and name not in models() else models()[name]


def test_every_model_in_scope_is_there_and_no_other(shared: Path) -> None:
    names = {name for name in in_scope(schema(shared)) if model_of(name) is not PageEnvelope}

    assert names == models().keys() - SHARED_PARTS


def test_every_model_has_exactly_the_fields_of_the_schema(shared: Path) -> None:
    known = schema(shared)

    different = {
        name: told
        for name in sorted(in_scope(known))
        if (told := fields(model_of(name)) ^ set(known[name]["fields"]))
        != NOT_IN_SCHEMA.get(name, set())
    }

    assert different == {}


def test_every_field_has_the_type_of_the_schema(shared: Path) -> None:
    known = schema(shared)

    wrong = [
        f"{name}.{field.encode_name}: {field.type}"
        for name in sorted(in_scope(known))
        if model_of(name) is not PageEnvelope
        for field in msgspec.structs.fields(model_of(name))
        if field.encode_name in known[name]["fields"]
        if not fits(field.type, known[name]["fields"][field.encode_name])
    ]

    assert wrong == []


def test_every_field_is_optional() -> None:
    assert all(model() == msgspec.convert({}, model) for model in models().values())


@pytest.mark.parametrize("model", models().values(), ids=lambda model: str(model.__name__))
def test_every_field_may_be_null(model: type[WireModel]) -> None:
    nulls: dict[str, None] = dict.fromkeys(fields(model))

    assert msgspec.convert(nulls, model) == model()


def fields(model: type[WireModel]) -> set[str]:
    return {field.encode_name for field in msgspec.structs.fields(model)}


def fits(kind: Any, described: Mapping[str, Any]) -> bool:
    choices = set(get_args(kind)) - {type(None)}
    if described["type"] == "array":
        (listed,) = choices
        (entry,) = get_args(listed)
        wanted = described["items"]
        return get_origin(listed) is list and (
            entry in (str, Scalar) if wanted == "string" else entry.__name__ == wanted
        )
    match described["type"]:
        case "string":
            return choices in ({str}, set(get_args(Scalar)))
        case "integer":
            return int in choices
        case "boolean":
            return choices == {bool}
        case name:
            return name in {choice.__name__ for choice in choices}
