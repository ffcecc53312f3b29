"""The server over real sockets: slow, huge, many, and while a run holds the store."""

import resource
import socket
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlencode

import pytest
from pydantic import SecretStr

from hytedata.errors import InputError
from hytedata_daemon.web.security.passwords import Passwords
from hytedata_daemon.web.security.tokens import SessionCookie, form_token, key_of, new_id
from hytedata_daemon.web.serving import Serving, listen
from tests.daemon.web.security.world import BEHIND_PROXY, PASSWORD, PROXY, TOKEN, MakeWorld, World

pytestmark = pytest.mark.slow

DEADLINE_S = 30
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def served(world: World) -> Iterator[Serving]:
    with Serving(world.app(), listen("127.0.0.1", 0), receive_within_s=0.5) as serving:
        yield serving


def connected(port: int) -> closing[HTTPConnection]:
    return closing(HTTPConnection("127.0.0.1", port, timeout=DEADLINE_S))


def asked(connection: HTTPConnection, path: str, cookie: str = "") -> HTTPResponse:
    connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
    return connection.getresponse()


def signed_in(port: int) -> str:
    """Sign in over a socket; gives the cookie."""
    with connected(port) as connection:
        page = asked(connection, "/sign-in")
        anonymous = str(page.headers["set-cookie"]).partition(";")[0]
        found = TOKEN.search(page.read().decode())
        assert found is not None
        body = urlencode({"csrf": found[1], "name": "maija", "password": PASSWORD})
        connection.request("POST", "/sign-in", body, FORM | {"Cookie": anonymous})
        answer = connection.getresponse()
        assert answer.status == 303, answer.read()
        return str(answer.headers["set-cookie"]).partition(";")[0]


def answered_once(port: int) -> socket.socket:
    """Give a connection on which one request was answered.

    It is tried again where this process stood still for so long between connecting and sending,
    in a collection of garbage or for want of a processor, that the server took it for slow.
    """
    end = time.monotonic() + DEADLINE_S
    while time.monotonic() < end:
        connection, answer = socket.create_connection(("127.0.0.1", port), DEADLINE_S), b""
        with suppress(ConnectionError):
            connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
            while part := connection.recv(65_536):
                answer += part
                if answer.endswith(b"well"):
                    return connection
        connection.close()
    raise AssertionError("no request was answered")


def until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + DEADLINE_S
    while not is_so():
        assert time.monotonic() < end, "it did not come to pass"
        threading.Event().wait(0.01)


def test_pages_are_served_and_the_server_names_itself_to_nobody(served: Serving) -> None:
    cookie = signed_in(served.port)

    with connected(served.port) as connection:
        answer = asked(connection, "/", cookie)
        page = answer.read()

    assert page == b"maija reads in fi"
    assert answer.headers["server"] is None


@pytest.mark.parametrize(
    "beginning",
    [
        b"",
        b"GET / HT",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n",
        b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\n\r\ncsr",
    ],
)
def test_who_sends_slowly_is_cut_off_and_others_are_served(
    served: Serving, beginning: bytes
) -> None:
    with socket.create_connection(("127.0.0.1", served.port), DEADLINE_S) as slow:
        slow.sendall(beginning)
        with answered_once(served.port):
            assert _ended(slow)

    until(lambda: not served.state.tasks)


def test_a_second_request_on_a_connection_may_not_be_slow_either(served: Serving) -> None:
    with answered_once(served.port) as slow:
        slow.sendall(b"GET /healthz HTTP/1.1\r\n")

        assert _ended(slow)


def test_a_drop_at_a_time_does_not_stretch_the_limit(served: Serving) -> None:
    with socket.create_connection(("127.0.0.1", served.port), DEADLINE_S) as slow:
        drops = 0
        with suppress(OSError):  # cut off while sending: reset, or a broken pipe
            while drops < 200:
                slow.sendall(b"a")
                drops += 1
                threading.Event().wait(0.05)

    assert drops < 100


def test_headers_without_end_are_refused(served: Serving) -> None:
    with socket.create_connection(("127.0.0.1", served.port), DEADLINE_S) as greedy:
        greedy.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 70_000)

        assert greedy.recv(100).startswith(b"HTTP/1.1 400")


def test_a_port_that_is_taken_is_told_with_the_setting_to_change(served: Serving) -> None:
    with pytest.raises(InputError, match=f"port {served.port}: .*change host and port"):
        listen("127.0.0.1", served.port)


def test_stopping_closes_connections_that_wait_for_nothing(world: World) -> None:
    serving = Serving(world.app(), listen("127.0.0.1", 0)).start()
    cookie = signed_in(serving.port)
    with connected(serving.port) as idle:
        asked(idle, "/", cookie).read()

        assert serving.stop()

    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", serving.port), 1)


def test_a_real_password_is_compared_in_32_megabytes() -> None:
    kept = Passwords().hash(SecretStr(PASSWORD))
    before = _peak_kb()

    assert Passwords().matches(kept, SecretStr(PASSWORD))

    assert "m=32768,t=3,p=1" in kept
    assert _peak_kb() - before < 64_000


def test_a_flood_of_passwords_from_everywhere_takes_neither_the_memory_nor_the_pages(
    make_world: MakeWorld,
) -> None:
    world = make_world(BEHIND_PROXY.replace(PROXY, "127.0.0.1"))
    world.add()
    world.passwords = Passwords()
    with Serving(world.app(), listen("127.0.0.1", 0)) as serving:
        reader, before = holding_a_session(world), _peak_kb()
        with ThreadPoolExecutor(31) as threads:
            read = threads.submit(_ask, serving.port, reader, 50)
            flood = [threads.submit(_guess, serving.port, number) for number in range(60)]
            statuses = [one.result() for one in flood]

    assert read.result() == [200] * 50
    assert set(statuses) == {401, 503}
    assert _peak_kb() - before < 110_000


def test_ten_thousand_requests_are_answered_while_a_run_holds_the_store(world: World) -> None:
    with Serving(world.app(), listen("127.0.0.1", 0)) as serving:
        cookie = signed_in(serving.port)
        world.clock.advance(minutes=5)  # so that each request would note the use of its session
        _ask(serving.port, cookie, 200)
        before = _held_kb()
        run = sqlite3.connect(world.folder / "store.db", isolation_level=None)
        run.execute("BEGIN IMMEDIATE")

        statuses: list[int] = []
        threads = [
            threading.Thread(target=lambda: statuses.extend(_ask(serving.port, cookie, 500)))
            for _ in range(20)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(100)
        run.execute("ROLLBACK")
        run.close()

    assert statuses == [200] * 10_000
    assert _held_kb() - before < 60_000


COOKIE = SessionCookie(secure=True).name


def holding_a_session(world: World) -> str:
    """Give a cookie with a session that needed no password."""
    session_id = new_id()
    world.store.sessions.begin(key_of(session_id), "maija", {"by": "password"})
    return f"{COOKIE}={session_id}"


def _guess(port: int, number: int) -> int:
    """Try a password for another name, from another address, with a form that is right."""
    session_id = new_id()
    headers = FORM | {"Cookie": f"{COOKIE}={session_id}", "X-Forwarded-For": f"192.0.2.{number}"}
    guess = {"csrf": form_token(session_id), "name": f"nimi-{number}", "password": "x" * 20}
    with connected(port) as connection:
        connection.request("POST", "/sign-in", urlencode(guess), headers)
        return connection.getresponse().status


def _peak_kb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _held_kb() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() // 1024


def _ask(port: int, cookie: str, times: int) -> list[int]:
    statuses = []
    with connected(port) as connection:
        for _ in range(times):
            answer = asked(connection, "/", cookie)
            answer.read()
            statuses.append(answer.status)
    return statuses


def _ended(connection: socket.socket) -> bool:
    """Whether the other end closes the connection without an answer, within the deadline."""
    try:
        return connection.recv(100) == b""
    except ConnectionResetError:
        return True
