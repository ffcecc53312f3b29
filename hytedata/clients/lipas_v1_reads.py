"""What can be read of Lipas's frozen API v1, without I/O; the facades of `lipas_v1` drive it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

import msgspec

from hytedata.clients.drive import Calls, PageCalls, absorb, ask
from hytedata.clients.lipas_filters import V1Filter, v1_query
from hytedata.clients.lipas_single import checked_id
from hytedata.clients.lipas_walks import Reading, record_error
from hytedata.clients.pages import Cursor, InvalidRecord, OnInvalid, OnProgress
from hytedata.connectors.lipas.endpoints import SOURCE
from hytedata.connectors.lipas.listings import V1_SITES
from hytedata.connectors.lipas.raw_site import RawSite, reject
from hytedata.connectors.lipas.v1_endpoints import (
    V1Deleted,
    V1Language,
    get_place,
    list_deleted,
    list_v1_categories,
    list_v1_types,
)
from hytedata.connectors.lipas.v1_query import V1Query
from hytedata.connectors.lipas.walk import RawPage, Walk
from hytedata.connectors.lipas.wire_v1 import WireV1Site
from hytedata.connectors.wire_values import NotADocument, decode_document
from hytedata.errors import InputError, NotFound, RecordError
from hytedata.models.common import Json, Rejection, Snapshot
from hytedata.models.site_category import V1Category, V1SiteType
from hytedata.models.site_changes import DeletedSite, V1Record
from hytedata.models.sports_site import SportsSite
from hytedata.normalise.lipas_categories import to_v1_category, to_v1_type
from hytedata.normalise.lipas_v1 import (
    normalise_decoded_v1,
    normalise_v1_site,
    read_helsinki_time,
)

SINCE_OVERLAP = timedelta(hours=3)
"""So much earlier are deleted sites asked for: `since` is UTC, and easily taken for Helsinki's."""

_SITES: Reading[V1Query, RawSite, SportsSite] = Reading(
    V1_SITES, lambda site: site.raw, lambda site: site.lipas_id
)
_RECORDS: Reading[V1Query, RawSite, V1Record] = Reading(
    V1_SITES, lambda site: site.raw, lambda record: record.lipas_id
)


@dataclass(frozen=True)
class V1Reads:
    """Reads of API v1.

    Attributes:
        page_size: Sites per page, 1–100.
    """

    page_size: int

    def pages(
        self,
        filters: V1Filter,
        on_invalid: OnInvalid,
        cursor: Cursor | None,
        progress: OnProgress | None,
    ) -> PageCalls[SportsSite | InvalidRecord]:
        """Begin a read of pages of models."""
        return _SITES.pages(
            v1_query(filters),
            _to_site,
            page_size=self.page_size,
            on_invalid=on_invalid,
            cursor=cursor,
            progress=progress,
        )

    def records(
        self,
        fields: Sequence[str],
        filters: V1Filter,
        cursor: Cursor | None,
        progress: OnProgress | None,
    ) -> PageCalls[V1Record]:
        """Begin a read of pages of documents with chosen fields; one without an id is left out."""
        found = _RECORDS.pages(
            v1_query(filters, fields),
            _to_record,
            page_size=self.page_size,
            on_invalid="skip",
            cursor=cursor,
            progress=progress,
        )
        return cast("PageCalls[V1Record]", found)

    def snapshot(
        self, filters: V1Filter, progress: OnProgress | None
    ) -> Calls[Snapshot[SportsSite]]:
        """Begin a read of everything, with its verdict."""
        return _SITES.snapshot(
            v1_query(filters), _to_site, page_size=self.page_size, progress=progress
        )

    def ids(self, filters: V1Filter) -> Calls[tuple[int, ...]]:
        """Begin a read of nothing but ids; an outage is raised."""
        return _ids(Walk(V1_SITES, v1_query(filters, ()), page_size=self.page_size))

    def find(self, lipas_id: int) -> Calls[SportsSite | None]:
        """Begin a read of one site that may be missing."""
        return _find(checked_id(lipas_id))

    def get(self, lipas_id: int) -> Calls[SportsSite]:
        """Begin a read of one site that must be there."""
        return _get(checked_id(lipas_id))

    def deleted(self, since: datetime | None, overlap: timedelta) -> Calls[tuple[DeletedSite, ...]]:
        """Begin a read of retired sites."""
        if overlap < timedelta(0):
            raise InputError(f"overlap: {overlap} is negative")
        if since is not None and since.tzinfo is None:
            raise InputError("since: give a time with its zone; v1 mixes Helsinki time and UTC")
        return _deleted(None if since is None else since - overlap)

    def categories(self, language: V1Language) -> Calls[tuple[V1Category, ...]]:
        """Begin a read of the main categories."""
        endpoint = list_v1_categories(language)
        return ask(endpoint.then(lambda rows: tuple(map(to_v1_category, rows))))

    def types(self, language: V1Language) -> Calls[tuple[V1SiteType, ...]]:
        """Begin a read of all types."""
        endpoint = list_v1_types(language)
        return ask(endpoint.then(lambda rows: tuple(map(to_v1_type, rows))))


def _to_site(raw: RawSite, drift: Counter[str]) -> SportsSite | Rejection:
    try:
        decoded = decode_document(raw.raw, WireV1Site)
    except NotADocument as problem:
        return reject(str(raw.lipas_id), "document", str(problem), name=raw.name)
    drift.update(decoded.unknown)
    return normalise_decoded_v1(decoded, content_hash=raw.content_hash)


def _to_record(raw: RawSite, drift: Counter[str]) -> V1Record:
    values: dict[str, Json] = msgspec.json.decode(raw.raw)
    values.pop("sportsPlaceId", None)
    return V1Record(lipas_id=raw.lipas_id, values=values)


def _ids(walk: Walk[V1Query, RawSite]) -> Calls[tuple[int, ...]]:
    found: list[int] = []

    def take(page: RawPage[RawSite]) -> None:
        found.extend(raw.lipas_id for raw in page.documents)

    yield from absorb(walk.pages(), take)
    return tuple(sorted(found))


def _find(lipas_id: int) -> Calls[SportsSite | None]:
    document = yield from ask(get_place(lipas_id))
    if document is None:
        return None
    site = normalise_v1_site(document, place=str(lipas_id))
    if isinstance(site, Rejection):
        raise record_error(site)
    return site


def _get(lipas_id: int) -> Calls[SportsSite]:
    site = yield from _find(lipas_id)
    if site is None:
        raise NotFound(SOURCE, f"sports place {lipas_id} in API v1")
    return site


def _deleted(since: datetime | None) -> Calls[tuple[DeletedSite, ...]]:
    rows = yield from ask(list_deleted(since))
    return tuple(_to_deleted(row) for row in rows)


def _to_deleted(row: V1Deleted) -> DeletedSite:
    moment = read_helsinki_time(row.deleted_at)
    if moment is None:
        detail = f"{row.deleted_at!r} is no time"
        raise RecordError(SOURCE, str(row.sports_place_id), field="deletedAt", detail=detail)
    return DeletedSite(lipas_id=row.sports_place_id, deleted_at=moment)
