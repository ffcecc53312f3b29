"""Whose session a request belongs to: by its cookie, or by the word of the proxy."""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import anyio
from anyio import to_thread
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hytedata.models.account import Account
from hytedata_daemon.web.security.names import normal_name
from hytedata_daemon.web.security.security import Security
from hytedata_daemon.web.security.seen import Seen
from hytedata_daemon.web.security.tokens import form_token, key_of, new_id
from hytedata_daemon.web.security.users import User

Way: TypeAlias = Literal["password", "proxy"]

_AT_ONCE: Final = 8  # reads of sessions; pages keep the other threads


@dataclass(frozen=True)
class Visit:
    """A request's session.

    Attributes:
        session_id: What the browser holds; of somebody who is not signed in a mere random number,
            which no session is kept by.
        user: Who is signed in; None for nobody.
        is_new: Whether the browser does not hold it yet.
        refused: Whom the proxy named, but who may not enter; "" for nobody.
    """

    session_id: str
    user: User | None = None
    is_new: bool = False
    refused: str = ""


class SignInState:
    """Puts `visit`, `user` and `csrf` at `request.state`, and the cookie into the answer."""

    def __init__(self, app: ASGIApp, security: Security) -> None:
        self._app = app
        self._security = security
        self._seen = Seen(security.store)
        self._limiter: anyio.CapacityLimiter | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with who is signed in."""
        request = Request(scope)
        session_id = self._security.cookie.read(request)
        named: str | None = request.state.proxy_user
        if self._limiter is None:
            self._limiter = anyio.CapacityLimiter(_AT_ONCE)
        visit = await to_thread.run_sync(self._visit, session_id, named, limiter=self._limiter)
        request.state.visit, request.state.user = visit, visit.user
        request.state.csrf = form_token(visit.session_id)

        async def with_cookie(message: Message) -> None:
            headers = MutableHeaders(scope=message) if "headers" in message else None
            # What signing in or out has set meanwhile holds.
            if headers is not None and self._security.cookie.name not in str(
                headers.getlist("set-cookie")
            ):
                held = Response()
                self._security.cookie.set(held, visit.session_id)
                headers.append("set-cookie", held.headers["set-cookie"])
            await send(message)

        await self._app(scope, receive, with_cookie if visit.is_new else send)

    def _visit(self, session_id: str, named: str | None) -> Visit:
        if named is None:
            return self._going_on(session_id, "password") or _nobody(session_id)
        name = normal_name(named)
        if name is None:
            return _nobody(session_id)
        visit = self._going_on(session_id, "proxy", name)
        return visit or self._by_proxy(session_id, name)

    def _going_on(self, session_id: str, way: Way, name: str | None = None) -> Visit | None:
        """Return the visit of a session that goes on; None where there is none."""
        if not session_id:
            return None
        key = key_of(session_id)
        session = self._security.store.sessions.get(key, seen_at=self._seen.last(key))
        if session is None or session.content.get("by") != way:
            return None
        if name is not None and session.account.name != name:
            return None
        self._seen.note(key, self._security.now(), before=session.seen_at)
        return Visit(session_id, User.of(session.account, by_proxy=way == "proxy"))

    def _by_proxy(self, before: str, name: str) -> Visit:
        """Begin a session for whom the proxy names, if they have an account."""
        account = self._account(name)
        if account is None or account.disabled:
            reason = "unknown-account" if account is None else "disabled"
            known = "" if account is None else name
            self._security.audit_rarely("sign-in-refused", who=known, reason=reason, by="proxy")
            return Visit(before or new_id(), is_new=not before, refused=name)
        session_id = new_id()
        ends = key_of(before) if before else ""
        self._security.store.sessions.begin(key_of(session_id), name, {"by": "proxy"}, ends=ends)
        self._security.audit("signed-in", who=name, by="proxy")
        return Visit(session_id, User.of(account, by_proxy=True), is_new=True)

    def _account(self, name: str) -> Account | None:
        store = self._security.store
        account = store.accounts.get(name)
        if account is None and self._security.web.proxy_new_users == "viewer":
            store.accounts.add(name, "viewer", password=None)
            self._security.audit("account-added", who="proxy", account=name, role="viewer")
            account = store.accounts.get(name)
        return account


def _nobody(session_id: str) -> Visit:
    return Visit(session_id or new_id(), is_new=not session_id)
