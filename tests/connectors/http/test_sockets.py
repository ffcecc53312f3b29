"""Over real sockets on loopback: what a mock cannot show."""

import gzip
import socket
import struct
import threading
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import anyio
import pytest

from hytedata.connectors._http import AsyncShell, RetryPolicy, SyncShell, Upstream, user_agent
from hytedata.errors import AnswerLost, SourceContractError, SourceUnavailable
from tests.connectors.http.doubles import Heard, Loopback, Play, Reset, Time, call

Start = Callable[[Play], Loopback]


def answer(connection: socket.socket, body: bytes, *headers: str, status: int = 200) -> None:
    lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body)}", *headers]
    connection.sendall("\r\n".join([*lines, "", ""]).encode() + body)


def reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    raise Reset


def hang_up(connection: socket.socket) -> None:
    connection.shutdown(socket.SHUT_RDWR)


def send_truncated(connection: socket.socket) -> None:
    connection.sendall(b'HTTP/1.1 200 X\r\nContent-Length: 100\r\n\r\n{"items": [')
    hang_up(connection)


def send_truncated_chunks(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n")
    hang_up(connection)


def send_truncated_gzip(connection: socket.socket) -> None:
    half = gzip.compress(b"x" * 10_000)[:20]
    connection.sendall(b"HTTP/1.1 200 X\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n")
    connection.sendall(half)
    hang_up(connection)


def send_damaged_gzip(connection: socket.socket) -> None:
    answer(connection, b"no gzip at all", "Content-Encoding: gzip")


FAULTS = [
    reset,
    hang_up,
    send_truncated,
    send_truncated_chunks,
    send_truncated_gzip,
    send_damaged_gzip,
]


def to(server: Loopback, **changes: object) -> Upstream:
    upstream = Upstream("register", server.url, at_once=0, retry=RetryPolicy(attempts=3))
    return replace(upstream, **changes)  # type: ignore[arg-type]


def failing_once(fault: Callable[[socket.socket], None]) -> Play:
    failed = threading.Event()

    def play(connection: socket.socket, heard: Heard) -> None:
        if failed.is_set():
            answer(connection, b"whole")
        else:
            failed.set()
            fault(connection)

    return play


@pytest.mark.parametrize("fault", FAULTS)
def test_a_read_survives_a_broken_answer(
    fault: Callable[[socket.socket], None], loopback: Start, time: Time
) -> None:
    server = loopback(failing_once(fault))

    with SyncShell(to(server), sleep=time.sleep) as shell:
        read = shell.send(call())

    assert (read, len(server.heard)) == ("whole", 2)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_creation_whose_answer_breaks_is_sent_once(
    fault: Callable[[socket.socket], None], loopback: Start, time: Time
) -> None:
    server = loopback(failing_once(fault))

    with SyncShell(to(server), sleep=time.sleep) as shell, pytest.raises(AnswerLost):
        shell.send(call("POST", body=b"{}"))

    assert len(server.heard) == 1


@pytest.mark.parametrize("fault", FAULTS)
def test_an_update_whose_answer_breaks_is_sent_again(
    fault: Callable[[socket.socket], None], loopback: Start, time: Time
) -> None:
    server = loopback(failing_once(fault))

    with SyncShell(to(server), sleep=time.sleep) as shell:
        shell.send(call("PUT", body=b"{}"))

    assert [heard.body for heard in server.heard] == [b"{}", b"{}"]


def test_a_creation_is_sent_again_while_nobody_listens(loopback: Start) -> None:
    server = loopback(lambda connection, _: answer(connection, b"made"))
    port = server.url.rpartition(":")[2]
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        deaf = Upstream("register", f"http://127.0.0.1:{taken.getsockname()[1]}", at_once=0)
        naps = list[float]()

        with (
            SyncShell(deaf, sleep=naps.append, rng=lambda: 0.0) as shell,
            pytest.raises(SourceUnavailable) as caught,
        ):
            shell.send(call("POST", body=b"{}"))

    assert (caught.value.attempts, len(naps)) == (5, 4)
    assert (caught.value.detail, port in caught.value.url) == ("it cannot be connected to", False)


def test_an_answer_that_drips_is_ended_by_the_time_of_one_attempt(
    loopback: Start, time: Time
) -> None:
    done = threading.Event()

    def drip(connection: socket.socket, heard: Heard) -> None:
        connection.sendall(b"HTTP/1.1 200 X\r\nContent-Length: 1000\r\n\r\n")
        while not done.wait(0.01):
            connection.sendall(b"x")

    server = loopback(drip)
    impatient = to(server, attempt_s=0.1, retry=RetryPolicy(attempts=2))

    with (
        SyncShell(impatient, sleep=time.sleep) as shell,
        pytest.raises(SourceUnavailable) as caught,
    ):
        shell.send(call())
    done.set()

    assert (caught.value.attempts, len(server.heard)) == (2, 2)


def test_a_compressed_answer_of_several_members_is_read_whole(loopback: Start) -> None:
    body = gzip.compress(b"one ") + gzip.compress(b"two")
    server = loopback(lambda connection, _: answer(connection, body, "Content-Encoding: gzip"))

    with SyncShell(to(server)) as shell:
        read = shell.send(call())

    assert read == "one two"


@pytest.mark.parametrize(
    ("body", "header"),
    [
        (b"x" * 2000, "X-Plain: 1"),
        (gzip.compress(b"x" * 2000), "Content-Encoding: gzip"),
        (zlib.compress(b"x"), "Content-Encoding: deflate"),
    ],
    ids=["large", "large when decompressed", "compressed otherwise"],
)
def test_an_answer_that_cannot_be_taken_is_not_asked_for_again(
    body: bytes, header: str, loopback: Start
) -> None:
    server = loopback(lambda connection, _: answer(connection, body, header))

    with SyncShell(to(server, largest=1000)) as shell, pytest.raises(SourceContractError):
        shell.send(call())

    assert len(server.heard) == 1


@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_a_write_whose_answer_cannot_be_taken_is_lost(method: str, loopback: Start) -> None:
    server = loopback(lambda connection, _: answer(connection, b"x" * 2000))

    with SyncShell(to(server, largest=1000)) as shell, pytest.raises(AnswerLost, match="larger"):
        shell.send(call("POST" if method == "POST" else "PUT"))

    assert len(server.heard) == 1


def test_an_answer_as_large_as_allowed_is_taken(loopback: Start) -> None:
    body = gzip.compress(b"x" * 1000)
    server = loopback(lambda connection, _: answer(connection, body, "Content-Encoding: gzip"))

    with SyncShell(to(server, largest=1000)) as shell:
        read = shell.send(call())

    assert len(read) == 1000


def test_connections_are_kept_and_bounded_by_the_budget(loopback: Start) -> None:
    ports, lock = set[int](), threading.Lock()

    def play(connection: socket.socket, heard: Heard) -> None:
        with lock:
            ports.add(connection.getpeername()[1])
        answer(connection, heard.target.encode())

    server = loopback(play)

    with SyncShell(to(server, at_once=3)) as shell:
        read = list(shell.pages((call(path=f"/{n}") for n in range(30)), ahead=10))

    assert read == [f"/{n}" for n in range(30)]
    assert len(ports) <= 3


def test_cookies_are_not_kept(loopback: Start) -> None:
    seen = list[bytes]()

    def play(connection: socket.socket, heard: Heard) -> None:
        answer(connection, b"", "Set-Cookie: session=abc")

    server = loopback(play)

    with SyncShell(to(server)) as shell:
        for _ in range(2):
            shell.send(call())
        seen.extend(line for heard in server.heard for line in heard.head if b"ookie" in line)

    assert seen == []


def test_requests_say_who_asks_and_what_they_take(loopback: Start) -> None:
    server = loopback(lambda connection, _: answer(connection, b""))

    with SyncShell(to(server, user_agent=user_agent("it@kunta.example"))) as shell:
        shell.send(call("PUT", params=[("type-codes", "1,2"), ("q", "ä b")], body=b"{}"))

    heard = server.heard[0]
    assert heard.target == "/items?type-codes=1,2&q=%C3%A4%20b"
    assert b"Accept-Encoding: gzip" in heard.head
    assert b"Content-Type: application/json" in heard.head
    assert any(line.endswith(b"(+it@kunta.example)") for line in heard.head)


@pytest.mark.anyio
async def test_a_cancelled_request_gives_its_place_back(loopback: Start) -> None:
    release = threading.Event()

    def play(connection: socket.socket, heard: Heard) -> None:
        if heard.target == "/slow":
            release.wait(10)
        answer(connection, b"ok")

    server = loopback(play)

    async with AsyncShell(to(server, at_once=1)) as shell:
        with anyio.move_on_after(0.05):
            await shell.send(call(path="/slow"))
        read = await shell.send(call(path="/quick"))
    release.set()

    assert read == "ok"


def test_an_own_bundle_replaces_the_usual_certificates(tmp_path: Path) -> None:
    empty = tmp_path / "bundle.pem"
    empty.write_text("no certificate here")

    with pytest.raises(Exception, match=r"PEM|certificate"):
        SyncShell(Upstream("register", "https://register.test", ca_bundle=empty)).send(call())
