"""From a connector's answer to what a walk holds: normalised records, and what is unusable."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from hytedata.clients.ptv_catalogue.filters import Options
from hytedata.clients.walks import Found, HasId, Part, Unusable, Walk
from hytedata.connectors._http import Endpoint, Response
from hytedata.connectors.ptv.v11.wire.base import Wire, WireModel
from hytedata.connectors.ptv.v11.wire.reading import UnreadableEntry
from hytedata.errors import RecordError
from hytedata.models.common import Json, Rejection, SourceRef

T = TypeVar("T", bound=HasId)
U = TypeVar("U")
W = TypeVar("W", bound=WireModel)


def found(
    entries: Sequence[Wire[W] | RecordError],
    normalise: Callable[[Wire[W]], Iterable[T | Rejection]],
    kind: str,
    *,
    number: int = 0,
    count: int = 1,
    total: int | None = None,
    drift: Mapping[str, int],
) -> Found[T]:
    """Normalise the entries of one answer.

    Args:
        entries: Typed entries, or what is wrong with one.
        normalise: Turns a typed entry into records; a rejection where it cannot.
        kind: What they are, for references: `service` …
        number: Of the page, as the answer states it.
        count: Pages in all, likewise.
        total: Records in all, where it tells.
        drift: Fields that no model knows, and how often they came.
    """
    items: list[T] = []
    unusable: list[Unusable] = []
    read: list[str] = []
    for entry in entries:
        whole = _document(entry)
        read.append(str(whole.get("id") or whole.get("contentId") or "").lower())
        if isinstance(entry, RecordError):
            unusable.append(_unreadable(entry, whole, kind))
            continue
        for one in normalise(entry):
            if isinstance(one, Rejection):
                unusable.append(_rejected(one, whole))
            else:
                items.append(one)
    return Found(
        tuple(items),
        number=number,
        count=count,
        entries=len(entries),
        total=total,
        unusable=tuple(unusable),
        drift=drift,
        read=tuple(one for one in read if one),
    )


def or_unusable(endpoint: Endpoint[U]) -> Endpoint[U | RecordError]:
    """Take a record that cannot be read as an answer: among others it must not end the read."""

    def decode(response: Response) -> U | RecordError:
        try:
            return endpoint.decode(response)
        except RecordError as error:
            return error

    return Endpoint(endpoint.request, decode, endpoint.refuse, endpoint.accept)


def _document(entry: Wire[W] | RecordError) -> Mapping[str, Json]:
    if isinstance(entry, RecordError):
        return entry.entry if isinstance(entry, UnreadableEntry) else {}
    return entry.document


def walk(
    what: str,
    parts: tuple[Part[T], ...],
    options: Options,
    *,
    keep: Callable[[T], bool] | None = None,
    bare: Callable[[Unusable], T] | None = None,
) -> Walk[T]:
    """Return the walk over *parts* that goes as *options* say."""
    return Walk(
        "PTV",
        what,
        parts,
        keep=keep,
        bare=bare,
        on_invalid=options.on_invalid,
        cursor=options.cursor,
        progress=options.progress,
    )


def one_by_one(
    normalise: Callable[[Wire[W]], T | Rejection],
) -> Callable[[Wire[W]], Iterator[T | Rejection]]:
    """Return *normalise*, which makes one record of one entry, as `found` wants it."""

    def each(wire: Wire[W]) -> Iterator[T | Rejection]:
        yield normalise(wire)

    return each


def usable(record: T | Rejection) -> T:
    """Return a record that was asked for by itself.

    Raises:
        RecordError: It is there and cannot be used.
    """
    if isinstance(record, Rejection):
        raise refused(record)
    return record


def refused(rejection: Rejection) -> RecordError:
    """Return the error for a record that cannot be used."""
    record = rejection.ref.id
    return RecordError("PTV", record, field=rejection.field, detail=rejection.reason)


def without_id(kind: str, document: Mapping[str, Json]) -> Rejection:
    """Return the rejection of an entry that states no id."""
    ref = SourceRef(source="ptv", kind=kind, id="")
    return Rejection(ref=ref, field="id", reason=f"no id; fields: {', '.join(sorted(document))}")


def _unreadable(error: RecordError, document: Mapping[str, Json], kind: str) -> Unusable:
    record = str(document.get("id") or document.get("contentId") or error.record)
    ref = SourceRef(source="ptv", kind=kind, id=record)
    return Unusable(Rejection(ref=ref, field=error.field, reason=error.detail), error, document)


def _rejected(rejection: Rejection, document: Mapping[str, Json]) -> Unusable:
    return Unusable(rejection, refused(rejection), document)
