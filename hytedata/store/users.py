"""Who uses a store now: daemons that were seen lately, runs that hold a lease."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import Connection, inspect, select

from hytedata.store import schema
from hytedata.store.daemon_tables import daemon
from hytedata.store.leases import LONGEST
from hytedata.store.processes import is_alive, is_orphan

SEEN: Final = timedelta(minutes=2)
"""A daemon tells four times a minute that it lives; after so much silence it does not."""


def users_of(connection: Connection, now: datetime) -> tuple[str, ...]:
    """Return one phrase for each user, with what to do; also of a store of an older schema."""
    there = set(inspect(connection).get_table_names())
    told: list[str] = []
    if daemon.name in there:
        told += _daemons(connection, now)
    if schema.lease.name in there:
        told += _runs(connection, now)
    return tuple(told)


def _daemons(connection: Connection, now: datetime) -> Iterator[str]:
    column = daemon.c
    # One that was seen in the future was so before a clock was set back.
    lately = column.seen_at.between(now - SEEN, now + SEEN)
    living = column.stopped_at.is_(None) & lately
    for row in connection.execute(select(daemon).where(living).order_by(column.id)):
        yield (
            f"the daemon {row.id} on {row.machine} was seen at {_shown(row.seen_at)}; stop it "
            "(systemctl stop hytedata-daemon)"
        )


def _runs(connection: Connection, now: datetime) -> Iterator[str]:
    column = schema.lease.c
    held = select(schema.lease).where(column.until > now).order_by(column.organisation)
    for row in connection.execute(held):
        of_another_time = row.until > now + LONGEST and not is_alive(row.token)
        if not of_another_time and not is_orphan(row.token):
            yield (
                f"a run ({row.holder}) works on {row.organisation} until {_shown(row.until)}; "
                "wait for it to end"
            )


def _shown(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
