"""A read of any list of Lipas page by page, which can be gone on with later; no I/O.

`Walk.pages` is a generator of calls and pages, as `Scan.steps` is: it is sent the answer of each
call, or has the error thrown into it. Where a scan ends with a verdict on all of a list, a walk
states after each page where to go on, and leaves an outage to its caller.

Large lists are read in parts. A part whose pages do not add up to the total that Lipas states is
read again, and what was missing comes in more pages (lipas-api 2.4, 3).
"""

import hashlib
import re
from collections.abc import Callable, Generator, Hashable
from dataclasses import dataclass
from typing import Generic, Protocol, Self, TypeAlias, TypeVar

import msgspec

from hytedata.connectors._http.values import Endpoint
from hytedata.connectors.lipas.endpoints import (
    SOURCE,
    GarbledAnswer,
    PageAnswer,
    SitePage,
    Trouble,
    Unshowable,
)
from hytedata.connectors.lipas.scan import LARGEST_PART, MOST_PASSES, MOST_TRIES
from hytedata.errors import InputError, SourceContractError, TransientError
from hytedata.models.common import Rejection

T = TypeVar("T")
D = TypeVar("D")
D_co = TypeVar("D_co", covariant=True)

_CURSOR = re.compile(r"([0-9a-f]{8})\.((?:\d{1,6}(?:-\d{1,6})*)?)\.(\d{1,6})\.(\d{1,9})", re.ASCII)

Path: TypeAlias = tuple[int, ...]
"""Which part: its number in each division, from 0; empty for the undivided list."""


class Query(Protocol):
    """What a list is asked for."""

    def parts(self) -> tuple[Self, ...]:
        """Split it; itself alone where it cannot be split."""
        ...


Q = TypeVar("Q", bound=Query)
Q_contra = TypeVar("Q_contra", bound=Query, contravariant=True)


class AskPage(Protocol[Q_contra]):
    """Describes the call for one page."""

    def __call__(
        self, query: Q_contra, page: int, page_size: int, *, patient: bool = False
    ) -> Endpoint[PageAnswer]:
        """Return the call; a patient one tries again after a 500."""
        ...


@dataclass(frozen=True)
class Listing(Generic[Q, D]):
    """A list of Lipas.

    Attributes:
        what: Its records, for people.
        window: `page × page-size` may not exceed it.
        ask: Describes the call for one page.
        read: Reads a document; the text says where it stood.
        key: What tells records apart.
        reject: Makes a rejection of a place and a reason.
        check: Raises `SourceContractError` for a record that was not asked for: Lipas drops a
            filter that it does not know without a word (lipas-api 2.3).
    """

    what: str
    window: int
    ask: AskPage[Q]
    read: Callable[[msgspec.Raw, str], D | Rejection]
    key: Callable[[D], Hashable]
    reject: Callable[[str, str], Rejection]
    check: Callable[[Q, D], None]


@dataclass(frozen=True)
class RawPage(Generic[D_co]):
    """One page of a walk.

    Attributes:
        documents: What was not met before in this walk, in Lipas's order.
        rejections: Documents that Lipas could not show, or that have no id.
        number: From 1, over all parts.
        total_items: In the whole list, where Lipas has stated it.
        total_pages: Likewise; None where the list is read in parts.
        next_cursor: Where to go on after it; None after the last.
    """

    documents: tuple[D_co, ...]
    rejections: tuple[Rejection, ...]
    number: int
    total_items: int | None
    total_pages: int | None
    next_cursor: str | None


Asking: TypeAlias = Generator[Endpoint[PageAnswer], PageAnswer, T]
Pages: TypeAlias = Generator[Endpoint[PageAnswer] | RawPage[D], PageAnswer | None, T]


@dataclass
class _Sheet(Generic[D]):
    """A page as it was read, maybe in pieces."""

    documents: list[D]
    rejections: list[Rejection]
    total: int | None = None


@dataclass
class _Tally:
    """How one part adds up.

    Attributes:
        all_keys: Documents met in it in all passes.
        keys: Those of this pass.
        lost: How many of this pass could not be read.
        totals: What Lipas stated, page by page, in this pass.
    """

    all_keys: set[Hashable]
    keys: set[Hashable]
    lost: int
    totals: list[int]

    def begin(self) -> None:
        """Begin another pass."""
        self.keys, self.lost, self.totals = set(), 0, []

    def adds_up(self) -> bool:
        """Whether nothing can be missing, as `Reading.adds_up` has it."""
        if not self.totals or self.totals[0] != self.totals[-1]:
            return False
        wanted = self.totals[-1] - self.lost
        # Together they may also hold a record that has left the part; then only a pass that is
        # whole by itself will do.
        return len(self.keys) >= wanted or len(self.all_keys) == wanted


class Walk(Generic[Q, D]):
    """One read of *query*.

    Args:
        listing: The list.
        query: What to read of it.
        page_size: 1–100.
        cursor: Where to go on, as an earlier walk of the same query and page size stated.
        largest_part: Parts of more records are divided.

    Attributes:
        reasons: Why something may be missing, one sentence each.

    Raises:
        InputError: The cursor is none, or one of another read.
    """

    def __init__(
        self,
        listing: Listing[Q, D],
        query: Q,
        *,
        page_size: int,
        cursor: str | None = None,
        largest_part: int = LARGEST_PART,
    ) -> None:
        if not 1 <= page_size <= 100:
            raise InputError(f"page_size: {page_size} is not within 1–100")
        self._listing, self._query, self._size = listing, query, page_size
        self._largest = min(largest_part, listing.window)
        told = f"{listing.what} {query!r} {page_size}"
        self._digest = hashlib.sha256(told.encode()).hexdigest()[:8]
        self._seen: set[Hashable] = set()
        self._path: Path = ()
        self._page = 1
        self._number = 0
        self._total: int | None = None
        self._pending: list[tuple[Path, Q, int]] = [((), query, 1)]
        self.reasons: list[str] = []
        if cursor is not None:
            self._go_to(cursor)

    @property
    def cursor(self) -> str:
        """The page that is missing now."""
        return self._cursor(self._path, self._page, self._number)

    @property
    def read(self) -> int:
        """How many records have been met in this walk."""
        return len(self._seen)

    def pages(self) -> Pages[D, None]:
        """Read everything from the cursor on.

        Raises:
            TransientError: No usable answer; `cursor` is the page that is missing.
            SourceContractError: The same, with an answer in an unknown shape.
            InputError: Lipas refused a parameter.
        """
        while self._pending:
            self._path, part, self._page = self._pending.pop()
            yield from self._part(part)

    def _part(self, part: Q) -> Pages[D, None]:
        sheet = yield from self._sheet(part, self._page, self._size)
        divided = self._divided(part, sheet.total)
        if self._path == () and self._page == 1:
            self._total = sheet.total
        if divided:
            children = [((*self._path, at), it, 1) for at, it in enumerate(divided)]
            self._pending += reversed(children)
            return
        yield from self._passes(part, sheet)

    def _passes(self, part: Q, sheet: _Sheet[D]) -> Pages[D, None]:
        whole = self._page == 1
        tally = _Tally(set(), set(), 0, [])
        yield from self._pass(part, sheet, tally, whole)
        # A part that was entered in its middle cannot add up: its first pages came elsewhere.
        if not whole or tally.adds_up():
            return
        for _ in range(MOST_PASSES - 1):
            tally.begin()
            try:
                yield from self._again(part, tally)
            except (TransientError, GarbledAnswer) as error:
                self.reasons.append(f"{part}: it could not be read a second time: {error}")
                return
            if tally.adds_up():
                return
        self.reasons.append(
            f"{part}: {len(tally.all_keys)} {self._listing.what} were seen in {MOST_PASSES} "
            f"readings, where Lipas states {tally.totals[-1] if tally.totals else 'no number'}"
        )

    def _pass(self, part: Q, sheet: _Sheet[D], tally: _Tally, whole: bool) -> Pages[D, None]:
        """Read the part once; a *whole* one that does not add up is not left with its last page."""
        while True:
            self._count(sheet, tally)
            total = tally.totals[-1] if tally.totals else None
            more = total is None or self._page * self._size < total
            if more and (self._page + 1) * self._size > self._listing.window:
                self.reasons.append(f"{part}: Lipas shows no more than {self._listing.window}")
                more = False
            stays = more or (whole and not tally.adds_up())
            yield self._told(sheet, self._page + 1 if stays else None, total)
            if not more:
                return
            self._page += 1
            sheet = yield from self._sheet(part, self._page, self._size)

    def _again(self, part: Q, tally: _Tally) -> Pages[D, None]:
        """Read the part once more; only what was missing is told."""
        page, total = 1, 0
        while page == 1 or (page - 1) * self._size < total:
            if page * self._size > self._listing.window:
                return
            sheet = yield from self._sheet(part, page, self._size)
            total = sheet.total or total
            self._count(sheet, tally)
            sheet.rejections.clear()  # told in the first pass
            if sheet.documents:
                yield self._told(sheet, None, total)
            page += 1

    def _count(self, sheet: _Sheet[D], tally: _Tally) -> None:
        """Note what a page holds; leave only what is new in it."""
        if sheet.total is not None:
            tally.totals.append(sheet.total)
        tally.lost += len(sheet.rejections)
        fresh = []
        for document in sheet.documents:
            key = self._listing.key(document)
            tally.keys.add(key)
            tally.all_keys.add(key)
            if key not in self._seen:
                self._seen.add(key)
                fresh.append(document)
        sheet.documents = fresh

    def _told(self, sheet: _Sheet[D], next_page: int | None, total: int | None) -> RawPage[D]:
        self._number += 1
        after: str | None = None
        if next_page is not None:
            after = self._cursor(self._path, next_page, self._number)
        elif self._pending:
            path, _, page = self._pending[-1]
            after = self._cursor(path, page, self._number)
        undivided = self._path == ()
        return RawPage(
            tuple(sheet.documents),
            tuple(sheet.rejections),
            self._number,
            total if undivided else self._total,
            -(-total // self._size) if undivided and total is not None else None,
            after,
        )

    def _sheet(self, part: Q, page: int, size: int) -> Asking[_Sheet[D]]:
        """Read one page; where Lipas cannot show it, piece by piece down to the culprit."""
        answer = yield from self._ask(part, page, size)
        start = (page - 1) * size
        if isinstance(answer, SitePage):
            read, place = self._listing.read, f"position {{}} of {part}"
            found = [read(it, place.format(at)) for at, it in enumerate(answer.items, start + 1)]
            documents = [it for it in found if not isinstance(it, Rejection)]
            for document in documents:
                self._listing.check(part, document)
            return _Sheet(
                documents, [it for it in found if isinstance(it, Rejection)], answer.total
            )
        if size == 1:
            reason = f"Lipas cannot show it: {answer.detail}"
            return _Sheet([], [self._listing.reject(f"position {start + 1} of {part}", reason)])
        pieces = next(number for number in range(2, size + 1) if size % number == 0)
        whole: _Sheet[D] = _Sheet([], [])
        first = (page - 1) * pieces + 1
        for piece in range(first, first + pieces):
            part_of_it = yield from self._sheet(part, piece, size // pieces)
            whole.documents += part_of_it.documents
            whole.rejections += part_of_it.rejections
            whole.total = part_of_it.total if part_of_it.total is not None else whole.total
        return whole

    def _ask(self, part: Q, page: int, size: int) -> Asking[SitePage | Unshowable]:
        problem: SourceContractError | None = None
        for _ in range(MOST_TRIES):
            try:
                answer = yield self._listing.ask(part, page, size)
                if isinstance(answer, Trouble):
                    answer = yield self._listing.ask(part, page, size, patient=True)
            except GarbledAnswer as error:
                problem = error
                continue
            if isinstance(answer, SitePage | Unshowable):
                return answer
        raise problem or SourceContractError(SOURCE, str(part), detail="no page came")

    def _divided(self, part: Q, total: int | None) -> tuple[Q, ...]:
        if self._page > 1 or total is None or total <= self._largest:
            return ()
        parts = part.parts()
        return () if parts == (part,) else parts

    def _cursor(self, path: Path, page: int, number: int) -> str:
        return f"{self._digest}.{'-'.join(map(str, path))}.{page}.{number}"

    def _go_to(self, cursor: str) -> None:
        found = _CURSOR.fullmatch(cursor)
        if found is None:
            raise InputError(f"cursor: {cursor!r} is none of Lipas's")
        digest, steps, page, number = found.groups()
        if digest != self._digest:
            raise InputError(
                f"cursor: {cursor!r} is of another read; give the same filters and page size"
            )
        self._pending = []
        path: Path = ()
        part = self._query
        for step in map(int, steps.split("-")) if steps else ():
            parts = part.parts()
            if step >= len(parts):
                raise InputError(f"cursor: {cursor!r} names a part that there is not")
            later = [((*path, at), parts[at], 1) for at in range(step + 1, len(parts))]
            self._pending += reversed(later)
            path, part = (*path, step), parts[step]
        self._pending.append((path, part, int(page)))
        self._path, self._page, self._number = path, int(page), int(number)
        if not 1 <= self._page * self._size <= self._listing.window:
            raise InputError(f"cursor: {cursor!r} lies outside the window")
