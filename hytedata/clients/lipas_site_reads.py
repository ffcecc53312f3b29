"""What can be read of sports sites, without I/O; the facades of `lipas_sites` drive it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from hytedata.clients.drive import Calls, PageCalls, absorb
from hytedata.clients.lipas_filters import SiteChoice, SiteFilter, V1Filter, site_choice
from hytedata.clients.lipas_single import checked_id, find_site, looked_up, many_sites
from hytedata.clients.lipas_v1_reads import V1Reads
from hytedata.clients.lipas_walks import Reading, log_drift, verdict
from hytedata.clients.pages import Cursor, InvalidRecord, OnInvalid, OnProgress, Progress
from hytedata.connectors.lipas.endpoints import SOURCE
from hytedata.connectors.lipas.listings import SITES
from hytedata.connectors.lipas.query import SiteQuery
from hytedata.connectors.lipas.raw_site import RawSite, reject
from hytedata.connectors.lipas.scan import Batch, Scan
from hytedata.connectors.lipas.wire import WireSite
from hytedata.connectors.wire_values import NotADocument, decode_document
from hytedata.errors import InputError, NotFound
from hytedata.models.common import Rejection, Snapshot
from hytedata.models.site_changes import ChangeCandidates, SiteChanges
from hytedata.models.sports_site import SportsSite
from hytedata.normalise.lipas import normalise_decoded

OVERLAP = timedelta(hours=3)
"""So much earlier than asked for are the changes that API v1 is asked for (lipas-api 4)."""

_READING: Reading[SiteQuery, RawSite, SportsSite] = Reading(
    SITES, lambda site: site.raw, lambda site: site.lipas_id
)


def to_site(raw: RawSite, drift: Counter[str]) -> SportsSite | Rejection:
    """Make a model of a document of a list, and count its unknown fields."""
    try:
        decoded = decode_document(raw.raw, WireSite)
    except NotADocument as problem:
        return reject(str(raw.lipas_id), "document", str(problem), name=raw.name)
    drift.update(decoded.unknown)
    return normalise_decoded(decoded, content_hash=raw.content_hash)


def chosen(raw: RawSite, choice: SiteChoice, drift: Counter[str]) -> SportsSite | Rejection | None:
    """Make a model of a document that is wanted; None where it is not, by its type or place."""
    if not choice.wants(raw.type_code):
        return None
    made = to_site(raw, drift)
    return None if isinstance(made, SportsSite) and not choice.holds(made) else made


@dataclass(frozen=True)
class SiteReads:
    """Reads of sites of API v2.

    Attributes:
        page_size: Sites per page, 1–100.
    """

    page_size: int

    def pages(
        self,
        filters: SiteFilter,
        on_invalid: OnInvalid,
        cursor: Cursor | None,
        progress: OnProgress | None,
    ) -> PageCalls[SportsSite | InvalidRecord]:
        """Begin a read of pages."""
        choice = site_choice(filters)

        def normalise(raw: RawSite, drift: Counter[str]) -> SportsSite | Rejection | None:
            return chosen(raw, choice, drift)

        return _READING.pages(
            choice.query,
            normalise,
            page_size=self.page_size,
            on_invalid=on_invalid,
            cursor=cursor,
            progress=progress,
        )

    def find(self, lipas_id: int) -> Calls[SportsSite | None]:
        """Begin a read of one site that may be missing."""
        return find_site(checked_id(lipas_id))

    def get(self, lipas_id: int) -> Calls[SportsSite]:
        """Begin a read of one site that must be there."""
        return _found(checked_id(lipas_id))

    def get_many(
        self, lipas_ids: Sequence[int], progress: OnProgress | None
    ) -> Calls[Snapshot[SportsSite]]:
        """Begin a read of sites by id."""
        return many_sites(lipas_ids, progress)

    def snapshot(
        self, filters: SiteFilter, progress: OnProgress | None
    ) -> Calls[Snapshot[SportsSite]]:
        """Begin a read of everything, with its verdict."""
        return self._snapshot(site_choice(filters), progress)

    def changes(
        self, known: Mapping[int, str], filters: SiteFilter, progress: OnProgress | None
    ) -> Calls[SiteChanges]:
        """Begin a full read that is compared with what is known."""
        for lipas_id in known:
            checked_id(lipas_id)
        return _Comparison(dict(known), site_choice(filters), self._scan, progress).calls()

    def changed_since(
        self, moment: datetime, filters: V1Filter, overlap: timedelta, progress: OnProgress | None
    ) -> Calls[ChangeCandidates]:
        """Begin a read of what may have changed."""
        if overlap < timedelta(0):
            raise InputError(f"overlap: {overlap} is negative")
        if moment.tzinfo is None:
            raise InputError("moment: give a time with its zone; v1 mixes Helsinki time and UTC")
        for name in filters:
            if name not in ("municipalities", "type_codes"):
                raise InputError(
                    f"changed_since knows no {name!r}, only municipalities, type_codes"
                )
        since = moment - overlap
        reads = V1Reads(self.page_size)
        modified = reads.ids({**filters, "modified_after": since})
        choice = site_choice({"municipalities": filters.get("municipalities")})
        types = frozenset(filters.get("type_codes") or ())
        return _changed_since(reads, modified, since, _chooser(choice, types), progress)

    def _scan(self, choice: SiteChoice) -> Scan:
        return Scan(choice.query, page_size=self.page_size)

    def _snapshot(
        self, choice: SiteChoice, progress: OnProgress | None
    ) -> Calls[Snapshot[SportsSite]]:
        found: dict[int, SportsSite | Rejection] = {}
        drift: Counter[str] = Counter()
        scan = self._scan(choice)
        tell = _Teller(scan, progress)

        def take(batch: Batch) -> None:
            for raw in batch:
                found.pop(raw.lipas_id, None)  # it may have become another type, or moved
                made = chosen(raw, choice, drift)
                if made is not None:
                    found[raw.lipas_id] = made
            tell()

        yield from absorb(scan.steps(), take)
        log_drift(drift)
        return _snapshot_of(found, scan, drift)


class _Teller:
    """Tells of the progress of a scan."""

    def __init__(self, scan: Scan, progress: OnProgress | None) -> None:
        self._scan, self._progress, self._pages = scan, progress, 0

    def __call__(self) -> None:
        self._pages += 1
        if self._progress is not None:
            self._progress(Progress(self._scan.read, self._pages, self._scan.expected))


class _Comparison:
    """A full read compared with what is known."""

    def __init__(
        self,
        known: dict[int, str],
        choice: SiteChoice,
        scan: Callable[[SiteChoice], Scan],
        progress: OnProgress | None,
    ) -> None:
        self._known, self._choice = known, choice
        self._scan = scan(choice)
        self._tell = _Teller(self._scan, progress)
        self._hashes: dict[int, str] = {}
        self._found: dict[int, SportsSite | Rejection] = {}
        self._drift: Counter[str] = Counter()

    def calls(self) -> Calls[SiteChanges]:
        yield from absorb(self._scan.steps(), self._take)
        missing = [it for it in self._known if it not in self._hashes]
        complete = not [it for it in self._scan.completeness.reasons if it]
        looked: dict[int, object] = {}
        if complete:
            looked.update((yield from looked_up(missing, self._drift)))
        log_drift(self._drift)
        return self._result(missing, looked)

    def _take(self, batch: Batch) -> None:
        for raw in batch:
            self._hashes.pop(raw.lipas_id, None)
            self._found.pop(raw.lipas_id, None)
            if self._known.get(raw.lipas_id) == raw.content_hash:
                # The same content was wanted before: so it is by its place, too.
                if self._choice.wants(raw.type_code):
                    self._hashes[raw.lipas_id] = raw.content_hash
                continue
            made = chosen(raw, self._choice, self._drift)
            if made is not None:
                self._hashes[raw.lipas_id] = raw.content_hash
                self._found[raw.lipas_id] = made
        self._tell()

    def _result(self, missing: list[int], looked: Mapping[int, object]) -> SiteChanges:
        read = _snapshot_of(self._found, self._scan, self._drift)
        elsewhere = [it for key in missing if isinstance(it := looked.get(key), SportsSite)]
        gone = [key for key in missing if key in looked and looked[key] is None]
        settled = {*gone, *(it.lipas_id for it in elsewhere)}
        unconfirmed = [key for key in missing if key not in settled]
        unusable = {key for key, it in self._found.items() if isinstance(it, Rejection)}
        kept = {key: value for key, value in self._hashes.items() if key not in unusable}
        for key in (*unconfirmed, *unusable):
            if key in self._known:
                kept[key] = self._known[key]
        extra = [it for it in looked.values() if isinstance(it, Rejection)]
        return SiteChanges(
            new=tuple(it for it in read.items if it.lipas_id not in self._known),
            changed=tuple(it for it in read.items if it.lipas_id in self._known),
            unchanged=len(self._hashes) - len(self._found),
            elsewhere=tuple(sorted(elsewhere, key=lambda it: it.lipas_id)),
            gone=tuple(sorted(gone)),
            unconfirmed=tuple(sorted(unconfirmed)),
            completeness=read.completeness.model_copy(update={"items": len(self._hashes)}),
            rejections=(*read.rejections, *extra),
            drift=read.drift,
            hashes=kept,
        )


def _found(lipas_id: int) -> Calls[SportsSite]:
    site = yield from find_site(lipas_id)
    if site is None:
        raise NotFound(SOURCE, f"sports site {lipas_id}")
    return site


def _snapshot_of(
    found: Mapping[int, SportsSite | Rejection], scan: Scan, drift: Counter[str]
) -> Snapshot[SportsSite]:
    rejections = [it for it in found.values() if isinstance(it, Rejection)]
    rejections += scan.rejections
    sites = [it for key in sorted(found) if isinstance(it := found[key], SportsSite)]
    return verdict(sites, rejections, drift, list(scan.completeness.reasons))


def _chooser(choice: SiteChoice, types: frozenset[int]) -> Callable[[SportsSite], bool]:
    places = frozenset(choice.query.municipalities)

    def wants(site: SportsSite) -> bool:
        here = not places or site.municipality in places
        return here and (not types or site.type_code in types)

    return wants


def _changed_since(
    reads: V1Reads,
    modified: Calls[tuple[int, ...]],
    since: datetime,
    wants: Callable[[SportsSite], bool],
    progress: OnProgress | None,
) -> Calls[ChangeCandidates]:
    changed = yield from modified
    deleted = yield from reads.deleted(since, timedelta(0))
    ids = sorted({*changed, *(it.lipas_id for it in deleted)})
    read = yield from many_sites(ids, progress)
    sites = tuple(site for site in read.items if wants(site))
    others = {site.lipas_id for site in read.items if not wants(site)}
    completeness = read.completeness.model_copy(update={"items": len(sites)})
    return ChangeCandidates(
        modified=changed,
        deleted=tuple(it for it in deleted if it.lipas_id not in others),
        sites=Snapshot(sites, completeness, read.rejections, read.drift),
    )
