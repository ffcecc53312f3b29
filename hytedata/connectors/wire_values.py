"""JSON objects of any source as wire models: read leniently, and nothing of them lost.

A value of a wrong type costs that value, not the document: it is set aside in `Decoded.odd`.
Unknown fields are counted in `Decoded.unknown`; their values stay in the raw bytes. An explicit
null counts as absent (lipas-api 3).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Generic, TypeAlias, TypeVar, get_args

import msgspec

S = TypeVar("S", bound=msgspec.Struct)

Json: TypeAlias = object
"""Any JSON value. msgspec knows `object`, and not pydantic's recursive type."""

Number: TypeAlias = int | float | str
"""A number or a code. Older versions of Lipas send codes as strings (lipas-api 2.4, 6)."""


class PartlyRead(msgspec.Struct):
    """A block of a document of which only a part is read: the rest of it is not counted as new."""


@dataclass(frozen=True)
class OddValue:
    """A value of a type that its field never has.

    Attributes:
        field: Dotted path in the source's spelling.
    """

    field: str
    value: Json


@dataclass(frozen=True)
class Decoded(Generic[S]):
    """A document as a wire model.

    Attributes:
        odd: Values that were set aside because of their type.
        unknown: Dotted paths of fields that the model does not know.
        unread: What the model has no place for, by dotted path: unknown fields, and the whole of
            blocks of which the model reads a part.
    """

    wire: S
    odd: tuple[OddValue, ...] = ()
    unknown: tuple[str, ...] = ()
    unread: Mapping[str, Json] = field(default_factory=dict)


class NotADocument(Exception):
    """The bytes are not one JSON object."""


def decode_document(raw: bytes | msgspec.Raw, shape: type[S]) -> Decoded[S]:
    """Decode one JSON object as *shape*.

    Raises:
        NotADocument: It is not JSON, or not an object; the text says which.
    """
    try:
        document = msgspec.json.decode(raw)
    except RecursionError as error:
        raise NotADocument("it is nested too deeply") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        # Which of the two tells of broken letters depends on msgspec's version.
        raise NotADocument(_broken_letters(raw) or str(error)) from error
    if not isinstance(document, dict):
        raise NotADocument(f"it is {kind_of(document)}, not an object")
    return convert_document(document, shape)


def _broken_letters(raw: bytes | msgspec.Raw) -> str:
    """Say that a text is not UTF-8, and where it ends being so; "" where it is."""
    try:
        bytes(raw).decode()
    except UnicodeDecodeError as error:
        return f"its text is not UTF-8 ({error.reason})"
    return ""


def convert_document(document: dict[str, Json], shape: type[S]) -> Decoded[S]:
    """Convert a decoded object to *shape*; see `decode_document`."""
    unread = dict(_unknown(document, shape, ""))
    unknown = tuple(unread)
    unread |= _partly_read(document, shape)
    try:
        return Decoded(msgspec.convert(document, shape), (), unknown, unread)
    except msgspec.ValidationError:
        odd: list[OddValue] = []
        return Decoded(_salvage(document, shape, "", odd), tuple(odd), unknown, unread)


def whole_number(value: Number | None) -> int | None:
    """Return a number or code as int; None where it is neither."""
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    text = (value or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None


def kind_of(value: Json) -> str:
    """Name the kind of a JSON value for a message."""
    kinds = {bool: "a truth value", str: "a text", list: "a list", dict: "an object"}
    return "null" if value is None else kinds.get(type(value), "a number")


def _salvage(document: dict[str, Json], shape: type[S], path: str, odd: list[OddValue]) -> S:
    kept: dict[str, object] = {}
    for name, (known, nested) in _known(shape).items():
        value = document.get(name)
        if value is None:
            continue
        if nested is not None and isinstance(value, dict):
            kept[known.name] = _salvage(value, nested, f"{path}{name}.", odd)
            continue
        try:
            kept[known.name] = msgspec.convert(value, known.type)
        except msgspec.ValidationError:
            odd.append(OddValue(path + name, value))
    return shape(**kept)


def _unknown(
    document: dict[str, Json], shape: type[msgspec.Struct], path: str
) -> list[tuple[str, Json]]:
    known = _known(shape)
    found = [(path + name, value) for name, value in document.items() if name not in known]
    for name, (_, nested) in known.items():
        value = document.get(name)
        if nested is not None and not issubclass(nested, PartlyRead) and isinstance(value, dict):
            found += _unknown(value, nested, f"{path}{name}.")
    return found


def _partly_read(document: dict[str, Json], shape: type[msgspec.Struct]) -> dict[str, Json]:
    return {
        name: document[name]
        for name, (_, nested) in _known(shape).items()
        if nested is not None and issubclass(nested, PartlyRead) and name in document
    }


_Fields: TypeAlias = MappingProxyType[
    str, tuple[msgspec.structs.FieldInfo, type[msgspec.Struct] | None]
]


@cache
def _known(shape: type[msgspec.Struct]) -> _Fields:
    return MappingProxyType(
        {known.encode_name: (known, _nested(known.type)) for known in msgspec.structs.fields(shape)}
    )


def _nested(kind: object) -> type[msgspec.Struct] | None:
    for choice in get_args(kind):
        if isinstance(choice, type) and issubclass(choice, msgspec.Struct):
            return choice
    return None
