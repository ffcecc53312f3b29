"""The store: state between runs, in one SQLite file or a PostgreSQL database."""

from types import TracebackType
from typing import Self

from sqlalchemy import select

from hytedata.store import schema, versions
from hytedata.store.caches import Caches
from hytedata.store.catalogue import Catalogue
from hytedata.store.database import Clock, Database
from hytedata.store.decisions import Decisions
from hytedata.store.departures import Departures
from hytedata.store.history import History
from hytedata.store.intents import Intents
from hytedata.store.journal import Journal
from hytedata.store.leases import Leases
from hytedata.store.plans import Plans
from hytedata.store.state import SyncState
from hytedata.store.texts import Texts
from hytedata.store.versions import Upgraded

__all__ = ["Catalogue", "Store", "Upgraded"]


class Store(
    SyncState, Intents, Plans, Leases, Caches, Journal, History, Decisions, Departures, Texts
):
    """State between runs. Every method is one transaction, on disk when it returns.

    Times are taken from the clock given to `open` and are aware, UTC. Secrets are never stored.
    A method raises `StoreError` where the database cannot do what it should: full, locked by
    another for too long, read only, damaged, unreachable.
    """

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        with database.reading() as connection:
            self._id = str(connection.execute(select(schema.meta.c.id)).scalar_one())

    @classmethod
    def open(cls, url: str, *, now: Clock, create: bool = True) -> Self:
        """Open the store at *url*; use it as a context manager, or `close` it.

        Args:
            url: `sqlite:///file.db`, or `postgresql://user:password@host/name`. `sqlite://` alone
                is a store in memory, gone when it is closed.
            now: Gives the time, aware.
            create: Make a new store, at the newest schema, where there is none.

        Raises:
            StoreError: It cannot be used as it is: missing, older, newer, something else.
        """
        database = Database.at(url, now=now, create=create)
        try:
            versions.make_or_check(database, create=create)
            return cls(database)
        except BaseException:
            database.close()
            raise

    @staticmethod
    def upgrade(url: str, *, now: Clock, copy_first: bool = True) -> Upgraded:
        """Bring an older store to the newest schema; a SQLite file is copied beside itself first.

        Args:
            url: As for `open`.
            now: Gives the time, aware.
            copy_first: False where the caller has made a backup of it.

        Raises:
            StoreError: There is no store, it is newer than this package, or it cannot be written.
        """
        database = Database.at(url, now=now, create=False)
        try:
            return versions.upgrade(database, copy_first=copy_first)
        finally:
            database.close()

    @property
    def id(self) -> str:
        """Identity of this store, made with it."""
        return self._id

    @property
    def catalogue(self) -> Catalogue:
        """What the registers hold, as last read; it closes with the store."""
        return Catalogue(self._database)

    def close(self) -> None:
        """Close all connections."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()
