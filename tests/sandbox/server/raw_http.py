"""A simulator that counts its deeds, and raw HTTP over sockets."""

import json
import socket
from collections.abc import Callable
from dataclasses import dataclass, field

from hytedata.sandbox.http import SimRequest, SimResponse


@dataclass
class Counter:
    """Answers what was asked, remembers it, and can forget its tokens."""

    seen: list[SimRequest] = field(default_factory=list)
    tokens_killed: int = 0

    def handle(self, request: SimRequest) -> SimResponse:
        self.seen.append(request)
        page = int(dict(request.query).get("page", "1"))
        items = [{"id": f"{page}-{at}"} for at in range(3)]
        body = {"pageNumber": page, "itemList": items, "path": request.path}
        return SimResponse(200, json.dumps(body).encode())

    def kill_tokens(self) -> None:
        self.tokens_killed += 1


@dataclass(frozen=True)
class Raw:
    """An answer as it came over the wire."""

    head: str
    body: bytes

    @property
    def status(self) -> int:
        return int(self.head.split(" ")[1])

    def header(self, name: str) -> str | None:
        for line in self.head.split("\r\n")[1:]:
            key, _, value = line.partition(": ")
            if key.lower() == name.lower():
                return value
        return None


def exchange(
    url: str,
    path: str,
    method: str = "GET",
    body: bytes = b"",
    headers: tuple[str, ...] = (),
    timeout_s: float = 10.0,
) -> Raw:
    """Send one request over a new connection and return all that came until it closed."""
    host, port = url.removeprefix("http://").split(":")
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host}", "Connection: close", *headers]
    if body:
        lines.append(f"Content-Length: {len(body)}")
    with socket.create_connection((host, int(port)), timeout=timeout_s) as plug:
        plug.sendall("\r\n".join([*lines, "", ""]).encode() + body)
        received = b""
        while chunk := plug.recv(65536):
            received += chunk
    head, _, rest = received.partition(b"\r\n\r\n")
    return Raw(head.decode(), rest)


Ask = Callable[..., Raw]
