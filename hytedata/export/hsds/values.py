"""What every table of HSDS is made of: objects with an id that stays, without empty fields."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias, TypeVar

from hytedata.models.common import Json, Language
from hytedata.models.ptv.record import Texts, Worded

Row: TypeAlias = dict[str, Json]
"""An object of HSDS as JSON; what it holds of others is nested."""

_SPACE: Final = uuid.UUID("0d0b3f0e-6c1c-5d8e-9b53-2f6f0a4d7c11")

T = TypeVar("T", bound=Texts)


def key(*parts: str) -> str:
    """Return a UUID that is the same for the same *parts*, in every export."""
    return str(uuid.uuid5(_SPACE, "\x1f".join(parts)))


def own_key(record_id: str) -> str:
    """Return PTV's own id where it is a UUID, as HSDS wants ids; else one made of it."""
    try:
        return str(uuid.UUID(record_id))
    except ValueError:
        return key(record_id)


def row(found: Mapping[str, Json]) -> Row:
    """Return *found* without what is empty: a missing field is unknown, not an empty text."""
    return {name: value for name, value in found.items() if value not in (None, "", [], {})}


def some(rows: Iterable[Row]) -> list[Json]:
    """Return *rows* as a JSON array, each id once."""
    return list({str(one["id"]): one for one in rows}.values())


def version(record: Worded[T], language: Language) -> T | None:
    """Return the texts of *record* in *language*, else in Finnish, else the first there are."""
    known = record.language_versions
    return known.get(language) or known.get("fi") or next(iter(known.values()), None)
