"""Findings as they stand: read, counted, waived, and how their number went from run to run."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Final, NamedTuple, Unpack

from sqlalchemy import func, insert, select, tuple_

from hytedata.errors import InputError, NotFound
from hytedata.models.finding import Finding, FindingState, Severity, Waiver
from hytedata.store.finding_changes import AT_ONCE, apply_waivers, write_changes
from hytedata.store.finding_query import FindingFilter, conditions, latest_whole_runs
from hytedata.store.finding_rows import (
    SEVERITIES,
    Change,
    Known,
    finding_of,
    known,
    known_of,
    with_last_seen,
)
from hytedata.store.part import Part
from hytedata.store.quality_tables import check_run, finding, finding_count, rule_check, waiver

_READ_AT_ONCE: Final = 2_000


class FindingCount(NamedTuple):
    """How many findings of one rule stand in one state."""

    rule: str
    severity: Severity
    state: FindingState
    found: int


class TrendPoint(NamedTuple):
    """How many findings there were to mend at the end of a run; waived ones are left out."""

    run: int
    day: date
    rule: str
    found: int


class Findings(Part):
    """What is wrong, by the runs of the rules; `Catalogue.findings`."""

    def all(self, **wanted: Unpack[FindingFilter]) -> Iterator[Finding]:
        """Yield findings, the gravest first, then by rule and id; thousands are in memory.

        Args:
            wanted: Which; by default all that is to be mended. See `FindingFilter`.

        Raises:
            InputError: A filter is not what it should be; raised at once.
            StoreError: The store cannot be read.
        """
        table = finding.c
        order = (table.severity, table.rule, table.id)
        query = with_last_seen().where(*conditions(wanted)).order_by(*order).limit(_READ_AT_ONCE)

        def found() -> Iterator[Finding]:
            last: tuple[int, str, str] = (-1, "", "")
            while True:
                after = tuple_(*order) > last
                with self._database.reading() as connection:
                    rows = connection.execute(query.where(after)).all()
                yield from map(finding_of, rows)
                if len(rows) < _READ_AT_ONCE:
                    break
                last = (rows[-1].severity, rows[-1].rule, rows[-1].id)

        return found()

    def page(
        self, *, after: str | None = None, limit: int = 50, **wanted: Unpack[FindingFilter]
    ) -> tuple[Finding, ...]:
        """Return the findings that follow one in the order of `all`, at most *limit*.

        Args:
            after: Id of the last finding of the page before; None: from the first.
            limit: At most so many.
            wanted: As of `all`.

        Raises:
            NotFound: There is no finding *after*.
            InputError: A filter is not what it should be.
        """
        table = finding.c
        order = (table.severity, table.rule, table.id)
        query = with_last_seen().where(*conditions(wanted)).order_by(*order).limit(limit)
        if after is not None:
            last = self.get(after)
            query = query.where(
                tuple_(*order) > (SEVERITIES.index(last.severity), last.rule, last.id)
            )
        with self._database.reading() as connection:
            return tuple(map(finding_of, connection.execute(query)))

    def get(self, finding_id: str) -> Finding:
        """Return one finding by its id, or by a beginning of it that no other has.

        Raises:
            NotFound: There is none.
            InputError: Several begin so.
        """
        wanted = finding_id.strip().lower()
        # A range and no LIKE: it uses the index on either database.
        query = with_last_seen().where(
            finding.c.id >= wanted, finding.c.id < f"{wanted}~", finding.c.id.startswith(wanted)
        )
        with self._database.reading() as connection:
            rows = connection.execute(query.limit(2)).all() if wanted else []
        if not rows:
            detail = "hytedata gaps run --out FOLDER lists them with their ids"
            raise NotFound("the store", f"finding {finding_id}", detail=detail)
        if len(rows) > 1:
            raise InputError(f"several findings begin with {finding_id}: write more of it")
        return finding_of(rows[0])

    def counts(self, **wanted: Unpack[FindingFilter]) -> tuple[FindingCount, ...]:
        """Count findings by rule and state, the gravest first; exact, whatever their number."""
        table = finding.c
        columns = (table.severity, table.rule, table.state)
        query = (
            select(*columns, func.count().label("found"))
            .select_from(finding.outerjoin(rule_check, rule_check.c.rule == table.rule))
            .where(*conditions(wanted))
            .group_by(*columns)
            .order_by(*columns)
        )
        with self._database.reading() as connection:
            return tuple(
                FindingCount(row.rule, SEVERITIES[row.severity], row.state, row.found)
                for row in connection.execute(query)
            )

    def owners(self, **wanted: Unpack[FindingFilter]) -> Mapping[str | None, int]:
        """Count findings by who is to mend them, the most first."""
        table, number = finding.c, func.count().label("found")
        query = (
            select(table.owner, number)
            .select_from(finding.outerjoin(rule_check, rule_check.c.rule == table.rule))
            .where(*conditions(wanted))
            .group_by(table.owner)
            .order_by(number.desc(), table.owner)
        )
        with self._database.reading() as connection:
            return {row.owner: row.found for row in connection.execute(query)}

    def trend(
        self,
        *,
        rules: Collection[str] | None = None,
        owner: str | None = None,
        municipalities: Collection[str] | None = None,
        runs: int = 20,
    ) -> tuple[TrendPoint, ...]:
        """Return the counts of the latest runs over all rules, by run and rule, the oldest first.

        A rule without findings in a run has no point there. Runs of some rules only are left out.

        Args:
            rules: Only of these.
            owner: Only what this owner is to mend.
            municipalities: Only in one of these, three-digit codes.
            runs: At most so many runs.
        """
        run, count = check_run.c, finding_count.c
        query = (
            select(run.id, run.day, count.rule, func.sum(count.found).label("found"))
            .join(finding_count, count.run == run.id)
            .where(run.id.in_(latest_whole_runs(runs)))
            .group_by(run.id, run.day, count.rule)
            .order_by(run.id, count.rule)
        )
        if rules is not None:
            query = query.where(count.rule.in_(sorted(rules)))
        if owner is not None:
            query = query.where(count.owner == owner)
        if municipalities is not None:
            query = query.where(count.municipality.in_(sorted(municipalities)))
        with self._database.reading() as connection:
            return tuple(
                TrendPoint(row.id, row.day, row.rule, int(row.found))
                for row in connection.execute(query)
            )

    def waive(self, *waivers: Waiver) -> None:
        """Keep waivers in their order, with the time; they hold at once.

        The latest of the same finding, or of the same rule and owner, counts: one whose `until`
        is past ends an earlier one.

        Raises:
            InputError: One names neither a finding nor a rule, or both, or no reason.
        """
        now = self._database.now()
        for one in waivers:
            if bool(one.finding) == bool(one.rule):
                raise InputError("a waiver names a finding, or a rule")
            if not one.reason.strip() or not one.who.strip():
                raise InputError("a waiver says who waives and why")
        rows = [
            {
                "finding": one.finding,
                "rule": one.rule,
                "owner": one.owner,
                "who": one.who,
                "reason": one.reason,
                "until": one.until,
                "made_at": now,
            }
            for one in waivers
        ]
        if not rows:
            return
        with self._database.writing() as connection:
            connection.execute(insert(waiver), rows)
        holding = self.holding(now)
        with self._database.writing() as connection:
            latest = connection.execute(select(func.max(check_run.c.id))).scalar_one()
            apply_waivers(connection, latest or 0, holding)

    def waivers(self) -> tuple[Waiver, ...]:
        """All waivers that were ever made, the oldest first."""
        table = waiver.c
        columns = (table.finding, table.rule, table.owner, table.who, table.reason)
        query = select(*columns, table.until, table.made_at).order_by(table.id)
        with self._database.reading() as connection:
            return tuple(Waiver(**row) for row in connection.execute(query).mappings())

    def holding(self, at: datetime) -> tuple[Waiver, ...]:
        """The waivers that hold at a moment: the latest of each target, where it has not ended."""
        latest = {(one.finding, one.rule, one.owner): one for one in self.waivers()}
        return tuple(one for one in latest.values() if one.until is None or one.until > at)

    def of_records(self, source: str, kind: str, ids: Sequence[str]) -> Mapping[str, Known]:
        """Return what rules of single records ever found of some records."""
        table = finding.c
        found: dict[str, Known] = {}
        with self._database.reading() as connection:
            for start in range(0, len(ids), AT_ONCE):
                some = ids[start : start + AT_ONCE]
                query = known().where(
                    table.source == source,
                    table.kind == kind,
                    table.item.in_(some),
                    table.by_record,
                )
                found |= {row.id: known_of(row) for row in connection.execute(query)}
        return found

    def of_rule(self, rule: str) -> Mapping[str, Known]:
        """Return what is known of all that one rule ever found."""
        query = known().where(finding.c.rule == rule, finding.c.by_record.isnot(True))
        with self._database.reading() as connection:
            return {row.id: known_of(row) for row in connection.execute(query)}

    def put(self, run: int, changes: Iterable[Change]) -> None:
        """Write what became of findings, a thousand per transaction and in memory."""
        coming = iter(changes)
        while some := tuple(islice(coming, 2 * AT_ONCE)):
            with self._database.writing() as connection:
                write_changes(connection, run, some)
