"""Fields of Linked Events that no model knows, counted by path."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final

import msgspec

from hytedata.connectors.calendars.linked_events.wire import (
    Json,
    WireEvent,
    WireImage,
    WireOffer,
    WirePlace,
)

_WITHIN: Final[tuple[tuple[str, type[msgspec.Struct]], ...]] = (
    ("location", WirePlace),
    ("offers", WireOffer),
    ("images", WireImage),
)


def drift_of(entries: Iterable[Json]) -> Mapping[str, int]:
    """Return path of an unknown field → how many events of *entries* have it."""
    return Counter(path for entry in entries for path in sorted({*_unknown(entry)}))


def drift_from(
    shape: type[msgspec.Struct], name: str, entries: Iterable[Json]
) -> Mapping[str, int]:
    """Return likewise what *shape* does not know of other records, under paths from *name*."""
    return Counter(
        path
        for entry in entries
        if isinstance(entry, Mapping)
        for path in _beyond(entry, shape, name)
    )


def _unknown(entry: Json) -> Iterator[str]:
    if not isinstance(entry, Mapping):
        return
    yield from _beyond(entry, WireEvent, "Event")
    for name, shape in _WITHIN:
        value = entry.get(name)
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, Mapping):
                yield from _beyond(one, shape, f"Event.{name}")


def _beyond(found: Mapping[str, Json], shape: type[msgspec.Struct], path: str) -> Iterator[str]:
    return (f"{path}.{name}" for name in found if name not in _names(shape))


@cache
def _names(shape: type[msgspec.Struct]) -> frozenset[str]:
    return frozenset(known.encode_name for known in msgspec.structs.fields(shape))
