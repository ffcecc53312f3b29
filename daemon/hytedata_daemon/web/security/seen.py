"""When sessions were last used: known at once, written to the store beside the requests."""

import logging
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Lock
from typing import Final

from hytedata.errors import StoreError
from hytedata.store import Store

log = logging.getLogger("hytedata.daemon.web")

_EVERY: Final = timedelta(minutes=1)


class Seen:
    """Notes the use of sessions.

    A page that is only read must not wait for a run that writes to the store, so one thread of its
    own writes, and what it cannot write yet it writes the next time.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._times: dict[str, datetime] = {}
        self._lock = Lock()
        self._thread = ThreadPoolExecutor(1, "sessions-seen")
        self._under_way: Future[None] | None = None

    def last(self, key: str) -> datetime | None:
        """Return when a session was used, where the store does not know it yet."""
        return self._times.get(key)

    def note(self, key: str, at: datetime, *, before: datetime) -> None:
        """Note that a session is used.

        Args:
            key: The hash that it is kept by.
            at: Now.
            before: When it was last used before; within a minute nothing is noted.
        """
        if at - before < _EVERY:
            return
        with self._lock:
            self._times[key] = at
            if self._under_way is None or self._under_way.done():
                self._under_way = self._thread.submit(self._write)

    def settle(self) -> None:
        """Wait until what was noted has been written, or could not be."""
        if self._under_way is not None:
            self._under_way.result()

    def _write(self) -> None:
        with self._lock:
            times: Mapping[str, datetime] = dict(self._times)
        try:
            self._store.sessions.seen(times)
        except StoreError as exc:
            log.warning("sessions_not_noted", extra={"reason": exc})
            return
        with self._lock:
            for key, at in times.items():
                if self._times.get(key) == at:
                    del self._times[key]
