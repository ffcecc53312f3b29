"""Forget what is old: before-images and journals, two years by default."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from hytedata.models.clock import utc_now
from hytedata.store import Store

KEPT: Final = timedelta(days=730)
"""How long writes are kept with what stood there before them, and who let them through."""


def forget_old(store: Store, older_than: datetime | None = None) -> Mapping[str, int]:
    """Remove closed writes, plans, approvals, runs and audit entries that ended long ago.

    Open writes, links, what was last sent and echoed, and connections are never removed: the sync
    cannot do without them. A run whose writes are gone can no longer be undone.

    Args:
        store: Where.
        older_than: What ended before this time goes; two years ago where none is given.

    Returns:
        How many rows went, per table.

    Raises:
        ValueError: *older_than* lies in the future.
    """
    return store.forget(older_than or utc_now() - KEPT)
