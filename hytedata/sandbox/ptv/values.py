"""Reading the parts of a body whose shape the attribute round has already settled."""

from typing import TypeGuard

Body = dict[str, object]
"""A JSON object."""


def is_body(value: object) -> TypeGuard[Body]:
    """Whether *value* is a JSON object."""
    return isinstance(value, dict)


def items(body: Body, name: str) -> list[Body]:
    """The objects of a list; empty where it is missing or null."""
    value = body.get(name)
    return [item for item in value if is_body(item)] if isinstance(value, list) else []


def texts(body: Body, name: str) -> list[str]:
    """The strings of a list; empty where it is missing or null."""
    value = body.get(name)
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def text(body: Body, name: str) -> str | None:
    """A string, or None where it is missing or empty."""
    value = body.get(name)
    return value if isinstance(value, str) and value else None


def part(body: Body, name: str) -> Body | None:
    """An object, or None."""
    value = body.get(name)
    return value if is_body(value) else None


def flag(body: Body, name: str) -> bool:
    """A boolean; false where it is missing."""
    return body.get(name) is True


def languages_in(value: object) -> list[str]:
    """Every data language named anywhere inside *value*, in order of appearance."""
    found: dict[str, None] = {}
    _collect_languages(value, found)
    return list(found)


def _collect_languages(value: object, found: dict[str, None]) -> None:
    if isinstance(value, list):
        for item in value:
            _collect_languages(item, found)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key == "language" and isinstance(inner, str):
                found[inner] = None
            else:
                _collect_languages(inner, found)


def in_languages(value: object, kept: frozenset[str]) -> object:
    """Return *value* without the localised items of other languages than *kept*."""
    if isinstance(value, list):
        return [
            in_languages(item, kept)
            for item in value
            if not (is_body(item) and isinstance(item.get("language"), str))
            or item["language"] in kept
        ]
    if isinstance(value, dict):
        return {key: in_languages(inner, kept) for key, inner in value.items()}
    return value
