"""The table `[daemon.backup]`: where backups go, how many are kept, and what an upgrade needs."""

from typing import Annotated

from pydantic import Field

from hytedata.config.table import Table
from hytedata.config.values import FilePath


class BackupTable(Table):
    """Backups of the store.

    Attributes:
        folder: Where they go; None for `backups` beside a store in SQLite, else beside the
            configuration.
        keep: How many are kept there; the oldest go first.
        upgrade_without: Whether a store on PostgreSQL is upgraded although no backup of it can be
            made here, because somebody else makes them.
    """

    folder: FilePath | None = None
    keep: Annotated[int, Field(ge=1, le=1000)] = 14
    upgrade_without: bool = False
