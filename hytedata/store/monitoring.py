"""How the work goes, in numbers for monitoring: few, bounded queries that read no documents."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, select, text

from hytedata.models.common import Json
from hytedata.models.finding import Severity
from hytedata.store import schema
from hytedata.store.daemon_tables import daemon, due, upstream
from hytedata.store.finding_query import TOLD
from hytedata.store.finding_rows import SEVERITIES
from hytedata.store.part import Part
from hytedata.store.quality_tables import check_run, finding

RECENT_READS: Final = 20_000
"""Reads that are looked through for the latest complete ones: some ten days of a whole country."""


@dataclass(frozen=True)
class WorkState:
    """How one job of one organisation stands; "" for jobs that are done once for all.

    Attributes:
        outcome: How it last ended, as the daemon's `Outcome` document; None where it never did.
    """

    organisation: str
    job: str
    full: bool
    known_at: datetime
    began_at: datetime | None
    ended_at: datetime | None
    failures: int
    not_before: datetime | None
    outcome: Mapping[str, Json] | None


@dataclass(frozen=True)
class OpenIntents:
    """Writes of an organisation whose outcome is not known, and since when."""

    organisation: str
    open: int
    oldest: datetime


@dataclass(frozen=True)
class Breaker:
    """An upstream that gave no usable answer lately.

    Attributes:
        rests_until: Nothing is asked of it before; None where it does not rest.
    """

    name: str
    failures: int
    rests_until: datetime | None


@dataclass(frozen=True)
class Heartbeat:
    """A daemon that did not say that it stopped.

    Attributes:
        seen_at: When it was last seen, by the database's clock.
        claimed_at: When another one took over its work; None where none did.
    """

    id: str
    seen_at: datetime
    claimed_at: datetime | None = None


class Monitoring(Part):
    """What `/metrics` and `/readyz` tell; `Store.monitoring`."""

    def schema(self) -> str:
        """Return the schema's version: the cheapest question that a store can answer.

        Raises:
            StoreError: The store cannot be read.
        """
        with self._database.reading() as connection:
            return str(connection.execute(select(schema.version)).scalar_one())

    def is_newest(self) -> bool:
        """Whether the schema is the one of this package.

        Raises:
            StoreError: The store cannot be read.
        """
        return self.schema() == schema.NEWEST

    def works(self) -> tuple[WorkState, ...]:
        """Return how each job stands, by organisation and job."""
        table = due.c
        columns = (
            *(table.organisation, table.job, table.full, table.known_at, table.began_at),
            *(table.ended_at, table.failures, table.not_before, table.outcome),
        )
        query = select(*columns).order_by(table.organisation, table.job, table.full)
        with self._database.reading() as connection:
            return tuple(WorkState(*row) for row in connection.execute(query))

    def complete_reads(self) -> Mapping[tuple[str, str], datetime]:
        """Return when each source and kind was last read whole, by source and kind.

        What is older than the latest `RECENT_READS` reads is left out.
        """
        table = schema.snapshot.c
        newest = select(func.max(table.id)).scalar_subquery()
        query = (
            select(table.source, table.kind, func.max(table.taken_at))
            .where(table.id > newest - RECENT_READS, table.complete)
            .group_by(table.source, table.kind)
        )
        with self._database.reading() as connection:
            return {(source, kind): at for source, kind, at in connection.execute(query)}

    def plans_made(self, plan_ids: tuple[str, ...]) -> Mapping[str, datetime]:
        """Return when plans were made first, by id; unknown ones are left out."""
        table = schema.plan.c
        query = select(table.id, table.saved_at).where(table.id.in_(sorted(plan_ids)))
        with self._database.reading() as connection:
            return {row.id: row.saved_at for row in connection.execute(query)}

    def open_intents(self) -> tuple[OpenIntents, ...]:
        """Return whose writes are open."""
        table = schema.intent.c
        query = (
            select(table.organisation, func.count(), func.min(table.opened_at))
            .where(table.state == "open")
            .group_by(table.organisation)
        )
        with self._database.reading() as connection:
            return tuple(OpenIntents(*row) for row in connection.execute(query))

    def breakers(self) -> tuple[Breaker, ...]:
        """Return the upstreams that are known, by name."""
        table = upstream.c
        query = select(table.name, table.failures, table.rests_until).order_by(table.name)
        with self._database.reading() as connection:
            return tuple(Breaker(*row) for row in connection.execute(query))

    def heartbeats(self) -> tuple[Heartbeat, ...]:
        """Return the daemons that did not say that they stopped."""
        table = daemon.c
        columns = (table.id, table.seen_at, table.claimed_at)
        query = select(*columns).where(table.stopped_at.is_(None))
        with self._database.reading() as connection:
            return tuple(Heartbeat(*row) for row in connection.execute(query.order_by(table.id)))

    def checked(self) -> int:
        """Return the number of the latest run of the rules that ended; 0 where there is none."""
        query = select(func.max(check_run.c.id)).where(check_run.c.ended_at.is_not(None))
        with self._database.reading() as connection:
            return int(connection.execute(query).scalar_one() or 0)

    def findings(self) -> Mapping[Severity, int]:
        """Count what is to be mended, by severity; it looks through all findings."""
        table = finding.c
        query = (
            select(table.severity, func.count())
            .where(table.state.in_(TOLD))
            .group_by(table.severity)
        )
        counts: dict[Severity, int] = dict.fromkeys(SEVERITIES, 0)
        with self._database.reading() as connection:
            for severity, number in connection.execute(query):
                counts[SEVERITIES[severity]] = number
        return counts

    def size_bytes(self) -> int:
        """Return how much room the store takes, in bytes; journals of SQLite are left out."""
        query = (
            "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
            if self._database.dialect == "sqlite"
            else "SELECT pg_database_size(current_database())"
        )
        with self._database.reading() as connection:
            return int(connection.execute(text(query)).scalar_one())

    def free_bytes(self) -> int | None:
        """Return how much room is left on the disk of a SQLite file; None for others."""
        path = self._database.path
        return None if path is None else shutil.disk_usage(path.parent).free
