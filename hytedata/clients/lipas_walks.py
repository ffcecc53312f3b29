"""From raw pages of Lipas to pages of models, and to snapshots; what all three lists share."""

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar, cast

import msgspec

from hytedata.clients.drive import Calls, PageCalls, absorb, convert
from hytedata.clients.pages import Cursor, InvalidRecord, OnInvalid, OnProgress, Page, Progress
from hytedata.connectors.lipas.endpoints import SOURCE, GarbledAnswer
from hytedata.connectors.lipas.walk import Listing, Query, RawPage, Walk
from hytedata.errors import InputError, ReadInterrupted, RecordError, TransientError
from hytedata.models.common import Completeness, Json, Rejection, Snapshot, SourceRef

Q = TypeVar("Q", bound=Query)
D = TypeVar("D")
M = TypeVar("M")

Normalise: TypeAlias = Callable[[D, Counter[str]], M | Rejection | None]
"""Makes a model of a document and counts its unknown fields; None where it was not asked for."""

NAMED_IN_REASONS = 3
"""So many unusable records are named in a verdict; all of them are in the rejections."""

log = logging.getLogger("hytedata.lipas")


@dataclass(frozen=True)
class Reading(Generic[Q, D, M]):
    """One list of Lipas and how its documents become models.

    Attributes:
        raw: The bytes of a document.
        order: What snapshots are ordered by.
    """

    listing: Listing[Q, D]
    raw: Callable[[D], bytes]
    order: Callable[[M], int | str]

    def pages(
        self,
        query: Q,
        normalise: Normalise[D, M],
        *,
        page_size: int,
        on_invalid: OnInvalid,
        cursor: Cursor | None,
        progress: OnProgress | None,
    ) -> PageCalls[M | InvalidRecord]:
        """Begin a read of pages; arguments are checked at once, before anything is sent."""
        if on_invalid not in ("raise", "skip", "raw"):
            raise InputError(f"on_invalid: {on_invalid!r} is none of raise, skip, raw")
        walk = Walk(self.listing, query, page_size=page_size, cursor=cursor)
        return _Pages(self, walk, normalise, on_invalid, progress).calls()

    def snapshot(
        self,
        query: Q,
        normalise: Normalise[D, M],
        *,
        page_size: int,
        progress: OnProgress | None,
    ) -> Calls[Snapshot[M]]:
        """Begin a read of everything, with its verdict; see `pages`."""
        walk = Walk(self.listing, query, page_size=page_size)
        return self._snapshot(walk, normalise, progress)

    def _snapshot(
        self, walk: Walk[Q, D], normalise: Normalise[D, M], progress: OnProgress | None
    ) -> Calls[Snapshot[M]]:
        found: list[M] = []
        rejections: list[Rejection] = []
        drift: Counter[str] = Counter()

        def take(page: RawPage[D]) -> None:
            rejections.extend(page.rejections)
            for document in page.documents:
                made = normalise(document, drift)
                if isinstance(made, Rejection):
                    rejections.append(made)
                elif made is not None:
                    found.append(made)
            _tell(progress, page, walk.read)

        reasons: list[str] = []
        try:
            yield from absorb(walk.pages(), take)
        except (TransientError, GarbledAnswer) as error:
            reasons.append(f"the read has not come to its end: {error}")
        found.sort(key=self.order)
        log_drift(drift)
        return verdict(found, rejections, drift, [*walk.reasons, *reasons])


def verdict(
    found: list[M], rejections: list[Rejection], drift: Counter[str], reasons: list[str]
) -> Snapshot[M]:
    """Return a snapshot that is complete when everything could be read and used."""
    told = list(reasons)
    if rejections:
        named = "; ".join(
            f"{it.ref.id}: {it.field}: {it.reason}" for it in rejections[:NAMED_IN_REASONS]
        )
        more = ", …" if len(rejections) > NAMED_IN_REASONS else ""
        told.append(f"{len(rejections)} record(s) could not be used ({named}{more})")
    log.info(
        "source_read source=%s items=%d rejections=%d complete=%s",
        SOURCE,
        len(found),
        len(rejections),
        not told,
    )
    return Snapshot(
        tuple(found),
        Completeness(complete=not told, items=len(found), reasons=tuple(told)),
        tuple(rejections),
        dict(sorted(drift.items())),
    )


def log_drift(drift: Counter[str]) -> None:
    """Log the unknown fields of one read, once."""
    if drift:
        log.info("source_drifted source=%s fields=%s", SOURCE, dict(sorted(drift.items())))


class _Pages(Generic[Q, D, M]):
    """One read of pages."""

    def __init__(
        self,
        reading: Reading[Q, D, M],
        walk: Walk[Q, D],
        normalise: Normalise[D, M],
        on_invalid: OnInvalid,
        progress: OnProgress | None,
    ) -> None:
        self._reading, self._walk, self._normalise = reading, walk, normalise
        self._on_invalid, self._progress = on_invalid, progress
        self._drift: Counter[str] = Counter()
        self._items = self._invalid = 0

    def calls(self) -> PageCalls[M | InvalidRecord]:
        what = self._reading.listing.what
        try:
            yield from convert(self._walk.pages(), self._page)
        except (TransientError, GarbledAnswer) as error:
            raise ReadInterrupted(
                SOURCE, what, cursor=self._walk.cursor, items=self._items, detail=str(error)
            ) from error
        finally:
            log_drift(self._drift)
            for reason in self._walk.reasons:
                log.warning("read_incomplete source=%s reason=%s", SOURCE, reason)
            if self._invalid:
                log.warning("records_invalid source=%s count=%d", SOURCE, self._invalid)

    def _page(self, page: RawPage[D]) -> Page[M | InvalidRecord]:
        found: list[M | InvalidRecord] = []
        rejections: list[Rejection] = []
        for rejection in page.rejections:
            found += self._rejected(rejection, b"", rejections)
        for document in page.documents:
            made = self._normalise(document, self._drift)
            if isinstance(made, Rejection):
                found += self._rejected(made, self._reading.raw(document), rejections)
            elif made is not None:
                found.append(made)
        self._items += len(found)
        _tell(self._progress, page, self._items)
        return Page(
            tuple(found),
            page.number,
            page.total_pages,
            page.total_items,
            tuple(rejections),
            page.next_cursor,
        )

    def _rejected(
        self, rejection: Rejection, raw: bytes, rejections: list[Rejection]
    ) -> list[InvalidRecord]:
        """Return what stands in the record's place."""
        error = record_error(rejection)
        if self._on_invalid == "raise":
            raise error
        self._invalid += 1
        rejections.append(rejection)
        return [InvalidRecord(rejection.ref, error, _object(raw))] * (self._on_invalid == "raw")


def record_error(rejection: Rejection) -> RecordError:
    """Return a rejection as an error."""
    return RecordError(SOURCE, rejection.ref.id, field=rejection.field, detail=rejection.reason)


def rejected_as(error: RecordError, ref: SourceRef) -> Rejection:
    """Return an error as a rejection."""
    return Rejection(ref=ref, field=error.field, reason=error.detail)


def _object(raw: bytes) -> dict[str, Json]:
    try:
        decoded: object = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {}
    return cast("dict[str, Json]", decoded) if isinstance(decoded, dict) else {}


def _tell(progress: OnProgress | None, page: RawPage[D], read: int) -> None:
    if progress is not None:
        progress(Progress(read, page.number, page.total_items, page.total_pages))
