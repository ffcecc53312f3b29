"""The application: its pages behind the gate, signing in before it, health and files beside it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.errors import ServerErrorMiddleware
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ExceptionHandler

from hytedata.errors import HytedataError
from hytedata.store import Store
from hytedata_daemon.settings import Settings
from hytedata_daemon.web.security.doors import Doors
from hytedata_daemon.web.security.forms import Forms
from hytedata_daemon.web.security.gate import Gate
from hytedata_daemon.web.security.headers import SecurityHeaders
from hytedata_daemon.web.security.language import Language
from hytedata_daemon.web.security.passwords import Passwords
from hytedata_daemon.web.security.problems import Problems
from hytedata_daemon.web.security.routes import SignInPages
from hytedata_daemon.web.security.security import Security
from hytedata_daemon.web.security.sign_in_state import SignInState

_HERE: Final = Path(__file__).parent


@dataclass(frozen=True)
class WebParts:
    """What the application is made of.

    Attributes:
        settings: Gives the settings as they are now.
        store: The store. Calls of it wait, so handlers that use it are plain functions, which
            Starlette runs in threads.
        now: Gives the time, aware.
        pages: Routes that only those see who are signed in. At `request.state` they find `user`
            (`User`), `csrf` (the value of the hidden field `csrf` of their forms) and `language`.
        health: Routes that anybody may ask; who may not, they decide themselves.
        static: The folder of style sheets and scripts, served at `/static`.
        passwords: How passwords are compared.
    """

    settings: Callable[[], Settings]
    store: Store
    now: Callable[[], datetime]
    pages: Sequence[BaseRoute] = ()
    health: Sequence[BaseRoute] = ()
    static: Path = _HERE / "static"
    passwords: Passwords = field(default_factory=Passwords)


def create_app(parts: WebParts) -> Starlette:
    """Return the application."""
    security = Security(parts.settings, parts.store, parts.now, parts.passwords)
    problems = Problems()
    handlers: Mapping[type[Exception], ExceptionHandler] = {
        HTTPException: problems.refused,
        HytedataError: problems.failed,
    }
    return Starlette(
        routes=[
            *parts.health,
            Mount("/static", StaticFiles(directory=parts.static, check_dir=False), name="static"),
            _guarded(parts, security),
        ],
        exception_handlers=dict(handlers),
        # Starlette's own, which is outermost, would answer without our headers.
        middleware=[
            Middleware(SecurityHeaders, security=security),
            Middleware(ServerErrorMiddleware, handler=problems.unforeseen),
        ],
    )


def _guarded(parts: WebParts, security: Security) -> Mount:
    """Return all but health and static files, in the order that a request comes through."""
    pages = Mount("", routes=parts.pages, middleware=[Middleware(Gate, security=security)])
    return Mount(
        "",
        routes=[*SignInPages(security).routes(), pages],
        middleware=[
            Middleware(Language, security=security),
            Middleware(Doors, security=security),
            Middleware(SignInState, security=security),
            Middleware(Forms, security=security),
        ],
    )
