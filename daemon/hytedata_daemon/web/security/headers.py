"""What every answer tells the browser: run nothing foreign, show it nowhere else, keep nothing."""

from collections.abc import Mapping
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hytedata_daemon.web.security.security import Security

# No inline script or style, nothing from other hosts: a text of a register that would slip through
# the templates' escaping still could not do anything.
_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self' data:",
        "script-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
_ALWAYS: Final[Mapping[str, str]] = {
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
_CSP: Final = "content-security-policy"
_BY_TLS_ONLY: Final = ("strict-transport-security", "max-age=31536000")
_KEEP_NOTHING: Final = "no-store"
_STATIC: Final = "/static/"
_KEEP_A_WHILE: Final = "max-age=300"


class SecurityHeaders:
    """Adds the headers to every answer, also to those that tell of a fault."""

    def __init__(self, app: ASGIApp, security: Security) -> None:
        self._app = app
        self._security = security

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and the answer back with its headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_static = scope["path"].startswith(_STATIC)

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                # A report of ours has a policy of its own, which names its one script.
                own = headers.get(_CSP, _POLICY)
                headers.update({**_ALWAYS, _CSP: own})
                headers["cache-control"] = _KEEP_A_WHILE if is_static else _KEEP_NOTHING
                if self._security.site.is_secure:
                    headers[_BY_TLS_ONLY[0]] = _BY_TLS_ONLY[1]
            await send(message)

        await self._app(scope, receive, with_headers)
