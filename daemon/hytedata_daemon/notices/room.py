"""Room on the store's disk, watched: told while there is still some, for then it can be told."""

from datetime import datetime
from typing import Final

from hytedata.store import Store
from hytedata_daemon.notices.noting import note_over, note_trouble
from hytedata_daemon.notices.troubles import Trouble
from hytedata_daemon.settings import Settings

LITTLE_BYTES: Final = 1_000_000_000
ALMOST_NONE_BYTES: Final = 100_000_000
_ENOUGH: Final = 1.2  # times `LITTLE_BYTES`: so that it does not come and go


def note_room(store: Store, settings: Settings, now: datetime) -> None:
    """Note that the disk of a SQLite store is almost full, or is no more; others are not seen.

    Raises:
        StoreError: The outbox cannot be written.
    """
    free = store.monitoring.free_bytes()
    if free is None:
        return
    if free < LITTLE_BYTES:
        gravity = 2 if free < ALMOST_NONE_BYTES else 1
        detail = f"{free // 1_000_000} MB are left"
        trouble = Trouble("store-full", gravity=gravity, facts={"detail": detail})
        note_trouble(store, settings, trouble, now)
    elif free > LITTLE_BYTES * _ENOUGH and store.notices.about({""}, {"store-full"}):
        note_over(store, "store-full")
