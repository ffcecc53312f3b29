"""How gently an upstream is asked: so many requests at once, so many per second."""

import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TypeAlias

import anyio

Sleep: TypeAlias = Callable[[float], Awaitable[None] | None]
"""Waits so many seconds. Tests pass a plain function such as `naps.append`."""

CALM = 20
"""Good answers in a row after which one more request at once is tried again."""


async def nap(sleep: Sleep, seconds: float) -> None:
    """Sleep with *sleep*, whether or not it returns something to wait for."""
    pending = sleep(seconds)
    if pending is not None:
        await pending


@dataclass(frozen=True)
class Slot:
    """Permission to have one request in flight."""

    generation: int


class Budget:
    """A bound on requests in flight and on their rate, shared by all shells of one upstream.

    On 429 the number at once is halved, down to one; after every 20 good answers it grows by
    one, up to where it started. Those who wait are served in the order in which they came.

    It belongs to one event loop at a time: all `SyncShell`s of a process share one, an
    `AsyncShell` uses its caller's.

    Args:
        at_once: Most requests in flight; 0 for no bound.
        per_second: Most requests started per second, evenly spaced; 0 for no bound.
        sleep: Waits between starts.
        clock: Monotonic time in seconds.
    """

    def __init__(
        self,
        *,
        at_once: int = 0,
        per_second: float = 0,
        sleep: Sleep = anyio.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        if at_once < 0 or per_second < 0:
            raise ValueError("at_once and per_second are 0 (no bound) or more")
        self._most = at_once or None
        self._allowed = self._most
        self._gap_s = 1 / per_second if per_second else 0.0
        self._sleep, self._clock = sleep, clock
        self._in_flight = 0
        self._queue: deque[anyio.Event] = deque()
        self._next_start = float("-inf")
        self._generation = 0
        self._calm = 0
        self._started = 0

    @property
    def started(self) -> int:
        """How many requests were started so far, repeated ones and logins included."""
        return self._started

    @property
    def allowed(self) -> int | None:
        """How many requests may be in flight now; None for any number."""
        return self._allowed

    @property
    def in_flight(self) -> int:
        """How many requests are in flight."""
        return self._in_flight

    def keep_apart(self, seconds: float) -> None:
        """From now on start requests at least *seconds* apart; it never makes them more frequent.

        For what a site asks for while it is read. It may be called from any thread.
        """
        if seconds > self._gap_s:
            # The next start was set when the gap was shorter.
            self._next_start += seconds - self._gap_s
            self._gap_s = seconds

    @asynccontextmanager
    async def slot(self) -> AsyncIterator[Slot]:
        """Hold a place among the requests in flight."""
        await self._enter()
        try:
            await self._pace()
            self._started += 1
            yield Slot(self._generation)
        finally:
            self._in_flight -= 1
            self._admit()

    def too_many(self, slot: Slot) -> None:
        """Note that the request in *slot* was answered with 429."""
        # Requests that were in flight together are refused together: that is one signal.
        if slot.generation != self._generation:
            return
        self._generation += 1
        self._calm = 0
        self._allowed = max(1, (self._allowed or self._in_flight) // 2)

    def answered(self) -> None:
        """Note a good answer."""
        if self._allowed == self._most or self._allowed is None:
            return
        self._calm += 1
        if self._calm >= CALM:
            self._calm = 0
            self._allowed += 1
            self._admit()

    async def _enter(self) -> None:
        if not self._queue and self._has_room():
            self._in_flight += 1
            return
        turn = anyio.Event()
        self._queue.append(turn)
        try:
            await turn.wait()
        except BaseException:
            self._leave_queue(turn)
            raise

    def _leave_queue(self, turn: anyio.Event) -> None:
        if turn.is_set():  # admitted and cancelled in the same moment: pass the place on
            self._in_flight -= 1
            self._admit()
        else:
            self._queue.remove(turn)

    def _admit(self) -> None:
        while self._queue and self._has_room():
            self._in_flight += 1
            self._queue.popleft().set()

    def _has_room(self) -> bool:
        return self._allowed is None or self._in_flight < self._allowed

    async def _pace(self) -> None:
        if not self._gap_s:
            return
        now = self._clock()
        start = max(now, self._next_start)
        self._next_start = start + self._gap_s
        if start > now:
            await nap(self._sleep, start - now)
