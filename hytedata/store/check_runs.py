"""Runs of the rules: their beginning and end, what each rule found, what was not looked at."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, func, insert, select, update

from hytedata.models.common import Json
from hytedata.models.finding import Waiver
from hytedata.store import finding_changes
from hytedata.store.checks import Checks, Key
from hytedata.store.finding_query import TOLD
from hytedata.store.part import Part, put
from hytedata.store.quality_tables import check_run, finding, finding_count, rule_check


@dataclass(frozen=True, slots=True)
class RuleCheck:
    """How a rule stood after the latest run that looked by it.

    Attributes:
        found: What is to be mended.
        doubtful: Whether the count jumped: the rule is to be looked at before owners are told.
        base_found, base_records: The latest count that was not in doubt, and of how many records.
    """

    rule: str
    checked_at: datetime
    found: int
    doubtful: bool
    base_found: int
    base_records: int


@dataclass(frozen=True, slots=True)
class CheckRun:
    """One run.

    Attributes:
        day: In Finland.
        ended_at: None while it runs, and for ever where it was killed.
        only: Codes of the rules that were asked for; None: all.
        unchecked: What was not looked at, and why.
    """

    id: int
    day: date
    started_at: datetime
    ended_at: datetime | None
    only: tuple[str, ...] | None
    looked_at: int
    unchecked: tuple[Mapping[str, Json], ...]


class CheckRuns(Part):
    """Runs of the rules; `Catalogue.check_runs`."""

    def begin(self, day: date, only: Collection[str] | None = None) -> CheckRun:
        """Note that a run begins."""
        at = self._database.now()
        row = {"day": day, "started_at": at, "only": None if only is None else sorted(only)}
        with self._database.writing() as connection:
            made = connection.execute(insert(check_run).returning(check_run.c.id), row)
            return CheckRun(
                made.scalar_one(), day, at, None, tuple(only) if only is not None else None, 0, ()
            )

    def prepare(
        self,
        run: CheckRun,
        codes: Collection[str],
        waivers: Sequence[Waiver],
        gone: Sequence[Key],
        lost: Sequence[Key],
    ) -> tuple[int, int]:
        """Move the states that no rule has to look for; returns how many are gone, and unchecked.

        Args:
            run: The run.
            codes: Of the rules that look in it.
            waivers: Those that hold now.
            gone: Records that are no longer there.
            lost: Records that the latest read could not use.
        """
        checks = Checks(self._database)
        with self._database.writing() as connection:
            finding_changes.age(connection, run.id, codes)
            finding_changes.apply_waivers(connection, run.id, waivers)
            # A run of some rules leaves the rest to the next run of all.
            these = None if run.only is None else codes
            left = finding_changes.leave(connection, run.id, "gone", gone, these)
            unread = finding_changes.leave(connection, run.id, "unchecked", lost, these)
            if run.only is None:
                checks.forget(connection, (*gone, *lost))
        return left, unread

    def uncheck(self, run: CheckRun, checked: Collection[str]) -> int:
        """What rules found that did not look in this run is unchecked; returns how many."""
        with self._database.writing() as connection:
            return finding_changes.uncheck(connection, run.id, checked)

    def count(self, run: CheckRun, codes: Collection[str]) -> Mapping[str, int]:
        """Keep how much there is to mend, by rule, owner and municipality; returns it by rule."""
        table, counted = finding.c, finding_count.c
        owner = func.coalesce(table.owner, "").label("owner")
        place = func.coalesce(table.municipality, "").label("municipality")
        query = (
            select(table.rule, owner, place, func.count().label("found"))
            .where(table.state.in_(TOLD), table.rule.in_(sorted(codes)))
            .group_by(table.rule, owner, place)
        )
        totals = dict.fromkeys(codes, 0)
        with self._database.writing() as connection:
            connection.execute(delete(finding_count).where(counted.run == run.id))
            rows = [{"run": run.id, **row} for row in connection.execute(query).mappings()]
            put(connection, finding_count, rows)
        for row in rows:
            totals[row["rule"]] += row["found"]
        return totals

    def end(
        self,
        run: CheckRun,
        looked_at: int,
        unchecked: Sequence[Mapping[str, Json]],
        rules: Sequence[RuleCheck],
    ) -> None:
        """Note how a run ended, and how each rule stands."""
        with self._database.writing() as connection:
            put(
                connection,
                rule_check,
                [
                    {
                        "rule": one.rule,
                        "run": run.id,
                        "checked_at": one.checked_at,
                        "found": one.found,
                        "doubtful": one.doubtful,
                        "base_found": one.base_found,
                        "base_records": one.base_records,
                    }
                    for one in rules
                ],
            )
            connection.execute(
                update(check_run)
                .where(check_run.c.id == run.id)
                .values(
                    ended_at=self._database.now(),
                    looked_at=looked_at,
                    unchecked=[dict(one) for one in unchecked],
                )
            )

    def rules(self) -> Mapping[str, RuleCheck]:
        """Return how each rule stood when it last looked, by code."""
        table = rule_check.c
        columns = (table.rule, table.checked_at, table.found, table.doubtful)
        query = select(*columns, table.base_found, table.base_records)
        with self._database.reading() as connection:
            return {row.rule: RuleCheck(*row) for row in connection.execute(query)}

    def latest(self, limit: int = 1) -> tuple[CheckRun, ...]:
        """Return the latest runs that ended, newest first."""
        table = check_run.c
        query = select(check_run).where(table.ended_at.is_not(None))
        with self._database.reading() as connection:
            return tuple(
                CheckRun(
                    row.id,
                    row.day,
                    row.started_at,
                    row.ended_at,
                    None if row.only is None else tuple(row.only),
                    row.looked_at or 0,
                    tuple(row.unchecked or ()),
                )
                for row in connection.execute(query.order_by(table.id.desc()).limit(limit))
            )
