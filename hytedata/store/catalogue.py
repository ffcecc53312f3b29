"""The catalogue: the newest state of each record of the registers, and how it was read."""

from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Final, Self, TypeVar, Unpack

from sqlalchemy import Select, func, insert, select

from hytedata.errors import NotFound
from hytedata.models.clock import utc_now
from hytedata.models.common import SourceRef
from hytedata.models.occurrence import OccurrenceSpan
from hytedata.places.surroundings import Surroundings
from hytedata.store import schema, versions
from hytedata.store.catalogue_models import CataloguedModel, may_be
from hytedata.store.catalogue_query import Filter, RecordFilter
from hytedata.store.catalogue_reading import Reading
from hytedata.store.catalogue_rows import heads, records_of, verdict_of
from hytedata.store.catalogue_values import (
    AreaCode,
    AreaKind,
    CatalogueRecord,
    Entry,
    Missing,
    ReadCounts,
    ReadMode,
    ReadVerdict,
)
from hytedata.store.check_runs import CheckRuns
from hytedata.store.checks import Checks
from hytedata.store.coverage_runs import CoverageRun, CoverageRuns
from hytedata.store.database import Clock, Database
from hytedata.store.event_forgetting import Forgotten
from hytedata.store.event_links import EventLinks, Grouping, GroupMember
from hytedata.store.event_query import EventSelection
from hytedata.store.events import Events
from hytedata.store.findings import Findings
from hytedata.store.known_besides import KnownBesides
from hytedata.store.part import Part, is_of
from hytedata.store.record_classes import RecordClasses, RecordClassing
from hytedata.store.record_places import RecordPlace, RecordPlaces
from hytedata.store.report_facts import ReportFacts

__all__ = [
    "AreaCode",
    "AreaKind",
    "Catalogue",
    "CatalogueRecord",
    "CataloguedModel",
    "CheckRuns",
    "Checks",
    "CoverageRun",
    "CoverageRuns",
    "Entry",
    "EventLinks",
    "EventSelection",
    "Events",
    "Findings",
    "Forgotten",
    "GroupMember",
    "Grouping",
    "KnownBesides",
    "Missing",
    "OccurrenceSpan",
    "ReadCounts",
    "ReadMode",
    "ReadVerdict",
    "Reading",
    "RecordClasses",
    "RecordClassing",
    "RecordFilter",
    "RecordPlace",
    "RecordPlaces",
]

M = TypeVar("M", bound="CataloguedModel")

_AT_ONCE: Final = 500  # records in memory while they are streamed


class Catalogue(Part):
    """Records of the registers as last read, with what became of them.

    Open it with `Catalogue.open`, or take `Store.catalogue`. Nothing is deleted: a record
    that a register no longer gives is absent since some time. Only events that are over are
    forgotten, when `events.forget_before` is asked to.
    """

    @classmethod
    def open(cls, url: str, *, now: Clock = utc_now, create: bool = False) -> Self:
        """Open the catalogue of the store at *url*; use it with `with`, or `close` it.

        Args:
            url: `sqlite:///file.db`, or `postgresql://user:password@host/name`.
            now: Gives the time, aware.
            create: Make a new store where there is none.

        Raises:
            StoreError: It cannot be used as it is: missing, older, newer, something else.
        """
        database = Database.at(url, now=now, create=create)
        try:
            versions.make_or_check(database, create=create)
        except BaseException:
            database.close()
            raise
        return cls(database)

    def close(self) -> None:
        """Close all connections; not where the catalogue is a store's."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def records(
        self,
        *,
        source: str | None = None,
        kind: str | None = None,
        **filters: Unpack[RecordFilter],
    ) -> Iterator[CatalogueRecord]:
        """Yield records by source, kind and id; some hundreds are in memory at a time.

        Each portion is as the catalogue is when it is reached: what is written meanwhile may or
        may not be among what follows, and no record comes twice.

        Args:
            source: Only of this register: `lipas`, `ptv`.
            kind: Only of this kind: `sports-site`, `service`, `service-channel` …
            filters: Which records; see `RecordFilter`.

        Raises:
            InputError: An unknown or ambiguous place, or a time without zone; raised at once.
            StoreError: The store cannot be read.
        """
        wanted = Filter.of(filters)
        # Checked here: an iterator would raise only when it is first asked.
        query = heads().where(*wanted.conditions())
        return self._stream(query, self.kinds(source=source, kind=kind), wanted.area.around)

    def models(
        self,
        model: type[M],
        **filters: Unpack[RecordFilter],
    ) -> Iterator[M]:
        """Yield records of one model, `SportsSite`, `Event` or `ServiceLocation`; see `records`.

        Raises:
            InputError: An unknown or ambiguous place, or a time without zone; raised at once.
            RecordError: A record was stored by a version whose models were others.
            StoreError: The store cannot be read.
        """
        wanted = Filter.of(filters)
        found = self._stream(
            heads().where(*wanted.conditions()),
            [pair for pair in self.kinds() if may_be(model, *pair)],
            wanted.area.around,
        )
        decoded = (one.model() for one in found)
        return (one for one in decoded if isinstance(one, model))

    def get(self, ref: SourceRef) -> CatalogueRecord:
        """Return one record, absent or not.

        Raises:
            NotFound: The catalogue has none with this source, kind and id.
        """
        query = heads().where(is_of(schema.record, ref))
        with self._database.reading() as connection:
            found = records_of(connection, ref.source, ref.kind, query)
        if not found:
            raise NotFound("the catalogue", f"{ref.source} {ref.kind} {ref.id}")
        return found[0]

    def count(
        self,
        *,
        source: str | None = None,
        kind: str | None = None,
        **filters: Unpack[RecordFilter],
    ) -> int:
        """Count what `records` would give."""
        wanted = Filter.of(filters)
        if wanted.area.around:  # a box is not enough
            return sum(1 for _ in self.records(source=source, kind=kind, **filters))
        table = schema.record.c
        query = select(func.count()).select_from(schema.record).where(*wanted.conditions())
        for column, value in ((table.source, source), (table.kind, kind)):
            query = query.where(column == value) if value is not None else query
        with self._database.reading() as connection:
            number: int = connection.execute(query).scalar_one()
        return number

    def kinds(
        self, *, source: str | None = None, kind: str | None = None
    ) -> tuple[tuple[str, str], ...]:
        """Return the pairs of source and kind that there are records of, sorted."""
        table = schema.record.c
        query = select(table.source, table.kind).distinct()
        with self._database.reading() as connection:
            found = [(one, other) for one, other in connection.execute(query)]
        return tuple(
            sorted(
                (one, other)
                for one, other in found
                if source in (None, one) and kind in (None, other)
            )
        )

    @property
    def besides(self) -> KnownBesides:
        """Links and absent records, as rules over all records need them."""
        return KnownBesides(self._database)

    @property
    def checks(self) -> Checks:
        """Which records were judged by which rules, and which wait."""
        return Checks(self._database)

    @property
    def check_runs(self) -> CheckRuns:
        """When the rules were run, and how each of them stood."""
        return CheckRuns(self._database)

    @property
    def classes(self) -> RecordClassing:
        """What records are about and who provides them."""
        return RecordClassing(self._database)

    @property
    def coverage(self) -> CoverageRuns:
        """What runs of coverage counted."""
        return CoverageRuns(self._database)

    @property
    def events(self) -> Events:
        """What takes place when, in all calendars together."""
        return Events(self._database)

    @property
    def event_links(self) -> EventLinks:
        """Which events are one in several calendars, and what people decided of that."""
        return EventLinks(self._database)

    @property
    def findings(self) -> Findings:
        """What is wrong with records, and what people waived of it."""
        return Findings(self._database)

    @property
    def report_facts(self) -> ReportFacts:
        """What reports tell besides findings."""
        return ReportFacts(self._database)

    @property
    def places(self) -> RecordPlaces:
        """Where records are by all evidence, with every disagreement."""
        return RecordPlaces(self._database)

    def snapshots(
        self,
        *,
        source: str | None = None,
        kind: str | None = None,
        scope: str | None = None,
        limit: int = 100,
    ) -> tuple[ReadVerdict, ...]:
        """Return how the latest reads went, newest first."""
        return self._verdicts(source=source, kind=kind, scope=scope, limit=limit)

    def last_read(
        self, source: str, kind: str, scope: str, *, mode: ReadMode | None = None
    ) -> ReadVerdict | None:
        """Return the latest complete read of a scope, of one *mode* or of any; None: none."""
        found = self._verdicts(
            source=source, kind=kind, scope=scope, mode=mode, complete=True, limit=1
        )
        return found[0] if found else None

    def reading(
        self,
        source: str,
        kind: str,
        scope: str,
        *,
        mode: ReadMode = "full",
        run_id: int | None = None,
    ) -> Reading:
        """Begin to note a read; use it with `with`, `put` what it gives, then `finish`.

        Args:
            source: The register.
            kind: What is read of it.
            scope: What is asked for: a later read of the same scope is compared with it.
            mode: Whether all of the scope is asked for.
            run_id: The job that it belongs to; None begins one of its own.
        """
        if run_id is None:
            row = {"kind": f"read {source}", "organisation": "", "started_at": self._database.now()}
            with self._database.writing() as connection:
                made = connection.execute(insert(schema.run).returning(schema.run.c.id), row)
                run_id = made.scalar_one()
        return Reading(self._database, source, kind, scope, run_id=run_id, mode=mode)

    def _stream(
        self,
        query: Select[tuple[object, ...]],
        pairs: Iterable[tuple[str, str]],
        around: Surroundings,
    ) -> Iterator[CatalogueRecord]:
        table = schema.record.c
        for source, kind in pairs:
            ordered = query.where(table.source == source, table.kind == kind)
            ordered = ordered.order_by(table.id).limit(_AT_ONCE)
            last = ""
            while True:
                # A transaction of its own for each portion: the caller may write in between.
                with self._database.reading() as connection:
                    found = records_of(connection, source, kind, ordered.where(table.id > last))
                yield from (one for one in found if not around or one.lies_in(around))
                if len(found) < _AT_ONCE:
                    break
                last = found[-1].id

    def _verdicts(
        self,
        *,
        source: str | None,
        kind: str | None,
        scope: str | None,
        limit: int,
        mode: ReadMode | None = None,
        complete: bool | None = None,
    ) -> tuple[ReadVerdict, ...]:
        table = schema.snapshot.c
        asked = (
            (table.source, source),
            (table.kind, kind),
            (table.scope, scope),
            (table.mode, mode),
            (table.complete, complete),
        )
        query = select(schema.snapshot).order_by(table.id.desc()).limit(limit)
        for column, value in asked:
            query = query.where(column == value) if value is not None else query
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return tuple(map(verdict_of, rows))
