"""Only who is signed in passes; what they may not do is written down."""

import logging
from typing import Final
from urllib.parse import urlencode

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hytedata.errors import StoreError
from hytedata_daemon.web.security.redirects import HOME
from hytedata_daemon.web.security.security import Security
from hytedata_daemon.web.security.users import User

log = logging.getLogger("hytedata.daemon.web")

SIGN_IN: Final = "/sign-in"
_FORBIDDEN: Final = 403


class Gate:
    """Stands before all pages but those for signing in."""

    def __init__(self, app: ASGIApp, security: Security) -> None:
        self._app = app
        self._security = security

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or send the person to sign in first."""
        request = Request(scope)
        user = request.state.user
        if user is None:
            await _to_sign_in(request)(scope, receive, send)
            return
        refused = False

        async def watched(message: Message) -> None:
            nonlocal refused
            refused = refused or message.get("status") == _FORBIDDEN
            await send(message)

        await self._app(scope, receive, watched)
        if refused:
            await to_thread.run_sync(self._note, user, f"{request.method} {request.url.path}")

    def _note(self, user: User, what: str) -> None:
        try:
            self._security.audit_rarely("refused", who=user.name, request=what)
        except StoreError as exc:
            # The answer has been given; it cannot become another one.
            log.error("refusal_not_noted", extra={"reason": exc})


def _to_sign_in(request: Request) -> RedirectResponse:
    if request.method != "GET":
        return RedirectResponse(SIGN_IN, status_code=303)
    path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    target = SIGN_IN if path == HOME else f"{SIGN_IN}?{urlencode({'next': path})}"
    return RedirectResponse(target, status_code=303)
