"""What the tables look like from outside: which keys stand where, and what they take."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import UnionType
from typing import Annotated, Literal, TypeGuard, Union, get_args, get_origin

from pydantic import BaseModel

from hytedata.config.tables import Config

Step = str | int


def keys_at(path: Sequence[Step], *, root: type[BaseModel] = Config) -> tuple[str, ...]:
    """Return the keys of the table at *path*; none where there is no table with fixed keys.

    Args:
        path: Keys and list positions.
        root: The model of the table that *path* begins in.
    """
    found = _kind_at(path, root)
    if not _is_table(found):
        return ()
    return tuple(field.alias or name for name, field in found.model_fields.items())


def takes_text(path: Sequence[Step]) -> bool:
    """Whether the value at *path* is a text, so that an environment variable is one as it is."""
    kinds = _leaves(_kind_at(path))
    return any(kind in (str, Path) or isinstance(kind, str) for kind in kinds)


def takes_list(path: Sequence[Step]) -> bool:
    """Whether the value at *path* is a list."""
    return get_origin(_kind_at(path)) is tuple


def holds_others(path: Sequence[Step]) -> bool:
    """Whether a table or a list of tables stands at *path*."""
    kind = _kind_at(path)
    inner = _plain(get_args(kind)[0]) if get_origin(kind) is tuple else kind
    return inner is dict or get_origin(inner) is Mapping or _is_table(inner)


def exists(path: Sequence[Step]) -> bool:
    """Whether a key may stand at *path*."""
    return _kind_at(path) is not None


def _kind_at(path: Sequence[Step], root: type[BaseModel] = Config) -> object:
    kind: object = root
    for step in path:
        kind = _inside(_plain(kind), step)
    return None if kind is None else _plain(kind)


def _inside(kind: object, step: Step) -> object:
    if _is_table(kind):
        fields = kind.model_fields
        # Faults name a key as the file does.
        named = {field.alias: field for field in fields.values() if field.alias}
        field = fields.get(str(step)) or named.get(str(step))
        return None if field is None else field.annotation
    if get_origin(kind) is tuple and isinstance(step, int):
        return get_args(kind)[0]
    # Below a table of free keys anything may stand.
    return dict if kind is dict or get_origin(kind) is Mapping else None


def _is_table(kind: object) -> TypeGuard[type[BaseModel]]:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _plain(kind: object) -> object:
    """Take off what surrounds a kind: its checks, and that it may be left out."""
    if get_origin(kind) is Annotated:
        return _plain(get_args(kind)[0])
    if get_origin(kind) in (Union, UnionType):
        others = [one for one in get_args(kind) if one is not type(None)]
        if len(others) == 1:
            return _plain(others[0])
    return kind


def _leaves(kind: object) -> tuple[object, ...]:
    return get_args(kind) if get_origin(kind) is Literal else (kind,)
