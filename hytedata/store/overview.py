"""How everything stands now: the latest of each organisation and source, of all in one query each.

Journals grow for years. Each query here goes from one key of an index to the next, so that it
takes as long as there are organisations or scopes, however much lies behind the latest entry.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from sqlalchemy import CTE, Column, ScalarSelect, Table, func, literal, select, union_all

from hytedata.models.common import Json
from hytedata.models.sync_state import Approval, PlanHead, Run
from hytedata.store import schema
from hytedata.store.daemon_tables import due, upstream
from hytedata.store.part import Part
from hytedata.store.read_standing import SourceReads, standing_of

_AT_ONCE: Final = 500  # ids per statement; databases bound the number of parameters


class DueWork(NamedTuple):
    """One job, of one organisation or of all: what was asked, when it last ran, how it ended.

    Attributes:
        organisation: "" for a job that is done once for all.
        outcome: Of its last end, as `Outcome.document` gives it; empty where there is none.
        failures: How many in a row.
        not_before: It rests until then.
    """

    organisation: str
    job: str
    full: bool
    known_at: datetime
    asked_at: datetime | None
    asked_by: str | None
    began_at: datetime | None
    ended_at: datetime | None
    outcome: Mapping[str, Json]
    failures: int
    not_before: datetime | None


class RestingUpstream(NamedTuple):
    """An upstream that is not asked until *until*, and why."""

    name: str
    until: datetime
    reason: str


class Overview(Part):
    """What an overview tells; `Store.overview`."""

    def latest_runs(
        self, kinds: Collection[str], organisation: str | None = None
    ) -> Mapping[tuple[str, str], Run]:
        """Return the latest run of each organisation, or of one, and kind, by these two."""
        each, table = _each(schema.run.c.organisation, organisation), schema.run.alias("latest").c
        ids = [
            select(
                select(table.id)
                .where(table.organisation == each.c.key, table.kind == kind)
                .order_by(table.id.desc())
                .limit(1)
                .correlate(each)
                .scalar_subquery()
            ).select_from(each)
            for kind in sorted(kinds)
        ]
        query = select(schema.run).where(schema.run.c.id.in_(union_all(*ids)))
        with self._database.reading() as connection:
            found = connection.execute(query).mappings().all()
        runs = (Run(**{**row, "counts": row["counts"] or {}}) for row in found)
        return {(run.organisation, run.kind): run for run in runs}

    def latest_complete(self, kind: str, organisation: str | None = None) -> Mapping[str, datetime]:
        """Return when each organisation's latest run of *kind* began that read everything."""
        each, table = _each(schema.run.c.organisation, organisation), schema.run.alias("latest").c
        when = (
            select(table.started_at)
            .where(table.organisation == each.c.key, table.kind == kind)
            .where(table.verdict == "complete")
            .order_by(table.id.desc())
            .limit(1)
            .correlate(each)
            .scalar_subquery()
        )
        query = select(each.c.key, when.label("at")).where(each.c.key.is_not(None))
        with self._database.reading() as connection:
            return {row.key: row.at for row in connection.execute(query) if row.at}

    def latest_plans(self, organisation: str | None = None) -> Mapping[str, PlanHead]:
        """Return the plan that each organisation made last, by organisation.

        One that undoes a run has no summary, and is none of these.
        """
        each, table = _each(schema.plan.c.organisation, organisation), schema.plan.alias("latest").c
        latest = (
            select(table.id)
            .where(table.organisation == each.c.key, table.summary.is_not(None))
            .order_by(table.last_made_at.desc(), table.saved_at.desc(), table.id)
            .limit(1)
            .correlate(each)
            .scalar_subquery()
        )
        plan = schema.plan.c
        query = select(
            plan.id, plan.organisation, plan.saved_at, plan.last_made_at, plan.summary
        ).where(plan.id.in_(select(latest).select_from(each)))
        with self._database.reading() as connection:
            return {
                row.organisation: PlanHead(
                    row.id,
                    row.organisation,
                    row.saved_at,
                    row.last_made_at or row.saved_at,
                    row.summary or {},
                )
                for row in connection.execute(query)
            }

    def last_decisions(self, plans: Sequence[str]) -> Mapping[str, Approval]:
        """Return the decision that counts on each of *plans*; one that has none is not there."""
        table = schema.approval.c
        columns = (table.plan_id, table.who, table.approved_at, table.decision, table.reason)
        found: dict[str, Approval] = {}
        with self._database.reading() as connection:
            for start in range(0, len(plans), _AT_ONCE):
                some = plans[start : start + _AT_ONCE]
                query = select(*columns).where(table.plan_id.in_(some)).order_by(table.id)
                found |= {row.plan_id: Approval(*row) for row in connection.execute(query)}
        return found

    def published(self, organisations: Collection[str]) -> Mapping[str, int]:
        """Count the items of ours that are published, by organisation, of these."""
        table = schema.link.c
        query = select(table.organisation, func.count().label("number")).where(
            table.archived.is_(False), table.organisation.in_(sorted(organisations))
        )
        with self._database.reading() as connection:
            rows = connection.execute(query.group_by(table.organisation))
            return {row.organisation: row.number for row in rows}

    def due_work(self, organisation: str | None = None) -> tuple[DueWork, ...]:
        """Return all jobs that were ever due; with *organisation* only its own, "" for shared."""
        query = select(due).order_by(due.c.organisation, due.c.job, due.c.full)
        if organisation is not None:
            query = query.where(due.c.organisation == organisation)
        with self._database.reading() as connection:
            rows = connection.execute(query).mappings()
            return tuple(DueWork(**{**row, "outcome": row["outcome"] or {}}) for row in rows)

    def resting(self, now: datetime) -> tuple[RestingUpstream, ...]:
        """Return the upstreams that are not asked at *now*."""
        table = upstream.c
        query = (
            select(table.name, table.rests_until, table.reason)
            .where(table.rests_until > now)
            .order_by(table.name)
        )
        with self._database.reading() as connection:
            return tuple(RestingUpstream(*row) for row in connection.execute(query))

    def reads(self) -> tuple[SourceReads, ...]:
        """Return how fresh each source is that was ever read, by its name."""
        with self._database.reading() as connection:
            return standing_of(connection)


def _each(column: Column[str], only: str | None) -> CTE:
    """Return the values of an indexed column, `key`: from each to the next; the last is NULL.

    With *only*, this value alone.
    """
    if only is not None:
        return select(literal(only).label("key")).cte("each_key")
    table: Table = column.table
    inner = table.alias("next").c[column.name]
    each = select(func.min(inner).label("key")).cte("each_key", recursive=True)
    following: ScalarSelect[str] = (
        select(func.min(inner)).where(inner > each.c.key).correlate(each).scalar_subquery()
    )
    return each.union_all(select(following).where(each.c.key.is_not(None)))
