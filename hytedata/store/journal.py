"""What ran, and who did what: journals that are only added to."""

from collections.abc import Mapping

from sqlalchemy import insert, select, update

from hytedata.errors import StoreError
from hytedata.models.common import Completeness, Json
from hytedata.models.sync_state import AuditEntry, Run
from hytedata.store import schema
from hytedata.store.part import Part


class Journal(Part):
    """Runs, the verdicts of their reads, and the audit trail."""

    def start_run(self, kind: str, organisation: str = "") -> int:
        """Note that a job begins; returns its id."""
        row = {"kind": kind, "organisation": organisation, "started_at": self._database.now()}
        with self._database.writing() as connection:
            made = connection.execute(insert(schema.run).returning(schema.run.c.id), row)
            run_id: int = made.scalar_one()
        return run_id

    def end_run(self, run_id: int, verdict: str, counts: Mapping[str, int]) -> None:
        """Note how a job ended.

        Raises:
            StoreError: There is no such run, or it ended before.
        """
        table = schema.run.c
        with self._database.writing() as connection:
            ended = connection.execute(
                update(schema.run)
                .where(table.id == run_id, table.ended_at.is_(None))
                .values(ended_at=self._database.now(), verdict=verdict, counts=dict(counts))
            )
            if ended.rowcount == 0:
                raise StoreError(
                    f"run {run_id} of the store {self._database.where} is unknown or ended before"
                )

    def last_runs(self, organisation: str, *, limit: int = 10) -> tuple[Run, ...]:
        """The latest runs of an organisation, newest first."""
        table = schema.run.c
        query = (
            select(schema.run)
            .where(table.organisation == organisation)
            .order_by(table.id.desc())
            .limit(limit)
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).mappings().all()
        return tuple(Run(**{**row, "counts": row["counts"] or {}}) for row in rows)

    def note_snapshot(
        self, run_id: int, source: str, kind: str, scope: str, completeness: Completeness
    ) -> None:
        """Keep the verdict of a read, with what it was asked for (*scope*)."""
        row = {
            "run_id": run_id,
            "source": source,
            "kind": kind,
            "scope": scope,
            "complete": completeness.complete,
            "items": completeness.items,
            "reasons": list(completeness.reasons),
            "taken_at": self._database.now(),
        }
        with self._database.writing() as connection:
            connection.execute(insert(schema.snapshot), row)

    def audit(
        self,
        what: str,
        *,
        who: str,
        organisation: str = "",
        detail: Mapping[str, Json] | None = None,
    ) -> None:
        """Note that *who* did *what*; secrets do not belong in *detail*."""
        row = {
            "at": self._database.now(),
            "who": who,
            "what": what,
            "organisation": organisation,
            "detail": dict(detail or {}),
        }
        with self._database.writing() as connection:
            connection.execute(insert(schema.audit), row)

    def audit_trail(self, organisation: str = "", *, limit: int = 100) -> tuple[AuditEntry, ...]:
        """The latest entries about an organisation ("": about none), newest first."""
        table = schema.audit.c
        query = (
            select(table.at, table.who, table.what, table.organisation, table.detail)
            .where(table.organisation == organisation)
            .order_by(table.id.desc())
            .limit(limit)
        )
        with self._database.reading() as connection:
            return tuple(AuditEntry(**row) for row in connection.execute(query).mappings())
