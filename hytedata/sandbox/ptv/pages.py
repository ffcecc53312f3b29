"""Query parameters, filters and the page envelope (ptv-api 3.2, 3.4)."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from hytedata.sandbox.ptv import formats
from hytedata.sandbox.ptv.faults import Broken, Invalid
from hytedata.sandbox.ptv.state import Entity, Version

IDS_PER_PAGE = 1000
ENTITIES_PER_PAGE = 100
_STATUSES = ("Published", "Archived", "Withdrawn")


@dataclass(frozen=True)
class Query:
    """The query of one request; names are matched whatever their case, unknown ones ignored."""

    pairs: tuple[tuple[str, str], ...]
    trace: Callable[[], str]

    def text(self, name: str) -> str | None:
        """The last value of *name*; None where it is missing or empty."""
        found = [value for key, value in self.pairs if key.lower() == name.lower() and value]
        return found[-1] if found else None

    def needed(self, name: str) -> str:
        """A value that must be there."""
        value = self.text(name)
        if value is None:
            raise Invalid({name: [f"The {name} field is required."]})
        return value

    def flag(self, name: str) -> bool:
        """A boolean; false where it is missing."""
        value = (self.text(name) or "false").lower()
        if value not in ("true", "false"):
            raise Invalid({name: [f"The value '{value}' is not valid."]})
        return value == "true"

    def number(self, name: str, default: int) -> int:
        """A whole number, not negative."""
        value = self.text(name)
        if value is None:
            return default
        if not re.fullmatch(r"\d{1,9}", value):
            raise Invalid({name: [f"The value '{value}' is not valid."]})
        return int(value)

    def guid(self, name: str) -> str | None:
        """A uuid, lower case."""
        value = self.text(name)
        return None if value is None else checked_guid(value, name, self.trace)

    def guids(self) -> list[str]:
        """The ids of `guids`."""
        return [
            checked_guid(value.strip(), "guids", self.trace)
            for value in self.needed("guids").split(",")
            if value.strip()
        ]

    def moment(self, name: str) -> datetime | None:
        """A date parameter, naive UTC."""
        value = self.text(name)
        if value is None:
            return None
        moment = formats.parse_window(value)
        if moment is None:
            told = f"The {name} parameter is invalid. Value of date parameter is invalid: {value}"
            raise Invalid({name: [told]})
        return moment

    def status(self) -> str:
        """The list's status."""
        value = self.text("status") or "Published"
        if value not in _STATUSES:
            told = (
                f"'{value}' is not allowed value of 'status'. "
                f"Please use one of these: '{', '.join(_STATUSES)}'."
            )
            raise Invalid({"status": [told]})
        return value


def checked_guid(value: str, name: str, trace: Callable[[], str]) -> str:
    """Return an id of a path or a query, lower case.

    Raises:
        Invalid: It is no uuid.
        Broken: It is the all-zero uuid.
    """
    if not formats.is_guid(value):
        raise Invalid({name: [formats.BAD_GUID]})
    if value == formats.ZERO_GUID:
        raise Broken(trace())
    return value.lower()


def version_of(entity: Entity, status: str) -> Version | None:
    """The version that a list of *status* shows; None where the entity is not in it."""
    if status == "Published":
        return entity.published
    if status == "Active":
        return None if entity.newest.status in ("Deleted", "OldPublished") else entity.newest
    wanted = "Deleted" if status == "Archived" else "Modified"
    shown = entity.published is None and entity.newest.status == wanted
    return entity.newest if shown else None


def in_window(
    query: Query, entities: Sequence[Entity], status: str, *, connections: bool = False
) -> list[Entity]:
    """Entities of *status* that changed strictly inside the window of `date`, `dateBefore`.

    With *connections*, a published one also matches by a change of its connections, as three of
    the lists want it (ptv-api 3.4).
    """
    after, before = query.moment("date"), query.moment("dateBefore")
    if after is None and before is None:
        return [entity for entity in entities if version_of(entity, status) is not None]
    found = []
    for entity in entities:
        version = version_of(entity, status)
        if version is None:
            continue
        moments = [version.modified]
        if connections and status == "Published" and entity.relations_changed is not None:
            moments.append(entity.relations_changed)
        if any(
            (after is None or moment > after) and (before is None or moment < before)
            for moment in moments
        ):
            found.append(entity)
    return found


def page(
    query: Query,
    entities: Sequence[Entity],
    show: Callable[[Entity], bytes],
    *,
    size: int = IDS_PER_PAGE,
) -> bytes:
    """Render one page; past the end, and for nothing at all, `itemList` is null."""
    number = query.number("page", 1)
    count = -(-len(entities) // size) if number else 0
    shown = entities[(number - 1) * size : number * size] if number else ()
    listed = b"[" + b",".join(show(entity) for entity in shown) + b"]" if shown else b"null"
    head = f'{{"pageNumber":{number},"pageSize":{size},"pageCount":{count},"itemList":'
    return head.encode() + listed + b"}"


def encoded(value: object) -> bytes:
    """JSON bytes."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
