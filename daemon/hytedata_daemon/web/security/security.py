"""What all parts of the pages' security share: settings, store, clock, and the audit log."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from hytedata.models.common import Json
from hytedata.store import Store
from hytedata_daemon.settings import Settings, Web
from hytedata_daemon.web.security.passwords import Passwords
from hytedata_daemon.web.security.site import Site
from hytedata_daemon.web.security.tokens import SessionCookie

_ONCE_IN: Final = timedelta(minutes=1)
_REMEMBERED: Final = 1_000


@dataclass
class Security:
    """What it takes to decide on a request.

    Attributes:
        settings: Gives the settings as they are now; they may change while the pages are served.
        store: Accounts, sessions, attempts and the audit log.
        now: Gives the time, aware.
        passwords: How passwords are compared.
    """

    settings: Callable[[], Settings]
    store: Store
    now: Callable[[], datetime]
    passwords: Passwords = field(default_factory=Passwords)

    def __post_init__(self) -> None:
        self._told: dict[tuple[str, ...], datetime] = {}

    @property
    def web(self) -> Web:
        """`[daemon.web]` as it is now."""
        return self.settings().daemon.web

    @property
    def site(self) -> Site:
        """Where the pages are."""
        return Site.of(self.web)

    @property
    def cookie(self) -> SessionCookie:
        """The cookie that sessions are found by."""
        return SessionCookie(self.site.is_secure)

    def audit(self, what: str, *, who: str = "", **detail: Json) -> None:
        """Write to the audit log."""
        self.store.audit(what, who=who, detail=detail)

    def audit_rarely(self, what: str, *, who: str = "", **detail: Json) -> None:
        """Write to the audit log, the same at most once a minute: strangers could fill the disk."""
        now, same = self.now(), (what, who, *map(str, detail.values()))
        before = self._told.get(same)
        if before is not None and timedelta() <= now - before < _ONCE_IN:
            return
        if len(self._told) >= _REMEMBERED:
            self._told.clear()
        self._told[same] = now
        self.audit(what, who=who, **detail)
