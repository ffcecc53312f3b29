"""Which language a person reads: asked for, else chosen before, else what the browser says."""

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hytedata.quality.rule import RuleLanguage
from hytedata_daemon.web.security.security import Security
from hytedata_daemon.words import LANGUAGES

COOKIE: Final = "hytedata-language"
"""Holds two letters, set only when a person chooses a language, gone when the browser is closed:
what somebody asked for needs no consent."""

PARAMETER: Final = "language"
_LONGEST: Final = 500


class Language:
    """Puts the language at `request.state.language`, and remembers a choice by `?language=`."""

    def __init__(self, app: ASGIApp, security: Security) -> None:
        self._app = app
        self._security = security

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with its language."""
        request = Request(scope)
        chosen = _one_of_ours(request.query_params.get(PARAMETER, ""))
        request.state.language = chosen or language_of(request)

        async def with_choice(message: Message) -> None:
            if message["type"] == "http.response.start":
                held = Response()
                secure = self._security.site.is_secure
                held.set_cookie(
                    COOKIE, chosen or "", path="/", secure=secure, httponly=True, samesite="lax"
                )
                headers = MutableHeaders(scope=message)
                headers.append("set-cookie", held.headers["set-cookie"])
            await send(message)

        await self._app(scope, receive, with_choice if chosen else send)


def language_of(request: Request) -> RuleLanguage:
    """Return the language of a request's pages.

    It is what was chosen now or before, else what the browser prefers, else Finnish.
    """
    told = str(getattr(request.state, "language", ""))
    chosen = _one_of_ours(told) or _one_of_ours(request.cookies.get(COOKIE, ""))
    return chosen or preferred(request.headers.get("accept-language", ""))


def preferred(accepted: str) -> RuleLanguage:
    """Return the best of our languages for a header `Accept-Language`; Finnish where none is in it.

    Where two are wanted alike, the first of them.
    """
    best: RuleLanguage = LANGUAGES[0]
    weight = 0.0
    for item in accepted[:_LONGEST].split(","):
        tag, _, parameter = item.partition(";")
        ours = _one_of_ours(tag.strip().lower().partition("-")[0])
        wanted = _weight(parameter)
        if ours and wanted > weight:
            best, weight = ours, wanted
    return best


def _weight(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if not name:
        return 1.0
    try:
        return float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0


def _one_of_ours(tag: str) -> RuleLanguage | None:
    return next((language for language in LANGUAGES if language == tag), None)
