"""The synchronous face of the shell: the same code, run by one background thread."""

import random
import threading
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator, Iterable
from concurrent.futures import Future
from contextlib import ExitStack, suppress
from datetime import datetime
from types import TracebackType
from typing import Final, Generic, Self, TypeVar

import anyio
from anyio.from_thread import BlockingPortal, BlockingPortalProvider

from hytedata.connectors._http.budget import Budget, Sleep
from hytedata.connectors._http.shell import AsyncShell
from hytedata.connectors._http.upstream import Upstream
from hytedata.connectors._http.values import Endpoint
from hytedata.connectors._http.wire import Wire
from hytedata.models.clock import utc_now

T = TypeVar("T")

# One thread and one event loop for all shells of the process, so that they can share budgets
# and logins. It runs while any of them is open.
_PORTALS: Final = BlockingPortalProvider()


class _Crossing(Generic[T]):
    """Work that the background thread does for a waiting one, and that can be called off."""

    def __init__(self, portal: BlockingPortal, work: Callable[[], Awaitable[T]]) -> None:
        self._portal, self._work = portal, work
        self._future: Future[T] | None = None
        self._scope: anyio.CancelScope | None = None
        self._over: anyio.Event | None = None
        self._done = False

    def start(self) -> Future[T]:
        """Hand the work over, without waiting for it."""
        if self._future is None:
            self._future = self._portal.start_task_soon(self._run)
        return self._future

    def result(self) -> T:
        """Wait for the work; an interrupt from the keyboard calls it off."""
        try:
            return self.start().result()
        except BaseException:
            # An interrupt can come before there is a future, so the work is asked, not that.
            if not self._done:
                with suppress(RuntimeError):  # the thread has ended, and the work with it
                    self._portal.start_task_soon(self._cancel)
            raise

    async def call_off(self) -> None:
        """End the work, in the background thread; returns when it has ended."""
        if self._over is not None:
            self._cancel()
            await self._over.wait()

    async def _run(self) -> T:
        self._over = anyio.Event()
        with anyio.CancelScope() as self._scope:
            try:
                return await self._work()
            finally:
                self._done = True
                self._over.set()
        raise RuntimeError("the call was interrupted")

    def _cancel(self) -> None:
        if self._scope is not None:
            self._scope.cancel()


class SyncShell:
    """Sends endpoints to one upstream and waits for the answers.

    Opens with `with` or at the first use, and may be used from several threads. The arguments
    are those of `AsyncShell`.
    """

    def __init__(
        self,
        upstream: Upstream,
        *,
        budget: Budget | None = None,
        wire: Wire | None = None,
        sleep: Sleep = anyio.sleep,
        clock: Callable[[], float] = time.monotonic,
        rng: Callable[[], float] = random.random,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._shell = AsyncShell(
            upstream, budget=budget, wire=wire, sleep=sleep, clock=clock, rng=rng, now=now
        )
        self._lock = threading.Lock()
        self._portal: BlockingPortal | None = None
        self._loop_thread = 0
        self._closing = ExitStack()

    @property
    def upstream(self) -> Upstream:
        """Where it sends to."""
        return self._shell.upstream

    @property
    def budget(self) -> Budget:
        """How gently it asks; may be handed to another `SyncShell` of the same upstream."""
        return self._shell.budget

    def __enter__(self) -> Self:
        self._open()
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop what is under way and close all connections; closing twice is fine."""
        with self._lock:
            self._portal = None
            self._closing.close()

    def send(self, endpoint: Endpoint[T]) -> T:
        """Send *endpoint* and return what it decodes; raises what `AsyncShell.send` raises.

        An interrupt from the keyboard cancels the request before it is raised on.
        """
        return self.run(lambda shell: shell.send(endpoint))

    def pages(
        self, endpoints: Iterable[Endpoint[T]], *, ahead: int = 4
    ) -> Generator[T, None, None]:
        """Yield the values of *endpoints* in their order, fetched up to *ahead* in advance.

        *endpoints* is iterated over by the background thread, so it must not use this shell.
        An error is raised after the values before it; leaving the loop stops what is under way.
        """
        if ahead < 1:
            raise ValueError("ahead must be 1 or more")
        return self.drain(lambda shell: shell.pages(endpoints, ahead=ahead))

    def pages_from(
        self,
        first: Endpoint[T],
        rest: Callable[[T], Iterable[Endpoint[T]]],
        *,
        ahead: int = 4,
    ) -> Generator[T, None, None]:
        """Yield the value of *first*, then like `pages` those that *rest* derives from it."""
        value = self.send(first)
        yield value
        yield from self.pages(rest(value), ahead=ahead)

    def run(self, work: Callable[[AsyncShell], Awaitable[T]]) -> T:
        """Do *work* with the asynchronous shell, in the background thread, and wait for it."""

        async def done() -> T:
            return await work(self._shell)

        return _Crossing(self._open(), done).result()

    def drain(
        self, values: Callable[[AsyncShell], AsyncGenerator[T, None]]
    ) -> Generator[T, None, None]:
        """Yield what an asynchronous generator over the shell yields, crossing once per value.

        While the caller works on one value, the next one is brought over to its thread. The
        generator must hold no cancel scope while it yields: each step is a task of its own.
        """
        return self._drain(self._open(), values(self._shell))

    def _drain(
        self, portal: BlockingPortal, values: AsyncGenerator[T, None]
    ) -> Generator[T, None, None]:
        async def step() -> tuple[T, ...]:
            try:
                return (await anext(values),)
            except StopAsyncIteration:
                return ()

        crossing = _Crossing(portal, step)
        try:
            while value := crossing.result():
                # Before the value is handed out: a thread that has to wait for the
                # interpreter's lock at each crossing is a tenth slower (measured).
                crossing = _Crossing(portal, step)
                crossing.start()
                yield value[0]
        finally:
            self._stop(portal, crossing, values)

    def _stop(
        self,
        portal: BlockingPortal,
        crossing: _Crossing[tuple[T, ...]],
        values: AsyncGenerator[T, None],
    ) -> None:
        async def stop() -> None:
            await crossing.call_off()
            await values.aclose()

        # A generator that was dropped is finished by the garbage collector, in any thread.
        if threading.get_ident() == self._loop_thread:
            self._shell.start_soon(stop)
            return
        with suppress(RuntimeError):  # the thread has ended, and with it all that was under way
            portal.start_task_soon(stop)

    def _open(self) -> BlockingPortal:
        with self._lock:
            if self._portal is None:
                with ExitStack() as stack:
                    portal = stack.enter_context(_PORTALS)
                    self._loop_thread = portal.call(threading.get_ident)
                    stack.enter_context(portal.wrap_async_context_manager(self._shell))
                    self._closing = stack.pop_all()
                self._portal = portal
            return self._portal
