"""Whether a request that changes something comes from a form of ours."""

import hmac
from typing import Final
from urllib.parse import parse_qsl

from anyio import to_thread
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hytedata_daemon.web.security.refusals import Refusal
from hytedata_daemon.web.security.security import Security

FIELD: Final = "csrf"
"""The hidden field that each form carries, with `request.state.csrf` in it."""

LARGEST: Final = 1 << 20
"""Bytes of a form."""

_MOST_FIELDS: Final = 5_000  # texts of a long list, each with a box to tick
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_TYPE: Final = "application/x-www-form-urlencoded"


class Forms:
    """Refuses what another site's page has sent: by its origin, and by the token it cannot know."""

    def __init__(self, app: ASGIApp, security: Security) -> None:
        self._app = app
        self._security = security

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, its body read once and given again.

        Raises:
            Refusal: It is from elsewhere, too large, or no form.
        """
        request = Request(scope, receive)
        if request.method in _SAFE:
            await self._app(scope, receive, send)
            return
        if not self._is_from_here(request):
            await self._refuse(request, "other-origin")
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _TYPE:
            raise Refusal("form-type")
        body = await _body(request)
        if not hmac.compare_digest(_token(body), request.state.csrf):
            await self._refuse(request, "wrong-token")
        await self._app(scope, _again(body, receive), send)

    def _is_from_here(self, request: Request) -> bool:
        # Browsers of today send both, older ones at least the first; where neither comes, the
        # token decides alone.
        origin = request.headers.get("origin")
        if origin is not None and not self._security.site.is_own(origin, request.headers["host"]):
            return False
        return request.headers.get("sec-fetch-site", "none") in {"same-origin", "none"}

    async def _refuse(self, request: Request, reason: str) -> None:
        user = request.state.user
        who = user.name if user else ""
        audit = self._security.audit_rarely
        await to_thread.run_sync(lambda: audit("form-refused", who=who, reason=reason))
        raise Refusal("form")


async def _body(request: Request) -> bytes:
    stated = request.headers.get("content-length", "")
    if stated.isdigit() and int(stated) > LARGEST:
        raise Refusal("too-large")
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > LARGEST:
                raise Refusal("too-large")
    except ClientDisconnect:
        raise Refusal("form") from None
    return bytes(body)


def _token(body: bytes) -> str:
    try:
        fields = parse_qsl(body.decode("ascii"), max_num_fields=_MOST_FIELDS)
    except ValueError:
        return ""
    found = [value for name, value in fields if name == FIELD]
    return found[0] if len(found) == 1 and found[0].isascii() else ""


def _again(body: bytes, receive: Receive) -> Receive:
    """Return a `receive` that gives the body once more, then what the connection gives."""
    given = False

    async def once_more() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return once_more
