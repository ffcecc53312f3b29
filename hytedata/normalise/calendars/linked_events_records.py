"""Places, keywords and organisations of Linked Events to our records, or a `Rejection`; pure.

What tells of people, as a place's telephone number and mail address, is not even read.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final, TypedDict, TypeVar, cast

import msgspec

from hytedata.connectors.calendars.linked_events.wire import (
    Decoded,
    Json,
    WirePlace,
    id_of,
    read_object,
)
from hytedata.connectors.calendars.linked_events.wire_records import WireKeyword, WireOrganization
from hytedata.models.calendar_records import (
    CalendarKeyword,
    CalendarKind,
    CalendarOrganisation,
    CalendarPlace,
)
from hytedata.models.common import Json as JsonValue
from hytedata.models.common import Rejection, SourceRef
from hytedata.models.event import EventPlace
from hytedata.normalise.calendars.linked_events import Calendar
from hytedata.normalise.calendars.linked_events_places import is_internet, keep_unread, place_of
from hytedata.normalise.calendars.linked_events_times import moment_of
from hytedata.normalise.calendars.linked_events_values import (
    address_in,
    first_text,
    harmless,
    keywords_of,
    texts_of,
)
from hytedata.normalise.calendars.texts import clean_text, one_line
from hytedata.normalise.remarks import Remarks

S = TypeVar("S", bound=msgspec.Struct)

_AS_LOCATION: Final = "location."


class _Shared(TypedDict):
    """What all records have; see `CalendarRecord`."""

    source: str
    id: str
    replaced_by: str
    events: int | None
    licence: str
    attribution: str


def normalise_place(
    document: Json, calendar: Calendar, place: str = "?"
) -> CalendarPlace | Rejection:
    """Normalise one place; *place* names a document without an id."""
    # Shared code names fields as events have them, within their location.
    remarks = Remarks(lambda path: path.removeprefix(_AS_LOCATION))
    read = _read(document, WirePlace, remarks, keep=False)
    record = "" if read is None else id_of(read.wire.id) or id_of(read.wire.address)
    if read is None or not record:
        return _reject(calendar, "place", place)
    wire = read.wire
    return CalendarPlace(
        **_shared(record, wire.replaced_by, wire.n_events, calendar, remarks),
        place=place_of(document, None, remarks) or EventPlace(id=record),
        online=is_internet(record),
        description=texts_of(wire.description, "description", remarks, clean_text),
        page_url=address_in(wire.info_url, "info_url", remarks),
        parent_id=id_of(wire.parent),
        deleted=wire.deleted is True,
        modified_at=_modified(wire.last_modified_time, remarks),
        remarks=remarks.all(),
        extras=_extras(remarks),
    )


def normalise_keyword(
    document: Json, calendar: Calendar, place: str = "?"
) -> CalendarKeyword | Rejection:
    """Normalise one keyword; *place* names a document without an id."""
    remarks = Remarks()
    read = _read(document, WireKeyword, remarks)
    record = "" if read is None else id_of(read.wire.id) or id_of(read.wire.address)
    found = keywords_of([document], "keyword", calendar.name, remarks)
    if read is None or not record or not found:
        return _reject(calendar, "keyword", place)
    wire = read.wire
    also = (one_line(each) for each in wire.alt_labels or () if isinstance(each, str))
    return CalendarKeyword(
        **_shared(record, wire.replaced_by, wire.n_events, calendar, remarks),
        keyword=found[0],
        also=tuple(dict.fromkeys(filter(None, also))),
        deleted=wire.deprecated is True,
        modified_at=_modified(wire.last_modified_time, remarks),
        remarks=remarks.all(),
        extras=_extras(remarks),
    )


def normalise_organisation(
    document: Json, calendar: Calendar, place: str = "?"
) -> CalendarOrganisation | Rejection:
    """Normalise one publisher; *place* names a document without an id."""
    remarks = Remarks()
    read = _read(document, WireOrganization, remarks)
    record = "" if read is None else id_of(read.wire.id) or id_of(read.wire.address)
    if read is None or not record:
        return _reject(calendar, "organisation", place)
    wire = read.wire
    founded = moment_of("founding_date", wire.founding_date, remarks)
    dissolved = moment_of("dissolution_date", wire.dissolution_date, remarks)
    return CalendarOrganisation(
        **_shared(record, wire.replaced_by, None, calendar, remarks),
        name=first_text(texts_of(wire.name, "name", remarks)),
        classification=id_of(wire.classification),
        parent_id=id_of(wire.parent_organization),
        founded_on=founded.date() if founded else None,
        dissolved_on=dissolved.date() if dissolved else None,
        modified_at=_modified(wire.last_modified_time, remarks),
        remarks=remarks.all(),
        extras=_extras(remarks),
    )


def _read(
    document: Json, shape: type[S], remarks: Remarks, *, keep: bool = True
) -> Decoded[S] | None:
    """Read *document*, and *keep* what has no place; None where it is no object."""
    if not isinstance(document, Mapping):
        return None
    read = read_object(document, shape)
    for name, value in (*read.odd.items(), *read.unknown.items()) if keep else ():
        keep_unread(name, value, is_odd=name in read.odd, remarks=remarks)
    return read


def _reject(calendar: Calendar, kind: CalendarKind, place: str) -> Rejection:
    ref = SourceRef(source=calendar.name, kind=kind, id=place)
    return Rejection(ref=ref, field="id", reason="it is no object with an id")


def _shared(
    record: str, replaced_by: Json, events: Json, calendar: Calendar, remarks: Remarks
) -> _Shared:
    is_count = isinstance(events, int) and not isinstance(events, bool) and events >= 0
    if events is not None and not is_count:
        remarks.lose("n_events", "odd-value", harmless(events))
    return {
        "source": calendar.name,
        "id": record,
        "replaced_by": id_of(replaced_by),
        "events": events if isinstance(events, int) and is_count else None,
        "licence": calendar.licence,
        "attribution": calendar.attribution,
    }


def _modified(stated: Json, remarks: Remarks) -> datetime | None:
    return moment_of("last_modified_time", stated if isinstance(stated, str) else None, remarks)


def _extras(remarks: Remarks) -> Mapping[str, JsonValue]:
    lost = {path.removeprefix(_AS_LOCATION): value for path, value in remarks.lost.items()}
    return cast("Mapping[str, JsonValue]", lost)
