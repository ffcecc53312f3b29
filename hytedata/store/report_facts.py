"""What reports of findings tell besides them: counts by run, looked-at records, and areas."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple, cast

from sqlalchemy import ColumnElement, and_, func, or_, select

from hytedata.store import schema
from hytedata.store.catalogue_query import AREA
from hytedata.store.catalogue_values import AreaCode, AreaKind
from hytedata.store.finding_query import TOLD, latest_whole_runs
from hytedata.store.part import Part
from hytedata.store.quality_tables import check_run, checked, finding, finding_count, rule_check


class RunCount(NamedTuple):
    """How much one owner had to mend by one rule at the end of a run; `owner` "": nobody known."""

    run: int
    day: date
    rule: str
    owner: str
    found: int


class ReportFacts(Part):
    """What is told besides findings; `Catalogue.report_facts`."""

    def counted(
        self,
        municipalities: Collection[str],
        owners: Collection[str] = (),
        *,
        runs: int = 20,
    ) -> tuple[RunCount, ...]:
        """Return the counts of the latest runs over all rules, the oldest run first.

        Args:
            municipalities: What is in one of these, three-digit codes.
            owners: And what is in no known municipality, and is one of these owners'.
            runs: At most so many runs.
        """
        run, count = check_run.c, finding_count.c
        here = or_(
            count.municipality.in_(sorted(municipalities)),
            and_(count.municipality == "", count.owner.in_(sorted(owners))),
        )
        query = (
            select(run.id, run.day, count.rule, count.owner, func.sum(count.found).label("found"))
            .join(finding_count, count.run == run.id)
            .where(run.id.in_(latest_whole_runs(runs)), here)
            .group_by(run.id, run.day, count.rule, count.owner)
            .order_by(run.id, count.rule, count.owner)
        )
        with self._database.reading() as connection:
            return tuple(
                RunCount(row.id, row.day, row.rule, row.owner, int(row.found))
                for row in connection.execute(query)
            )

    def looked_at(
        self, municipalities: Collection[str], county: str | None = None
    ) -> Mapping[str, int]:
        """Count the judged records by source: of these municipalities, and of a *county* alone."""
        own = checked.c
        here: ColumnElement[bool] = own.municipality.in_(sorted(municipalities))
        if county is not None:
            here = or_(here, own.county == county)
        query = select(own.source, func.count().label("n")).where(here).group_by(own.source)
        with self._database.reading() as connection:
            return {row.source: row.n for row in connection.execute(query)}

    def unplaced(self, *, but_of: str) -> int:
        """Count what is to be mended in no known county; *but_of* is an owner who is left out."""
        table = finding.c
        query = (
            select(func.count())
            .select_from(finding.outerjoin(rule_check, rule_check.c.rule == table.rule))
            .where(
                table.state.in_(TOLD),
                table.county.is_(None),
                func.coalesce(table.owner, "") != but_of,
                rule_check.c.doubtful.isnot(True),
            )
        )
        with self._database.reading() as connection:
            number: int = connection.execute(query).scalar_one()
        return number

    def areas(self, source: str, kind: str) -> Mapping[str, Sequence[AreaCode]]:
        """Return what each record of a kind is meant for, by its id; without the whole country."""
        table = schema.record_area.c
        query = (
            select(table.id, table.role, table.code)
            .where(table.source == source, table.kind == kind, table.role.startswith(AREA))
            .order_by(table.id, table.role, table.code)
        )
        found: dict[str, list[AreaCode]] = {}
        with self._database.reading() as connection:
            for row in connection.execute(query):
                kind_of = cast("AreaKind", row.role.removeprefix(AREA))
                found.setdefault(row.id, []).append(AreaCode(kind_of, row.code))
        return found

    def nationwide(self, source: str, kind: str) -> frozenset[str]:
        """Return the ids of the records of a kind that are meant for the whole country."""
        table = schema.record.c
        query = select(table.id).where(table.source == source, table.kind == kind, table.nationwide)
        with self._database.reading() as connection:
            return frozenset(connection.execute(query).scalars())
