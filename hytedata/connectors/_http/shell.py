"""The one shell that does I/O: sends endpoints, again where that is safe, as fast as allowed."""

import logging
import random
import time
from collections.abc import AsyncGenerator, AsyncIterable, Callable, Coroutine, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import NoReturn, Self, TypeVar
from urllib.parse import quote, urlencode

import anyio
from anyio.abc import TaskGroup
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type

from hytedata.connectors._http import retry
from hytedata.connectors._http.budget import Budget, Sleep, nap
from hytedata.connectors._http.collector import collector_paused
from hytedata.connectors._http.prefetch import Prefetch, as_async
from hytedata.connectors._http.redact import public_url
from hytedata.connectors._http.retry import Again, Lost
from hytedata.connectors._http.upstream import Upstream
from hytedata.connectors._http.values import Endpoint, Request, Response
from hytedata.connectors._http.wire import HttpxWire, Interrupted, Outgoing, Unreadable, Wire
from hytedata.errors import AnswerLost, ConfigError, SourceContractError, SourceUnavailable
from hytedata.models.clock import utc_now

T = TypeVar("T")

log = logging.getLogger("hytedata.http")


@dataclass
class _Call:
    """What is remembered over the attempts of one request.

    Attributes:
        deadline: On the monotonic clock; None until the first attempt starts.
        sent: How many times it was handed to the wire.
        relogged: Whether a 401 has already led to a new login.
        unknown: Whether any attempt may have taken effect without an answer.
        out_of_time: Whether it ended because the next wait would have passed the deadline.
    """

    request: Request
    accept: frozenset[int]
    address: str
    deadline: float | None = None
    sent: int = 0
    relogged: bool = False
    unknown: bool = False
    out_of_time: bool = False

    @property
    def writes(self) -> bool:
        """Whether it is a write; a POST that may be repeated is none, as a login."""
        return self.request.method == "PUT" or not self.request.may_repeat


class AsyncShell:
    """Sends endpoints to one upstream. Use it with `async with`, from one event loop.

    What may be repeated is decided in `retry`: GET and PUT after 429, 500, 502, 503, 504 and
    broken or truncated answers; a POST only if it never left, or was turned away with 429.

    Args:
        upstream: Where to and how gently.
        budget: Shared with other shells of the same upstream; None makes one from *upstream*.
        wire: What carries requests, for tests; None is the network.
        sleep: Waits between attempts.
        clock: Monotonic time in seconds.
        rng: Random number in 0–1, for the waits between attempts.
        now: Aware wall clock, for a `Retry-After` that is a date.
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
        self.upstream = upstream
        self.budget = budget or Budget(
            at_once=upstream.at_once, per_second=upstream.per_second, sleep=sleep, clock=clock
        )
        self._given_wire = wire
        self._wire: Wire | None = None
        self._tasks: TaskGroup | None = None
        self._sleep, self._clock, self._rng, self._now = sleep, clock, rng, now

    async def __aenter__(self) -> Self:
        self._wire = self._given_wire or HttpxWire(self.upstream)
        self._tasks = await anyio.create_task_group().__aenter__()
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        tasks, wire = self._open_tasks(), self._open_wire()
        self._tasks = self._wire = None
        tasks.cancel_scope.cancel()
        try:
            # Without the caller's exception: the group would wrap it in an exception group.
            await tasks.__aexit__(None, None, None)
        finally:
            with anyio.CancelScope(shield=True):
                await wire.aclose()

    async def send(self, endpoint: Endpoint[T]) -> T:
        """Send *endpoint* and return what it decodes.

        Raises:
            SourceUnavailable: No usable answer after the last attempt, or in time.
            AnswerLost: A write may have taken effect, and no answer tells.
            SourceContractError: The answer is too large or wrongly compressed, or the request
                names another host.
            ConfigError: It needs a login and the upstream has none.
            HytedataError: What the endpoint's `decode` and `refuse`, and the login, raise.
        """
        response = await self._answer(endpoint)
        if response.status in endpoint.accept:
            # On this thread: decoders hold the interpreter's lock, so another gains nothing.
            with collector_paused():
                return endpoint.decode(response)
        raise endpoint.refuse(response)

    async def pages(
        self, endpoints: Iterable[Endpoint[T]] | AsyncIterable[Endpoint[T]], *, ahead: int = 4
    ) -> AsyncGenerator[T, None]:
        """Yield the values of *endpoints* in their order, with at most *ahead* in flight or unread.

        *endpoints* is consumed as pages are asked for. An error is raised after the values
        before it; leaving the loop stops what is under way.
        """
        prefetch = self.prefetch(endpoints, ahead=ahead)
        try:
            async for value in prefetch:
                yield value
        finally:
            prefetch.cancel()

    async def pages_from(
        self,
        first: Endpoint[T],
        rest: Callable[[T], Iterable[Endpoint[T]]],
        *,
        ahead: int = 4,
    ) -> AsyncGenerator[T, None]:
        """Yield the value of *first*, then like `pages` those that *rest* derives from it."""
        value = await self.send(first)
        yield value
        prefetch = self.prefetch(rest(value), ahead=ahead)
        try:
            async for value in prefetch:
                yield value
        finally:
            prefetch.cancel()

    def prefetch(
        self, endpoints: Iterable[Endpoint[T]] | AsyncIterable[Endpoint[T]], *, ahead: int
    ) -> Prefetch[Endpoint[T], T]:
        """Return the iterator behind `pages`; who takes it must `cancel` it."""
        if ahead < 1:
            raise ValueError("ahead must be 1 or more")
        return Prefetch(self._open_tasks(), self.send, as_async(endpoints), ahead)

    def start_soon(self, work: Callable[[], Coroutine[object, object, None]]) -> None:
        """Do *work* beside everything else; nothing where the shell is closed."""
        if self._tasks is not None:
            self._tasks.start_soon(work)

    async def _answer(self, endpoint: Endpoint[T]) -> Response:
        request = endpoint.request
        address = self.upstream.address(request.path)
        call = _Call(request, endpoint.accept, _with_query(address, request))
        if request.within_s is not None:
            call.deadline = self._clock() + request.within_s
        retrying = AsyncRetrying(
            retry=retry_if_exception_type(Again),
            wait=self._wait,
            stop=lambda state: self._stop(state, call),
            sleep=lambda seconds: nap(self._sleep, seconds),
            reraise=True,
        )
        try:
            return await retrying(self._attempt, call)
        except Again as failure:
            self._give_up(call, failure)
        except Lost as lost:
            raise self._answer_lost(call, lost.detail) from lost.__cause__
        except Unreadable as problem:
            if call.writes:
                raise self._answer_lost(call, problem.detail) from problem
            raise SourceContractError(
                self.upstream.name, public_url(call.address), detail=problem.detail
            ) from problem

    async def _attempt(self, call: _Call) -> Response:
        """Send once (twice where a login had run out) and judge the answer."""
        try:
            response = await self._exchange_logged_in(call)
        except Interrupted as broken:
            verdict = retry.judge_interruption(call.request, broken)
            call.unknown |= broken.left
            raise verdict from broken.__cause__
        if response.status not in call.accept:
            retry.judge_answer(call.request, response, self._now())
        return response

    async def _exchange_logged_in(self, call: _Call) -> Response:
        if not call.request.auth:
            return await self._exchange(call, {})
        source = self.upstream.auth
        if source is None:
            raise ConfigError(self.upstream.name, ["this call needs a login, and none is set"])
        # Before the budget is asked: the login needs a place in it too.
        token = await source.token(self)
        response = await self._exchange(call, {"Authorization": f"Bearer {token}"})
        if response.status != 401 or call.relogged or 401 in call.accept:
            return response
        call.relogged = True
        source.invalidate(token)
        token = await source.token(self)
        return await self._exchange(call, {"Authorization": f"Bearer {token}"})

    async def _exchange(self, call: _Call, login: dict[str, str]) -> Response:
        async with self.budget.slot() as slot:
            timeout_s = self._time_left(call)
            call.sent += 1
            began = self._clock()
            try:
                outgoing = _outgoing(call, self.upstream.headers_to(call.address), login)
                response = await self._carry(outgoing, timeout_s)
            except Interrupted as broken:
                self._note(call, broken.detail, began)
                raise
            self._note(call, response.status, began)
            if response.status == retry.TOO_MANY:
                self.budget.too_many(slot)
            elif response.status < 500:
                self.budget.answered()
        return response

    async def _carry(self, outgoing: Outgoing, timeout_s: float) -> Response:
        with anyio.move_on_after(timeout_s):
            return await self._open_wire().exchange(outgoing, timeout_s=timeout_s)
        raise Interrupted(f"no whole answer within {timeout_s:.0f} s", left=True)

    def _time_left(self, call: _Call) -> float:
        """Return how long the next attempt may take, in seconds."""
        if call.deadline is None:
            call.deadline = self._clock() + self.upstream.total_s
        left = call.deadline - self._clock()
        if left <= 0:
            call.out_of_time = True
            raise Interrupted("its turn came too late", left=False)
        return min(left, self.upstream.attempt_s)

    def _wait(self, state: RetryCallState) -> float:
        policy, draw = self.upstream.retry, self._rng()
        return retry.wait_before_next(policy, state.attempt_number, _failure(state), draw)

    def _stop(self, state: RetryCallState, call: _Call) -> bool:
        # Nothing waits past the deadline, also where `Retry-After` asks for it.
        if call.deadline is not None and self._clock() + state.upcoming_sleep >= call.deadline:
            call.out_of_time = True
        last = retry.is_last(self.upstream.retry, state.attempt_number, _failure(state))
        return last or call.out_of_time

    def _give_up(self, call: _Call, failure: Again) -> NoReturn:
        detail = failure.detail
        if call.out_of_time:
            asked = f" (it asks to wait {failure.wait_s:.0f} s)" if failure.wait_s else ""
            allowed_s = call.request.within_s or self.upstream.total_s
            limit = f"another attempt would pass the {allowed_s:.0f} s allowed{asked}"
            detail = f"{detail}; {limit}" if detail else limit
        # A repeated PUT whose last answer says "failed" may still have worked the first time.
        if call.writes and call.unknown:
            raise self._answer_lost(call, detail) from failure.__cause__
        raise SourceUnavailable(
            self.upstream.name,
            public_url(call.address),
            attempts=call.sent,
            status=failure.status,
            detail=detail,
        ) from failure.__cause__

    def _answer_lost(self, call: _Call, detail: str) -> AnswerLost:
        return AnswerLost(self.upstream.name, public_url(call.address), detail=detail)

    def _note(self, call: _Call, outcome: int | str, began: float) -> None:
        if log.isEnabledFor(logging.DEBUG):
            log.debug(
                "request_sent source=%s method=%s url=%s outcome=%s ms=%.0f attempt=%d",
                self.upstream.name,
                call.request.method,
                public_url(call.address),
                outcome,
                1000 * (self._clock() - began),
                call.sent,
            )

    def _open_wire(self) -> Wire:
        if self._wire is None:
            raise RuntimeError("the shell is not open: use it with `async with`")
        return self._wire

    def _open_tasks(self) -> TaskGroup:
        if self._tasks is None:
            raise RuntimeError("the shell is not open: use it with `async with`")
        return self._tasks


def _with_query(address: str, request: Request) -> str:
    if not request.params:
        return address
    # Commas and colons stay as they are: Lipas and PTV take lists and times, people read logs.
    query = urlencode(list(request.params), quote_via=quote, safe=",:")
    return f"{address}{'&' if '?' in address else '?'}{query}"


def _outgoing(call: _Call, fixed: Mapping[str, str], login: dict[str, str]) -> Outgoing:
    request = call.request
    headers = {"Accept": "application/json"}
    if request.body is not None:
        headers["Content-Type"] = "application/json"
    for given in (fixed, request.headers):
        headers |= {name.title(): value for name, value in given.items()}
    return Outgoing(request.method, call.address, headers | login, request.body)


def _failure(state: RetryCallState) -> Again:
    failure = state.outcome.exception() if state.outcome else None
    if not isinstance(failure, Again):
        raise TypeError("only an attempt that may be repeated is waited for")
    return failure
