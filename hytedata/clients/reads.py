"""The reads of one kind of record, as a client offers them: lazily, by page, by id, or whole."""

from collections.abc import AsyncGenerator, Callable, Generator, Iterable, Sequence
from contextlib import aclosing, closing
from dataclasses import dataclass
from typing import Generic, ParamSpec, TypeVar

from hytedata.clients.pages import Page
from hytedata.clients.streams import StreamEnd, walk_streamed
from hytedata.clients.walking import walk_pages, walk_snapshot
from hytedata.clients.walks import HasId, Walk
from hytedata.connectors._http import AsyncShell, Endpoint, SyncShell
from hytedata.errors import NotFound
from hytedata.models.common import Snapshot

P = ParamSpec("P")
T = TypeVar("T", bound=HasId)


@dataclass(frozen=True)
class Queries(Generic[P, T]):
    """How one kind of record is read; arguments in, values out, no I/O.

    Attributes:
        source: The register, for messages.
        what: The kind of record, likewise.
        walk: Turns the arguments of `iter`, `pages` and `snapshot` into a read.
        one: Describes the read of one record; its value is None where there is none.
        many: Turns ids into a read.
    """

    source: str
    what: str
    walk: Callable[P, Walk[T]]
    one: Callable[[str], Endpoint[T | None]]
    many: Callable[[Sequence[str]], Walk[T]]


class Lists(Generic[P, T]):
    """Reads one kind of record, which is listed only. All reads take the same arguments."""

    def __init__(self, shell: SyncShell, walk: Callable[P, Walk[T]]) -> None:
        self._shell, self._walk = shell, walk

    def iter(self, *args: P.args, **kwargs: P.kwargs) -> Generator[T, None, None]:
        """Yield records one by one, each once; pages are fetched as the caller goes on.

        At most the pages fetched ahead are in memory, and the ids that have been seen.

        Raises:
            InputError: An argument is wrong; raised at once, before anything is sent.
            SourceUnavailable: The first page could not be read.
            ReadInterrupted: A later one could not; its `cursor` goes on from there.
            RecordError: A record cannot be used, with `on_invalid="raise"`.
        """
        return _items(self.pages(*args, **kwargs))

    def pages(self, *args: P.args, **kwargs: P.kwargs) -> Generator[Page[T], None, None]:
        """Yield pages; raises what `iter` raises."""
        walk = self._walk(*args, **kwargs)
        return self._shell.drain(lambda shell: walk_pages(shell, walk))

    def stream(
        self, *args: P.args, **kwargs: P.kwargs
    ) -> Generator[Page[T] | StreamEnd, None, None]:
        """Yield pages and, last of all, the verdict that `snapshot` would give.

        For what is too large to be held whole. Where the verdict needs a second reading, its
        pages follow those of the first, so that a record may come twice.

        Raises:
            InputError: An argument is wrong; raised at once.
            SourceUnavailable: Not even the first page could be read.
        """
        walk = self._walk(*args, **kwargs)
        return self._shell.drain(lambda shell: walk_streamed(shell, walk))

    def snapshot(self, *args: P.args, **kwargs: P.kwargs) -> Snapshot[T]:
        """Read everything, and say whether that is all there is.

        An outage in mid-read raises nothing: the verdict tells it.

        Raises:
            InputError: An argument is wrong.
            SourceUnavailable: Not even the first page could be read.
        """
        walk = self._walk(*args, **kwargs)
        return self._shell.run(lambda shell: walk_snapshot(shell, walk))


class Reads(Lists[P, T]):
    """Reads one kind of record: lazily, by page, whole, or by id."""

    def __init__(self, shell: SyncShell, queries: Queries[P, T]) -> None:
        super().__init__(shell, queries.walk)
        self._queries = queries

    def get(self, record_id: str) -> T:
        """Read one record.

        Raises:
            NotFound: There is none with this id, or it is not published.
            InputError: It is no id.
            RecordError: It cannot be used.
        """
        return _there(self.find(record_id), self._queries, record_id)

    def find(self, record_id: str) -> T | None:
        """Read one record; None where there is none with this id, or it is not published."""
        return self._shell.send(self._queries.one(record_id))

    def get_many(self, record_ids: Iterable[str]) -> Snapshot[T]:
        """Read records by id, in batches; the verdict names those that could not be had."""
        walk = self._queries.many(tuple(record_ids))
        return self._shell.run(lambda shell: walk_snapshot(shell, walk))


class AsyncLists(Generic[P, T]):
    """What `Lists` is, for `async for` and `await`; the same names, arguments and errors."""

    def __init__(self, shell: AsyncShell, walk: Callable[P, Walk[T]]) -> None:
        self._shell, self._walk = shell, walk

    def iter(self, *args: P.args, **kwargs: P.kwargs) -> AsyncGenerator[T, None]:
        """Yield records one by one; see `Lists.iter`."""
        return _async_items(self.pages(*args, **kwargs))

    def pages(self, *args: P.args, **kwargs: P.kwargs) -> AsyncGenerator[Page[T], None]:
        """Yield pages; see `Lists.pages`."""
        return walk_pages(self._shell, self._walk(*args, **kwargs))

    def stream(
        self, *args: P.args, **kwargs: P.kwargs
    ) -> AsyncGenerator[Page[T] | StreamEnd, None]:
        """Yield pages, then the verdict; see `Lists.stream`."""
        return walk_streamed(self._shell, self._walk(*args, **kwargs))

    async def snapshot(self, *args: P.args, **kwargs: P.kwargs) -> Snapshot[T]:
        """Read everything; see `Lists.snapshot`."""
        return await walk_snapshot(self._shell, self._walk(*args, **kwargs))


class AsyncReads(AsyncLists[P, T]):
    """What `Reads` is, for `async for` and `await`; the same names, arguments and errors."""

    def __init__(self, shell: AsyncShell, queries: Queries[P, T]) -> None:
        super().__init__(shell, queries.walk)
        self._queries = queries

    async def get(self, record_id: str) -> T:
        """Read one record; see `Reads.get`."""
        return _there(await self.find(record_id), self._queries, record_id)

    async def find(self, record_id: str) -> T | None:
        """Read one record; see `Reads.find`."""
        return await self._shell.send(self._queries.one(record_id))

    async def get_many(self, record_ids: Iterable[str]) -> Snapshot[T]:
        """Read records by id; see `Reads.get_many`."""
        return await walk_snapshot(self._shell, self._queries.many(tuple(record_ids)))


def _items(pages: Generator[Page[T], None, None]) -> Generator[T, None, None]:
    with closing(pages):
        for page in pages:
            yield from page.items


async def _async_items(pages: AsyncGenerator[Page[T], None]) -> AsyncGenerator[T, None]:
    async with aclosing(pages):
        async for page in pages:
            for item in page.items:
                yield item


def _there(found: T | None, queries: Queries[P, T], record_id: str) -> T:
    if found is None:
        raise NotFound(queries.source, f"{queries.what} {record_id}")
    return found
