"""What v12 has archived: ids of all since a time."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from hytedata.clients.ptv_catalogue.archived import ArchivedFilter, ArchivedKind, ArchivedRecord
from hytedata.clients.ptv_catalogue.filters import Options
from hytedata.clients.ptv_catalogue.found import found, walk, without_id
from hytedata.clients.walks import Found, Paged, Walk
from hytedata.connectors._http import Endpoint
from hytedata.connectors.ptv.v11.wire.base import Wire
from hytedata.connectors.ptv.v12 import endpoints
from hytedata.connectors.ptv.v12.query import ArchivedQuery
from hytedata.connectors.ptv.v12.wire.relations import ArchivedItem
from hytedata.errors import InputError
from hytedata.models.common import Rejection

_ARCHIVED: Final = {
    "service": endpoints.archived_services,
    "service-channel": endpoints.archived_channels,
    "organisation": endpoints.archived_organisations,
    "general-description": endpoints.archived_general_descriptions,
    "service-collection": endpoints.archived_service_collections,
}


def archived(wanted: ArchivedFilter, options: Options) -> Walk[ArchivedRecord]:
    """Describe a read of archived records.

    Raises:
        InputError: No time is given, which v12 demands, or an organisation is.
    """
    if wanted.since is None:
        raise InputError("since: PTV v12 lists what was archived since a time; give one")
    if wanted.organisation is not None:
        raise InputError("organisation: PTV v12 lists archived records of all together; leave it")
    if wanted.status != "Archived":
        raise InputError("status: PTV v12 knows Archived only")
    query = ArchivedQuery(archived_at_or_after=wanted.since)
    page = partial(_archived_page, wanted.kind, query)
    return walk(f"archived {wanted.kind}s", (Paged(f"archived {wanted.kind}s", page),), options)


def _archived_page(
    kind: ArchivedKind, query: ArchivedQuery, number: int
) -> Endpoint[Found[ArchivedRecord]]:
    def each(entry: Wire[ArchivedItem]) -> Iterator[ArchivedRecord | Rejection]:
        content_id = entry.model.content_id
        if content_id:
            yield ArchivedRecord(id=content_id.lower(), kind=kind)
        else:
            yield without_id(kind, entry.document)

    return _ARCHIVED[kind](query, number).then(
        lambda page: found(
            page.items,
            each,
            kind,
            number=page.number,
            count=page.total_pages,
            total=page.total_items,
            drift=page.unknown,
        )
    )
