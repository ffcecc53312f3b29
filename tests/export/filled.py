"""Models with every field filled, each text telling its own path."""

import typing
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time

from pydantic import AwareDatetime, BaseModel

from hytedata.models.ptv.record import Record
from hytedata.store.catalogue import CatalogueRecord
from tests.export.conftest import record

_VALUES: Mapping[type, object] = {
    bool: True,
    int: 7,
    float: 500_000.0,
    AwareDatetime: datetime(2026, 2, 1, tzinfo=UTC),
    date: date(2026, 2, 3),
    time: time(9, 45),
}


def filled(model: type[BaseModel], path: str, known: Mapping[str, object]) -> dict[str, object]:
    """Return a document of *model*: texts are their own paths, but for those of *known*."""
    return {
        name: _value(field.annotation, f"{path}.{name}", known)
        for name, field in model.model_fields.items()
        if not field.exclude
    }


def _value(annotation: object, path: str, known: Mapping[str, object]) -> object:
    if path in known:
        return known[path]
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return filled(annotation, path, known)
    if isinstance(annotation, type) and annotation in _VALUES:
        return _VALUES[annotation]
    origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is tuple:
        return [_value(inner[0], path, known)]
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        keys = typing.get_args(inner[0])
        return {keys[0] if keys else "key": _value(inner[1], path, known)}
    if origin is typing.Literal:
        return inner[0]
    if inner:
        return _value(inner[0], path, known)
    return path


def texts(value: object, path: str) -> Iterator[str]:
    """Yield the texts of a filled document that tell their own path."""
    if value == path:
        yield path
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from texts(one, f"{path}.{name}")
            yield from texts(one, path)  # a language, a weekday: no part of the path
    elif isinstance(value, list):
        for one in value:
            yield from texts(one, path)


def kept(model: Record, **changes: object) -> CatalogueRecord:
    """Return *model* as the catalogue has it."""
    found = replace(
        record(model.id, source="ptv"),
        kind=model.kind,
        names=getattr(model, "name", {}),
        packed_model=zlib.compress(model.model_dump_json().encode()),
    )
    return replace(found, **changes)  # type: ignore[arg-type]
