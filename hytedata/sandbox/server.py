"""The sandbox's HTTP server: simulators under path prefixes, on loopback, in its own thread."""

import asyncio
import threading
from collections import Counter
from collections.abc import Callable, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from types import TracebackType
from typing import Self, TypeVar
from urllib.parse import parse_qsl, unquote

from aiohttp import web

from hytedata.errors import InputError
from hytedata.sandbox.exchange import Exchange
from hytedata.sandbox.faults import FaultPlan
from hytedata.sandbox.http import SimRequest, SimResponse, Simulator
from hytedata.sandbox.journal import Journal

T = TypeVar("T")

CONTROL = "/control"
"""Mount of the control API: no fault, no latency and no journal touches it."""


class Server(AbstractContextManager["Server"]):
    """Serves simulators while the context is open.

    Each simulator answers one request at a time, in a thread of its own, so that a slow one
    stops neither the event loop nor the others.

    Args:
        mounts: Path prefix (`/ptv`) → simulator; the longest prefix of a path wins.
        host: Address to bind; loopback unless told otherwise.
        port: 0 takes a free one.
        faults: What goes wrong; empty when not given. It may be changed while serving.
        latency_ms: Added to every answer outside the control API.
        now: Clock of the journal and of `Retry-After` dates.
    """

    def __init__(
        self,
        mounts: Mapping[str, Simulator],
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        faults: FaultPlan | None = None,
        latency_ms: float = 0.0,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.faults = faults if faults is not None else FaultPlan()
        self.journal = Journal(now=now)
        self.latency_ms = latency_ms
        self._now = now
        self._host, self._port = host, port
        self._mounts = {prefix.rstrip("/"): simulator for prefix, simulator in mounts.items()}
        self._locks = {prefix: threading.RLock() for prefix in self._mounts}
        self._under_way: Counter[str] = Counter()
        self._threads: dict[str, ThreadPoolExecutor] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._runner: web.ServerRunner | None = None
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """Address of the running server, without a slash at the end."""
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"http://{host}:{self._port}"

    def mount(self, prefix: str, simulator: Simulator, *, beside: str | None = None) -> None:
        """Put a simulator at *prefix*, in the place of one that may be there.

        A new prefix must be mounted before the server is entered. One that looks at the store of
        another mount is put *beside* it: the two answer one request at a time between them.
        """
        lock = self._locks[beside] if beside is not None else threading.RLock()
        with self._locks.setdefault(prefix, lock):
            self._mounts[prefix] = simulator

    def exclusive(self, mount: str) -> AbstractContextManager[bool]:
        """Keep requests away from one simulator while a test or a person changes it."""
        return self._locks[mount]

    def __enter__(self) -> Self:
        self._threads = {
            prefix: ThreadPoolExecutor(1, thread_name_prefix=f"sandbox{prefix}")
            for prefix in self._mounts
        }
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(
            target=self._loop.run_forever, name="sandbox-server", daemon=True
        )
        self._thread.start()
        try:
            self._in_loop(self._start())
        except OSError as error:
            self._shut_down()
            raise InputError(
                f"the sandbox cannot listen on {self._host}:{self._port}, perhaps because another "
                f"program does: take another port, or 0 for any that is free ({error})"
            ) from error
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._in_loop(self._stop())
        self._shut_down()

    def _in_loop(self, work: Coroutine[object, object, None]) -> None:
        if self._loop is None:
            raise InputError("the sandbox is not running")
        asyncio.run_coroutine_threadsafe(work, self._loop).result()

    async def _start(self) -> None:
        server = web.Server(self._answer, access_log=None)
        self._runner = web.ServerRunner(server, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._host, self._port)
        await site.start()
        self._port = int(self._runner.addresses[0][1])

    async def _stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
        # Requests that hang are answered to nobody.
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    def _shut_down(self) -> None:
        if self._loop is not None and self._thread is not None:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop.close()
        for thread in self._threads.values():
            thread.shutdown()

    def _mount_of(self, path: str) -> str | None:
        fitting = [
            prefix for prefix in self._mounts if path == prefix or path.startswith(prefix + "/")
        ]
        return max(fitting, key=len, default=None)

    async def _answer(self, incoming: web.BaseRequest) -> web.StreamResponse:
        raw_path, _, raw_query = incoming.raw_path.partition("?")
        path = unquote(raw_path)
        mount = self._mount_of(path)
        if mount is None:
            return web.Response(status=404)
        request = SimRequest(
            method=incoming.method,
            path=path[len(mount) :] or "/",
            query=tuple(parse_qsl(raw_query, keep_blank_values=True)),
            headers={name.lower(): value for name, value in incoming.headers.items()},
            body=await incoming.content.read(),
        )
        self._under_way[mount] += 1
        try:
            return await self._exchange(mount, request, incoming)
        finally:
            self._under_way[mount] -= 1

    async def _exchange(
        self, mount: str, request: SimRequest, incoming: web.BaseRequest
    ) -> web.StreamResponse:
        at_once = self._under_way[mount]
        meeting = self.faults.meet(mount, request, at_once=at_once)
        outcome = await Exchange(
            incoming,
            request,
            meeting,
            pass_on=lambda: self._pass_on(mount, request),
            kill_tokens=lambda: self._kill_tokens(mount),
            latency_s=0.0 if mount == CONTROL else self.latency_ms / 1000,
            now=self._now,
        ).run()
        if mount != CONTROL:
            self.journal.add(
                mount,
                request,
                status=outcome.status,
                done=outcome.done,
                at_once=at_once,
                faults=(fault.kind for fault in meeting.faults),
            )
        return outcome.response

    async def _pass_on(self, mount: str, request: SimRequest) -> SimResponse:
        def alone() -> SimResponse:
            with self._locks[mount]:
                return self._mounts[mount].handle(request)

        return await self._in_thread(mount, alone)

    async def _kill_tokens(self, mount: str) -> None:
        def alone() -> None:
            kill = getattr(self._mounts[mount], "kill_tokens", None)
            if kill is not None:
                with self._locks[mount]:
                    kill()

        await self._in_thread(mount, alone)

    async def _in_thread(self, mount: str, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads[mount], work)
