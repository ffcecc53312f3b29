"""An application with one page of each kind, a store of its own, and browsers to come with."""

import re
import warnings
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from httpx import Response as Answer
from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from hytedata.models.account import Role
from hytedata.store import Store
from hytedata_daemon.settings import Settings, load_settings
from hytedata_daemon.web.app import WebParts, create_app
from hytedata_daemon.web.security import accounts
from hytedata_daemon.web.security.passwords import Passwords
from hytedata_daemon.web.security.security import Security
from hytedata_daemon.web.security.tokens import SessionCookie, key_of, new_id
from hytedata_daemon.web.security.users import require

# It asks for another HTTP library than the one that this project uses.
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient as TestClient

MALLILA = "00000000-0000-4000-8000-000000000889"
NAAPURI = "00000000-0000-4000-8000-000000000890"
PASSWORD = "kolme sanaa perätysten"
LOCAL = "http://localhost:8470"
PUBLIC = "https://hyte.kunta.example"
PROXY = "10.0.0.5"

ORGANISATIONS = f"""contact = "tietohallinto@kunta.example"
[[organisation]]
id = "{MALLILA}"
name = "Mallilan kunta"
municipalities = ["889"]
username = "mallila"
password_env = "A"
[[organisation]]
id = "{NAAPURI}"
name = "Naapurin kunta"
municipalities = ["890"]
username = "naapuri"
password_env = "B"
"""
BEHIND_PROXY = f'[daemon.web]\npublic_url = "{PUBLIC}"\nproxy_addresses = ["{PROXY}"]\n'
BY_PROXY = f'{BEHIND_PROXY}proxy_user_header = "X-Remote-User"\n'

FORM = "<form method='post'><input type='hidden' name='csrf' value='{}'></form>"
TOKEN = re.compile(r"name=.csrf. value=.([0-9a-f]{64})")


class Clock:
    """A time that moves when told to."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def advance(self, **by: float) -> None:
        self.time += timedelta(**by)


def first_page(request: Request) -> Response:
    user = request.state.user
    return PlainTextResponse(f"{user.name} reads in {request.state.language}")


def show_plan(request: Request) -> Response:
    require(request, "viewer", request.path_params["organisation"])
    return Response(FORM.format(request.state.csrf), media_type="text/html")


async def approve(request: Request) -> Response:
    user = require(request, "approver", request.path_params["organisation"])
    async with request.form() as form:
        return PlainTextResponse(f"{user.name} approved because {form['reason']}")


def slip(_request: Request) -> Response:
    return HTMLResponse("<title>as it was</title><script>document.title = 'changed'</script>")


def report(_request: Request) -> Response:
    return HTMLResponse("", headers={"content-security-policy": "default-src 'none'"})


def fail(_request: Request) -> Response:
    raise ZeroDivisionError


PAGES = (
    Route("/", first_page),
    Route("/fail", fail),
    Route("/report", report),
    Route("/slip", slip),
    Route("/plans/{organisation}", show_plan, methods=["GET"]),
    Route("/plans/{organisation}", approve, methods=["POST"]),
)
HEALTH = (Route("/healthz", lambda _: PlainTextResponse("well")),)


@dataclass
class World:
    """An application and its surroundings.

    Attributes:
        settings: May be replaced while it is served.
    """

    store: Store
    clock: Clock
    settings: Settings
    passwords: Passwords
    folder: Path
    open: ExitStack = field(default_factory=ExitStack)

    @property
    def security(self) -> Security:
        return Security(lambda: self.settings, self.store, self.clock, self.passwords)

    def reload(self, daemon: str) -> None:
        """Change the file's `[daemon]` while the pages are served."""
        file = self.folder / "hytedata.toml"
        file.write_text(ORGANISATIONS + daemon, encoding="utf-8")
        self.settings = load_settings(file, environ={})

    def app(self) -> Starlette:
        parts = WebParts(
            settings=lambda: self.settings,
            store=self.store,
            now=self.clock,
            pages=PAGES,
            health=HEALTH,
            static=Path(__file__).parent,
            passwords=self.passwords,
        )
        return create_app(parts)

    def browser(
        self,
        url: str = LOCAL,
        *,
        peer: str = "127.0.0.1",
        headers: Mapping[str, str] | None = None,
    ) -> TestClient:
        client = TestClient(
            self.app(),
            base_url=url,
            client=(peer, 50_000),
            headers={"accept-language": "en", **(headers or {})},
            follow_redirects=False,
            raise_server_exceptions=False,
        )
        return self.open.enter_context(client)

    def signed_in(
        self, name: str = "maija", url: str = LOCAL, *, peer: str = "127.0.0.1"
    ) -> TestClient:
        """A browser with a session of its own, given to it without the form."""
        client, session_id = self.browser(url, peer=peer), new_id()
        self.store.sessions.begin(key_of(session_id), name, {"by": "password"})
        client.cookies.set(SessionCookie(url == PUBLIC).name, session_id)
        return client

    def add(
        self,
        name: str = "maija",
        role: Role = "approver",
        *organisations: str,
        password: str | None = PASSWORD,
    ) -> None:
        accounts.add(
            self.store,
            self.settings,
            name,
            role=role,
            organisations=organisations,
            password=None if password is None else SecretStr(password),
            who="root",
            passwords=self.passwords,
        )

    def audited(self) -> list[tuple[str, str, Mapping[str, object]]]:
        """What the audit log says, the oldest first, without the accounts that were added."""
        trail = self.store.audit_trail()[::-1]
        return [(one.what, one.who, one.detail) for one in trail if one.what != "account-added"]


def token(client: TestClient, path: str = "/sign-in") -> str:
    found = TOKEN.search(client.get(path).text)
    assert found is not None
    return found[1]


def sign_in(
    client: TestClient, name: str = "maija", password: str = PASSWORD, **fields: str
) -> Answer:
    data = {"csrf": token(client), "name": name, "password": password, **fields}
    answer: Answer = client.post("/sign-in", data=data)
    return answer


MakeWorld = Callable[..., World]
