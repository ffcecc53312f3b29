"""Answers in the order of their requests, with a few requests ahead of the reader."""

from collections import deque
from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable, Iterable
from typing import Generic, TypeVar

import anyio
from anyio.abc import TaskGroup

T = TypeVar("T")
S = TypeVar("S")


class _Errand(Generic[T]):
    """One item under way; its outcome waits here for its turn."""

    def __init__(self, work: Callable[[], Awaitable[T]]) -> None:
        self._work = work
        self._done = anyio.Event()
        self._scope = anyio.CancelScope()
        self._values: list[T] = []
        self._error: Exception | None = None

    async def run(self) -> None:
        try:
            if not self._scope.cancel_called:  # it may have been, before this first step
                with self._scope:
                    self._values.append(await self._work())
        except Exception as error:  # noqa: BLE001 - raised again by `value`, in its turn
            self._error = error
        finally:
            self._done.set()

    async def value(self) -> T:
        await self._done.wait()
        if self._error is not None:
            raise self._error
        if not self._values:
            raise RuntimeError("the shell was closed while its pages were being read")
        return self._values[0]

    def cancel(self) -> None:
        self._scope.cancel()


class Prefetch(Generic[S, T]):
    """Fetches *fetch(source)* for each source, at most *ahead* at a time, and yields in order.

    Fetched but unread items count as ahead, so memory is bounded too. An error is raised after
    the items before it. The tasks live in *tasks*, not in this object: a reader that stops may
    simply drop it after `cancel`.
    """

    def __init__(
        self,
        tasks: TaskGroup,
        fetch: Callable[[S], Awaitable[T]],
        sources: AsyncIterator[S],
        ahead: int,
    ) -> None:
        self._tasks, self._fetch, self._sources = tasks, fetch, sources
        self._ahead = ahead
        self._under_way: deque[_Errand[T]] = deque()
        self._exhausted = False
        self._source_error: Exception | None = None

    def __aiter__(self) -> AsyncIterator[T]:
        return self

    async def __anext__(self) -> T:
        """Return the next item, after having sent for those that follow it."""
        # Also behind the item, so that requests go out while the reader works on it.
        await self._fill()
        if not self._under_way:
            if self._source_error is not None:
                raise self._source_error
            raise StopAsyncIteration
        try:
            value = await self._under_way[0].value()
        except BaseException:
            self.cancel()
            raise
        self._under_way.popleft()
        await self._fill()
        return value

    def cancel(self) -> None:
        """Stop all that is under way; nothing more is sent for."""
        self._exhausted = True
        for errand in self._under_way:
            errand.cancel()
        self._under_way.clear()

    async def _fill(self) -> None:
        while not self._exhausted and len(self._under_way) < self._ahead:
            try:
                source = await anext(self._sources)
            except StopAsyncIteration:
                self._exhausted = True
            except Exception as error:  # noqa: BLE001 - raised again after the items before it
                self._exhausted, self._source_error = True, error
            else:
                self._send_for(source)

    def _send_for(self, source: S) -> None:
        async def work() -> T:
            return await self._fetch(source)

        errand = _Errand(work)
        self._under_way.append(errand)
        self._tasks.start_soon(errand.run)


async def as_async(sources: Iterable[S] | AsyncIterable[S]) -> AsyncIterator[S]:
    """Iterate over either kind."""
    if isinstance(sources, AsyncIterable):
        async for source in sources:
            yield source
    else:
        for source in sources:
            yield source
