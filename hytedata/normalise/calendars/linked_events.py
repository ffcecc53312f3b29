"""An event of Linked Events to our `Event`, with remarks, or a `Rejection`; pure.

A page may hold events of several shapes (events.md 1.2, 2.8): every field but the id and the name
may be missing, and what no field holds is kept in `extras`. What tells of people is dropped.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, cast
from urllib.parse import quote

from hytedata.connectors.calendars.linked_events.wire import (
    Decoded,
    Json,
    WireEvent,
    id_of,
    read_object,
)
from hytedata.models.common import Json as JsonValue
from hytedata.models.common import LocalizedText, Rejection, SourceRef
from hytedata.models.event import Event, EventPlace, EventRegistration, EventTime, SeriesRole
from hytedata.normalise.calendars.linked_events_kinds import kind_of, series_of, status_of
from hytedata.normalise.calendars.linked_events_offers import images_of, offers_of
from hytedata.normalise.calendars.linked_events_places import is_internet, keep_unread, place_of
from hytedata.normalise.calendars.linked_events_times import is_daily, moment_of, time_of
from hytedata.normalise.calendars.linked_events_values import (
    address_in,
    address_of,
    age_of,
    keywords_of,
    texts_of,
)
from hytedata.normalise.calendars.texts import clean_text
from hytedata.normalise.remarks import Remarks

_AGES: Final = ("audience_min_age", "audience_max_age")
# Values that no field of ours holds.
_KEPT: Final = (
    "data_source",
    "environment",
    "maximum_attendee_capacity",
    "minimum_attendee_capacity",
    "hobby_categories",
)


@dataclass(frozen=True)
class Calendar:
    """What a calendar's configuration states of all its events.

    Attributes:
        name: Its name, `Event.source`.
        licence: Of its data; pictures have their own.
        attribution: Whom to name.
        page: Address of an event's page, with `{id}`; "" takes what the event states.
    """

    name: str
    licence: str = "CC BY 4.0"
    attribution: str = ""
    page: str = ""


def normalise_event(
    document: Json,
    calendar: Calendar,
    *,
    parents: Mapping[str, str] | None = None,
    place: str = "?",
) -> Event | Rejection:
    """Normalise one event, series, umbrella or tombstone.

    Args:
        document: As it was decoded from JSON.
        calendar: Where it comes from.
        parents: Id of a series or umbrella → its `super_event_type`, where that is known; a child
            states it only where its parent is included.
        place: Names a document without an id.
    """
    if not isinstance(document, Mapping):
        return _reject(calendar, place, "document", "it is no object")
    read = read_object(document, WireEvent)
    event_id = id_of(read.wire.id) or id_of(read.wire.address)
    if not event_id:
        return _reject(calendar, place, "id", "it has no id")
    if read.wire.publication_status not in (None, "", "public"):
        return _reject(calendar, event_id, "publication_status", "it is not public")
    if read.wire.deleted and read.wire.location is None and read.wire.start_time is None:
        return _tombstone(read.wire, event_id, calendar)
    event = _event(read, event_id, calendar, parents or {})
    if not event.names and not any(path.startswith("name.") for path in event.extras):
        return _reject(calendar, event_id, "name", "it has no name")
    return event


def _reject(calendar: Calendar, record: str, field: str, reason: str) -> Rejection:
    ref = SourceRef(source=calendar.name, kind="event", id=record)
    return Rejection(ref=ref, field=field, reason=reason)


def _tombstone(wire: WireEvent, event_id: str, calendar: Calendar) -> Event:
    # Its name is but "deleted", in three languages.
    remarks = Remarks()
    return Event(
        source=calendar.name,
        id=event_id,
        status="deleted",
        origin_ids=tuple(filter(None, (id_of(wire.replaced_by),))),
        modified_at=moment_of("last_modified_time", wire.last_modified_time, remarks),
        licence=calendar.licence,
        attribution=calendar.attribution,
        remarks=remarks.all(),
    )


def _event(
    read: Decoded[WireEvent], event_id: str, calendar: Calendar, parents: Mapping[str, str]
) -> Event:
    """Put an event together; one line a field, so it is long."""
    wire, remarks = read.wire, Remarks()
    _keep_unread(read, remarks)
    names = texts_of(wire.name, "name", remarks)
    role, series_id = series_of(wire, parents, remarks)
    places, online = _where(wire, remarks)
    free, prices = offers_of(wire.offers, remarks)
    age_min, age_max = (age_of(getattr(wire, field), field, remarks) for field in _AGES)
    return Event(
        source=calendar.name,
        id=event_id,
        origin_ids=_origins(wire, remarks),
        kind=kind_of(wire, remarks),
        status=status_of(wire, names, remarks),
        series_role=role,
        series_id=series_id,
        names=names,
        summary=texts_of(wire.short_description, "short_description", remarks, clean_text),
        description=texts_of(wire.description, "description", remarks, clean_text),
        time=_when(wire, role, remarks),
        places=places,
        online=online,
        online_url=address_in(wire.virtualevent_url, "virtualevent_url", remarks),
        organizers=_organizers(wire, remarks),
        publisher=id_of(wire.publisher),
        keywords=keywords_of(wire.keywords, "keywords", calendar.name, remarks),
        audience=keywords_of(wire.audience, "audience", calendar.name, remarks),
        age_min=age_min,
        age_max=age_max,
        is_free=free,
        prices=prices,
        registration=_registration(wire, remarks),
        images=images_of(wire.images, remarks),
        languages=tuple(dict.fromkeys(filter(None, map(id_of, wire.in_language or ())))),
        page_url=_page_url(wire, event_id, calendar, remarks),
        created_at=moment_of("created_time", wire.created_time, remarks),
        modified_at=moment_of("last_modified_time", wire.last_modified_time, remarks),
        licence=calendar.licence,
        attribution=calendar.attribution,
        remarks=remarks.all(),
        extras=cast("Mapping[str, JsonValue]", remarks.lost),
    )


def _keep_unread(read: Decoded[WireEvent], remarks: Remarks) -> None:
    for name, value in (*read.odd.items(), *read.unknown.items()):
        keep_unread(name, value, is_odd=name in read.odd, remarks=remarks)
    for name in _KEPT:
        keep_unread(name, getattr(read.wire, name), is_odd=False, remarks=remarks)


def _when(wire: WireEvent, role: SeriesRole, remarks: Remarks) -> EventTime:
    time = time_of(wire.start_time, wire.end_time, remarks)
    # What was postponed has no time; what stands for others may have none (Tampere).
    may_lack = wire.deleted or role in ("series", "umbrella")
    if is_daily(time) and not may_lack:
        remarks.add("start_time", "perhaps-a-series", f"{wire.start_time}/{wire.end_time}")
    is_postponed = "postponed" in (wire.event_status or "").casefold()
    if not (wire.start_time or may_lack or is_postponed):
        remarks.add("start_time", "no-start", "")
    return time


def _where(wire: WireEvent, remarks: Remarks) -> tuple[tuple[EventPlace, ...], bool | None]:
    """Return places, and whether it can be attended online; None where that is not stated."""
    if is_internet(id_of(wire.location)):
        extra = texts_of(wire.location_extra_info, "location_extra_info", remarks, clean_text)
        keep_unread("location_extra_info", dict(extra) or None, is_odd=False, remarks=remarks)
        return (), True
    place = place_of(wire.location, wire.location_extra_info, remarks)
    return (() if place is None else (place,)), wire.is_virtualevent


def _origins(wire: WireEvent, remarks: Remarks) -> tuple[str, ...]:
    found = [id_of(wire.replaced_by)]
    for number, link in enumerate(wire.external_links or ()):
        stated = link.get("link") if isinstance(link, Mapping) else link
        if isinstance(stated, str):
            found.append(address_of(stated, f"external_links[{number}].link", remarks))
    return tuple(dict.fromkeys(filter(None, found)))


def _organizers(wire: WireEvent, remarks: Remarks) -> tuple[LocalizedText, ...]:
    # Who is to be contacted (`provider_contact_info`) is mostly a person: it is not read.
    names = texts_of(wire.provider, "provider", remarks, clean_text)
    return (names,) if names else ()


def _registration(wire: WireEvent, remarks: Remarks) -> EventRegistration:
    return EventRegistration(
        # Enrolment in the calendar itself is kept as a record of its own.
        required=True if id_of(wire.registration) else None,
        opens=moment_of("enrolment_start_time", wire.enrolment_start_time, remarks),
        closes=moment_of("enrolment_end_time", wire.enrolment_end_time, remarks),
        url=address_in(wire.event_registration_link, "event_registration_link", remarks),
    )


def _page_url(wire: WireEvent, event_id: str, calendar: Calendar, remarks: Remarks) -> str:
    if calendar.page:
        return calendar.page.replace("{id}", quote(event_id, safe=":"))
    return address_in(wire.info_url, "info_url", remarks)
