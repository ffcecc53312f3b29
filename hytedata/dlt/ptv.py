"""Records of PTV as rows: what changed since the last load, and everything once a week."""

from collections.abc import Generator, Iterator, MutableMapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, TypeAlias

from hytedata.clients.pages import Page
from hytedata.clients.streams import StreamEnd
from hytedata.dlt.rows import Batch, Credit, Row, read_batches, record_rows
from hytedata.errors import TransientError
from hytedata.models.common import Completeness
from hytedata.models.ptv import Record
from hytedata.runs.entries import entry_of_record
from hytedata.runs.read_ptv import FULL_READ_AFTER, NO_END, PlacedReads

Cursors: TypeAlias = MutableMapping[str, str]
"""What dlt keeps between loads: scope and mode → when the last complete read of it began."""

SOURCE, ALL, NATIONWIDE = "ptv", "all", "nationwide"

TABLES: Final = {
    "service": "ptv_services",
    "service-channel": "ptv_channels",
    "organisation": "ptv_organisations",
}


@dataclass(frozen=True)
class PtvLoad:
    """One load of one kind of record.

    Attributes:
        kind: `service`, `service-channel` or `organisation`.
        reads: The client's reads of it.
        cursors: Changed in place, and only for what was read to its end.
        overlap: How far a read of changes reaches back before the last one.
        started_at: When this load began.
        full: Read everything, whenever that was last done.
    """

    kind: str
    reads: PlacedReads[Record]
    cursors: Cursors
    overlap: timedelta
    started_at: datetime
    full: bool = False

    def batches(self, places: Sequence[str], *, nationwide: bool = False) -> Iterator[Batch]:
        """Yield records page by page, what was archived, and the verdict of each part.

        Args:
            places: Codes of municipalities that records are meant for; none for all of PTV.
            nationwide: With *places*: also what is meant for the whole country.
        """
        parts: list[tuple[str, str | None]] = [(f"municipality:{code}", code) for code in places]
        parts = parts or [(ALL, None)]
        since = {scope: self._since(scope) for scope, _ in parts}
        doubts: tuple[str, ...] = ()
        if starts := [start for start in since.values() if start]:
            archived, doubts = self._archived(min(starts))
            yield Batch("ptv_archived", archived)
        seen: set[str] = set()
        for number, (scope, code) in enumerate(parts):
            with_all = nationwide and number == 0 and code is not None
            yield from self._part(scope, code, since[scope], doubts, seen, nationwide=with_all)

    def _since(self, scope: str) -> datetime | None:
        """From when on to read changes; None where a full read is due."""
        full, last = self.cursors.get(f"{scope} full"), self.cursors.get(f"{scope} last")
        if self.full or full is None or last is None:
            return None
        if self.started_at - datetime.fromisoformat(full) >= FULL_READ_AFTER:
            return None
        return datetime.fromisoformat(last) - self.overlap

    def _archived(self, since: datetime) -> tuple[list[Row], tuple[str, ...]]:
        """What was archived; or why it could not be had."""
        try:
            ids = tuple(self.reads.archived_ids(since=since))
        except TransientError as error:
            return [], (f"what was archived could not be read: {error}",)
        return [{"kind": self.kind, "id": one, "told_at": self.started_at} for one in ids], ()

    def _part(
        self,
        scope: str,
        code: str | None,
        since: datetime | None,
        doubts: tuple[str, ...],
        seen: set[str],
        *,
        nationwide: bool,
    ) -> Iterator[Batch]:
        came: set[str] = set()
        end = StreamEnd(Completeness(complete=False, items=0, reasons=(NO_END,)))
        with closing(self._asked(code, since, nationwide=nationwide)) as steps:
            for step in steps:
                if isinstance(step, StreamEnd):
                    end = step
                else:
                    came.update(one.id for one in step.items)
                    yield Batch(TABLES[self.kind], self._rows(step.items, scope, seen))
        told = doubts if since else ()
        verdict = Completeness(
            complete=end.completeness.complete and not told,
            items=len(came),
            reasons=(*end.completeness.reasons, *told),
        )
        yield from read_batches(
            verdict,
            end.rejections,
            source=SOURCE,
            kind=self.kind,
            scopes=(scope, NATIONWIDE) if nationwide else (scope,),
            started_at=self.started_at,
            full=since is None,
        )
        if verdict.complete:
            self._note(scope, full=since is None)

    def _rows(self, records: Sequence[Record], scope: str, seen: set[str]) -> list[Row]:
        """Rows of what did not come with an earlier part: one row a record will do."""
        fresh = [one for one in records if one.id not in seen]
        seen.update(one.id for one in fresh)
        credit = Credit.of(SOURCE, self.started_at)
        entries = [(entry_of_record(one), credit) for one in fresh]
        rows = record_rows(entries, scope=scope, seen_at=self.started_at)
        if scope != ALL:
            for row in rows:
                # It came with one place, and is there for all: its absence is no place's.
                row["scope"] = NATIONWIDE if row["nationwide"] else scope
        return rows

    def _note(self, scope: str, *, full: bool) -> None:
        moment = self.started_at.isoformat()
        self.cursors[f"{scope} last"] = moment
        if full:
            self.cursors[f"{scope} full"] = moment

    def _asked(
        self, code: str | None, since: datetime | None, *, nationwide: bool
    ) -> Generator[Page[Record] | StreamEnd, None, None]:
        try:
            yield from self.reads.stream(
                municipality=code, include_nationwide=nationwide, changed_since=since
            )
        except TransientError as error:
            yield StreamEnd(Completeness(complete=False, items=0, reasons=(str(error),)))
