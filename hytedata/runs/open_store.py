"""Open the configured store."""

from hytedata.config import Config
from hytedata.models.clock import utc_now
from hytedata.store import Store


def open_store(config: Config) -> Store:
    """Open, or make, the store that the configuration names."""
    return Store.open(config.store, now=utc_now)


def upgrade_store(config: Config) -> str:
    """Upgrade the configured store; returns what was done, in a sentence."""
    upgraded = Store.upgrade(config.store, now=utc_now)
    if upgraded.before == upgraded.after:
        return f"The store is up to date (schema {upgraded.after})."
    kept = f"; the store as it was is kept in {upgraded.backup}" if upgraded.backup else ""
    return f"The store went from schema {upgraded.before} to {upgraded.after}{kept}."
