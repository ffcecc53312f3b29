"""One request and its answer over a real connection, with the faults that hit it."""

import asyncio
import socket
import struct
import zlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.utils import format_datetime
from http import HTTPStatus

from aiohttp import web

from hytedata.sandbox.faults import Fault, Meeting
from hytedata.sandbox.http import SimRequest, SimResponse

COMPRESSED_FROM = 1024
"""Lipas compresses answers above this many bytes (lipas-api 1); so does the sandbox."""

# PTV's own wording of 429 begins like this (ptv-api 2.1).
TOO_MANY = "Too many requests. Please try again later."


@dataclass(frozen=True)
class Outcome:
    """What came of a request: the answer to send, and what the journal says of it.

    Attributes:
        response: For aiohttp; where the connection was broken it is never seen.
        status: What the client was answered, None where it got no complete answer.
        done: What the simulator answered, None where the request never reached it.
    """

    response: web.StreamResponse
    status: int | None
    done: int | None = None


class Exchange:
    """Answers one request as the simulator and the faults want it.

    Args:
        incoming: The request as aiohttp holds it, for its connection.
        request: The same as the simulator sees it.
        pass_on: Asks the simulator.
        kill_tokens: Makes the upstream forget its tokens.
        latency_s: Added to every answer.
        now: For `Retry-After` dates.
    """

    def __init__(
        self,
        incoming: web.BaseRequest,
        request: SimRequest,
        meeting: Meeting,
        *,
        pass_on: Callable[[], Awaitable[SimResponse]],
        kill_tokens: Callable[[], Awaitable[None]],
        latency_s: float,
        now: Callable[[], datetime],
    ) -> None:
        self._incoming = incoming
        self._request = request
        self._meeting = meeting
        self._pass_on = pass_on
        self._kill_tokens = kill_tokens
        self._latency_s = latency_s
        self._now = now

    async def run(self) -> Outcome:
        """Answer, or break the connection."""
        delay_s = self._latency_s + self._meeting.delay_s
        if delay_s:
            await asyncio.sleep(delay_s)
        instead = self._meeting.first(
            "too-many", "status", "garbage", "reset", "hang", "lost-before"
        )
        if instead is not None:
            return await self._without_simulator(instead)
        if self._meeting.first("token-death") is not None:
            await self._kill_tokens()
        return await self._with_simulator()

    async def _without_simulator(self, fault: Fault) -> Outcome:
        if fault.kind == "too-many":
            return Outcome(_status(replace(fault, status=429), self._now()), 429)
        if fault.kind == "status":
            return Outcome(_status(fault, self._now()), fault.status)
        if fault.kind == "garbage":
            text = fault.body or _html(200, "Service is under maintenance")
            return Outcome(web.Response(text=text, content_type="text/html"), 200)
        if fault.kind == "hang":
            await asyncio.sleep(fault.delay_s or 3600.0)
        return self._broken(abruptly=fault.kind == "reset", done=None)

    async def _with_simulator(self) -> Outcome:
        answer = await self._pass_on()
        if self._meeting.first("lost-after") is not None:
            return self._broken(abruptly=False, done=answer.status)
        body = self._meeting.change_page(answer.body) if answer.status == 200 else answer.body
        headers = dict(answer.headers)
        if "gzip" in self._request.headers.get("accept-encoding", "") and len(body) > (
            COMPRESSED_FROM
        ):
            body = _gzip(body)
            headers["Content-Encoding"] = "gzip"
        truncation = self._meeting.first("truncate")
        if truncation is not None:
            return await self._truncated(SimResponse(answer.status, body, headers), truncation)
        if self._request.method == "HEAD":
            headers["Content-Length"] = str(len(body))
        response = web.Response(status=answer.status, body=body, headers=headers)
        return Outcome(response, answer.status, answer.status)

    async def _truncated(self, answer: SimResponse, fault: Fault) -> Outcome:
        kept = min(fault.count, len(answer.body)) if fault.count else len(answer.body) // 2
        response = web.StreamResponse(status=answer.status, headers=answer.headers)
        response.content_length = len(answer.body)
        await response.prepare(self._incoming)
        await response.write(answer.body[:kept])
        return Outcome(self._broken(abruptly=False, done=None).response, None, answer.status)

    def _broken(self, *, abruptly: bool, done: int | None) -> Outcome:
        transport = self._incoming.transport
        if transport is not None:
            if abruptly:
                # Linger zero makes the kernel send RST instead of FIN.
                linger = struct.pack("ii", 1, 0)
                plug = transport.get_extra_info("socket")
                plug.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                transport.abort()
            else:
                transport.close()
        return Outcome(web.Response(status=500), None, done)


def _status(fault: Fault, now: datetime) -> web.Response:
    headers = {}
    if fault.retry_after_s is not None:
        moment = format_datetime(now + timedelta(seconds=fault.retry_after_s), usegmt=True)
        headers["Retry-After"] = moment if fault.retry_after_date else str(fault.retry_after_s)
    if fault.html:
        phrase = HTTPStatus(fault.status).phrase
        page = fault.body or _html(fault.status, f"{fault.status} {phrase}")
        return web.Response(
            status=fault.status, text=page, headers=headers, content_type="text/html"
        )
    text = fault.body or (TOO_MANY if fault.status == 429 else "")
    kind = "application/json" if text.startswith(("{", "[")) else "text/plain"
    return web.Response(status=fault.status, text=text, headers=headers, content_type=kind)


def _html(status: int, heading: str) -> str:
    return (
        f"<html>\r\n<head><title>{heading}</title></head>\r\n<body>\r\n"
        f"<center><h1>{heading}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>"
        f"\r\n<!-- {status} -->"
    )


def _gzip(body: bytes) -> bytes:
    packer = zlib.compressobj(1, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()
