"""The pages for signing in and out."""

import math
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

import anyio
from anyio import to_thread
from pydantic import SecretStr
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from hytedata_daemon.web.rendering import view
from hytedata_daemon.web.security.gate import SIGN_IN
from hytedata_daemon.web.security.redirects import safe_path
from hytedata_daemon.web.security.refusals import Refusal
from hytedata_daemon.web.security.security import Security
from hytedata_daemon.web.security.sign_in import Attempt, SignedIn, Wait, try_password
from hytedata_daemon.web.security.tokens import key_of

SIGN_OUT: Final = "/sign-out"
_TEMPLATE: Final = "sign-in.html.j2"
_AT_ONCE: Final = 16  # threads that attempts may take: pages keep theirs


class SignInPages:
    """Signing in by name and password, and out."""

    def __init__(self, security: Security) -> None:
        self._security = security
        self._limiter: anyio.CapacityLimiter | None = None

    def routes(self) -> Sequence[Route]:
        """Return the routes; they stand before the gate."""
        return [
            Route(SIGN_IN, self.show, methods=["GET"], name="sign-in"),
            Route(SIGN_IN, self.sign_in, methods=["POST"]),
            Route(SIGN_OUT, self.sign_out, methods=["POST"], name="sign-out"),
        ]

    async def show(self, request: Request) -> Response:
        """Show the form; where a proxy signs people in, why it did not."""
        target = safe_path(request.query_params.get("next"))
        if request.state.user is not None:
            return RedirectResponse(target, status_code=303)
        if request.state.proxy_user is not None:
            refused = request.state.visit.refused
            return view(request, _TEMPLATE, status=403, by_proxy=True, refused=refused, next=target)
        is_out = "signed-out" in request.query_params
        people = await to_thread.run_sync(self._security.store.accounts.all)
        return _form(request, target, signed_out=is_out, nobody=not people)

    async def sign_in(self, request: Request) -> Response:
        """Try what was typed.

        Raises:
            Refusal: Where a proxy signs people in, nobody else does.
        """
        if request.state.proxy_user is not None:
            raise Refusal("no-such-page")
        async with request.form() as form:
            name, password = str(form.get("name", "")), SecretStr(str(form.get("password", "")))
            target = safe_path(str(form.get("next", "")))
        attempt = await self._tried(request, name, password)
        if isinstance(attempt, SignedIn):
            response = RedirectResponse(target, status_code=303)
            self._security.cookie.set(response, attempt.session_id)
            return response
        if isinstance(attempt, Wait):
            return self._told_to_wait(request, attempt.wait, name, target)
        return _form(request, target, status=401, wrong=True, name=name)

    async def sign_out(self, request: Request) -> Response:
        """End the session, here and in the browser."""
        user = request.state.user
        response = RedirectResponse(f"{SIGN_IN}?signed-out", status_code=303)
        if user is not None:
            await to_thread.run_sync(self._end, request.state.visit.session_id, user.name)
        self._security.cookie.drop(response)
        return response

    async def _tried(self, request: Request, name: str, password: SecretStr) -> Attempt:
        if self._limiter is None:
            self._limiter = anyio.CapacityLimiter(_AT_ONCE)

        def tried() -> Attempt:
            before: str = request.state.visit.session_id
            address = request.state.address
            return try_password(self._security, name, password, address=address, before=before)

        return await to_thread.run_sync(tried, limiter=self._limiter)

    def _told_to_wait(self, request: Request, wait: timedelta, name: str, target: str) -> Response:
        minutes = math.ceil(wait / timedelta(minutes=1))
        page = _form(request, target, status=429, minutes=minutes, name=name)
        page.headers["retry-after"] = str(math.ceil(wait.total_seconds()))
        return page

    def _end(self, session_id: str, name: str) -> None:
        self._security.store.sessions.end(key_of(session_id))
        self._security.audit("signed-out", who=name)


def _form(
    request: Request,
    target: str,
    *,
    status: int = 200,
    name: str = "",
    wrong: bool = False,
    minutes: int = 0,
    signed_out: bool = False,
    by_proxy: bool = False,
    refused: str | None = None,
    nobody: bool = False,
) -> Response:
    """Return the page for signing in: what was wrong, if anything, and the form.

    Args:
        request: What was asked.
        target: Where to go on after signing in.
        status: Of HTTP.
        name: What was typed as a name.
        wrong: Whether name and password did not fit.
        minutes: To wait after too many failures; 0 for none.
        signed_out: Whether somebody has just signed out.
        by_proxy: Whether a proxy signs people in, so that there is no form.
        refused: Whom the proxy named, where that person may not look.
        nobody: Whether there are no accounts yet.
    """
    return view(
        request,
        _TEMPLATE,
        status=status,
        next=target,
        name=name,
        wrong=wrong,
        minutes=minutes,
        signed_out=signed_out,
        by_proxy=by_proxy,
        refused=refused,
        nobody=nobody,
    )
