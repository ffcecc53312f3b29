"""What v11 has archived: ids of all, or of one organisation with names and times."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final, TypeVar, get_args

from hytedata.clients.ptv_catalogue.archived import (
    ArchivedFilter,
    ArchivedKind,
    ArchivedRecord,
    ArchivedStatus,
)
from hytedata.clients.ptv_catalogue.filters import Options
from hytedata.clients.ptv_catalogue.found import found, walk, without_id
from hytedata.clients.ptv_catalogue.v11 import parts
from hytedata.clients.walks import Found, Paged, Part, Walk, replace_items
from hytedata.connectors._http import Endpoint
from hytedata.connectors.ptv.v11 import archived_lists, id_pages
from hytedata.connectors.ptv.v11.arguments import AT_MOST, Archiving
from hytedata.connectors.ptv.v11.times import Window, parse_time
from hytedata.connectors.ptv.v11.wire.base import Wire, WireModel
from hytedata.connectors.ptv.v11.wire.drift import drift
from hytedata.connectors.ptv.v11.wire.entities import ArchivedItemEntry
from hytedata.connectors.ptv.v11.wire.reading import WirePage
from hytedata.errors import InputError, RecordError
from hytedata.models.common import Language, Rejection

W = TypeVar("W", bound=WireModel)

_ARCHIVINGS: Final[tuple[Archiving, ...]] = ("Manual", "Automatic")


def archived(wanted: ArchivedFilter, options: Options) -> Walk[ArchivedRecord]:
    """Describe a read of archived records.

    Raises:
        InputError: v11 has no such list.
    """
    return walk(f"archived {wanted.kind}s", _parts(wanted), options)


def _parts(wanted: ArchivedFilter) -> tuple[Part[ArchivedRecord], ...]:
    window = parts.window(wanted.changed)
    if wanted.organisation is None:
        return (_of_everybody(wanted.kind, window, wanted.status),)
    if wanted.status != "Archived":
        raise InputError(
            "status: PTV v11 lists Withdrawn of all organisations together; leave organisation out"
        )
    if wanted.kind not in ("service", "service-channel"):
        raise InputError(
            f"organisation: PTV v11 lists archived {wanted.kind}s of all organisations together; "
            "leave it out"
        )
    return tuple(
        Paged(
            f"archived {wanted.kind}s of the organisation",
            partial(_by_offset, wanted.kind, wanted.organisation, archiving, window),
            full=AT_MOST,
        )
        for archiving in _ARCHIVINGS
    )


def _of_everybody(
    kind: ArchivedKind, window: Window, status: ArchivedStatus
) -> Part[ArchivedRecord]:
    what = f"archived {kind}s"
    if kind == "service":
        return _listed(kind, what, partial(id_pages.services, window=window, status=status))
    if kind == "service-channel":
        return _listed(kind, what, partial(id_pages.channels, window=window, status=status))
    if kind == "organisation":
        pages = partial(id_pages.organisations, window=window, status=status)
        return _listed(kind, what, pages)
    if kind == "service-collection" and status == "Archived":
        collections = partial(id_pages.service_collections, window=window, archived=True)
        return _listed(kind, what, collections)
    raise InputError(f"kind: PTV v11 has no list of {status.lower()} {kind}s; read v12 for it")


def _listed(
    kind: ArchivedKind, what: str, page: Callable[[int], Endpoint[WirePage[W]]]
) -> Part[ArchivedRecord]:
    def records(number: int) -> Endpoint[Found[ArchivedRecord]]:
        return parts.ids(page(number)).then(
            lambda read: replace_items(
                read, tuple(ArchivedRecord(id=entry.id, kind=kind) for entry in read.items)
            )
        )

    return Paged(what, records)


def _by_offset(
    kind: ArchivedKind, organisation: str, archiving: Archiving, window: Window, number: int
) -> Endpoint[Found[ArchivedRecord]]:
    skip = (number - 1) * AT_MOST
    if kind == "service":
        services = archived_lists.archived_services(
            organisation, archiving, window=window, skip=skip
        )
        return services.then(partial(_found, kind))
    channels = archived_lists.archived_channels(organisation, archiving, window=window, skip=skip)
    return channels.then(partial(_found, kind))


def _found(
    kind: ArchivedKind, entries: Sequence[Wire[ArchivedItemEntry] | RecordError]
) -> Found[ArchivedRecord]:
    def each(entry: Wire[ArchivedItemEntry]) -> Iterator[ArchivedRecord | Rejection]:
        yield (_record(kind, entry.model) if entry.model.id else without_id(kind, entry.document))

    return found(entries, each, kind, count=0, drift=drift(entries))


def _record(kind: ArchivedKind, entry: ArchivedItemEntry) -> ArchivedRecord:
    names: dict[Language, str] = {}
    for name in entry.listed_names:
        if name.value and name.type in (None, "", "Name"):
            names |= {one: name.value for one in get_args(Language) if one == name.language}
    return ArchivedRecord(
        id=(entry.id or "").lower(),
        kind=kind,
        organisation_id=entry.organization_id,
        archived_at=parse_time(entry.archiving_date),
        names=names,
    )
