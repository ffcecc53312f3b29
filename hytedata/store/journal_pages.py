"""The journals page by page, the newest first: runs, and who did what."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import select

from hytedata.errors import NotFound
from hytedata.models.sync_state import AuditEntry, Run
from hytedata.store import schema
from hytedata.store.catalogue_rows import verdict_of
from hytedata.store.catalogue_values import ReadVerdict
from hytedata.store.part import Part


class LoggedEntry(NamedTuple):
    """An entry of the audit trail with its number, by which the next page goes on."""

    id: int
    entry: AuditEntry


class JournalPages(Part):
    """Pages of journals; `Store.journal_pages`."""

    def runs(
        self,
        *,
        organisations: Collection[str] | None = None,
        kind: str | None = None,
        before: int | None = None,
        limit: int = 50,
    ) -> tuple[Run, ...]:
        """Return runs, newest first.

        Args:
            organisations: Only of these ("": of none); None for all.
            kind: Only of this kind.
            before: Only those older than the run with this id.
            limit: At most so many.
        """
        table = schema.run.c
        query = select(schema.run).order_by(table.id.desc()).limit(limit)
        if organisations is not None:
            query = query.where(table.organisation.in_(sorted(organisations)))
        if kind is not None:
            query = query.where(table.kind == kind)
        if before is not None:
            query = query.where(table.id < before)
        with self._database.reading() as connection:
            rows = connection.execute(query).mappings().all()
        return tuple(Run(**{**row, "counts": row["counts"] or {}}) for row in rows)

    def run(self, run_id: int) -> Run:
        """Return one run.

        Raises:
            NotFound: There is none with this id.
        """
        query = select(schema.run).where(schema.run.c.id == run_id)
        with self._database.reading() as connection:
            row = connection.execute(query).mappings().one_or_none()
        if row is None:
            raise NotFound("the store", f"run {run_id}")
        return Run(**{**row, "counts": row["counts"] or {}})

    def reads_of(self, run_id: int, *, limit: int = 500) -> tuple[ReadVerdict, ...]:
        """Return how the reads of one run went, the oldest first."""
        table = schema.snapshot.c
        query = select(schema.snapshot).where(table.run_id == run_id).order_by(table.id)
        with self._database.reading() as connection:
            return tuple(verdict_of(row) for row in connection.execute(query.limit(limit)))

    def audit(
        self,
        *,
        organisations: Collection[str] | None = None,
        before: int | None = None,
        limit: int = 50,
    ) -> tuple[LoggedEntry, ...]:
        """Return who did what, newest first; arguments as of `runs`."""
        table = schema.audit.c
        query = select(schema.audit).order_by(table.id.desc()).limit(limit)
        if organisations is not None:
            query = query.where(table.organisation.in_(sorted(organisations)))
        if before is not None:
            query = query.where(table.id < before)
        with self._database.reading() as connection:
            return tuple(
                LoggedEntry(
                    row.id, AuditEntry(row.at, row.who, row.what, row.organisation, row.detail)
                )
                for row in connection.execute(query)
            )
