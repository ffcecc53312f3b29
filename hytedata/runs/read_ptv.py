"""Read PTV into the catalogue, kind by kind: in full, or what changed since the last read."""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol, TypeAlias, TypeVar

from hytedata.clients.pages import OnProgress as OnPage
from hytedata.clients.pages import Page, Progress
from hytedata.clients.streams import StreamEnd
from hytedata.config import Config
from hytedata.errors import TransientError
from hytedata.models.clock import utc_now
from hytedata.models.common import Completeness
from hytedata.models.ptv import (
    Connection,
    GeneralDescription,
    Organisation,
    Record,
    Service,
    ServiceChannel,
    ServiceCollection,
)
from hytedata.runs.entries import entry_of_record
from hytedata.runs.garbage import few_collections
from hytedata.runs.progress import OnProgress, Step, silent
from hytedata.runs.read_parts import GIVE_UP_AFTER, Job, job
from hytedata.runs.read_report import ReadReport, ReadScope, Tally, report
from hytedata.store import Catalogue, Store
from hytedata.store.catalogue import ReadMode

SOURCE: Final = "ptv"
NO_END: Final = "it ended without saying whether that was all"
ALL, NATIONWIDE = "all", "nationwide"

FULL_READ_AFTER: Final = timedelta(days=7)
"""A full read is due so long after the last one: a changed connection moves nobody's date."""

OVERLAP: Final = {"v11": timedelta(hours=2), "v12": timedelta(hours=3, minutes=30)}
"""How far a read of changes reaches back before the last read; v12 lags up to 1.5 hours."""

R_co = TypeVar("R_co", bound=Record, covariant=True)


class WholeReads(Protocol[R_co]):
    """Reads of a kind of record that is not asked for by place."""

    def stream(
        self, *, changed_since: datetime | None = None, progress: OnPage | None = None
    ) -> Iterator[Page[R_co] | StreamEnd]:
        """Read all, or what changed since, page by page; the verdict comes last."""
        ...

    def archived_ids(self, *, since: datetime) -> Iterable[str]:
        """Return ids of what was archived since; none where PTV does not tell."""
        ...


class PlacedReads(Protocol[R_co]):
    """Reads of a kind of record that is meant for an area."""

    def stream(
        self,
        *,
        municipality: str | None = None,
        include_nationwide: bool = False,
        changed_since: datetime | None = None,
        progress: OnPage | None = None,
    ) -> Iterator[Page[R_co] | StreamEnd]:
        """Read those of a municipality, or all; all of them, or what changed since."""
        ...

    def archived_ids(self, *, since: datetime) -> Iterable[str]:
        """Return ids of what was archived since; none where PTV does not tell."""
        ...


class PtvReader(Protocol):
    """What is needed of `PtvClient`."""

    @property
    def services(self) -> PlacedReads[Service]:
        """Services."""
        ...

    @property
    def channels(self) -> PlacedReads[ServiceChannel]:
        """Channels of all kinds."""
        ...

    @property
    def organisations(self) -> PlacedReads[Organisation]:
        """Organisations."""
        ...

    @property
    def general_descriptions(self) -> WholeReads[GeneralDescription]:
        """General descriptions."""
        ...

    @property
    def connections(self) -> WholeReads[Connection]:
        """Connections."""
        ...

    @property
    def collections(self) -> WholeReads[ServiceCollection]:
        """Service collections."""
        ...


class _Archived(Protocol):
    def __call__(self, *, since: datetime) -> Iterable[str]: ...


_Ask: TypeAlias = Callable[[datetime | None, OnPage], Iterator[Page[Record] | StreamEnd]]


@dataclass(frozen=True)
class _Part:
    """One question to PTV: what is meant for one place, or everything.

    Attributes:
        scope: Its name in the catalogue.
        ask: Reads it.
        nationwide: Whether what is meant for the whole country comes along; it has a scope of
            its own.
    """

    scope: str
    ask: _Ask
    nationwide: bool = False

    @property
    def scopes(self) -> tuple[str, ...]:
        return (self.scope, NATIONWIDE) if self.nationwide else (self.scope,)


@few_collections()
def read_ptv(
    config: Config,
    scope: ReadScope,
    store: Store,
    client: PtvReader,
    tell: OnProgress = silent,
    *,
    full: bool = False,
) -> ReadReport:
    """Read PTV into the catalogue.

    Without municipalities everything is read. With some, it is what is meant for them: services,
    channels and organisations. Connections and collections, which PTV does not give by place,
    are left out then; general descriptions are few, and read whole. What is meant for the whole
    country comes along once, if the scope asks for it.

    A scope is read in full when its last complete full read is `FULL_READ_AFTER` old or there is
    none; else by date from its last complete read, less an overlap. An outage raises nothing: it
    is told in the report. Some pages are in memory at a time, and the ids of all.

    Args:
        config: The configuration; `ptv.read_version` says how far the overlap reaches.
        scope: Which municipalities; none for everything.
        store: Where the catalogue is.
        client: PTV, open.
        tell: Called after each page.
        full: Read in full, whenever that was last done.

    Raises:
        SourceContractError: PTV answers in an unknown shape.
        StoreError: The store cannot be written; what was noted before stays.
    """
    started_at = utc_now()
    overlap = OVERLAP[config.ptv.read_version]
    with job(store, SOURCE) as run:
        read = _Read(store.catalogue, run, overlap, started_at, full=full, tell=tell)
        read.kind("service", _placed(client.services, scope), client.services.archived_ids)
        read.kind("service-channel", _placed(client.channels, scope), client.channels.archived_ids)
        read.kind(
            "organisation", _placed(client.organisations, scope), client.organisations.archived_ids
        )
        read.whole("general-description", client.general_descriptions)
        if not scope.municipalities:
            read.whole("connection", client.connections)
            read.whole("service-collection", client.collections)
    return report(SOURCE, scope, run.tallies, started_at, utc_now())


def _placed(reads: PlacedReads[Record], scope: ReadScope) -> list[_Part]:
    """One part per municipality; the first brings along what is meant for the whole country."""

    def of_place(code: str, nationwide: bool) -> _Ask:
        return lambda since, page: reads.stream(
            municipality=code, include_nationwide=nationwide, changed_since=since, progress=page
        )

    if not scope.municipalities:
        return [_Part(ALL, lambda since, page: reads.stream(changed_since=since, progress=page))]
    parts: list[_Part] = []
    for number, code in enumerate(scope.municipalities):
        nationwide = scope.nationwide and number == 0
        parts.append(_Part(f"municipality:{code}", of_place(code, nationwide), nationwide))
    return parts


class _Read:
    """One read of PTV."""

    def __init__(
        self,
        catalogue: Catalogue,
        run: Job,
        overlap: timedelta,
        started_at: datetime,
        *,
        full: bool,
        tell: OnProgress,
    ) -> None:
        self._catalogue, self._run, self._tell = catalogue, run, tell
        self._overlap, self._started_at, self._full = overlap, started_at, full
        self._failed = 0

    def whole(self, kind: str, reads: WholeReads[Record]) -> None:
        """Read all of a kind that is not asked for by place."""
        part = _Part(ALL, lambda since, page: reads.stream(changed_since=since, progress=page))
        self.kind(kind, [part], reads.archived_ids)

    def kind(
        self,
        kind: str,
        parts: Sequence[_Part],
        archived_ids: _Archived,
    ) -> None:
        """Read one kind, part by part."""
        tally = Tally(kind)
        self._run.tallies.append(tally)
        name = f"reading PTV: {kind}"
        self._tell(Step(name, 0))
        since = [self._since(kind, part) for part in parts]
        gone, doubts = self._gone(kind, since, archived_ids)
        for number, (part, start) in enumerate(zip(parts, since, strict=True)):
            if self._failed >= GIVE_UP_AFTER:
                tally.reasons.append(f"{len(parts) - number} part(s) were not tried")
                break
            # Before all else that is put, so that what was archived and restored is there.
            removed = gone if number == 0 else ()
            self._part(tally, name, part, start, removed, doubts if start else ())
        self._tell(Step(name, len(tally.seen), len(tally.seen), finished=True))

    def _since(self, kind: str, part: _Part) -> datetime | None:
        """From when on to read changes; None where a full read is due."""
        starts: list[datetime] = []
        for scope in part.scopes:
            full = self._catalogue.last_read(SOURCE, kind, scope, mode="full")
            last = self._catalogue.last_read(SOURCE, kind, scope)
            if self._full or full is None or last is None:
                return None
            if self._started_at - (full.started_at or full.ended_at) >= FULL_READ_AFTER:
                return None
            starts.append(last.started_at or last.ended_at)
        return min(starts) - self._overlap

    def _gone(
        self, kind: str, since: Sequence[datetime | None], archived_ids: _Archived
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Ids that were archived; or why they could not be had."""
        starts = [one for one in since if one is not None]
        if not starts:
            return (), ()
        try:
            return tuple(archived_ids(since=min(starts))), ()
        except TransientError as error:
            return (), (f"what was archived of {kind} could not be read: {error}",)

    def _part(
        self,
        tally: Tally,
        name: str,
        part: _Part,
        since: datetime | None,
        gone: Sequence[str],
        doubts: Sequence[str],
    ) -> None:
        mode: ReadMode = "changes" if since else "full"
        with ExitStack() as stack:
            readings = [
                stack.enter_context(
                    self._catalogue.reading(
                        SOURCE, tally.kind, scope, mode=mode, run_id=self._run.run_id
                    )
                )
                for scope in part.scopes
            ]
            readings[0].gone(gone)
            came: list[set[str]] = [set() for _ in readings]
            end = StreamEnd(Completeness(complete=False, items=0, reasons=(NO_END,)))
            steps = stack.enter_context(closing(self._asked(part, since, name, len(tally.seen))))
            for step in steps:
                if isinstance(step, StreamEnd):
                    end = step
                    continue
                for record in step.items:
                    place = 1 if part.nationwide and _is_nationwide(record) else 0
                    came[place].add(record.id)
                    tally.seen.add(record.id)
                    readings[place].put(entry_of_record(record))
            tally.rejections |= {one.ref.id: one for one in end.rejections}
            tally.drift.update(end.drift)
            reasons = (*end.completeness.reasons, *doubts)
            complete = end.completeness.complete and not doubts
            for reading, ids in zip(readings, came, strict=True):
                # Of an unusable record it is not known which of the scopes it is in.
                reading.reject(end.rejections)
                verdict = Completeness(complete=complete, items=len(ids), reasons=reasons)
                tally.add(reading.finish(verdict), mode, reasons)

    def _asked(
        self, part: _Part, since: datetime | None, name: str, before: int
    ) -> Generator[Page[Record] | StreamEnd, None, None]:
        def page(progress: Progress) -> None:
            self._tell(Step(name, before + progress.items))

        try:
            yield from part.ask(since, page)
        except TransientError as error:
            self._failed += 1
            yield StreamEnd(Completeness(complete=False, items=0, reasons=(str(error),)))
        else:
            self._failed = 0


def _is_nationwide(record: Record) -> bool:
    area = getattr(record, "area", None)
    return area is not None and bool(area.is_nationwide)
