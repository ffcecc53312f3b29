"""One VEVENT to an event: everything but when its repetitions take place (events.md 4)."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Final, get_args

import icalendar
from icalendar.prop import vDDDTypes, vGeo

from hytedata.models.clock import HELSINKI
from hytedata.models.common import NO_TEXTS, Language, LocalizedText, Position
from hytedata.models.event import (
    Event,
    EventImage,
    EventKeyword,
    EventPlace,
    EventStatus,
    EventTime,
)
from hytedata.normalise.calendars.facts import CalendarFacts
from hytedata.normalise.calendars.icalendar_parts import Part, zone_named
from hytedata.normalise.calendars.locations import link_in, place_in
from hytedata.normalise.calendars.organisers import organisation_name
from hytedata.normalise.calendars.positions import position_of
from hytedata.normalise.calendars.status_words import status_of
from hytedata.normalise.calendars.texts import clean_text, one_line
from hytedata.normalise.remarks import Remarks

_LANGUAGES: Final[Mapping[str, Language]] = {it: it for it in get_args(Language)}


def event_of(part: Part, event_id: str, facts: CalendarFacts, remarks: Remarks) -> Event:
    """Return the event of a VEVENT that has been mended, as one that is not repeated.

    Nothing of a person is kept: no attendees, no contacts, no mail address of the organiser.
    """
    event = part.event
    location = _text(event, "LOCATION")
    link = link_in(location)
    position = _position(event, remarks)
    place = place_in(location, facts.language, position)
    names = _texts(event, "SUMMARY", facts)
    return Event(
        source=facts.name,
        id=event_id,
        origin_ids=_origins(part),
        status=_status(event, remarks),
        names=names,
        description=_description(event, facts),
        time=time_of(event),
        places=(place,) if place else _NO_PLACES,
        online=True if link else None,
        online_url=link,
        organizers=_organizers(event, facts, remarks),
        keywords=tuple(_keywords(event, facts)),
        images=tuple(_images(event)),
        page_url=_link(event, "URL"),
        created_at=_moment(event, "CREATED"),
        modified_at=_moment(event, "LAST-MODIFIED"),
        licence=facts.licence,
        attribution=facts.attribution,
        remarks=remarks.all(),
    )


_NO_PLACES: Final[tuple[EventPlace, ...]] = ()


def time_of(event: icalendar.Component) -> EventTime:
    """Return when *event* itself takes place; a last day is inclusive, no end stays no end."""
    start = event["DTSTART"].dt
    zone = wall_zone(start)
    if "DTEND" in event:
        return EventTime(start=shown(start), end=last(event["DTEND"].dt, start), timezone=zone)
    if "DURATION" in event:
        end = _after(start, event["DURATION"].dt)
        return EventTime(start=shown(start), end=last(end, start), timezone=zone)
    return EventTime(start=shown(start), timezone=zone)


def has_end(event: icalendar.Component) -> bool:
    """Whether *event* states when it ends."""
    return "DTEND" in event or "DURATION" in event


def shown(time: date) -> date:
    """Return a time as people in Finland read it: the second 3.30 of autumn stays the second."""
    if isinstance(time, datetime):
        return time.astimezone(UTC).astimezone(HELSINKI)
    return time


def last(end: date, start: date) -> date:
    """Return the stated *end*, of days the last one: iCalendar names the day after it."""
    if isinstance(end, datetime):
        return shown(end)
    return max(start, end - timedelta(days=1))


def wall_zone(start: date) -> str:
    """Return the IANA name of the zone that *start* is meant in; UTC is nobody's wall clock."""
    key = str(getattr(getattr(start, "tzinfo", None), "key", "") or HELSINKI.key)
    # One zone under three names: Windows knows Finland's as that of Kyiv.
    own = key in ("UTC", "Etc/UTC", "Europe/Kiev", "Europe/Kyiv") or zone_named(key) is None
    return HELSINKI.key if own else key


def _after(start: date, duration: timedelta) -> date:
    if isinstance(start, datetime) and start.tzinfo is not None:
        # Whole days are counted on the wall clock, hours as they pass (RFC 5545, 3.3.6).
        if not duration.seconds:
            return start + duration
        return (start.astimezone(UTC) + duration).astimezone(start.tzinfo)
    return start + duration


def _text(event: icalendar.Component, name: str) -> str:
    value = event.get(name)
    first = value[0] if isinstance(value, list) and value else value
    return "" if first is None else str(first).strip()


def _texts(event: icalendar.Component, name: str, facts: CalendarFacts) -> LocalizedText:
    value = event.get(name)
    found: dict[Language, str] = {}
    for it in value if isinstance(value, list) else [value] if value is not None else []:
        stated = str(it.params.get("LANGUAGE", "")).partition("-")[0].lower()
        if text := one_line(str(it)):
            found.setdefault(_LANGUAGES.get(stated, facts.language), text)
    return found or NO_TEXTS


def _description(event: icalendar.Component, facts: CalendarFacts) -> LocalizedText:
    text = clean_text(_text(event, "DESCRIPTION") or _text(event, "X-ALT-DESC"))
    return {facts.language: text} if text else NO_TEXTS


def _status(event: icalendar.Component, remarks: Remarks) -> EventStatus:
    stated = _text(event, "STATUS").upper()
    if stated == "TENTATIVE":
        remarks.add("STATUS", "tentative", stated)
    elif stated not in ("", "CONFIRMED", "CANCELLED"):
        remarks.add("STATUS", "unknown-status", stated)
    status: EventStatus = "cancelled" if stated == "CANCELLED" else "scheduled"
    return status_of(_text(event, "SUMMARY"), status, "SUMMARY", remarks)


def _position(event: icalendar.Component, remarks: Remarks) -> Position | None:
    geo = event.get("GEO")
    if not isinstance(geo, vGeo):
        return None
    found = position_of(float(geo.longitude), float(geo.latitude))
    if isinstance(found, str):
        remarks.add("GEO", found, f"{geo.latitude};{geo.longitude}")
        return None
    return found


def _organizers(
    event: icalendar.Component, facts: CalendarFacts, remarks: Remarks
) -> tuple[LocalizedText, ...]:
    value = event.get("ORGANIZER")
    stated = "" if value is None else str(getattr(value, "params", {}).get("CN", ""))
    name = organisation_name(stated)
    if stated and not name:
        remarks.add("ORGANIZER", "person-dropped", "")
    return ({facts.language: name},) if name else ()


def _keywords(event: icalendar.Component, facts: CalendarFacts) -> Iterator[EventKeyword]:
    value = event.get("CATEGORIES")
    seen: set[str] = set()
    for listed in value if isinstance(value, list) else [value] if value is not None else []:
        for category in getattr(listed, "cats", [listed]):
            label = one_line(str(category))
            if label and label.casefold() not in seen:
                seen.add(label.casefold())
                yield EventKeyword(scheme="categories", labels={facts.language: label})


def _images(event: icalendar.Component) -> Iterator[EventImage]:
    for name in ("IMAGE", "ATTACH"):
        value = event.get(name)
        for it in value if isinstance(value, list) else [value] if value is not None else []:
            kind = str(getattr(it, "params", {}).get("FMTTYPE", ""))
            address = str(it)
            if address.startswith(("https://", "http://")) and kind.startswith("image/"):
                yield EventImage(url=address)


def _link(event: icalendar.Component, name: str) -> str:
    address = _text(event, name)
    return address if address.startswith(("https://", "http://")) else ""


def _moment(event: icalendar.Component, name: str) -> datetime | None:
    value = event.get(name)
    if not isinstance(value, vDDDTypes) or not isinstance(value.dt, datetime):
        return None
    # They are to be in UTC; those without a zone are by the same rule.
    moment = value.dt if value.dt.tzinfo else value.dt.replace(tzinfo=UTC)
    return moment.astimezone(UTC)


def _origins(part: Part) -> tuple[str, ...]:
    # The UID of The Events Calendar holds the time: it is another as soon as the event moves.
    uid = () if is_unstable(part) else (part.uid,)
    return tuple(it for it in (*uid, _link(part.event, "URL")) if it)


def is_unstable(part: Part) -> bool:
    """Whether the UID is made from what can change (events.md 3.6)."""
    return "ecpv" in part.product.lower()
