"""Reading the package's own code files: once each, when first asked for."""

from importlib.resources import files
from typing import TypeAlias, TypeVar

import msgspec

from hytedata.codes.values import CodeLabel, Labels

T = TypeVar("T")

NameRow: TypeAlias = tuple[str, str | None, str | None]
"""Finnish, Swedish, English."""

ValueRow: TypeAlias = tuple[str, NameRow]


def read(name: str, shape: type[T]) -> T:
    """Return `data/{name}.json` as *shape*."""
    content = files("hytedata.codes").joinpath("data", f"{name}.json").read_bytes()
    return msgspec.json.decode(content, type=shape)


def labelled(rows: list[ValueRow]) -> list[CodeLabel]:
    """Turn rows of value and names into entries."""
    return [CodeLabel(value, Labels(*names)) for value, names in rows]
