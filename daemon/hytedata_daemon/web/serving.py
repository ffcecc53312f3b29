"""The HTTP server of the pages: one thread, bounded in everything that a client can make grow."""

import asyncio
import socket
import threading
from contextlib import suppress
from typing import Final, Self

import uvicorn
from starlette.types import ASGIApp
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from hytedata.errors import InputError

RECEIVE_WITHIN_S: Final = 15.0
"""A request must have come whole within so many seconds from the connection's first byte or the
last answer; the connection is closed otherwise."""

_CONNECTIONS: Final = 400
_HEADER_BYTES: Final = 16_384
_KEEP_ALIVE_S: Final = 5
_BACKLOG: Final = 512
_CLOSE_WITHIN_S: Final = 10


class Deadline(H11Protocol):
    """uvicorn's protocol, with the limit that it has not got (its issue 157, open since 2018).

    Its keep-alive ends with the first byte; a client that sends one byte a minute would hold its
    connection for ever, and some hundreds of them all there are.
    """

    receive_within_s: float = RECEIVE_WITHIN_S

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to count."""
        super().connection_made(transport)
        self._deadline: asyncio.TimerHandle | None = None
        self._count()

    def handle_events(self) -> None:
        """Stop counting where a request has come whole."""
        super().handle_events()
        cycle = self.cycle
        if cycle is not None and not cycle.more_body and not cycle.response_complete:
            self._stop_counting()

    def on_response_complete(self) -> None:
        """Begin again with the next request."""
        self._count()
        super().on_response_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Let go of the timer."""
        self._stop_counting()
        super().connection_lost(exc)

    def _count(self) -> None:
        self._stop_counting()
        self._deadline = self.loop.call_later(self.receive_within_s, self.transport.abort)

    def _stop_counting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None


class Quiet(uvicorn.Server):
    """uvicorn's server, which looks once a second, not ten times, whether there is something to do.

    The ten times cost 0.18 % of a core (measured), a third of what the idle daemon may take.
    """

    async def main_loop(self) -> None:
        """Keep the date in the answers right until it is told to stop."""
        self._loop, self._woken = asyncio.get_running_loop(), asyncio.Event()
        while not await self.on_tick(0):
            with suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), timeout=1)

    def stop(self) -> None:
        """Tell it to stop, from any thread; it does so at once."""
        self.should_exit = True
        # It may not have begun yet, or have ended.
        with suppress(AttributeError, RuntimeError):
            self._loop.call_soon_threadsafe(self._woken.set)


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens; port 0 takes a free one.

    Raises:
        InputError: The address or port cannot be had; says what to change.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With its protocol named: asyncio looks for it, and would else leave small writes to wait for
    # each other, which costs a page 40 ms.
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen(_BACKLOG)
    except OSError as exc:
        made.close()
        raise InputError(
            f"the pages cannot be served at {host} port {port}: {exc.strerror}; stop what uses it, "
            "or change host and port in [daemon.web]"
        ) from exc
    return made


class Serving:
    """A server in a thread of its own; use it as a context manager, or `stop` it.

    Args:
        app: What it serves.
        listening: A socket that listens already; it is closed with the server.
        receive_within_s: How long a request may take to come.
    """

    def __init__(
        self, app: ASGIApp, listening: socket.socket, *, receive_within_s: float = RECEIVE_WITHIN_S
    ) -> None:
        protocol = type("OurDeadline", (Deadline,), {"receive_within_s": receive_within_s})
        self._socket = listening
        self._port: int = listening.getsockname()[1]
        self._server = Quiet(_config(app, protocol))
        self._thread = threading.Thread(target=self._run, name="web", daemon=True)

    @property
    def port(self) -> int:
        """The port that it is served at."""
        return self._port

    @property
    def state(self) -> ServerState:
        """What the server counts: connections, tasks, requests."""
        return self._server.server_state

    def start(self) -> Self:
        """Begin to serve; connections are taken already, and wait."""
        self._thread.start()
        return self

    def is_alive(self) -> bool:
        """Whether it serves."""
        return self._thread.is_alive()

    def stop(self, timeout_s: float = _CLOSE_WITHIN_S + 5) -> bool:
        """Answer what is under way, then end; returns whether it has ended in time."""
        self._server.stop()
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        with self._socket:
            self._server.run(sockets=[self._socket])

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()


def serve(app: ASGIApp, host: str, port: int) -> Serving:
    """Serve the pages from now on.

    Headers of proxies are read by the application, which knows whom to believe; the server
    believes nobody.

    Raises:
        InputError: The address or port cannot be had.
    """
    return Serving(app, listen(host, port)).start()


def _config(app: ASGIApp, protocol: type[Deadline]) -> Config:
    return Config(
        app,
        http=protocol,
        ws="none",
        lifespan="off",
        loop="asyncio",
        proxy_headers=False,
        server_header=False,
        access_log=False,
        log_config=None,
        limit_concurrency=_CONNECTIONS,
        h11_max_incomplete_event_size=_HEADER_BYTES,
        timeout_keep_alive=_KEEP_ALIVE_S,
        timeout_graceful_shutdown=_CLOSE_WITHIN_S,
    )
