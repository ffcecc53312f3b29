"""The packaged table of attribute rules says what the reference's schema says."""

import json
from pathlib import Path

import pytest

from hytedata.sandbox.ptv.attributes import model_fields
from tests.sandbox.ptv.world import Json

COPIED = (
    "pattern",
    "itemPattern",
    "itemFormat",
    "format",
    "uniqueBy",
    "mustContainType",
    "minLengthTrimmed",
    "itemMinLengthTrimmed",
)
NEWER = ("maxLength", "itemMaxLength", "itemEnum", "enum")


@pytest.fixture(scope="session")
def models(shared: Path) -> Json:
    schema: Json = json.loads((shared / "reference" / "ptv-schema.json").read_text("utf-8"))
    return {
        name: model["fields"]
        for name, model in schema["models"].items()
        if model["direction"] != "out"
    }


def test_every_written_model_has_every_field(models: Json) -> None:
    for name, fields in models.items():
        assert model_fields(name).keys() == fields.keys(), name


def test_rules_are_the_schemas_with_the_newer_limits(models: Json) -> None:
    for name, fields in models.items():
        for field, rules in fields.items():
            ours, where = model_fields(name)[field], f"{name}.{field}"
            assert ours.get("required", False) is (rules["required"] is True), where
            for rule in COPIED:
                if rule in rules:
                    assert ours[rule] == rules[rule], where
            for rule in NEWER:
                expected = rules.get(f"{rule}2026", rules.get(rule))
                if field != "publishingStatus":
                    assert ours.get(rule) == expected, where


def test_limits_by_type_are_raised_where_2026_raised_them(models: Json) -> None:
    for name, fields in models.items():
        for field, rules in fields.items():
            if "maxLengthByType" in rules:
                newer = {**rules["maxLengthByType"], **rules.get("maxLengthByType2026", {})}
                assert model_fields(name)[field]["maxLengthByType"] == newer, f"{name}.{field}"
