"""A simulated PTV on a real socket, behind nothing but the standard library's server."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, unquote, urlsplit

import httpx
import pytest

from hytedata.sandbox.http import SimRequest
from hytedata.sandbox.ptv import PtvSimulator
from tests.sandbox.ptv.world import Clock, Ptv, small_seed


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    simulator: PtvSimulator


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # head and body are two small writes: never wait between them
    server: _Server

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def do_PUT(self) -> None:
        self._answer()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def _answer(self) -> None:
        parts = urlsplit(self.path)
        length = int(self.headers.get("Content-Length", "0"))
        answer = self.server.simulator.handle(
            SimRequest(
                self.command,
                unquote(parts.path),
                tuple(parse_qsl(parts.query, keep_blank_values=True)),
                {name.lower(): value for name, value in self.headers.items()},
                self.rfile.read(length),
            )
        )
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)


@pytest.fixture(scope="session")
def server() -> Iterator[_Server]:
    with _Server(("127.0.0.1", 0), _Handler) as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def client(server: _Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"http://127.0.0.1:{server.server_port}", timeout=30) as opened:
        yield opened


@pytest.fixture
def ptv(server: _Server, client: httpx.Client) -> Ptv:
    def mount(simulator: PtvSimulator) -> None:
        server.simulator = simulator

    clock = Clock()
    simulator = PtvSimulator(small_seed(), now=clock)
    mount(simulator)
    return Ptv(client, simulator, clock, mount)
