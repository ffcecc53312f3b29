"""The wire of a test: carries every request, notes it without secrets, and can stage troubles."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final, Literal, TypeAlias
from urllib.parse import urlsplit

import msgspec

from hytedata.connectors._http import Response
from hytedata.connectors._http.redact import public_url
from hytedata.connectors._http.wire import Interrupted, Outgoing, Unreadable, Wire
from hytedata.models.common import Json
from hytedata.runs.acceptance.secrecy import Secrecy

Trouble: TypeAlias = Literal["dead-token", "busy", "lost-answer"]
"""What can be staged on our side of the wire, so that nobody else notices: a request with a token
that is none, a 503 instead of sending, an answer that is thrown away after PTV gave it."""

STAGED: Final[dict[Trouble, str]] = {
    "dead-token": "lähetettiin kelpaamattomalla tunnuksella",
    "busy": "ei lähetetty: tilalle 503",
    "lost-answer": "PTV:n vastaus heitettiin pois",
}
MADE_UP_TOKEN: Final = "hytekoe-made-this-up"
_BEARER: Final = "Bearer "
LARGEST_KEPT: Final = 262_144
"""Bytes of an answer that is kept for the report; lists of everything are larger."""


@dataclass(frozen=True)
class Exchange:
    """One request and its answer.

    Attributes:
        line: Method, path and query.
        body: What was sent; None for reads, and for logins, which carry a password.
        answer: What came; None where it is no JSON, is large, or answers a login.
    """

    number: int
    at: datetime
    method: str
    line: str
    status: int | None
    ms: int
    with_token: bool
    body: Json = None
    answer: Json = None
    problem: str = ""
    staged: str = ""

    @property
    def is_write(self) -> bool:
        """Whether it could change PTV."""
        return self.method != "GET" and self.body is not None


class RecordingWire:
    """A `Wire` that notes what goes over another one.

    Args:
        inner: What carries the requests.
        secrecy: Learns the tokens that pass.
        login_url: The address whose bodies are never kept.
        now: Aware clock.
        clock: Monotonic seconds.
    """

    def __init__(
        self,
        inner: Wire,
        secrecy: Secrecy,
        *,
        login_url: str,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._inner, self._secrecy, self._login_url = inner, secrecy, login_url
        self._now, self._clock = now, clock
        self._staged: deque[tuple[Trouble, str]] = deque()
        self._numbers = 0
        self.exchanges: list[Exchange] = []

    def stage(self, trouble: Trouble, method: str) -> None:
        """Let the next request of *method* meet *trouble*; a dead token waits for one with one."""
        self._staged.append((trouble, method))

    def unstage(self) -> int:
        """Forget what was staged and not met; returns how much that was."""
        left = len(self._staged)
        self._staged.clear()
        return left

    async def exchange(self, outgoing: Outgoing, *, timeout_s: float) -> Response:
        """Carry a request; see `Wire`."""
        token = outgoing.headers.get("Authorization", "")
        self._secrecy.hide(token.removeprefix(_BEARER))
        trouble = self._trouble(outgoing)
        self._numbers += 1
        number, at, began = self._numbers, self._now(), self._clock()

        def note(status: int | None, answer: Json = None, problem: str = "") -> None:
            is_login = outgoing.url == self._login_url
            self.exchanges.append(
                Exchange(
                    number=number,
                    at=at,
                    method=outgoing.method,
                    line=f"{outgoing.method} {_target(outgoing.url)}",
                    status=status,
                    ms=round(1000 * (self._clock() - began)),
                    with_token=bool(token),
                    body=None if is_login else _parsed(outgoing.body),
                    answer=None if is_login else answer,
                    problem=problem,
                    staged=STAGED[trouble] if trouble else "",
                )
            )

        try:
            response = await self._carry(outgoing, trouble, timeout_s)
        except (Interrupted, Unreadable) as broken:
            note(None, problem=broken.detail)
            raise
        except BaseException:
            # The shell's own bound on an attempt, or Ctrl-C: what left is noted all the same.
            note(None, problem="no whole answer in time")
            raise
        if trouble == "lost-answer":
            note(None, problem="the answer was thrown away on purpose")
            raise Interrupted("the answer was thrown away on purpose", left=True)
        note(response.status, _parsed(response.content))
        return response

    async def aclose(self) -> None:
        """Close all connections."""
        await self._inner.aclose()

    async def _carry(
        self, outgoing: Outgoing, trouble: Trouble | None, timeout_s: float
    ) -> Response:
        if trouble == "busy":
            return Response(503, public_url(outgoing.url), {}, b"")
        if trouble == "dead-token":
            spoilt = {**outgoing.headers, "Authorization": f"{_BEARER}{MADE_UP_TOKEN}"}
            outgoing = replace(outgoing, headers=spoilt)
        return await self._inner.exchange(outgoing, timeout_s=timeout_s)

    def _trouble(self, outgoing: Outgoing) -> Trouble | None:
        if not self._staged or outgoing.url == self._login_url:
            return None
        trouble, method = self._staged[0]
        if method != outgoing.method or "Authorization" not in outgoing.headers:
            return None
        self._staged.popleft()
        return trouble


def _target(url: str) -> str:
    parts = urlsplit(public_url(url))
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _parsed(content: bytes | None) -> Json:
    if content is None or not content.strip() or len(content) > LARGEST_KEPT:
        return None
    try:
        parsed: Json = msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return parsed
