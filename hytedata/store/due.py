"""What the daemons of a store have to do: each work's last run, how it ended, and when it rests."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, Row, and_, select, update

from hytedata.models.common import Json
from hytedata.store.daemon_tables import due
from hytedata.store.part import Part, put, rows

_COLUMNS: Final = due.c


class WorkKey(NamedTuple):
    """Names one work.

    Attributes:
        organisation: Whom it is done for; "" where it is done once for all.
        job: Which job.
        full: Of a read: everything is read.
    """

    organisation: str
    job: str
    full: bool = False


@dataclass(frozen=True, slots=True)
class DueRow:
    """What is known of one work.

    Attributes:
        key: Which work.
        known_at: Since when it is known.
        asked_at: When a person asked for it to run now; None once it began.
        asked_by: Who that was.
        began_at: When its last run began.
        ended_at: When that run ended; None while it runs, or where its end was lost.
        outcome: How its last run that ended did so, as JSON.
        failures: How many runs in a row failed.
        not_before: Until when it rests after a failure.
    """

    key: WorkKey
    known_at: datetime
    asked_at: datetime | None = None
    asked_by: str | None = None
    began_at: datetime | None = None
    ended_at: datetime | None = None
    outcome: Mapping[str, Json] | None = None
    failures: int = 0
    not_before: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether its run has begun, and is not known to have ended."""
        return self.began_at is not None and self.ended_at is None


class Due(Part):
    """All works, for all daemons of the store."""

    def know(self, works: Iterable[WorkKey]) -> None:
        """Make works known, now; those that are known stay as they are."""
        now = self._database.now()
        new = [{**work._asdict(), "known_at": now} for work in works]
        with self._database.writing() as connection:
            put(connection, due, new, update=False)

    def all(self) -> tuple[DueRow, ...]:
        """Return every work that is known, by organisation and job."""
        return self._found()

    def of(self, organisation: str) -> tuple[DueRow, ...]:
        """Return the works of one organisation, by job; of "" what is done once for all."""
        return self._found(_COLUMNS.organisation == organisation)

    def find(self, work: WorkKey) -> DueRow | None:
        """Return what is known of one work."""
        found = self._found(_is(work))
        return found[0] if found else None

    def ask(self, organisation: str, job: str, *, full: bool = False, who: str) -> None:
        """Note that a person wants a work to be done now; it is due at once, whatever its times.

        Where it runs at the moment it runs once more.

        Args:
            organisation: Whom it is to be done for; "" for a job that is done once for all.
            job: Which job.
            full: Of a read: read everything.
            who: Name of the person.
        """
        work, now = WorkKey(organisation, job, full), self._database.now()
        known = {**work._asdict(), "known_at": now}
        asked = update(due).where(_is(work)).values(asked_at=now, asked_by=who)
        with self._database.writing() as connection:
            put(connection, due, [known], update=False)
            connection.execute(asked)

    def begin(self, work: WorkKey) -> datetime:
        """Note that a run begins; returns when, which `end` asks for.

        What a person asked for is thereby done. A run that was begun before and never ended is
        begun again by this.
        """
        now = self._database.now()
        known = {**work._asdict(), "known_at": now}
        begun = (
            update(due)
            .where(_is(work))
            .values(began_at=now, ended_at=None, asked_at=None, asked_by=None)
        )
        with self._database.writing() as connection:
            put(connection, due, [known], update=False)
            connection.execute(begun)
        return now

    def end(
        self,
        work: WorkKey,
        began_at: datetime,
        outcome: Mapping[str, Json],
        *,
        failures: int = 0,
        not_before: datetime | None = None,
        covers: WorkKey | None = None,
        asked_by: str | None = None,
    ) -> bool:
        """Note how the run that began at *began_at* ended.

        Args:
            work: Which work.
            began_at: As `begin` returned it.
            outcome: How it ended.
            failures: How many failures in a row that makes.
            not_before: Until when it rests.
            covers: A smaller work that is done with this one, unless a person asked for it.
            asked_by: Who still wants it done, so that it is due again at once.

        Returns:
            False where the run was begun again meanwhile, by another daemon: nothing is noted.
        """
        now = self._database.now()
        how = {
            "ended_at": now,
            "outcome": dict(outcome),
            "failures": failures,
            "not_before": not_before,
        }
        again = {} if asked_by is None else {"asked_at": now, "asked_by": asked_by}
        ended = update(due).where(_is(work), _COLUMNS.began_at == began_at).values(how | again)
        with self._database.writing() as connection:
            if connection.execute(ended).rowcount == 0:
                return False
            if covers is not None:
                connection.execute(
                    update(due)
                    .where(_is(covers), _COLUMNS.asked_at.is_(None))
                    .values({**how, "began_at": began_at})
                )
        return True

    def _found(self, *conditions: ColumnElement[bool]) -> tuple[DueRow, ...]:
        query = (
            select(due)
            .where(*conditions)
            .order_by(_COLUMNS.organisation, _COLUMNS.job, _COLUMNS.full)
        )
        with self._database.reading() as connection:
            return tuple(_row(one) for one in rows(connection, query))


def _row(found: Row[*tuple[object, ...]]) -> DueRow:
    return DueRow(
        key=WorkKey(found.organisation, found.job, found.full),
        known_at=found.known_at,
        asked_at=found.asked_at,
        asked_by=found.asked_by,
        began_at=found.began_at,
        ended_at=found.ended_at,
        outcome=found.outcome,
        failures=found.failures,
        not_before=found.not_before,
    )


def _is(work: WorkKey) -> ColumnElement[bool]:
    return and_(
        _COLUMNS.organisation == work.organisation,
        _COLUMNS.job == work.job,
        _COLUMNS.full == work.full,
    )
