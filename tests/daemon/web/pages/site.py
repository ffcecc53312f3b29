"""The pages with somebody signed in, without the sign-in: a header says in what language."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import anyio
import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from hytedata_daemon.web.pages import PageParts, routes

Asked = tuple[str, str, bool, str]


@dataclass(frozen=True)
class Person:
    """Somebody who is signed in; no organisations are all."""

    name: str
    approves: bool
    organisations: tuple[str, ...] = ()
    by_proxy: bool = False

    def may_see(self, organisation: str) -> bool:
        return not self.organisations or organisation in self.organisations

    def can_approve(self, organisation: str) -> bool:
        return self.approves and self.may_see(organisation)


@dataclass
class Asks:
    """Jobs that were asked for."""

    jobs: list[Asked] = field(default_factory=list)

    def __call__(self, organisation: str, job: str, full: bool, who: str, /) -> None:
        self.jobs.append((organisation, job, full, who))


def made_site(parts: PageParts, person: Person) -> ASGIApp:
    """Return the pages as `person` sees them; `?language=` or `X-Language` chooses the language."""
    app = Starlette(routes=list(routes(parts)))

    async def signed_in(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            request = Request(scope)
            asked = request.query_params.get("language") or request.headers.get("X-Language", "fi")
            scope["state"] = {"user": person, "csrf": "token", "language": asked}
        await app(scope, receive, send)

    return signed_in


class Client:
    """Asks an application in this process; redirects are not followed.

    Starlette's own client warns that it wants another library than httpx.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    def get(self, path: str, *, language: str = "fi") -> httpx.Response:
        return self._asked("GET", path, language, {})

    def post(
        self, path: str, fields: Mapping[str, str | list[str]], *, language: str = "fi"
    ) -> httpx.Response:
        return self._asked("POST", path, language, {"csrf": "token", **fields})

    def _asked(
        self, method: str, path: str, language: str, fields: Mapping[str, str | list[str]]
    ) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self._app)
            async with httpx.AsyncClient(
                transport=transport, base_url="http://pages.test"
            ) as client:
                sent = dict(fields) if method == "POST" else None
                headers = {"X-Language": language}
                return await client.request(method, path, data=sent, headers=headers)

        return anyio.run(ask)
