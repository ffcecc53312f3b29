"""The journal of a sandbox: every request, what the simulator did with it, what the client saw."""

import threading
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from hytedata.sandbox.http import SimRequest

KEPT_ENTRIES = 200_000
"""The oldest entries are dropped beyond this number, so that a long run cannot fill the memory."""

WRITE_METHODS = frozenset({"POST", "PUT", "PATCH", "DELETE"})
CREDENTIALS = frozenset({"authorization", "x-api-key"})
LOGIN_PATHS = ("/auth/api-login", "/connect/token")


@dataclass(frozen=True)
class JournalEntry:
    """One request.

    Attributes:
        n: Running number, from 1; numbers go on after the journal is cleared.
        time: When it arrived, UTC.
        path: Below the mount, percent-decoded.
        status: What the client was answered; None where it got no complete answer.
        done: What the simulator answered; None where the request never reached it.
        at_once: Requests of the mount that were under way when it arrived, itself included.
        authenticated: Whether it carried a token or a key.
        body_size: Bytes of the request's body.
        body: The body of a write, None for reads and logins (they carry a password).
        faults: Kinds of the faults that acted on it, in order.
    """

    n: int
    time: datetime
    mount: str
    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    status: int | None
    done: int | None
    at_once: int
    authenticated: bool
    body_size: int
    body: bytes | None = field(default=None, repr=False)
    faults: tuple[str, ...] = ()

    @property
    def is_login(self) -> bool:
        """Whether the request asked for a token."""
        return self.path.endswith(LOGIN_PATHS)

    @property
    def is_write(self) -> bool:
        """Whether the request could change an upstream; logins cannot."""
        return self.method in WRITE_METHODS and not self.is_login

    @property
    def took_effect(self) -> bool:
        """Whether it is a write that the simulator carried out."""
        return self.is_write and self.done is not None and self.done < 400


class Journal:
    """Requests in the order in which they were finished; may be used from any thread."""

    def __init__(self, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._entries: deque[JournalEntry] = deque(maxlen=KEPT_ENTRIES)
        self._n = 0

    def add(
        self,
        mount: str,
        request: SimRequest,
        *,
        status: int | None,
        done: int | None,
        at_once: int = 1,
        faults: Iterable[str] = (),
    ) -> None:
        """Record a finished request."""
        keeps_body = request.method in WRITE_METHODS and not request.path.endswith(LOGIN_PATHS)
        with self._lock:
            self._n += 1
            entry = JournalEntry(
                n=self._n,
                time=self._now(),
                mount=mount,
                method=request.method,
                path=request.path,
                query=request.query,
                status=status,
                done=done,
                at_once=at_once,
                authenticated=not CREDENTIALS.isdisjoint(request.headers),
                body_size=len(request.body),
                body=request.body if keeps_body else None,
                faults=tuple(faults),
            )
            self._entries.append(entry)

    def entries(self) -> tuple[JournalEntry, ...]:
        """Return what was recorded since the journal was last cleared, oldest first."""
        with self._lock:
            return tuple(self._entries)

    def writes(self) -> tuple[JournalEntry, ...]:
        """Return the writes that a simulator carried out, whatever the client saw of them."""
        return tuple(entry for entry in self.entries() if entry.took_effect)

    def clear(self) -> None:
        """Forget all entries."""
        with self._lock:
            self._entries.clear()
