"""What was written, by which run, who let it through; and forgetting it after years."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, delete, func, insert, or_, select

from hytedata.models.sync_state import Approval, AuditEntry, Intent, IntentState, Run
from hytedata.store import schema
from hytedata.store.part import Part

_AT_ONCE: Final = 500  # ids per statement; PostgreSQL and SQLite bound the number of parameters


class History(Part):
    """Reads the journals of writes backwards."""

    def writes(
        self,
        organisation: str,
        *,
        run: int | None = None,
        names: Collection[str] | None = None,
        since: datetime | None = None,
        before: int | None = None,
        limit: int | None = None,
    ) -> tuple[Intent, ...]:
        """The writes of one organisation, whoever logged in, newest first.

        Args:
            organisation: Whose.
            run: Only those that this run sent.
            names: Only those that touch an item with one of these ids: source item (`site:123`),
                PTV id, or our key in PTV.
            since: Only those that were begun then or later; aware.
            before: Only those older than the write with this id: goes on where a page ended.
            limit: At most so many.
        """
        table = schema.intent.c
        wanted: list[ColumnElement[bool]] = [table.organisation == organisation]
        if run is not None:
            wanted.append(table.run_id == run)
        if names is not None:
            wanted.append(_touches(sorted(names)))
        if since is not None:
            wanted.append(table.opened_at >= since)
        if before is not None:
            wanted.append(table.id < before)
        query = select(schema.intent).where(*wanted).order_by(table.id.desc()).limit(limit)
        with self._database.reading() as connection:
            return tuple(Intent(**row) for row in connection.execute(query).mappings())

    def writes_of(
        self,
        organisation: str,
        login: str,
        op: str,
        *,
        ptv_ids: Collection[str] | None = None,
        after: int = 0,
        states: Collection[IntentState] = ("done", "failed"),
    ) -> tuple[Intent, ...]:
        """The writes of one operation, the oldest first.

        Args:
            organisation: Whose.
            login: Who sent them.
            op: The operation, as a plan names it.
            ptv_ids: Only those of items with these ids; None for all.
            after: Only those with a higher id.
            states: How they ended.
        """
        table = schema.intent.c
        query = (
            select(schema.intent)
            .where(
                table.organisation == organisation,
                table.login == login,
                table.state.in_(sorted(states)),
                table.id > after,
                table.change["op"].as_string() == op,
            )
            .order_by(table.id)
        )
        parts = [None] if ptv_ids is None else _parts(sorted(ptv_ids))
        found: list[Intent] = []
        with self._database.reading() as connection:
            for part in parts:
                chosen = query if part is None else query.where(table.ptv_id.in_(part))
                found += [Intent(**row) for row in connection.execute(chosen).mappings()]
        return tuple(sorted(found, key=lambda one: one.id))

    def runs(self, ids: Collection[int]) -> Mapping[int, Run]:
        """The runs with these ids, of any organisation; unknown ones are left out."""
        found: dict[int, Run] = {}
        with self._database.reading() as connection:
            for part in _parts(sorted(ids)):
                query = select(schema.run).where(schema.run.c.id.in_(part))
                for row in connection.execute(query).mappings():
                    found[row["id"]] = Run(**{**row, "counts": row["counts"] or {}})
        return found

    def approvals(self, plan_ids: Collection[str]) -> tuple[Approval, ...]:
        """Who let these plans through, oldest first; rejections are left out."""
        table = schema.approval.c
        found: list[tuple[int, Approval]] = []
        with self._database.reading() as connection:
            for part in _parts(sorted(plan_ids)):
                query = select(schema.approval).where(
                    table.plan_id.in_(part), table.decision == "approve"
                )
                found += [
                    (row.id, Approval(row.plan_id, row.who, row.approved_at))
                    for row in connection.execute(query)
                ]
        return tuple(approval for _, approval in sorted(found, key=lambda one: one[0]))

    def audit_of(self, organisation: str, what: Collection[str]) -> tuple[AuditEntry, ...]:
        """All entries about an organisation that say one of *what*, oldest first."""
        table = schema.audit.c
        query = (
            select(table.at, table.who, table.what, table.organisation, table.detail)
            .where(table.organisation == organisation, table.what.in_(sorted(what)))
            .order_by(table.id)
        )
        with self._database.reading() as connection:
            return tuple(AuditEntry(**row) for row in connection.execute(query).mappings())

    def forget(self, until: datetime) -> Mapping[str, int]:
        """Remove what ended before *until*; returns how many rows went, per table.

        Open writes stay, and with them their plan and run; so does the latest write of each
        login, which a plan's fingerprint names. Links, what was sent and echoed, and connections
        are no history and stay. That it was done is itself kept.

        Raises:
            ValueError: *until* lies in the future.
        """
        now = self._database.now()
        if until > now:
            raise ValueError(f"{until} lies in the future: all would be forgotten")
        gone: dict[str, int] = {}
        with self._database.writing() as connection:
            connection.execute(insert(schema.forgotten), {"at": now, "until": until})
            # Writes first: what they name stays as long as they do.
            for name, conditions in _forgettable(until):
                table = schema.metadata.tables[name]
                gone[name] = connection.execute(delete(table).where(*conditions)).rowcount
        return gone


def _touches(names: Sequence[str]) -> ColumnElement[bool]:
    change = schema.intent.c.change
    ends = (
        change["fields"][end][side].as_string()
        for end in ("service", "channel")
        for side in ("before", "after")
    )
    # A connection names the end that its own plan made by its key in PTV.
    named = [*names, *(f"source:{name}" for name in names)]
    return or_(
        schema.intent.c.ptv_id.in_(names),
        change["ptv_id"].as_string().in_(names),
        change["source"]["id"].as_string().in_(names),
        *(end.in_(named) for end in ends),
    )


def _forgettable(until: datetime) -> Sequence[tuple[str, Sequence[ColumnElement[bool]]]]:
    intent, run = schema.intent.c, schema.run.c
    latest = select(func.max(intent.id)).group_by(intent.organisation, intent.login)
    plans_of_writes = select(intent.plan_id)
    runs_of_writes = select(intent.run_id).where(intent.run_id.is_not(None))
    return (
        ("intent", (intent.state != "open", intent.closed_at < until, intent.id.not_in(latest))),
        (
            "plan",
            (schema.plan.c.saved_at < until, schema.plan.c.id.not_in(plans_of_writes)),
        ),
        (
            "approval",
            (
                schema.approval.c.approved_at < until,
                schema.approval.c.plan_id.not_in(plans_of_writes),
            ),
        ),
        (
            "run",
            (
                run.ended_at < until,
                run.id.not_in(runs_of_writes),
                run.id.not_in(select(schema.snapshot.c.run_id)),
            ),
        ),
        ("audit", (schema.audit.c.at < until,)),
    )


def _parts(values: Sequence[int] | Sequence[str]) -> Sequence[Sequence[int] | Sequence[str]]:
    return [values[start : start + _AT_ONCE] for start in range(0, len(values), _AT_ONCE)]
