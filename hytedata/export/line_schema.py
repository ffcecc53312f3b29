"""JSON Schemas of the lines of NDJSON, made from the models; the published ones are beside."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final, Union, cast

from pydantic import BaseModel, TypeAdapter

from hytedata.errors import InputError
from hytedata.export.link_rows import LinkRow
from hytedata.export.model_fields import LINK, OCCURRENCE
from hytedata.export.schema_numbers import LINK_LINE, OCCURRENCE_LINE, RECORD_LINE
from hytedata.models.common import Json
from hytedata.models.occurrence import Occurrence
from hytedata.store.catalogue_models import models_by_kind

JsonSchema = dict[str, Json]

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_ID: Final = "urn:hytedata:export:{number}:{kind}"

_NO_MORE: Final[Mapping[str, Json]] = MappingProxyType({})
_TEXT: Final[JsonSchema] = {"type": "string"}
_MAYBE_TEXT: Final[JsonSchema] = {"type": ["string", "null"]}
_TIME: Final[JsonSchema] = {"type": "string", "format": "date-time"}
_MAYBE_TIME: Final[JsonSchema] = {"type": ["string", "null"], "format": "date-time"}
_NUMBER: Final[JsonSchema] = {"type": "number"}
_POSITION: Final[JsonSchema] = {
    "type": ["object", "null"],
    "description": "EPSG:3067 metres (east, north) and WGS 84 degrees (lon, lat).",
    "properties": dict.fromkeys(("east", "north", "lon", "lat"), _NUMBER),
    "required": ["east", "north", "lon", "lat"],
    "additionalProperties": False,
}


def _list(pattern: str, about: str) -> JsonSchema:
    item: JsonSchema = {"type": "string", "pattern": pattern}
    return {"type": "array", "items": item, "description": about}


_HEAD: Final[JsonSchema] = {
    "schema": {"const": RECORD_LINE},
    "source": {**_TEXT, "description": "The register, or the name of a calendar."},
    "kind": _TEXT,
    "id": {**_TEXT, "description": "Id in the register."},
    "names": {"type": "object", "additionalProperties": _TEXT},
    "status": {**_MAYBE_TEXT, "description": "The register's own word."},
    "owner": {**_MAYBE_TEXT, "description": "Who answers for it."},
    "municipalities": _list("^[0-9]{3}$", "Codes that it states as its place."),
    "area": _list("^(municipality|region|county|except-region):[0-9]+$", "What it is meant for."),
    "nationwide": {"type": "boolean"},
    "modified_at": {**_MAYBE_TIME, "description": "When the register says that it was changed."},
    "first_seen": _TIME,
    "changed_at": _TIME,
    "absent_since": {**_MAYBE_TIME, "description": "Since when the register no longer gives it."},
    "hash": _TEXT,
    "url": _MAYBE_TEXT,
    "position": _POSITION,
    "licence": _TEXT,
    "attribution": _TEXT,
}


def head_types() -> tuple[tuple[str, str], ...]:
    """Return each key of a line with its type, as Table Schemas name types."""
    kinds: dict[str, str] = {"schema": "integer", "model": "object"}
    for name, told in _HEAD.items():
        stated = told.get("type", "integer") if isinstance(told, dict) else ""
        kind = str(stated[0] if isinstance(stated, list) else stated)
        is_time = isinstance(told, dict) and told.get("format") == "date-time"
        kinds[name] = "datetime" if is_time else kind
    return tuple((name, kinds[name]) for name in (*_HEAD, "model"))


@cache
def schema_kinds() -> tuple[str, ...]:
    """Return the kinds that there are schemas of: the catalogue's, `occurrence` and `link`."""
    return tuple(sorted({kind for _, kind in models_by_kind()} | {OCCURRENCE, LINK}))


def build_schema(kind: str) -> JsonSchema:
    """Return the schema of a line of this kind, made from the models of today.

    A key that has a default in the model may be missing: a line may stem from a record that an
    older version noted.
    """
    if kind == OCCURRENCE:
        return _plain_schema(Occurrence, OCCURRENCE, OCCURRENCE_LINE)
    if kind == LINK:
        return _plain_schema(LinkRow, LINK, LINK_LINE, {"licence": _TEXT, "attribution": _TEXT})
    named: JsonSchema = {"$schema": _DIALECT, "$id": _ID.format(number=RECORD_LINE, kind=kind)}
    model = _schema_of(next(found for (_, one), found in models_by_kind().items() if one == kind))
    inner = model.pop("$defs", {})
    head: JsonSchema = {**_HEAD, "kind": {"const": kind}}
    return {
        **named,
        "title": f"A line of NDJSON: {kind}",
        "type": "object",
        "properties": {**head, "model": {"anyOf": [model, {"type": "null"}]}},
        "required": [*head, "model"],
        "additionalProperties": False,
        "$defs": inner,
    }


def _plain_schema(
    model: type[BaseModel], kind: str, number: int, more: Mapping[str, Json] = _NO_MORE
) -> JsonSchema:
    """Return the schema of a line that is a *model*, with `schema` before it and *more* after."""
    made = _schema_of((model,))
    properties = cast("JsonSchema", made["properties"])
    return {
        "$schema": _DIALECT,
        "$id": _ID.format(number=number, kind=kind),
        **made,
        "title": f"A line of NDJSON: {kind}",
        "properties": {"schema": {"const": number}, **properties, **more},
        "required": ["schema", *cast("list[Json]", made["required"]), *more],
    }


def published_schema(kind: str) -> Mapping[str, Json]:
    """Return the published schema of a line of this kind.

    Raises:
        InputError: There is none; says of which there are.
    """
    if kind not in schema_kinds():
        raise InputError(f"no schema is known of {kind!r}; there are {', '.join(schema_kinds())}")
    file = files("hytedata.export").joinpath("schemas", f"{kind}.json")
    found: Mapping[str, Json] = json.loads(file.read_text(encoding="utf-8"))
    return found


def _schema_of(models: tuple[type[BaseModel], ...]) -> JsonSchema:
    adapter: TypeAdapter[object] = TypeAdapter(cast("type[object]", Union[models]))  # noqa: UP007
    made = cast("JsonSchema", adapter.json_schema(mode="validation"))
    for model in models:
        for name, field in model.model_fields.items():
            if field.exclude:
                _without(made, model.__name__, name)
    return made


def _without(made: JsonSchema, model: str, name: str) -> None:
    # What is no part of dumps is no part of lines, though it may be given to the model.
    defined = cast("dict[str, JsonSchema]", made.get("$defs", {}))
    for found in (made, defined.get(model, {})):
        cast("JsonSchema", found.get("properties", {})).pop(name, None)
