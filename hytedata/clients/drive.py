"""Drives reads that are written without I/O, over either shell: the only place with an await.

A read is a generator. It yields calls, is sent their answers or has their errors thrown into it,
and may yield pages in between; what it returns is the result.
"""

from collections.abc import AsyncIterator, Callable, Generator, Iterable, Iterator
from typing import Generic, TypeAlias, TypeVar, cast

from hytedata.clients.pages import Page
from hytedata.connectors._http.shell import AsyncShell
from hytedata.connectors._http.sync_shell import SyncShell
from hytedata.connectors._http.values import Endpoint
from hytedata.errors import HytedataError

A = TypeVar("A")
T = TypeVar("T")
R = TypeVar("R")
U = TypeVar("U")

Calls: TypeAlias = Generator[Endpoint[object], object, R]
"""A read that returns one value."""

PageCalls: TypeAlias = Generator[Endpoint[object] | Page[T], object, None]
"""A read that yields pages."""


def ask(endpoint: Endpoint[A]) -> Calls[A]:
    """Send a call from within a read, by `yield from`, and return its answer."""
    answer = yield endpoint
    return cast("A", answer)


def convert(
    steps: Generator[Endpoint[A] | T, A | None, R], change: Callable[[T], U]
) -> Generator[Endpoint[object] | U, object, R]:
    """Go through a connector's *steps*, and yield what *change* makes of what is no call."""
    driver: _Driver[T, R] = _Driver(cast("Generator[Endpoint[object] | T, object, R]", steps))
    for step in driver:
        if isinstance(step, Endpoint):
            try:
                driver.answer = yield step
            except HytedataError as error:
                driver.error = error
        else:
            yield change(step)
    return driver.result


def absorb(steps: Generator[Endpoint[A] | T, A | None, R], take: Callable[[T], None]) -> Calls[R]:
    """Go through a connector's *steps*, handing what is no call to *take*."""
    calls = convert(steps, take)
    # What `take` returned comes along as None, which is no call.
    driver: _Driver[None, R] = _Driver(calls)
    for step in driver:
        if step is not None:
            try:
                driver.answer = yield step
            except HytedataError as error:
                driver.error = error
    return driver.result


def run(shell: SyncShell, calls: Calls[R]) -> R:
    """Read to the end."""
    driver: _Driver[Endpoint[object], R] = _Driver(calls)
    for step in driver:
        try:
            driver.answer = shell.send(step)
        except HytedataError as error:
            driver.error = error
    return driver.result


async def run_async(shell: AsyncShell, calls: Calls[R]) -> R:
    """Read to the end."""
    driver: _Driver[Endpoint[object], R] = _Driver(calls)
    for step in driver:
        try:
            driver.answer = await shell.send(step)
        except HytedataError as error:
            driver.error = error
    return driver.result


def pages(shell: SyncShell, calls: PageCalls[T]) -> Iterator[Page[T]]:
    """Yield the pages of a read as they are asked for."""
    driver: _Driver[Page[T], None] = _Driver(calls)
    for step in driver:
        if isinstance(step, Endpoint):
            try:
                driver.answer = shell.send(step)
            except HytedataError as error:
                driver.error = error
        else:
            yield step


async def pages_async(shell: AsyncShell, calls: PageCalls[T]) -> AsyncIterator[Page[T]]:
    """Yield the pages of a read as they are asked for."""
    driver: _Driver[Page[T], None] = _Driver(calls)
    for step in driver:
        if isinstance(step, Endpoint):
            try:
                driver.answer = await shell.send(step)
            except HytedataError as error:
                driver.error = error
        else:
            yield step


def items(found: Iterable[Page[T]]) -> Iterator[T]:
    """Yield the records of pages."""
    for page in found:
        yield from page.items


async def items_async(found: AsyncIterator[Page[T]]) -> AsyncIterator[T]:
    """Yield the records of pages."""
    async for page in found:
        for item in page.items:
            yield item


class _Driver(Generic[T, R]):
    """Steps of a read; set `answer` or `error` after each call, and ask for `result` at the end."""

    result: R

    def __init__(self, steps: Generator[Endpoint[object] | T, object, R]) -> None:
        self._steps = steps
        self.answer: object = None
        self.error: HytedataError | None = None

    def __iter__(self) -> Iterator[Endpoint[object] | T]:
        return self

    def __next__(self) -> Endpoint[object] | T:
        answer, error = self.answer, self.error
        self.answer = self.error = None
        try:
            return self._steps.send(answer) if error is None else self._steps.throw(error)
        except StopIteration as end:
            self.result = end.value
            raise StopIteration from None
