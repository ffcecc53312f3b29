"""The sandbox's server: mounts, decoding, the journal, threads."""

import gzip
import json
import threading
from datetime import UTC, datetime

import pytest

from hytedata.errors import InputError
from hytedata.sandbox.http import SimRequest, SimResponse
from hytedata.sandbox.server import Server
from tests.sandbox.server.raw_http import Ask, Counter, exchange


def test_a_request_reaches_the_simulator_at_the_longest_prefix(ask: Ask, counter: Counter) -> None:
    outer, inner = ask("/up/there"), ask("/up/inner/here")

    assert json.loads(outer.body)["path"] == "/there"
    assert json.loads(inner.body)["path"] == "/here"
    assert [each.path for each in counter.seen] == ["/there"]


def test_a_prefix_ends_at_a_slash(ask: Ask, counter: Counter) -> None:
    answer = ask("/upper/there")

    assert (answer.status, counter.seen) == (404, [])


def test_path_and_query_arrive_decoded_and_in_order(ask: Ask, counter: Counter) -> None:
    ask("/up/a%20b/%C3%A4?x=1&y=a%2Cb&x=2&z=")

    assert counter.seen[0].path == "/a b/ä"
    assert counter.seen[0].query == (("x", "1"), ("y", "a,b"), ("x", "2"), ("z", ""))


def test_a_body_larger_than_a_megabyte_arrives_whole(ask: Ask, counter: Counter) -> None:
    body = b"x" * 3_000_000

    ask("/up/big", "POST", body)

    assert counter.seen[0].body == body


def test_header_names_arrive_in_lower_case(ask: Ask, counter: Counter) -> None:
    ask("/up/x", headers=("X-Custom: Yes",))

    assert counter.seen[0].headers["x-custom"] == "Yes"


def test_long_answers_are_compressed_when_asked() -> None:
    class Long:
        def handle(self, request: SimRequest) -> SimResponse:
            return SimResponse(200, b'"' + b"a" * 5000 + b'"')

    with Server({"/up": Long()}) as server:
        packed = exchange(server.url, "/up/x", headers=("Accept-Encoding: gzip",))
        plain = exchange(server.url, "/up/x")

    assert packed.header("Content-Encoding") == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < 200


def test_the_journal_tells_each_request_in_order(server: Server, ask: Ask) -> None:
    ask("/up/a?page=2")
    ask("/up/b", "PUT", b"{}", ("Authorization: Bearer secret",))

    first, second = server.journal.entries()
    assert (first.n, first.mount, first.method, first.path) == (1, "/up", "GET", "/a")
    assert (first.query, first.status, first.authenticated) == ((("page", "2"),), 200, False)
    assert (second.n, second.method, second.authenticated) == (2, "PUT", True)
    assert (second.body, second.body_size) == (b"{}", 2)


def test_the_journal_keeps_no_header_and_no_password(server: Server, ask: Ask) -> None:
    ask("/up/api/auth/api-login", "POST", b'{"password": "hush"}', ("Authorization: Bearer t0p",))

    entry = server.journal.entries()[0]
    assert "hush" not in repr(entry)
    assert "t0p" not in repr(entry)
    assert entry.body is None


def test_a_login_is_no_write(server: Server, ask: Ask) -> None:
    ask("/up/api/auth/api-login", "POST", b"{}")
    ask("/up/api/v11/Service", "POST", b"{}")

    assert [entry.path for entry in server.journal.writes()] == ["/api/v11/Service"]


def test_the_journal_stamps_with_the_clock_it_is_given(counter: Counter) -> None:
    moment = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)

    with Server({"/up": counter}, now=lambda: moment) as server:
        exchange(server.url, "/up/x")

    assert server.journal.entries()[0].time == moment


def test_one_simulator_is_asked_by_one_thread_at_a_time() -> None:
    inside, most = [0], [0]

    class Watching:
        def handle(self, request: SimRequest) -> SimResponse:
            inside[0] += 1
            most[0] = max(most[0], inside[0])
            threading.Event().wait(0.01)
            inside[0] -= 1
            return SimResponse(200, b"{}")

    with Server({"/up": Watching()}) as server:
        url = server.url
        threads = [threading.Thread(target=exchange, args=(url, "/up/x")) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert most == [1]


def test_a_slow_simulator_does_not_hold_up_another(counter: Counter) -> None:
    release = threading.Event()

    class Slow:
        def handle(self, request: SimRequest) -> SimResponse:
            release.wait(10)
            return SimResponse(200, b"{}")

    with Server({"/slow": Slow(), "/up": counter}) as server:
        waiting = threading.Thread(target=exchange, args=(server.url, "/slow/x"))
        waiting.start()
        answer = exchange(server.url, "/up/x")
        release.set()
        waiting.join()

    assert answer.status == 200


def test_it_listens_on_loopback_only(server: Server) -> None:
    assert server.url.startswith("http://127.0.0.1:")


def test_a_port_in_use_is_an_error_that_says_so(server: Server, counter: Counter) -> None:
    port = int(server.url.rsplit(":", 1)[1])

    with pytest.raises(InputError, match=f"cannot listen on 127.0.0.1:{port}.* another port, or 0"):
        Server({"/up": counter}, port=port).__enter__()


def test_a_stopped_server_answers_nobody(counter: Counter) -> None:
    with Server({"/up": counter}) as server:
        url = server.url

    with pytest.raises(ConnectionRefusedError):
        exchange(url, "/up/x")


def test_another_simulator_can_take_a_mount_over(server: Server, ask: Ask) -> None:
    other = Counter()

    server.mount("/up", other)
    ask("/up/x")

    assert len(other.seen) == 1
