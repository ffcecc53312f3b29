"""A read of many records as a value: what its parts are, what answers hold, where to begin.

`walking` reads it over a shell.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Generic, Protocol, TypeAlias, TypeVar
from zlib import crc32

from hytedata.clients.pages import OnInvalid, OnProgress
from hytedata.connectors._http import Endpoint
from hytedata.errors import InputError, RecordError
from hytedata.models.common import Json, Rejection

_CURSOR: Final = re.compile(r"([0-9]{1,6})\.([0-9]{1,6})\.([0-9]{1,6})\.([0-9a-f]{8})")


class HasId(Protocol):
    """What pages hold: something with an id."""

    @property
    def id(self) -> str:
        """The id in the source."""
        ...


T = TypeVar("T", bound=HasId)
T_co = TypeVar("T_co", bound=HasId, covariant=True)


@dataclass(frozen=True)
class Unusable:
    """A record that cannot be used, with its document where it is an object."""

    rejection: Rejection
    error: RecordError
    document: Mapping[str, Json] = field(default_factory=dict, repr=False)

    @property
    def id(self) -> str:
        """Its id, or where it stood."""
        return self.rejection.ref.id


@dataclass(frozen=True)
class Found(Generic[T_co]):
    """What one answer holds, normalised.

    Attributes:
        items: Usable records, in the source's order.
        number: Of the page as the answer states it; 0 where it states none.
        count: Pages in all as the answer states it; 0 for an empty list.
        entries: How many entries it had, usable or not.
        total: Records in all, where the source tells.
        drift: Path of a field that no model knows → how many have it.
        read: Ids of the entries, where these are not the records' own: a service read for its
            connections.
    """

    items: tuple[T_co, ...]
    number: int = 0
    count: int = 1
    entries: int = 0
    total: int | None = None
    unusable: tuple[Unusable, ...] = ()
    drift: Mapping[str, int] = field(default_factory=dict)
    read: tuple[str, ...] = ()


def replace_items(found: Found[HasId], items: tuple[T, ...]) -> Found[T]:
    """Return the same answer with other records; it tells the ids of all that came with them."""
    return Found(
        items,
        found.number,
        found.count,
        found.entries,
        found.total,
        found.unusable,
        found.drift,
        read=tuple(item.id for item in items),
    )


@dataclass(frozen=True)
class Paged(Generic[T_co]):
    """A list whose pages hold the records themselves.

    Attributes:
        what: The list, for people.
        page: Describes the read of a page, from 1.
        full: Entries of a full page of a list that states no number of pages: a shorter one is
            its last. 0 where the list states it.
        instead: The same list under another address, read where the first one is refused.
        stepwise: Whether each page says anew if another follows (its `count` is above its number):
            such a list is read page by page, and its pages are not counted beforehand.
    """

    what: str
    page: Callable[[int], Endpoint[Found[T_co]]]
    full: int = 0
    instead: Callable[[int], Endpoint[Found[T_co]]] | None = None
    stepwise: bool = False


@dataclass(frozen=True)
class Listed(Generic[T_co]):
    """Records that are read by their ids, in batches.

    Attributes:
        what: The records, for people.
        batch: Describes the read of up to *most* ids.
        ids: The ids; or a list of ids, whose pages are read one by one.
        more: Describes the read of a further page of a batch's answer, where it may have several.
        each_answers: Whether every id has a record; one that has not is told.
    """

    what: str
    batch: Callable[[Sequence[str]], Endpoint[Found[T_co]]]
    ids: Sequence[str] | Paged[HasId]
    most: int = 100
    more: Callable[[Sequence[str], int], Endpoint[Found[T_co]]] | None = None
    each_answers: bool = True


Part: TypeAlias = Paged[T_co] | Listed[T_co]


@dataclass(frozen=True)
class Walk(Generic[T]):
    """A read of many records.

    Attributes:
        source: The register, for messages.
        what: What is read, for messages.
        parts: Lists that are read one after the other; a record in two of them comes once.
        keep: Which records are wanted, of those that the source cannot filter by itself.
        bare: Makes a record of a document that cannot be used, for `on_invalid="raw"`; without it
            such records are skipped.
        cursor: Where to begin; empty: at the beginning.
        ahead: How many pages are fetched before they are asked for.
    """

    source: str
    what: str
    parts: tuple[Part[T], ...]
    keep: Callable[[T], bool] | None = None
    bare: Callable[[Unusable], T] | None = None
    on_invalid: OnInvalid = "skip"
    cursor: str | None = None
    progress: OnProgress | None = None
    ahead: int = 8

    @cached_property
    def mark(self) -> str:
        """What the lists are, in eight characters: a cursor of other lists would skip records."""
        return f"{crc32(repr([*map(_address, self.parts)]).encode()):08x}"


def _address(part: Part[T]) -> object:
    ids = part.ids if isinstance(part, Listed) else part
    if not isinstance(ids, Paged):
        return tuple(ids)
    request = ids.page(1).request
    return request.path, tuple(request.params)


@dataclass(frozen=True)
class Place:
    """A page of a walk: part, page within it, and batch within that; the first is 1."""

    part: int = 1
    page: int = 1
    batch: int = 1

    def cursor(self, walk: Walk[T]) -> str:
        """Return the cursor that begins *walk* here."""
        return f"{self.part}.{self.page}.{self.batch}.{walk.mark}"

    @classmethod
    def start(cls, walk: Walk[T]) -> "Place":
        """Return where *walk* begins.

        Raises:
            InputError: Its cursor is none, or another walk's; or what its lists are asked for.
        """
        mark = walk.mark  # computed in any case: it finds wrong arguments before anything is sent
        if not walk.cursor:
            return cls()
        found = _CURSOR.fullmatch(str(walk.cursor))
        if found is None:
            wanted = "give one that a page or an error stated"
            raise InputError(f"cursor: {str(walk.cursor)[:100]!r} is none; {wanted}")
        place = cls(*map(int, found.groups()[:3]))
        if (
            found[4] != mark
            or not 1 <= place.part <= len(walk.parts)
            or not place.page * place.batch
        ):
            wanted = "give it to a read with the same arguments"
            raise InputError(f"cursor: {walk.cursor!r} belongs to another read; {wanted}")
        return place
