from datetime import UTC, datetime

import httpx
import pytest
import respx

from hytedata.connectors._http import Response, RetryPolicy, SyncShell, Upstream
from hytedata.errors import AnswerLost, SourceUnavailable
from tests.connectors.http.doubles import BASE, Refused, ScriptedWire, Time, call

NEVER_LEFT = [
    httpx.ConnectError("refused"),
    httpx.ConnectTimeout("slow"),
    httpx.PoolTimeout("full"),
    httpx.ProxyError("no"),
]
BROKEN = [
    httpx.ReadTimeout("slow"),
    httpx.ReadError("reset"),
    httpx.WriteError("reset"),
    httpx.WriteTimeout("slow"),
    httpx.RemoteProtocolError("cut"),
]


def name(value: object) -> str:
    return type(value).__name__ if isinstance(value, Exception) else str(value)


@pytest.mark.parametrize("method", ["GET", "PUT"])
@pytest.mark.parametrize("failure", [*NEVER_LEFT, *BROKEN], ids=name)
def test_a_read_and_a_full_write_are_sent_again_after_a_broken_answer(
    method: str, failure: Exception, register: respx.MockRouter, shell: SyncShell
) -> None:
    register.request(method, "/items").mock(side_effect=[failure, httpx.Response(200, text="ok")])

    answer = shell.send(call("GET" if method == "GET" else "PUT"))

    assert answer == "ok"


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_passing_status_is_waited_out(
    status: int, register: respx.MockRouter, shell: SyncShell, time: Time
) -> None:
    register.get("/items").mock(side_effect=[httpx.Response(status), httpx.Response(200)])

    shell.send(call())

    assert len(time.naps) == 1


def test_gives_up_after_the_last_attempt(
    register: respx.MockRouter, shell: SyncShell, time: Time
) -> None:
    register.get("/items").mock(side_effect=httpx.ConnectTimeout("slow"))

    with pytest.raises(SourceUnavailable) as caught:
        shell.send(call())

    assert (caught.value.source, caught.value.url) == ("register", f"{BASE}/items")
    assert (caught.value.attempts, caught.value.status) == (4, None)
    assert caught.value.detail == "connecting took too long"
    assert isinstance(caught.value.__cause__, httpx.ConnectTimeout)
    assert len(time.naps) == 3


def test_waits_are_drawn_below_a_bound_that_doubles(
    register: respx.MockRouter, shell: SyncShell, time: Time
) -> None:
    register.get("/items").respond(503)

    with pytest.raises(SourceUnavailable):
        shell.send(call())

    assert time.naps == [0.5, 1.0, 2.0]


def test_the_bound_of_a_wait_stops_doubling() -> None:
    policy = RetryPolicy(first_wait_s=1, longest_wait_s=20)

    assert [policy.longest_wait_after(n) for n in (1, 2, 5, 6, 10_000)] == [1, 2, 16, 20, 20]


def test_a_full_jitter_wait_may_be_nothing(
    register: respx.MockRouter, upstream: Upstream, time: Time
) -> None:
    register.get("/items").mock(side_effect=[httpx.Response(503), httpx.Response(200)])

    with SyncShell(upstream, sleep=time.sleep, clock=time, rng=lambda: 0.0) as shell:
        shell.send(call())

    assert time.naps == [0.0]


def test_an_internal_error_is_tried_fewer_times_and_keeps_its_trace_id(
    register: respx.MockRouter, shell: SyncShell
) -> None:
    body = '{"errorMessage": "Something went wrong. Trace id: 00-4bf92f35-01"}'
    route = register.get("/items").respond(500, text=body)

    with pytest.raises(SourceUnavailable) as caught:
        shell.send(call())

    assert (caught.value.status, caught.value.attempts, route.call_count) == (500, 3, 3)
    assert caught.value.detail == "trace id 00-4bf92f35-01"


def test_a_trace_id_is_taken_from_a_header(register: respx.MockRouter, shell: SyncShell) -> None:
    register.get("/items").respond(502, headers={"X-Request-Id": "abc-123"})

    with pytest.raises(SourceUnavailable, match="trace id abc-123"):
        shell.send(call())


@pytest.mark.parametrize(
    ("headers", "waited"),
    [
        ({"Retry-After": "7"}, 7.0),
        ({"Retry-After": "0"}, 0.5),
        ({"Retry-After": "soon"}, 0.5),
        ({"Retry-After": "²"}, 0.5),
        ({"Retry-After": "Tue, 24 Nov 2026 12:00:09 GMT"}, 9.0),
        ({"Retry-After": "Tue, 24 Nov 2026 11:00:00 GMT"}, 0.5),
        (
            {
                "Retry-After": "Tue, 24 Nov 2026 18:00:05 GMT",
                "Date": "Tue, 24 Nov 2026 18:00:00 GMT",
            },
            5.0,
        ),
    ],
    ids=["seconds", "zero", "word", "odd digit", "date", "past", "date by the register's clock"],
)
def test_a_wish_to_wait_is_followed(
    headers: dict[str, str], waited: float, upstream: Upstream, time: Time
) -> None:
    lower = {key.lower(): value for key, value in headers.items()}
    wire = ScriptedWire([Response(429, BASE, lower, b""), 200])
    noon = datetime(2026, 11, 24, 12, tzinfo=UTC)

    with SyncShell(
        upstream, wire=wire, sleep=time.sleep, clock=time, rng=lambda: 1.0, now=lambda: noon
    ) as shell:
        shell.send(call())

    assert time.naps == [waited]


def test_nothing_waits_past_the_total_deadline(
    register: respx.MockRouter, shell: SyncShell, time: Time
) -> None:
    register.get("/items").respond(503, headers={"Retry-After": "3600"})

    with pytest.raises(SourceUnavailable, match=r"300 s .* asks to wait 3600 s") as caught:
        shell.send(call())

    assert (caught.value.attempts, caught.value.status) == (1, 503)
    assert time.naps == []


def test_attempts_end_with_the_total_deadline(register: respx.MockRouter, time: Time) -> None:
    slow = Upstream("register", BASE, retry=RetryPolicy(attempts=100), total_s=10)
    register.get("/items").respond(503)

    with (
        SyncShell(slow, sleep=time.sleep, clock=time, rng=lambda: 1.0) as shell,
        pytest.raises(SourceUnavailable, match="would pass the 10 s allowed"),
    ):
        shell.send(call())

    assert time.naps == [0.5, 1.0, 2.0, 4.0]


@pytest.mark.parametrize("failure", BROKEN, ids=name)
def test_a_creation_whose_answer_is_lost_is_sent_once(
    failure: Exception, register: respx.MockRouter, shell: SyncShell
) -> None:
    route = register.post("/items").mock(side_effect=failure)

    with pytest.raises(AnswerLost) as caught:
        shell.send(call("POST", body=b"{}"))

    assert route.call_count == 1
    assert caught.value.__cause__ is failure


@pytest.mark.parametrize("status", [500, 502, 503, 504, 520])
def test_a_creation_answered_with_a_server_error_has_an_unknown_outcome(
    status: int, register: respx.MockRouter, shell: SyncShell
) -> None:
    route = register.post("/items").respond(status, headers={"X-Request-Id": "abc"})

    with pytest.raises(AnswerLost, match=f"status {status}, trace id abc"):
        shell.send(call("POST", body=b"{}"))

    assert route.call_count == 1


@pytest.mark.parametrize("failure", [*NEVER_LEFT, httpx.Response(429)], ids=name)
def test_a_creation_that_was_never_taken_in_is_sent_again(
    failure: Exception | httpx.Response, register: respx.MockRouter, shell: SyncShell
) -> None:
    register.post("/items").mock(side_effect=[failure, httpx.Response(200, text="made")])

    answer = shell.send(call("POST", body=b"{}"))

    assert answer == "made"


def test_a_creation_that_never_left_is_not_called_lost(
    register: respx.MockRouter, shell: SyncShell
) -> None:
    register.post("/items").mock(side_effect=httpx.ConnectError("refused"))

    with pytest.raises(SourceUnavailable):
        shell.send(call("POST", body=b"{}"))


def test_a_post_that_says_so_is_repeated_like_a_read(
    register: respx.MockRouter, shell: SyncShell
) -> None:
    route = register.post("/login").mock(side_effect=httpx.ReadTimeout("slow"))

    with pytest.raises(SourceUnavailable):
        shell.send(call("POST", "/login", repeatable=True))

    assert route.call_count == 4


def test_an_update_that_may_have_worked_is_lost_rather_than_failed(
    register: respx.MockRouter, shell: SyncShell
) -> None:
    refused = httpx.ConnectError("refused")
    register.put("/items").mock(side_effect=[httpx.ReadTimeout("slow"), refused, refused, refused])

    with pytest.raises(AnswerLost):
        shell.send(call("PUT", body=b"{}"))


def test_an_update_that_was_always_answered_has_failed(
    register: respx.MockRouter, shell: SyncShell
) -> None:
    register.put("/items").respond(503)

    with pytest.raises(SourceUnavailable) as caught:
        shell.send(call("PUT", body=b"{}"))

    assert caught.value.status == 503


@pytest.mark.parametrize("status", [301, 400, 403, 404, 501])
def test_other_statuses_are_the_endpoints_to_explain(
    status: int, register: respx.MockRouter, shell: SyncShell
) -> None:
    route = register.get("/items").respond(status)

    with pytest.raises(Refused) as caught:
        shell.send(call())

    assert (caught.value.status, route.call_count) == (status, 1)


def test_a_status_that_the_endpoint_accepts_is_not_tried_again(
    register: respx.MockRouter, shell: SyncShell
) -> None:
    register.get("/items").respond(500, text="no such site")

    answer = shell.send(call(accept=frozenset({200, 500})))

    assert answer == "no such site"


def test_an_error_of_the_decoder_reaches_the_caller_untouched(
    register: respx.MockRouter, shell: SyncShell
) -> None:
    register.get("/items").respond(200, content=b"\xff")

    with pytest.raises(UnicodeDecodeError):
        shell.send(call())


def test_an_error_that_led_to_itself_is_told_like_any_other(
    shell: SyncShell, register: respx.MockRouter
) -> None:
    first, second = httpx.ConnectError("refused"), OSError("no route")
    first.__context__, second.__context__ = second, first
    register.get("/items").mock(side_effect=first)

    with pytest.raises(SourceUnavailable, match="cannot be connected to"):
        shell.send(call())
