"""Fields that PTV sends and our models do not know: counted, so that a change is seen.

Counting goes by columns: the keys of all objects at one place of the model are joined at once, and
only a key that is not known is looked for object by object. So it is cheap enough to run always.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any, get_args, get_origin

import msgspec

from hytedata.connectors.ptv.v11.documents import Document
from hytedata.connectors.ptv.v11.wire.base import Wire, WireModel
from hytedata.errors import RecordError


def drift(items: Iterable[Wire[WireModel] | RecordError]) -> dict[str, int]:
    """Count unknown fields by their path; errors among *items* are passed over.

    Returns:
        Path → how many objects have it, sorted; a path begins with the name of the model, and
        lists and mappings leave no trace in it: `ServiceLocationChannel.webPages.orderNumber`.
    """
    by_model: defaultdict[type[WireModel], list[Document]] = defaultdict(list)
    for item in items:
        if isinstance(item, RecordError):
            continue
        by_model[type(item.model)].append(item.document)
    found: Counter[str] = Counter()
    for model, documents in by_model.items():
        _count(documents, model, model.__name__, found)
    return dict(sorted(found.items()))


@dataclass(frozen=True, slots=True)
class _Below:
    key: str
    model: type[WireModel]
    within: type | None


@dataclass(frozen=True, slots=True)
class _Known:
    keys: frozenset[str]
    below: tuple[_Below, ...]


def _count(objects: list[Document], model: type[WireModel], path: str, found: Counter[str]) -> None:
    known = _known(model)
    present: set[str] = set().union(*objects)
    for key in present - known.keys:
        found[f"{path}.{key}"] += sum(key in one for one in objects)
    for below in known.below:
        if below.key in present:
            inner = _inner(objects, below)
            if inner:
                _count(inner, below.model, f"{path}.{below.key}", found)


def _inner(objects: list[Document], below: _Below) -> list[Document]:
    values: Iterable[object] = [value for one in objects if (value := one.get(below.key))]
    if below.within is list:
        values = chain.from_iterable(value for value in values if isinstance(value, list))
    elif below.within is Mapping:
        values = chain.from_iterable(value.values() for value in values if isinstance(value, dict))
    return [value for value in values if isinstance(value, dict)]


@cache
def _known(model: type[WireModel]) -> _Known:
    fields = msgspec.structs.fields(model)
    below = [
        _Below(field.encode_name, *inner) for field in fields if (inner := _model_in(field.type))
    ]
    return _Known(frozenset(field.encode_name for field in fields), tuple(below))


def _model_in(kind: Any) -> tuple[type[WireModel], type | None] | None:
    """Find the model in a field's type, and the container that holds it: a list or a mapping."""
    if isinstance(kind, type) and issubclass(kind, WireModel):
        return kind, None
    for choice in get_args(kind):
        inner = _model_in(choice)
        if inner:
            container = get_origin(kind)
            return inner[0], inner[1] or (container if container in (list, Mapping) else None)
    return None


def merged(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Add up counts of several answers, sorted by path."""
    total: Counter[str] = Counter()
    for count in counts:
        total.update(count)
    return dict(sorted(total.items()))
