"""Parameters of rules as typed values: what a caller set wrongly is refused by name."""

from collections.abc import Mapping, Sequence

from hytedata.errors import InputError
from hytedata.models.common import Json
from hytedata.quality.rule import Setting


def number(setting: Setting, name: str) -> float:
    """Return the parameter *name*, a number.

    Raises:
        InputError: It is no number, or is missing.
    """
    found = setting.parameters.get(name)
    if isinstance(found, bool) or not isinstance(found, int | float):
        raise InputError(f"parameter {name}: give a number, not {found!r}")
    return found


def whole_number(setting: Setting, name: str) -> int:
    """Return the parameter *name*, a whole number.

    Raises:
        InputError: It is none, or is missing.
    """
    found = setting.parameters.get(name)
    if isinstance(found, bool) or not isinstance(found, int):
        raise InputError(f"parameter {name}: give a whole number, not {found!r}")
    return found


def texts(setting: Setting, name: str) -> tuple[str, ...]:
    """Return the parameter *name*, a list of texts; numbers in it become texts.

    Raises:
        InputError: It is no list.
    """
    return _texts(setting.parameters.get(name), name)


def texts_by_key(setting: Setting, name: str) -> Mapping[str, tuple[str, ...]]:
    """Return the parameter *name*, a table of lists of texts.

    Raises:
        InputError: It is no table, or holds something else.
    """
    return {key: _texts(value, f"{name}.{key}") for key, value in _table(setting, name).items()}


def texts_under(setting: Setting, name: str, keys: Sequence[str]) -> tuple[str, ...]:
    """Return the list of texts under the first of *keys* that the table *name* has, or none.

    Raises:
        InputError: *name* is no table, or holds something else there.
    """
    table = _table(setting, name)
    found = next((key for key in keys if key in table), None)
    return () if found is None else _texts(table[found], f"{name}.{found}")


def limits(setting: Setting, name: str, key: str) -> tuple[float, float] | None:
    """Return the pair [lowest, highest] under *key* of the table *name*, or None.

    Raises:
        InputError: *name* is no table, or holds something else there.
    """
    match value := _table(setting, name).get(key):
        case None:
            return None
        case [int() | float() as lowest, int() | float() as highest]:
            return float(lowest), float(highest)
        case _:
            raise InputError(f"parameter {name}.{key}: give [lowest, highest], not {value!r}")


def _table(setting: Setting, name: str) -> Mapping[str, Json]:
    found = setting.parameters.get(name)
    if not isinstance(found, dict):
        raise InputError(f"parameter {name}: give a table, not {found!r}")
    return found


def _texts(value: Json, name: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise InputError(f"parameter {name}: give a list, not {value!r}")
    return tuple(map(str, value))
