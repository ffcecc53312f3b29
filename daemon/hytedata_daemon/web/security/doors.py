"""Whose requests are heard: from the machines, by the names and with the headers we expect."""

import logging
from collections.abc import Sequence
from typing import Final

from anyio import to_thread
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from hytedata_daemon.settings import Web
from hytedata_daemon.web.security.peers import Address, address_of, client_of, is_within
from hytedata_daemon.web.security.refusals import Refusal, Why
from hytedata_daemon.web.security.security import Security

log = logging.getLogger("hytedata.daemon.web")

_FORWARDED: Final = "x-forwarded-for"


class Doors:
    """Refuses a request from elsewhere, by another name, or with a header that is not its own.

    It puts at `request.state.address` who asks, and at `request.state.proxy_user` whom the proxy
    has signed in; None where no proxy does that, "" where it says nothing.
    """

    def __init__(self, app: ASGIApp, security: Security) -> None:
        self._app = app
        self._security = security

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on.

        Raises:
            Refusal: It is not one that we answer.
        """
        request, web = Request(scope), self._security.web
        peer = address_of(request.client.host) if request.client else None
        why = _fault(request, peer, web, self._security)
        if why is not None:
            await self._tell(why)
            raise Refusal(why)
        forwarded = ",".join(request.headers.getlist(_FORWARDED))
        request.state.address = client_of(peer, forwarded, web.proxy_addresses)
        request.state.proxy_user = _proxy_user(request, web)
        await self._app(scope, receive, send)

    async def _tell(self, why: Why) -> None:
        # Not who: that is personal data, and a log is read by many. The answer tells it to them.
        log.warning("request_refused", extra={"why": why})
        if why == "header":
            audit = self._security.audit_rarely
            await to_thread.run_sync(lambda: audit("sign-in-refused", reason="header-not-of-proxy"))


def _fault(request: Request, peer: Address | None, web: Web, security: Security) -> Why | None:
    of_proxy = is_within(peer, web.proxy_addresses)
    if web.proxy_user_header and _is_forged(request, web.proxy_user_header, of_proxy=of_proxy):
        return "header"
    if not of_proxy and (peer is None or not peer.is_loopback):
        return "peer"
    hosts = request.headers.getlist("host")
    return None if len(hosts) == 1 and security.site.answers_to(hosts[0]) else "host"


def _is_forged(request: Request, header: str, *, of_proxy: bool) -> bool:
    """Whether the header that names a person is not the proxy's own.

    A client may send `X_Remote_User` past a proxy that sets `X-Remote-User`; some servers take the
    two for one. We do not, but nobody sends it with good intent.
    """
    wanted = header.lower()
    alike = [name for name in request.headers if name.lower().replace("_", "-") == wanted]
    return any(name.lower() != wanted for name in alike) or len(alike) > int(of_proxy)


def _proxy_user(request: Request, web: Web) -> str | None:
    if web.proxy_user_header is None:
        return None
    values: Sequence[bytes] = [
        value
        for name, value in request.headers.raw
        if name.decode("latin-1").lower() == web.proxy_user_header.lower()
    ]
    try:
        return values[0].decode("utf-8") if values else ""
    except UnicodeDecodeError:
        return values[0].decode("latin-1")
