"""Published schemas describe every line that is written, and nothing else."""

import io
import json
from datetime import date
from typing import Any

import jsonschema
import pytest

from hytedata.errors import InputError
from hytedata.export import to_ndjson
from hytedata.export.line_schema import build_schema, published_schema, schema_kinds
from hytedata.store.catalogue import CatalogueRecord
from tests.export.made import event, service, site


def line(record: CatalogueRecord) -> dict[str, Any]:
    stream = io.BytesIO()
    to_ndjson([record], stream, day=date(2026, 3, 1))
    found: dict[str, Any] = json.loads(stream.getvalue())
    return found


def validator(kind: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(
        published_schema(kind), format_checker=jsonschema.FormatChecker()
    )


@pytest.mark.parametrize("kind", schema_kinds())
def test_published_schemas_are_what_the_models_say(kind: str) -> None:
    published = published_schema(kind)

    assert published == build_schema(kind), "run python docs/make_schemas.py"
    jsonschema.Draft202012Validator.check_schema(published)


@pytest.mark.parametrize("record", [site(1), site(2, route=False), service(), event()])
def test_a_line_is_as_its_schema_says(record: CatalogueRecord) -> None:
    assert list(validator(record.kind).iter_errors(line(record))) == []


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("schema",), 2),
        (("kind",), "event"),
        (("position", "lon"), "27"),
        (("unknown",), 1),
        (("model", "lipas_id"), "one"),
        (("model", "raw"), {}),
        (("municipalities",), ["91"]),
    ],
)
def test_a_line_of_another_shape_is_refused(where: tuple[str, ...], value: object) -> None:
    told = line(site(1))
    inner = told
    for name in where[:-1]:
        inner = inner[name]
    inner[where[-1]] = value

    assert not validator("sports-site").is_valid(told)


def test_the_documents_of_registers_are_no_part_of_lines() -> None:
    channels = json.dumps(published_schema("service-channel"))

    assert '"service_hours"' in channels
    assert '"raw": {"additionalProperties"' not in channels


def test_an_unknown_kind_is_told() -> None:
    with pytest.raises(InputError, match="there are connection, event"):
        published_schema("kiosk")
