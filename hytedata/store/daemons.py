"""Which daemons work on a store, who of them is dead, and who takes over from whom.

All times here are by the clock of the database, so that machines whose clocks differ agree. That
clock may jump as well: who only seems to be dead by it is a suspect, to be watched for a while.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Connection, and_, delete, func, or_, select, update
from sqlalchemy.sql.functions import FunctionElement

from hytedata.store.columns import Utc
from hytedata.store.daemon_tables import daemon
from hytedata.store.part import Part, put
from hytedata.store.processes import is_orphan

_COLUMNS: Final = daemon.c


@dataclass(frozen=True, slots=True)
class DaemonRow:
    """One process that works on the store, or did.

    Attributes:
        id: Made by `hytedata.store.processes.new_token`, so that it names its process.
        machine: The machine's name, for people.
        version: Version of hytedata.
        started_at: When it came.
        seen_at: When it was last heard of.
        stopped_at: When it left, or what it left undone was given to others.
        claimed_by: Id of the one who does that.
        claimed_at: Since when.
    """

    id: str
    machine: str
    version: str
    started_at: datetime
    seen_at: datetime
    stopped_at: datetime | None = None
    claimed_by: str | None = None
    claimed_at: datetime | None = None

    @property
    def process_is_gone(self) -> bool:
        """Whether it ran on this machine, and is known to run no more."""
        return is_orphan(self.id)


class Daemons(Part):
    """The processes that share a store."""

    def arrive(self, id: str, *, machine: str, version: str) -> None:
        """Note that a daemon begins to work here."""
        with self._database.writing() as connection:
            now = _now(connection)
            row = {
                "id": id,
                "machine": machine,
                "version": version,
                "started_at": now,
                "seen_at": now,
            }
            put(connection, daemon, [row])

    def beat(self, id: str) -> bool:
        """Note that a daemon is alive.

        Returns:
            False where it is taken for dead: another has claimed its work, and it must not go on.
        """
        alive = and_(_COLUMNS.id == id, _COLUMNS.claimed_by.is_(None), _is_here())
        with self._database.writing() as connection:
            beaten = update(daemon).where(alive).values(seen_at=_clock(connection))
            return connection.execute(beaten).rowcount == 1

    def leave(self, id: str) -> None:
        """Note that a daemon ended and left nothing undone, or that others have it now."""
        with self._database.writing() as connection:
            left = update(daemon).where(_COLUMNS.id == id, _is_here())
            connection.execute(left.values(stopped_at=_clock(connection)))

    def here(self) -> tuple[DaemonRow, ...]:
        """Return the daemons that have not left, the first to come first: also dead ones."""
        with self._database.reading() as connection:
            return _found(connection, _is_here())

    def suspects(self, lease_s: float) -> tuple[DaemonRow, ...]:
        """Return the daemons that seem to be dead, whom nobody has claimed.

        They were not heard of for *lease_s* seconds, or only in a time to come, or their process
        on this machine is gone. A claim that is older than that counts no more: who made it may
        be dead as well.
        """
        with self._database.reading() as connection:
            now, lease = _now(connection), timedelta(seconds=lease_s)
            found = _found(connection, _is_here(), _unclaimed(now, lease))
        return tuple(
            one
            for one in found
            if one.process_is_gone or not now - lease < one.seen_at < now + lease
        )

    def claim(self, suspect: DaemonRow, by: str, *, lease_s: float) -> bool:
        """Take over from a daemon that is as dead as *suspect* shows it.

        Returns:
            False where it was heard of since, or another was quicker.
        """
        with self._database.writing() as connection:
            now, lease = _now(connection), timedelta(seconds=lease_s)
            unchanged = and_(_COLUMNS.id == suspect.id, _COLUMNS.seen_at == suspect.seen_at)
            claimed = (
                update(daemon)
                .where(unchanged, _is_here(), _unclaimed(now, lease))
                .values(claimed_by=by, claimed_at=now)
            )
            return connection.execute(claimed).rowcount == 1

    def forget(self, days: float) -> int:
        """Forget the daemons that left more than so many days ago; returns how many."""
        with self._database.writing() as connection:
            long_ago = _now(connection) - timedelta(days=days)
            return connection.execute(delete(daemon).where(_COLUMNS.stopped_at < long_ago)).rowcount


def _is_here() -> ColumnElement[bool]:
    return _COLUMNS.stopped_at.is_(None)


def _unclaimed(now: datetime, lease: timedelta) -> ColumnElement[bool]:
    at = _COLUMNS.claimed_at
    return or_(_COLUMNS.claimed_by.is_(None), at <= now - lease, at > now + lease)


def _found(connection: Connection, *conditions: ColumnElement[bool]) -> tuple[DaemonRow, ...]:
    query = select(daemon).where(*conditions).order_by(_COLUMNS.started_at, _COLUMNS.id)
    return tuple(
        DaemonRow(
            id=one.id,
            machine=one.machine,
            version=one.version,
            started_at=one.started_at,
            seen_at=one.seen_at,
            stopped_at=one.stopped_at,
            claimed_by=one.claimed_by,
            claimed_at=one.claimed_at,
        )
        for one in connection.execute(query)
    )


def _clock(connection: Connection) -> FunctionElement[datetime]:
    if connection.dialect.name == "postgresql":
        return func.clock_timestamp(type_=Utc())
    # As SQLAlchemy writes times there: SQLite itself ends with milliseconds.
    return func.strftime("%Y-%m-%d %H:%M:%f000", "now", type_=Utc())


def _now(connection: Connection) -> datetime:
    return connection.execute(select(_clock(connection))).scalar_one()
