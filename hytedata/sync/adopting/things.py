"""Desired items and items of the target as things that can be matched."""

import re
from collections.abc import Iterable

from pydantic import ValidationError

from hytedata.codes import UnknownCode, sub_category
from hytedata.links import StreetAddress, Thing, kinds_in
from hytedata.models.common import Json, Position
from hytedata.models.publication import DesiredItem, Fields, ItemKind, TargetItem

_MARK = re.compile(r"\s*\([^()]*\)\s*$")
"""What `sync.names` sets behind a name to tell it from others; people in PTV wrote none."""


def desired_thing(item: DesiredItem) -> Thing:
    """Turn a desired item into a thing; its id is that of the source item."""
    return _thing(item.source.id, item.kind, item.fields, _sub_categories(item.needs))


def target_thing(item: TargetItem) -> Thing:
    """Turn an item of the target into a thing; its id is the PTV id."""
    return _thing(item.id, item.kind, item.fields, ())


def _thing(thing_id: str, kind: ItemKind, fields: Fields, categories: Iterable[str]) -> Thing:
    names = _texts(fields, "name")
    others = [*_texts(fields, "alternative_name").values()]
    others += [bare for name in names.values() if (bare := _MARK.sub("", name)) != name]
    if kind == "service":
        classes = frozenset(f"class {one}" for one in _strings(fields.get("service_classes")))
        return Thing(thing_id, names, tuple(others), kinds=classes)
    said = frozenset(one for name in (*names.values(), *others) for one in kinds_in(name))
    return Thing(
        thing_id,
        names,
        tuple(others),
        position=_position(fields.get("address.position")),
        address=_address(fields),
        kinds=said or frozenset(one for name in categories for one in kinds_in(name)),
        municipality=_text(fields.get("address.municipality")) or None,
    )


def _sub_categories(needs: Iterable[str]) -> list[str]:
    """Finnish names of the sub-categories that a channel's services stand for."""
    names: list[str] = []
    for need in needs:
        try:
            names.append(sub_category(need.rpartition("-")[2]).name.fi)
        except UnknownCode:
            continue
    return names


def _address(fields: Fields) -> StreetAddress | None:
    streets = tuple(dict.fromkeys(_texts(fields, "address.street").values()))
    if not streets:
        return None
    number, postal_code = (_text(fields.get(f"address.{key}")) for key in ("number", "postal_code"))
    return StreetAddress(streets, number, postal_code)


def _position(value: Json) -> Position | None:
    if not isinstance(value, list | tuple) or len(value) != 2:
        return None
    try:
        return Position.model_validate({"east": value[0], "north": value[1]})
    except ValidationError:
        return None  # outside Finland: people swap axes; then it says nothing


def _texts(fields: Fields, path: str) -> dict[str, str]:
    """Texts of one path by language, the languages sorted."""
    return {
        key.removeprefix(f"{path}."): value
        for key, value in sorted(fields.items())
        if key.startswith(f"{path}.") and isinstance(value, str) and value
    }


def _text(value: Json) -> str:
    return value if isinstance(value, str) else ""


def _strings(value: Json) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list | tuple) else []
