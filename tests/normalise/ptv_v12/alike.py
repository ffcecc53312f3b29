"""What both versions can tell of a record: the rest is left out before two are compared."""

from collections.abc import Mapping
from typing import Any

from hytedata.models.ptv import Record

ONE_VERSION_ONLY: Mapping[str, frozenset[str]] = {
    "Record": frozenset(
        {"published_at", "migrated_at", "modified_at", "source_id", "extras", "remarks"}
    ),
    "Service": frozenset({"channel_ids", "collection_ids"}),
    "Channel": frozenset({"service_ids", "collection_ids", "connectable_by"}),
    "ServiceLocation": frozenset({"oid"}),
    "Connection": frozenset({"status"}),
    "Organisation": frozenset({"root_id", "business_name"}),
    "GeneralDescription": frozenset({"organisation_id"}),
    "GeneralDescriptionTexts": frozenset({"summary"}),
}
"""Class → its fields that only one version tells."""

INNER: Mapping[str, frozenset[str]] = {
    "street": frozenset({"municipality", "accessibility_point"}),
    "boxes": frozenset({"municipality"}),
    "box": frozenset({"municipality"}),
    "files": frozenset({"name"}),
    "delivery_addresses": frozenset({"positions"}),
}
"""Field → fields anywhere below it that only one version tells."""


def alike(record: Record) -> dict[str, Any]:
    """Dump what both versions tell of *record*."""
    classes = [one.__name__ for one in type(record).__mro__]
    bases = [name.partition("[")[0] for name in classes]
    hidden = {field for name in bases for field in ONE_VERSION_ONLY.get(name, ())}
    texts = ONE_VERSION_ONLY.get(f"{type(record).__name__}Texts", frozenset())
    inner = {**INNER, "language_versions": texts}
    return {
        key: _without(value, inner.get(key, frozenset()))
        for key, value in record.model_dump(mode="json").items()
        if key not in hidden
    }


def _without(value: Any, hidden: frozenset[str]) -> Any:
    if isinstance(value, dict):
        return {
            key: _without(one, hidden | INNER.get(key, frozenset()))
            for key, one in value.items()
            if key not in hidden
        }
    return [_without(one, hidden) for one in value] if isinstance(value, list) else value
