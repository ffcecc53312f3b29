"""Problems out of objections: at most one per field, with the first find and how many there are."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeAlias

from hytedata.content.objections import Objection
from hytedata.models.common import Json
from hytedata.models.finding import Problem
from hytedata.quality.ptv.texts import FreeText

TextRule: TypeAlias = Callable[[FreeText], Iterable[Objection]]

_LONGEST: Final = 80


def found_in(
    texts: Iterable[FreeText], rule: TextRule, *, personal: bool = False
) -> Iterator[Problem]:
    """Yield a problem for each text that *rule* objects to.

    The parameters are `found`, the first find, and `count`. Where what is found may be personal
    data it is not told.
    """
    for one in texts:
        spans = [(objection.start, objection.end) for objection in rule(one)]
        if spans:
            start, end = spans[0]
            found = "" if personal else shortened(one.text[start:end])
            params: dict[str, Json] = {"count": len(spans)}
            yield Problem(one.field, found, params if personal else {"found": found, **params})


def at_fields(
    objections: Iterable[Objection], prefix: str = "", **params: Json
) -> Iterator[Problem]:
    """Yield a problem for each field that is objected to, once."""
    fields = dict.fromkeys(f"{prefix}{one.field}" for one in objections)
    for field in fields:
        yield Problem(field, params=params)


def shortened(text: str) -> str:
    """Return one line of at most 80 characters."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
