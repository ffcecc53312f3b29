"""Leases: one run at a time works on an organisation, also across machines."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import Connection, Executable, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from hytedata.errors import LeaseHeld
from hytedata.store import schema
from hytedata.store.database import Database
from hytedata.store.moved import still_here
from hytedata.store.part import Part
from hytedata.store.processes import is_alive, is_of_this_process, is_orphan, new_token

LONGEST: Final = timedelta(hours=1)
"""No lease lasts longer without a renewal. One that seems to was taken before a clock was set
back, and would hold its organisation until that time comes again."""


_in_hand: Final[set[str]] = set()
"""Tokens of the leases that this process holds: whatever else of its own the store shows is left
over from an outage in which nothing could be released."""


class Leases(Part):
    """Who works on which organisation until when."""

    @contextmanager
    def lease(
        self, organisation: str, holder: str, *, seconds: float
    ) -> Iterator["OrganisationLease"]:
        """Hold an organisation for *seconds*, and release it on leaving the block.

        A lease that its holder did not renew in time, or whose process on this machine died, may
        be taken over by another; so may one that ends later than any lease can, unless its
        process is seen to run on this machine.

        Args:
            organisation: PTV organisation id.
            holder: Who asks, for people: program, machine, process. Two runs of the same name
                are still two.
            seconds: How long it lasts, unless renewed; an hour at most.

        Raises:
            LeaseHeld: Another run holds it.
        """
        if timedelta(seconds=seconds) > LONGEST:
            raise ValueError(f"a lease lasts {LONGEST} at most, not {seconds} s")
        held = OrganisationLease(self._database, organisation, holder, timedelta(seconds=seconds))
        with _holding(held.token):
            held.take()
            try:
                yield held
            finally:
                held.release()

    def release_left_over(self) -> int:
        """Release what this process could not, since the store was away; returns how many."""
        token = schema.lease.c.token
        with self._database.reading() as connection:
            known = connection.execute(select(token)).scalars().all()
        left = [one for one in known if _is_left_over(one)]
        if left:
            with self._database.writing() as connection:
                connection.execute(delete(schema.lease).where(token.in_(left)))
        return len(left)


@contextmanager
def _holding(token: str) -> Iterator[None]:
    _in_hand.add(token)
    try:
        yield
    finally:
        _in_hand.discard(token)


def _is_left_over(token: str) -> bool:
    return is_of_this_process(token) and token not in _in_hand


@dataclass
class OrganisationLease:
    """One lease, held or lost."""

    database: Database
    organisation: str
    holder: str
    lasts: timedelta

    def __post_init__(self) -> None:
        self.token = new_token()

    def take(self) -> None:
        """Take the lease where it is free, has run out, or nobody can hold it any more.

        Raises:
            LeaseHeld: Another run holds it.
            StoreError: The store was moved since it was opened.
        """
        now = self.database.now()
        with self.database.writing() as connection:
            self._free_from_the_dead(connection, now)
            if not self._taken(connection, now):
                self._raise_held(connection, now)
            # Last, since the statement before may have waited for the end of the move.
            still_here(connection, self.database.where)

    def renew(self) -> None:
        """Let it last its full time again from now on.

        A lease that ran out, but that nobody else took since, is renewed as well.

        Raises:
            LeaseHeld: Another run has taken it over.
            StoreError: The store was moved since it was opened.
        """
        table, now = schema.lease.c, self.database.now()
        with self.database.writing() as connection:
            renewed = connection.execute(
                update(schema.lease)
                .where(table.organisation == self.organisation, table.token == self.token)
                .values(until=now + self.lasts)
            )
            if renewed.rowcount == 0:
                self._raise_held(connection, now)
            still_here(connection, self.database.where)

    def release(self) -> None:
        """Give it up; a lease that another has taken over is left to it."""
        table = schema.lease.c
        with self.database.writing() as connection:
            connection.execute(
                delete(schema.lease).where(
                    table.organisation == self.organisation, table.token == self.token
                )
            )

    def _free_from_the_dead(self, connection: Connection, now: datetime) -> None:
        table = schema.lease.c
        mine = table.organisation == self.organisation
        held = connection.execute(select(table.token, table.until).where(mine)).one_or_none()
        if held is None:
            return
        of_another_time = held.until > now + LONGEST and not is_alive(held.token)
        if of_another_time or is_orphan(held.token) or _is_left_over(held.token):
            connection.execute(delete(schema.lease).where(mine, table.token == held.token))

    def _taken(self, connection: Connection, now: datetime) -> bool:
        # One statement decides, so that two who ask at once cannot both be told yes.
        row = {
            "organisation": self.organisation,
            "holder": self.holder,
            "token": self.token,
            "until": now + self.lasts,
        }
        ran_out = schema.lease.c.until <= now
        statement: Executable
        if connection.dialect.name == "postgresql":
            theirs = postgresql.insert(schema.lease).values(row)
            statement = theirs.on_conflict_do_update(
                index_elements=["organisation"], set_=row, where=ran_out
            ).returning(schema.lease.c.token)
        else:
            ours = sqlite.insert(schema.lease).values(row)
            statement = ours.on_conflict_do_update(
                index_elements=["organisation"], set_=row, where=ran_out
            ).returning(schema.lease.c.token)
        return connection.execute(statement).one_or_none() is not None

    def _raise_held(self, connection: Connection, now: datetime) -> None:
        table = schema.lease.c
        query = select(table.holder, table.until).where(table.organisation == self.organisation)
        row = connection.execute(query).one_or_none()
        # Lost to a run that is through with it already.
        holder, until = (row.holder, row.until) if row else ("ended meanwhile", now)
        shown = until.astimezone(UTC).isoformat(timespec="seconds")
        raise LeaseHeld(self.organisation, holder, shown)
