"""Writing what becomes of findings: row by row where a run looked, by sets where it need not."""

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import ColumnElement, Connection, bindparam, func, select, update

from hytedata.models.finding import FindingState, Waiver
from hytedata.store.finding_query import TOLD
from hytedata.store.finding_rows import Change
from hytedata.store.part import put
from hytedata.store.quality_tables import finding, rule_check

AT_ONCE = 500
"""Ids per statement; databases bound the number of parameters."""

_UNTOLD: tuple[FindingState, ...] = (*TOLD, "waived", "unchecked")


def write_changes(connection: Connection, run: int, changes: Sequence[Change]) -> None:
    """Write them: whole rows where something was found that is new or other, else the state."""
    put(
        connection,
        finding,
        [
            {
                "id": one.id,
                **one.found,
                "state": one.state,
                "first_seen": one.first_seen,
                "last_seen": one.last_seen,
                "run": run,
            }
            for one in changes
            if one.found is not None
        ],
    )
    moved = [
        {"key": one.id, "to": one.state, "seen": one.last_seen}
        for one in changes
        if one.found is None
    ]
    if moved:
        connection.execute(
            update(finding)
            .where(finding.c.id == bindparam("key"))
            .values(state=bindparam("to"), last_seen=bindparam("seen"), run=run),
            moved,
        )


def age(connection: Connection, run: int, codes: Collection[str]) -> None:
    """What was new is open; what is found to be otherwise is written after this."""
    connection.execute(
        update(finding)
        .where(finding.c.state.in_(("new", "reopened")), finding.c.rule.in_(sorted(codes)))
        .values(state="open", run=run)
    )


def leave(
    connection: Connection,
    run: int,
    state: FindingState,
    keys: Iterable[tuple[str, str, str]],
    codes: Collection[str] | None = None,
) -> int:
    """Give what rules of single records found of some records another state; returns how many.

    Args:
        connection: Of a writing transaction.
        run: The run.
        state: `gone`, or `unchecked`.
        keys: Source, kind and id of the records.
        codes: Only of these rules; None: of all.
    """
    by_kind: dict[tuple[str, str], list[str]] = {}
    for source, kind, key in keys:
        by_kind.setdefault((source, kind), []).append(key)
    table, count = finding.c, 0
    named = () if codes is None else (table.rule.in_(sorted(codes)),)
    for (source, kind), ids in by_kind.items():
        for start in range(0, len(ids), AT_ONCE):
            count += _move(
                connection,
                run,
                state,
                table.source == source,
                table.kind == kind,
                table.item.in_(ids[start : start + AT_ONCE]),
                table.by_record,
                *named,
            )
    return count


def uncheck(connection: Connection, run: int, checked: Collection[str]) -> int:
    """What other rules than *checked* ones found is unchecked; returns how many became so."""
    return _move(connection, run, "unchecked", finding.c.rule.not_in(sorted(checked)))


def apply_waivers(connection: Connection, run: int, waivers: Iterable[Waiver]) -> None:
    """Waive what is there and what these name, and tell again what is waived by none."""
    wanted = list(waivers)
    table = finding.c
    single = sorted({one.finding for one in wanted if one.finding})
    named = [_named(one) for one in wanted if not one.finding]
    named += [table.id.in_(single[at : at + AT_ONCE]) for at in range(0, len(single), AT_ONCE)]
    query = select(table.id).where(table.state == "waived")
    waived = set(connection.execute(query).scalars())
    still: set[str] = set()
    for condition in named:
        found = select(table.id).where(condition, table.state.in_((*TOLD, "waived")))
        still.update(connection.execute(found).scalars())
    _set(connection, run, "open", sorted(waived - still))
    _set(connection, run, "waived", sorted(still - waived))


def _named(waiver: Waiver) -> ColumnElement[bool]:
    found = finding.c.rule == waiver.rule
    return found & (finding.c.owner == waiver.owner) if waiver.owner else found


def _set(connection: Connection, run: int, state: FindingState, ids: Sequence[str]) -> None:
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        connection.execute(
            update(finding).where(finding.c.id.in_(some)).values(state=state, run=run)
        )


def _move(
    connection: Connection, run: int, state: FindingState, *named: ColumnElement[bool]
) -> int:
    looked = select(rule_check.c.checked_at).where(rule_check.c.rule == finding.c.rule)
    there = _UNTOLD if state == "gone" else _UNTOLD[:-1]
    last = func.coalesce(finding.c.last_seen, looked.scalar_subquery(), finding.c.first_seen)
    return connection.execute(
        update(finding)
        .where(finding.c.state.in_(there), *named)
        .values(state=state, run=run, last_seen=last)
    ).rowcount
