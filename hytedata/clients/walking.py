"""How a walk is read: pages in order, each record once, doubts, and where to go on."""

import logging
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass, field, replace
from typing import Generic

from hytedata.clients.page_doubts import MOST_PAGES, PageDoubts, join_readings
from hytedata.clients.pages import Page, Progress
from hytedata.clients.walks import Found, HasId, Listed, Paged, Place, T, T_co, Unusable, Walk
from hytedata.connectors._http import AsyncShell
from hytedata.errors import NotFound, ReadInterrupted, SourceContractError, TransientError
from hytedata.models.common import Completeness, Snapshot

log = logging.getLogger("hytedata.read")


@dataclass
class Reading(Generic[T]):
    """What is remembered over one walk; for the modules that drive walks.

    Attributes:
        place: The page that is read next.
        seen: Ids of the records that it gave.
        doubts: Why lists may not have been read whole; another reading may be.
        gaps: What is missing and would be missing again.
        skipped: Records that cannot be used and that nothing stands for.
        lists: Stepwise lists that were read to their end.
    """

    walk: Walk[T]
    place: Place
    seen: set[str] = field(default_factory=set)
    doubts: list[str] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    skipped: list[Unusable] = field(default_factory=list)
    drift: dict[str, int] = field(default_factory=dict)
    lists: list[PageDoubts] = field(default_factory=list)
    pages: int = 0
    items: int = 0

    def is_completed_by(self, second: "Reading[T]") -> bool:
        """Whether another reading, in doubt as this one, holds what this one lacks."""
        told = [reason for read in (*self.lists, *second.lists) for reason in read.told()]
        in_doubt_otherwise = {*self.reasons, *second.reasons} - {*told}
        numbers = {len(self.lists), len(second.lists), len(self.walk.parts)}
        both = zip(self.lists, second.lists, strict=False)
        return (
            bool(second.reasons)
            and not in_doubt_otherwise
            and len(numbers) == 1
            and all(one.completes(other) for one, other in both)
        )

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why anything may be missing."""
        return tuple(dict.fromkeys([*self.doubts, *self.gaps]))

    def page_of(self, found: Found[T], place: Place, following: Place | None) -> Page[T]:
        """Remember what an answer holds, and return what of it is news as a page."""
        rejected = self.note(found, self._bare)
        bare = () if rejected or self._bare is None else map(self._bare, found.unusable)
        fresh = (*filter(self._is_news, found.items), *filter(self._is_first, bare))
        self.pages, self.items = self.pages + 1, self.items + len(fresh)
        if following is not None:
            self.place = following
        page = Page(
            items=fresh,
            number=place.page if self._is_one_list else self.pages,
            total_pages=found.count if self._is_one_list else None,
            total_items=found.total if self._is_one_list else None,
            rejections=tuple(one.rejection for one in rejected),
            next_cursor=following.cursor(self.walk) if following is not None else None,
        )
        if self.walk.progress is not None:
            told = Progress(self.items, page.number, page.total_items, page.total_pages)
            self.walk.progress(told)
        return page

    def note(
        self, found: Found[HasId], bare: Callable[[Unusable], T] | None = None
    ) -> Sequence[Unusable]:
        """Remember what cannot be used, unless *bare* stands for it, and return that."""
        if found.unusable and self.walk.on_invalid == "raise":
            raise found.unusable[0].error
        for path, count in found.drift.items():
            self.drift[path] = self.drift.get(path, 0) + count
        rejected = found.unusable if bare is None else ()
        self.skipped += rejected
        return rejected

    @property
    def _bare(self) -> Callable[[Unusable], T] | None:
        return self.walk.bare if self.walk.on_invalid == "raw" else None

    @property
    def _is_one_list(self) -> bool:
        """Whether the walk is one list of records that states how many pages it has."""
        part = self.walk.parts[0]
        return len(self.walk.parts) == 1 and isinstance(part, Paged) and not part.full

    def _is_news(self, item: T) -> bool:
        return (self.walk.keep is None or self.walk.keep(item)) and self._is_first(item)

    def _is_first(self, item: T) -> bool:
        known = item.id in self.seen
        self.seen.add(item.id)
        return not known

    def tell_doubts(self) -> None:
        """Log why anything may be missing, where no verdict tells it."""
        if self.reasons:
            log.warning(
                "read_in_doubt source=%s what=%s reasons=%d first=%s",
                self.walk.source,
                self.walk.what,
                len(self.reasons),
                self.reasons[0],
            )

    def tell(self) -> None:
        """Log what was left out: once, and without any content."""
        source, what = self.walk.source, self.walk.what
        if self.skipped:
            first = self.skipped[0].rejection
            log.warning(
                "records_skipped source=%s what=%s count=%d first=%s field=%s",
                source,
                what,
                len(self.skipped),
                first.ref.id,
                first.field,
            )
        if self.drift:
            log.info(
                "unknown_fields_read source=%s what=%s paths=%d", source, what, len(self.drift)
            )


def walk_pages(shell: AsyncShell, walk: Walk[T]) -> AsyncGenerator[Page[T], None]:
    """Read *walk* page by page, in order; the pages that follow are fetched meanwhile.

    Raises:
        ReadInterrupted: A page could not be read after others had been: says where to go on.
        SourceUnavailable: The first could not be read.
        RecordError: A record cannot be used, with `on_invalid="raise"`.
        InputError: The cursor is none of this read's.
    """
    return _told(shell, begin(walk))


async def _told(shell: AsyncShell, reading: Reading[T]) -> AsyncGenerator[Page[T], None]:
    try:
        async with aclosing(read_on(shell, reading)) as pages:
            async for page in pages:
                yield page
    finally:
        reading.tell_doubts()
        reading.tell()


async def walk_snapshot(shell: AsyncShell, walk: Walk[T]) -> Snapshot[T]:
    """Read *walk* to its end, and once more where its lists moved or were short.

    An outage raises nothing: what was read is returned, with a verdict that says what may be
    missing. Items come in the order of their ids.

    Raises:
        RecordError: A record cannot be used, with `on_invalid="raise"`.
        SourceUnavailable: Not even the first page could be read.
    """
    reading = begin(walk)
    found = await _read_whole(shell, reading)
    if reading.doubts:
        with suppress(TransientError, SourceContractError):  # the first reading is there
            second = begin(walk)
            again = await _read_whole(shell, second)
            if reading.is_completed_by(second):
                found = join_readings(found, again)
            elif _rank(again) >= _rank(found):
                reading, found = second, again
    reading.tell()
    return found


def _rank(found: Snapshot[T]) -> tuple[bool, int]:
    return found.completeness.complete, len(found.items)


async def _read_whole(shell: AsyncShell, reading: Reading[T]) -> Snapshot[T]:
    items: list[T] = []
    try:
        async with aclosing(read_on(shell, reading)) as pages:
            async for page in pages:
                items += page.items
    except ReadInterrupted as error:
        reading.gaps.append(f"reading {error.what} stopped: {error.detail}")
    reasons = reading.reasons
    return Snapshot(
        items=tuple(sorted(items, key=lambda one: one.id)),
        completeness=Completeness(complete=not reasons, items=len(items), reasons=reasons),
        rejections=tuple(one.rejection for one in reading.skipped),
        drift=dict(sorted(reading.drift.items())),
    )


def begin(walk: Walk[T]) -> Reading[T]:
    """Return a reading of *walk*, of which nothing has been read yet.

    Raises:
        InputError: Its cursor is none of this read's.
    """
    return Reading(walk, Place.start(walk))


async def read_on(shell: AsyncShell, reading: Reading[T]) -> AsyncGenerator[Page[T], None]:
    """Yield the pages of a reading from its place on; raises what `walk_pages` raises."""
    walk = reading.walk
    try:
        for number in range(reading.place.part, len(walk.parts) + 1):
            start = reading.place if reading.place.part == number else Place(number)
            async with aclosing(_part(shell, reading, start)) as found:
                async for page in found:
                    yield page
    except (TransientError, SourceContractError) as error:
        if not reading.pages and not walk.cursor:
            raise
        raise ReadInterrupted(
            walk.source,
            walk.what,
            cursor=reading.place.cursor(walk),
            items=reading.items,
            detail=str(error),
        ) from error


def _part(shell: AsyncShell, reading: Reading[T], start: Place) -> AsyncGenerator[Page[T], None]:
    part = reading.walk.parts[start.part - 1]
    if isinstance(part, Listed):
        return _listed(shell, reading, part, start)
    return _paged_part(shell, reading, part, start)


async def _paged_part(
    shell: AsyncShell, reading: Reading[T], part: Paged[T], start: Place
) -> AsyncGenerator[Page[T], None]:
    async with aclosing(_paged(shell, part, start.page, reading)) as answers:
        async for number, found, is_last in answers:
            following = replace(start, page=number + 1) if not is_last else _after(reading, start)
            yield reading.page_of(found, replace(start, page=number), following)


def _after(reading: Reading[T], place: Place) -> Place | None:
    """The beginning of the next part, if there is one."""
    following = place.part + 1
    return Place(following) if following <= len(reading.walk.parts) else None


async def _paged(
    shell: AsyncShell, part: Paged[T_co], first: int, reading: Reading[T]
) -> AsyncGenerator[tuple[int, Found[T_co], bool], None]:
    """Yield the answers of one list: number, what it holds, and whether it is the last."""
    part, answer = await _first(shell, part, first)
    if part.full:
        async for number, page, is_last in _unnumbered(shell, part, first, answer):
            if number == MOST_PAGES:
                reading.doubts.append(f"{part.what} has no end")
            yield number, page, is_last
        return
    if part.stepwise:
        async for number, page, is_last in _stepwise(shell, part, first, answer, reading):
            yield number, page, is_last
        return
    doubts = PageDoubts(part.what)
    doubts.add(first, answer)
    last = min(answer.count, MOST_PAGES)
    if first >= last:
        reading.doubts += doubts.told()
        yield first, answer, True
        return
    yield first, answer, False
    endpoints = (part.page(number) for number in range(first + 1, last + 1))
    number = first
    async with aclosing(shell.pages(endpoints, ahead=reading.walk.ahead)) as answers:
        async for answer in answers:
            number += 1
            doubts.add(number, answer)
            if number == last:
                reading.doubts += doubts.told()
            yield number, answer, number == last


async def _first(
    shell: AsyncShell, part: Paged[T_co], number: int
) -> tuple[Paged[T_co], Found[T_co]]:
    """Read the page that a list is begun with; return the list under the address that served."""
    try:
        return part, await shell.send(part.page(number))
    except (NotFound, SourceContractError):
        if part.instead is None:
            raise
        other = replace(part, page=part.instead, instead=None)
        with suppress(NotFound, SourceContractError):
            return other, await shell.send(other.page(number))
        raise


async def _unnumbered(
    shell: AsyncShell, part: Paged[T_co], first: int, answer: Found[T_co]
) -> AsyncGenerator[tuple[int, Found[T_co], bool], None]:
    """Yield the answers of a list that states no number of pages, one after the other."""
    number = first
    while answer.entries >= part.full and number < MOST_PAGES:
        yield number, answer, False
        number += 1
        answer = await shell.send(part.page(number))
    yield number, answer, True


async def _stepwise(
    shell: AsyncShell,
    part: Paged[T_co],
    first: int,
    answer: Found[T_co],
    reading: Reading[T],
) -> AsyncGenerator[tuple[int, Found[T_co], bool], None]:
    """Yield the answers of a list whose pages say each whether another follows.

    It ends where a page holds nothing that had not come before, whatever follows.
    """
    doubts, number = PageDoubts(part.what, counted=False), first
    while True:
        is_news = doubts.add(number, answer)
        follows = answer.count > number
        is_last = not follows or not is_news or number == MOST_PAGES
        if is_last:
            reading.doubts += [f"{part.what} has no end"] if follows else []
            reading.doubts += doubts.told()
            reading.lists.append(doubts)
        yield number, answer, is_last
        if is_last:
            return
        number += 1
        answer = await shell.send(part.page(number))


async def _listed(
    shell: AsyncShell, reading: Reading[T], part: Listed[T], start: Place
) -> AsyncGenerator[Page[T], None]:
    if not isinstance(part.ids, Paged):
        async with aclosing(_batches(shell, reading, part, part.ids, start, True)) as pages:
            async for page in pages:
                yield page
        return
    async with aclosing(_paged(shell, part.ids, start.page, reading)) as id_pages:
        async for number, found, is_last in id_pages:
            reading.note(found)
            ids = [entry.id for entry in found.items]
            batch = start.batch if number == start.page else 1
            place = Place(start.part, number, batch)
            async with aclosing(_batches(shell, reading, part, ids, place, is_last)) as pages:
                async for page in pages:
                    yield page


async def _batches(
    shell: AsyncShell,
    reading: Reading[T],
    part: Listed[T],
    ids: Sequence[str],
    start: Place,
    is_last: bool,
) -> AsyncGenerator[Page[T], None]:
    """Read records by id, from the batch of *start* on; after the last goes the page that follows.

    Which ids are in which batch depends on the ids alone, so that a cursor still fits later.
    """
    unique = list(dict.fromkeys(ids))
    batches = [unique[at : at + part.most] for at in range(0, len(unique), part.most)]
    wanted = batches[start.batch - 1 :]
    following_page = _after(reading, start) if is_last else Place(start.part, start.page + 1)
    number = start.batch - 1
    answers = shell.pages((part.batch(batch) for batch in wanted), ahead=reading.walk.ahead)
    async with aclosing(answers):
        async for answer in answers:
            batch = wanted[number - start.batch + 1]
            number += 1
            found = await _completed(shell, reading, part, batch, answer)
            more = number < len(batches)
            following = replace(start, batch=number + 1) if more else following_page
            yield reading.page_of(found, replace(start, batch=number), following)


async def _completed(
    shell: AsyncShell,
    reading: Reading[T],
    part: Listed[T],
    asked: Sequence[str],
    found: Found[T],
) -> Found[T]:
    """Read an answer's further pages, and ask once more for listed records that did not come.

    Those that still do not are a gap.
    Ids that the caller chose are not asked for again: there may be no such records.
    """
    if part.more is not None:
        for number in range(2, found.count + 1):
            found = _joined(found, await shell.send(part.more(asked, number)))
    missing = _missing(asked, found) if part.each_answers else []
    if missing and isinstance(part.ids, Paged):
        found = _joined(found, await shell.send(part.batch(missing)))
        missing = _missing(missing, found)
    if missing:
        # Ids that the caller chose are all named; of a list's an example will do.
        named = missing if not isinstance(part.ids, Paged) else missing[:1]
        more = ", …" if len(named) < len(missing) else ""
        told = f"{len(missing)} of {part.what} could not be had by id"
        reading.gaps.append(f"{told}: {', '.join(named)}{more}")
    return found


def _joined(found: Found[T], more: Found[T]) -> Found[T]:
    return replace(
        found,
        items=(*found.items, *more.items),
        entries=found.entries + more.entries,
        unusable=(*found.unusable, *more.unusable),
        read=(*found.read, *more.read),
    )


def _missing(asked: Sequence[str], found: Found[HasId]) -> list[str]:
    got = {*found.read, *(item.id for item in found.items)}
    return [one for one in asked if one not in got]
