"""A clock that naps move, a wire that plays a script, and servers on loopback that misbehave."""

import socket
import socketserver
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

import anyio

from hytedata.connectors._http import Endpoint, Request, Response
from hytedata.connectors._http.wire import Interrupted, Outgoing

BASE = "https://register.test/api"


class Refused(Exception):
    """What the endpoints of these tests raise for a final answer."""

    def __init__(self, status: int) -> None:
        super().__init__(f"refused with {status}")
        self.status = status


class Time:
    """Monotonic time that passes only while somebody naps."""

    def __init__(self) -> None:
        self.at, self.naps = 1000.0, list[float]()

    def __call__(self) -> float:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.at += seconds


def call(
    method: Literal["GET", "POST", "PUT"] = "GET",
    path: str = "/items",
    *,
    params: Sequence[tuple[str, str]] = (),
    body: bytes | None = None,
    repeatable: bool | None = None,
    auth: bool = False,
    accept: frozenset[int] = frozenset({200}),
) -> Endpoint[str]:
    """Describe a call that returns its answer's text."""
    request = Request(method, path, params, body, {}, repeatable, auth)
    return Endpoint(request, lambda r: r.content.decode(), lambda r: Refused(r.status), accept)


Outcome = int | Interrupted | Response
"""A status, a broken exchange, or a whole answer."""


@dataclass
class ScriptedWire:
    """Answers from a script, the last line of which is repeated; keeps what was sent."""

    script: Sequence[Outcome] = (200,)
    sent: list[Outgoing] = field(default_factory=list)
    pause: Callable[[], float] = lambda: 0.0
    in_flight: int = 0
    most_in_flight: int = 0
    closed: bool = False

    async def exchange(self, outgoing: Outgoing, *, timeout_s: float) -> Response:
        outcome = self.script[min(len(self.sent), len(self.script) - 1)]
        self.sent.append(outgoing)
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        try:
            await anyio.sleep(self.pause())
        finally:
            self.in_flight -= 1
        if isinstance(outcome, Interrupted):
            raise outcome
        if isinstance(outcome, Response):
            return outcome
        return Response(outcome, outgoing.url, {}, outgoing.url.rpartition("/")[2].encode())

    async def aclose(self) -> None:
        self.closed = True


@dataclass(frozen=True)
class Heard:
    """A request as a loopback server read it."""

    method: str
    target: str
    body: bytes
    head: tuple[bytes, ...] = ()


class Reset(Exception):
    """Raised by a play that breaks its connection off."""


Arrival = socket.socket | tuple[bytes, socket.socket]
Play = Callable[[socket.socket, Heard], None]


class Loopback:
    """A server on 127.0.0.1 whose answers are written byte by byte by *play*."""

    def __init__(self, play: Play) -> None:
        self.heard: list[Heard] = []
        outer = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                while (line := self.rfile.readline()).strip():
                    method, target, _ = line.decode().split(" ", 2)
                    size, head = 0, list[bytes]()
                    while header := self.rfile.readline().strip():
                        head.append(header)
                        if header.lower().startswith(b"content-length:"):
                            size = int(header.partition(b":")[2])
                    heard = Heard(method, target, self.rfile.read(size), tuple(head))
                    outer.heard.append(heard)
                    play(self.connection, heard)

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True
            request_queue_size = 64

            def shutdown_request(
                self, request: socket.socket | tuple[bytes, socket.socket]
            ) -> None:
                # The usual one says goodbye first, and a reset must not.
                self.close_request(request)

            def handle_error(self, request: object, client_address: object) -> None:
                """Say nothing: resets are what these tests are about."""

        self._server = Server(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
