"""What all clients' reads have in common: pages, where to go on, what to do with a bad record."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, Literal, TypeAlias, TypeVar

from hytedata.errors import RecordError
from hytedata.models.common import Json, Rejection, SourceRef

T_co = TypeVar("T_co", covariant=True)

OnInvalid: TypeAlias = Literal["raise", "skip", "raw"]
"""What becomes of a record that cannot be used.

`raise` ends the read with a `RecordError`. `skip` leaves it out, counted and logged; `pages` and
`snapshot` list it among their rejections. `raw` puts what came in its place, whatever is filtered:
an `InvalidRecord` of Lipas, a record of PTV with only its id, `raw` and a remark.
"""

Cursor: TypeAlias = str
"""Where a read goes on, as `Page.next_cursor` and `ReadInterrupted.cursor` state it; opaque.

It fits a read with the same arguments. It tells where, not what has been read: a record that two
lists of one read share, as those of two municipalities do, may come once more.
"""


@dataclass(frozen=True)
class InvalidRecord:
    """A record that could not be used, as it came.

    Attributes:
        ref: Which one; the id is where it stood where it states none (`item 7`).
        error: What is wrong with it.
        raw: The whole document; empty where it is no JSON object.
    """

    ref: SourceRef
    error: RecordError
    raw: Mapping[str, Json]


@dataclass(frozen=True)
class Page(Generic[T_co]):
    """One page of a read.

    Attributes:
        items: Its usable records, in the source's order.
        number: From 1; where a read has several lists, of the pages that it gave.
        total_pages: Pages in all as the source states it now; None where it does not.
        total_items: Records in all, likewise.
        rejections: Its records that could not be used.
        next_cursor: Where to go on after it; None after the last.
    """

    items: tuple[T_co, ...]
    number: int
    total_pages: int | None = None
    total_items: int | None = None
    rejections: tuple[Rejection, ...] = ()
    next_cursor: Cursor | None = None


@dataclass(frozen=True)
class Progress:
    """How far a read is, told after each page.

    Attributes:
        items: Records so far.
        total_items: Records in all as far as is known; None where the source does not tell.
        pages: Pages so far, and `total_pages` in all, likewise.
    """

    items: int
    pages: int
    total_items: int | None = None
    total_pages: int | None = None


OnProgress: TypeAlias = Callable[[Progress], None]
"""Told of each page; by a synchronous client in its own thread, so it must not use the client."""
