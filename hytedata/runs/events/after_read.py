"""What follows a read of calendars: what is derived of their events, as far as it can be here."""

from hytedata.config import Config
from hytedata.runs.progress import OnProgress, silent
from hytedata.runs.read_places import PlacesReport, resolve_after_read
from hytedata.store import Store


def after_read(config: Config, store: Store, tell: OnProgress = silent) -> PlacesReport:
    """Find the places of all events that wait for it, where borders are at hand.

    Raises:
        StoreError: The store cannot be used.
    """
    return resolve_after_read(config, store.catalogue, tell=tell, kind="event")
