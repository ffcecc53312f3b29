"""What runs of coverage counted: documents by county and day, only added to."""

import zlib
from collections.abc import Iterator
from datetime import date, datetime
from typing import Final, NamedTuple

from sqlalchemy import Row, Select, insert, select

from hytedata.store.coverage_table import coverage_run
from hytedata.store.part import Part, rows

_LEVEL: Final = 6  # of compression: a county is 300 kB of JSON, and 15 kB so


class CoverageRun(NamedTuple):
    """One run.

    Attributes:
        day: In Finland, that it counted from.
        made_at: UTC.
        document: JSON, as it was put.
    """

    id: int
    county: str
    day: date
    made_at: datetime
    document: bytes


class CoverageRuns(Part):
    """The runs of all counties; `Catalogue.coverage`."""

    def put(self, county: str, day: date, document: bytes) -> int:
        """Keep what a run counted; returns its number."""
        row = {
            "county": county,
            "day": day,
            "made_at": self._database.now(),
            "document": zlib.compress(document, _LEVEL),
        }
        with self._database.writing() as connection:
            made = connection.execute(insert(coverage_run).returning(coverage_run.c.id), row)
            number: int = made.scalar_one()
        return number

    def latest(self, county: str, *, before: date | None = None) -> CoverageRun | None:
        """Return the last run of a county, or its last one of a day *before*; None: none."""
        query = _of(county).order_by(coverage_run.c.day.desc(), coverage_run.c.id.desc()).limit(1)
        if before is not None:
            query = query.where(coverage_run.c.day < before)
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return _run(row) if row else None

    def all(self, county: str) -> Iterator[CoverageRun]:
        """Yield the runs of a county, the oldest first."""
        query = _of(county).order_by(coverage_run.c.day, coverage_run.c.id)
        with self._database.reading() as connection:
            yield from (_run(row) for row in rows(connection, query))


def _of(county: str) -> Select[tuple[object, ...]]:
    return select(coverage_run).where(coverage_run.c.county == county)


def _run(row: Row[tuple[object, ...]]) -> CoverageRun:
    return CoverageRun(row.id, row.county, row.day, row.made_at, zlib.decompress(row.document))
