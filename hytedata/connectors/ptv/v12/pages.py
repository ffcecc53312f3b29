"""Pages as values, and whether a set of pages can be the whole answer (ptv-v12 3.2)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from hytedata.connectors._http import Response
from hytedata.connectors.ptv.v11.wire.base import M_co, Wire, WireModel
from hytedata.connectors.ptv.v11.wire.drift import drift
from hytedata.connectors.ptv.v11.wire.reading import Shape
from hytedata.connectors.ptv.v12.wire.reading import key_of, read_entry, read_envelope
from hytedata.errors import RecordError

M = TypeVar("M", bound=WireModel)


@dataclass(frozen=True)
class Page(Generic[M_co]):
    """One page.

    Attributes:
        number: From 1, as the page states it; 0 where it does not.
        size: Most items on a page, likewise.
        total_items: Items in all, as this page states it.
        total_pages: Pages in all, likewise; 0 or 1 for an empty answer.
        items: In PTV's order; an error stands in the place of an entry that cannot be read.
        entries: What the items were read from, in the same places.
        unknown: Path of a field that no model knows → how many objects have it.
    """

    number: int
    size: int
    total_items: int
    total_pages: int
    items: tuple[Wire[M_co] | RecordError, ...]
    entries: tuple[object, ...]
    unknown: Mapping[str, int]

    @property
    def others(self) -> range:
        """Numbers of the pages after the first."""
        return range(2, self.total_pages + 1)


def decode_page(response: Response, shape: Shape[M], what: str) -> Page[M]:
    """Decode a page; *what* its entries are, for messages.

    Raises:
        SourceContractError: It is no page.
    """
    envelope = read_envelope(response)
    page = envelope.model
    entries = tuple(page.items or ())
    items = tuple(read_entry(entry, shape, what, number) for number, entry in enumerate(entries, 1))
    return Page(
        number=page.page or 0,
        size=page.page_size or 0,
        total_items=page.total_items,
        total_pages=page.total_pages,
        items=items,
        entries=entries,
        unknown=drift([envelope, *items]),
    )


def page_doubts(pages: Sequence[Page[WireModel]], what: str) -> list[str]:
    """Say why *pages*, read from the first on, may not be all of *what*; nothing where they may be.

    The counts must not move while they are read, each page must be the one that was asked for and
    full, the last one excepted, and no item may come twice: an item that is published during the
    read pushes others over a page's edge, and one of them may then be missed (ptv-v12 8, trap 5).
    """
    return [
        *_moved([page.total_items for page in pages], f"the number of {what}"),
        *_moved([page.total_pages for page in pages], f"the number of pages of {what}"),
        *_misplaced(pages, what),
        *_missing(pages, what),
        *_repeated(pages, what),
        *_unread(pages, what),
    ]


def _moved(counts: Sequence[int], what: str) -> list[str]:
    told = sorted(set(counts))
    if len(told) < 2:
        return []
    return [f"{what} moved between {told[0]} and {told[-1]} while it was read"]


def _misplaced(pages: Sequence[Page[WireModel]], what: str) -> list[str]:
    return [
        f"page {asked} of {what} calls itself page {page.number}"
        for asked, page in enumerate(pages, 1)
        if page.number not in (0, asked)
    ][:1]


def _missing(pages: Sequence[Page[WireModel]], what: str) -> list[str]:
    """Compare what came with what the first page promised."""
    if not pages:
        return [f"no page of {what} was read"]
    promised = pages[0]
    doubts: list[str] = []
    if len(pages) < promised.total_pages:
        doubts.append(f"only {len(pages)} of {promised.total_pages} pages of {what} were read")
    short = [at for at, page in enumerate(pages[:-1], 1) if len(page.items) < promised.size]
    if short:
        count = len(pages[short[0] - 1].items)
        doubts.append(f"page {short[0]} of {what} has {count} items instead of {promised.size}")
    came = sum(len(page.items) for page in pages)
    if came != promised.total_items:
        doubts.append(f"{came} of {promised.total_items} {what} came")
    return doubts


def _repeated(pages: Sequence[Page[WireModel]], what: str) -> list[str]:
    seen = Counter(key for page in pages for entry in page.entries if (key := key_of(entry)))
    twice = [key for key, times in seen.items() if times > 1]
    if not twice:
        return []
    return [f"{len(twice)} of {what} came more than once ({twice[0]} for one)"]


def _unread(pages: Sequence[Page[WireModel]], what: str) -> list[str]:
    bad = [item for page in pages for item in page.items if isinstance(item, RecordError)]
    return [f"{len(bad)} of {what} cannot be read ({bad[0]})"] if bad else []
