"""Properties of a site: typed by Lipas's own classification (lipas-api 3.3)."""

import math
from collections.abc import Mapping

from hytedata.codes import PropertyType, UnknownCode, property_type
from hytedata.models.sports_site import PropertyValue
from hytedata.normalise.remarks import Remarks


def normalise_properties(
    properties: Mapping[str, object], remarks: Remarks
) -> dict[str, PropertyValue]:
    """Keep the values that have their property's type; the others are set aside with a remark.

    A property that the classification does not know keeps its value, and an option that it does
    not know is kept too, each with a remark. What is null, or a blank text, is absent.
    """
    kept: dict[str, PropertyValue] = {}
    for key, value in properties.items():
        field = f"properties.{key}"
        if value is None or value == [] or (isinstance(value, str) and not value.strip()):
            continue
        kind = _find(key)
        if kind is None:
            remarks.add(field, "unknown-property", value)
        typed = _typed(value, kind)
        if typed is None:
            remarks.lose(field, "odd-value", value)
            continue
        _check_options(field, typed, kind, remarks)
        kept[key] = typed
    return kept


def _find(key: str) -> PropertyType | None:
    try:
        return property_type(key)
    except UnknownCode:
        return None


def _typed(value: object, kind: PropertyType | None) -> PropertyValue | None:
    """Return *value* as its property's type, or as its own where the property is unknown."""
    if isinstance(value, bool):
        return value if kind is None or kind.kind == "boolean" else None
    if isinstance(value, int | float):
        return _number(value) if kind is None or kind.kind == "numeric" else None
    if isinstance(value, str):
        # One value of a collection may come without its list.
        if kind is not None and kind.kind == "enum-coll":
            return (value.strip(),)
        return value.strip() if kind is None or kind.kind in ("string", "enum") else None
    if isinstance(value, list) and (kind is None or kind.kind == "enum-coll"):
        texts = tuple(text.strip() for text in value if isinstance(text, str))
        return texts if len(texts) == len(value) and all(texts) else None
    return None


def _number(value: int | float) -> int | float | None:
    # v1 makes a float of every number: 60.0 is 60.
    if isinstance(value, int):
        return value
    if not math.isfinite(value):
        return None
    return int(value) if value.is_integer() else value


def _check_options(
    field: str, value: PropertyValue, kind: PropertyType | None, remarks: Remarks
) -> None:
    if kind is None or kind.kind not in ("enum", "enum-coll"):
        return
    for option in value if isinstance(value, tuple) else (value,):
        if option not in kind.options:
            remarks.add(field, "unknown-option", option)
