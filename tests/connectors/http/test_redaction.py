import logging
import socket
import traceback
from collections.abc import Callable
from dataclasses import replace

import httpx
import pytest
import respx

from hytedata.connectors._http import AsyncShell, Response, SharedLogin, SyncShell, Upstream
from hytedata.connectors._http.redact import public_url
from hytedata.errors import AnswerLost, HytedataError, InputError, SourceUnavailable
from tests.connectors.http.doubles import BASE, Heard, Loopback, Play, Time, call

SECRETS = ("T0KEN", "B0DY", "APIK3Y", "SESS10N", "ANSW3R", "PR0XY", "H3ADER")


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://a.test/x?page=2&guids=a,b", "https://a.test/x?page=2&guids=a,b"),
        ("https://a.test/x?api_key=1&page=2", "https://a.test/x?api_key=…&page=2"),
        ("https://a.test/x?subscription-key=1", "https://a.test/x?subscription-key=…"),
        ("https://a.test/x?Access_Token=1", "https://a.test/x?Access_Token=…"),
        ("https://a.test/x?sig=1&city-codes=91", "https://a.test/x?sig=…&city-codes=91"),
        ("https://me:pw@a.test:8/x#part", "https://a.test:8/x"),
        ("https://a.test/x?guids=" + "a" * 100, "https://a.test/x?guids=" + "a" * 80 + "…"),
        ("https://a.test/x", "https://a.test/x"),
    ],
)
def test_an_address_is_shown_without_what_is_secret_or_long(url: str, shown: str) -> None:
    assert public_url(url) == shown


@pytest.fixture
def logged_in(upstream: Upstream) -> Upstream:
    async def log_in(shell: AsyncShell) -> str:
        return "T0KEN"

    return replace(upstream, auth=SharedLogin(log_in), headers={"x-key": "H3ADER"}, proxy=None)


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    "failure",
    [
        httpx.ReadError("broken"),
        httpx.Response(503, text="ANSW3R"),
        httpx.LocalProtocolError("Illegal header value b'T0KEN'"),
        httpx.LocalProtocolError("Illegal header value b'H3ADER'"),
    ],
    ids=["broken", "answered", "not HTTP", "not HTTP either"],
)
def test_errors_tell_no_secret_even_with_their_causes(
    method: str,
    failure: httpx.Response | Exception,
    logged_in: Upstream,
    register: respx.MockRouter,
    time: Time,
) -> None:
    register.route().mock(side_effect=[failure] * 4)
    secret = [("api_key", "APIK3Y")]
    endpoint = call("GET" if method == "GET" else "POST", params=secret, body=b"B0DY", auth=True)

    with (
        SyncShell(logged_in, sleep=time.sleep) as shell,
        pytest.raises((SourceUnavailable, AnswerLost)) as caught,
    ):
        shell.send(endpoint)

    told = "".join(traceback.format_exception(caught.value)) + repr(caught.value)
    assert not [secret for secret in SECRETS if secret in told]


def test_logs_of_all_libraries_tell_no_secret(
    logged_in: Upstream,
    loopback: Callable[[Play], Loopback],
    caplog: pytest.LogCaptureFixture,
) -> None:
    def play(connection: socket.socket, heard: Heard) -> None:
        connection.sendall(
            b"HTTP/1.1 200 OK\r\nSet-Cookie: a=SESS10N\r\nContent-Length: 6\r\n\r\nANSW3R"
        )

    here = replace(logged_in, base_url=loopback(play).url)
    caplog.set_level(logging.DEBUG)

    with SyncShell(here) as shell:
        shell.send(call("PUT", params=[("api_key", "APIK3Y")], body=b"B0DY", auth=True))

    told = "\n".join(record.getMessage() for record in caplog.records)
    assert not [secret for secret in SECRETS if secret in told]
    assert "/items?api_key=…" in told


def test_a_fixed_header_that_cannot_be_sent_is_named_without_its_value(
    logged_in: Upstream, time: Time
) -> None:
    upstream = replace(logged_in, headers={"x-key": "H3ADER\r\nX-Evil: 1"})

    with SyncShell(upstream, sleep=time.sleep) as shell, pytest.raises(InputError) as caught:
        shell.send(call())

    told = "".join(traceback.format_exception(caught.value))
    assert "X-Key holds characters that cannot be sent" in str(caught.value)
    assert "H3ADER" not in told


def test_other_users_of_httpx_still_get_its_log_lines(
    register: respx.MockRouter, shell: SyncShell, caplog: pytest.LogCaptureFixture
) -> None:
    register.get("/items").respond(200)
    caplog.set_level(logging.INFO)

    shell.send(call())
    httpx.get(f"{BASE}/items")

    assert [record.name for record in caplog.records] == ["httpx"]


def test_each_attempt_leaves_one_debug_line(
    register: respx.MockRouter, shell: SyncShell, caplog: pytest.LogCaptureFixture
) -> None:
    register.get("/items").mock(side_effect=[httpx.ReadTimeout("slow"), httpx.Response(200)])
    caplog.set_level(logging.DEBUG, logger="hytedata.http")

    shell.send(call())

    assert [record.getMessage() for record in caplog.records if record.name == "hytedata.http"] == [
        f"request_sent source=register method=GET url={BASE}/items outcome=no answer in time "
        "ms=0 attempt=1",
        f"request_sent source=register method=GET url={BASE}/items outcome=200 ms=0 attempt=2",
    ]


def test_values_show_no_secret_in_their_repr(logged_in: Upstream) -> None:
    shown = repr(
        [
            replace(logged_in, proxy="http://me:PR0XY@proxy.test"),
            call("POST", body=b"B0DY"),
            Response(200, BASE, {"set-cookie": "SESS10N"}, b"ANSW3R"),
        ]
    )

    assert not [secret for secret in SECRETS if secret in shown]


def test_a_trace_id_is_taken_only_from_what_looks_like_one(
    register: respx.MockRouter, shell: SyncShell
) -> None:
    register.get("/items").respond(502, headers={"X-Request-Id": "a b\tc<script>" + "x" * 200})

    with pytest.raises(HytedataError, match="trace id abcscriptx") as caught:
        shell.send(call())

    assert len(str(caught.value)) < 250
