"""What several families of cross rules need: parameters as values, names for messages."""

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from hytedata.errors import InputError
from hytedata.models.common import SourceRef
from hytedata.models.finding import Problem
from hytedata.quality.rule import Setting

Found: TypeAlias = Iterator[tuple[SourceRef, Problem]]
"""What a cross rule yields: problems with the records that they are of."""

_FIRST: tuple[str, ...] = ("fi", "sv", "en")


def number(setting: Setting, name: str) -> float:
    """Return a parameter that is a number.

    Raises:
        InputError: It is none.
    """
    value = setting.parameters.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InputError(f"parameter {name}: {value!r} is no number")
    return float(value)


def texts(setting: Setting, name: str) -> frozenset[str]:
    """Return a parameter that is a list of words or codes.

    Raises:
        InputError: It is none.
    """
    value = setting.parameters.get(name)
    if not isinstance(value, list | tuple):
        raise InputError(f"parameter {name}: {value!r} is no list")
    return frozenset(str(one) for one in value)


def title(names: Mapping[str, str]) -> str:
    """Return the name that a message tells a record by: Finnish, else Swedish, else any."""
    told = (names[language] for language in (*_FIRST, *sorted(names)) if names.get(language))
    return next(told, "")
