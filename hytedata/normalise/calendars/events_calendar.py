"""One row of The Events Calendar to an event, or a `Rejection` (events.md 3)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeVar

import msgspec
from pydantic import ValidationError

from hytedata.connectors.calendars.events_calendar_wire import (
    WireCost,
    WireImage,
    WireOrganizer,
    WireRow,
    WireTerm,
    WireVenue,
)
from hytedata.connectors.wire_values import Json as Wire
from hytedata.connectors.wire_values import Number, convert_document, kind_of
from hytedata.models.common import NO_TEXTS, Json, LocalizedText, Position, Rejection
from hytedata.models.event import Event, EventImage, EventKeyword, EventPlace, EventTime
from hytedata.models.occurrence import moment_key
from hytedata.normalise.calendars.events_calendar_values import NoStart, price_of, time_of, utc
from hytedata.normalise.calendars.facts import CalendarFacts
from hytedata.normalise.calendars.organisers import organisation_name
from hytedata.normalise.calendars.positions import position_of
from hytedata.normalise.calendars.status_words import status_of
from hytedata.normalise.calendars.texts import clean_text, one_line
from hytedata.normalise.remarks import Remarks

S = TypeVar("S", bound=msgspec.Struct)

FIRST_PROVISIONAL: Final = 10_000_000
"""Ids from here on are those of occurrences: they may be others after the series was edited."""

_DAY: Final = r"\d{4}-\d{2}-\d{2}"
_OWN_STEP: Final = re.compile(rf"/{_DAY}(?:/\d+)?/?$")
_IN_SLUG: Final = re.compile(rf"-{_DAY}(?:-\d+)?/?$|/{_DAY}(?:/\d+)?/?$")


@dataclass(frozen=True)
class RowRead:
    """What became of a row.

    Attributes:
        unknown: Fields that the wire model does not know.
    """

    result: Event | Rejection
    unknown: tuple[str, ...] = ()


def normalise_row(row: Wire, facts: CalendarFacts) -> RowRead:
    """Return the event of one row.

    An occurrence of a series has the id `address of the series|start`: its own number may
    change. Nothing personal is kept: of organisers only the names of organisations.
    """
    if not isinstance(row, dict):
        return RowRead(_rejection(facts, "", "", "events", f"it is {kind_of(row)}, not an object"))
    decoded = convert_document(row, WireRow)
    wire, remarks = decoded.wire, Remarks()
    for odd in decoded.odd:
        remarks.add(odd.field, "odd-value", odd.value)
    number, title = str(wire.id or ""), one_line(wire.title or "")
    lacking = next((name for name, it in (("id", number), ("title", title)) if not it), "")
    if lacking:
        return RowRead(_rejection(facts, number, title, lacking, "it is missing"), decoded.unknown)
    try:
        return RowRead(_event(wire, number, title, facts, remarks), decoded.unknown)
    except NoStart as problem:
        rejection = _rejection(facts, number, title, "start_date", str(problem))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "events"
        rejection = _rejection(facts, number, title, where, first["msg"])
    return RowRead(rejection, decoded.unknown)


def _event(wire: WireRow, number: str, title: str, facts: CalendarFacts, remarks: Remarks) -> Event:
    time = time_of(wire, remarks)
    series = _series_of(wire, number)
    cost = _only(wire.cost_details, WireCost) or WireCost()
    is_free, prices = price_of(wire, cost, facts.language, remarks)
    return Event(
        source=facts.name,
        id=f"{series}|{_key(time)}" if series else number,
        origin_ids=tuple(_origins(wire)),
        status=status_of(title, "scheduled", "title", remarks),
        series_role="occurrence" if series else "none",
        series_id=series,
        names={facts.language: title},
        summary=_said(clean_text(wire.excerpt or ""), facts),
        description=_said(clean_text(wire.description or ""), facts),
        time=time,
        places=tuple(_places(wire.venue, facts, remarks)),
        organizers=tuple(_organizers(wire.organizer, facts, remarks)),
        keywords=(
            *_keywords("categories", wire.categories, facts),
            *_keywords("tags", wire.tags, facts),
        ),
        is_free=is_free,
        prices=prices,
        images=tuple(_images(wire.image, facts)),
        page_url=wire.url or "",
        created_at=utc(wire.date_utc),
        modified_at=utc(wire.modified_utc),
        licence=facts.licence,
        attribution=facts.attribution,
        remarks=remarks.all(),
        extras=_extras(wire, number),
    )


def _series_of(wire: WireRow, number: str) -> str:
    """Return the address of the series that *wire* is an occurrence of, or ""."""
    url = wire.url or ""
    provisional = number.isdecimal() and int(number) >= FIRST_PROVISIONAL
    if not url or not (provisional or _OWN_STEP.search(url)):
        return ""
    return _IN_SLUG.sub("", url).rstrip("/") + "/"


def _key(time: EventTime) -> str:
    return moment_key(time.start) if time.start else ""


def _origins(wire: WireRow) -> Iterator[str]:
    stated = [*(wire.global_id_lineage or ()), wire.global_id, wire.url]
    yield from dict.fromkeys(str(it) for it in stated if it and isinstance(it, str))


def _extras(wire: WireRow, number: str) -> dict[str, Json]:
    kept: dict[str, Json] = {"id": number}
    if wire.website:
        kept["website"] = wire.website
    return kept


def _places(venue: Wire, facts: CalendarFacts, remarks: Remarks) -> Iterator[EventPlace]:
    for wire in _each(venue, WireVenue):
        place = EventPlace(
            id=str(wire.id or ""),
            names=_said(one_line(wire.venue or ""), facts),
            street=_said(one_line(wire.address or ""), facts),
            postal_code=str(wire.zip or "").strip(),
            locality=_said(one_line(wire.city or ""), facts),
            position=_position(wire, remarks),
        )
        if place.names or place.street or place.locality or place.position:
            yield place


def _position(wire: WireVenue, remarks: Remarks) -> Position | None:
    lat, lon = _degrees(wire.geo_lat), _degrees(wire.geo_lng)
    if lat is None or lon is None:
        return None
    found = position_of(lon, lat)
    if isinstance(found, str):
        remarks.add("venue.geo_lat", found, f"{lat};{lon}")
        return None
    return found


def _degrees(value: Number | None) -> float | None:
    try:
        return None if value is None else float(value)
    except ValueError:
        return None


def _organizers(stated: Wire, facts: CalendarFacts, remarks: Remarks) -> Iterator[LocalizedText]:
    for wire in _each(stated, WireOrganizer):
        told = one_line(wire.organizer or "")
        if name := organisation_name(told):
            yield {facts.language: name}
        elif told:
            remarks.add("organizer", "person-dropped", "")


def _keywords(scheme: str, terms: Wire, facts: CalendarFacts) -> Iterator[EventKeyword]:
    for wire in _each(terms, WireTerm):
        label = one_line(wire.name or "")
        if label or wire.slug:
            yield EventKeyword(scheme=scheme, id=wire.slug or "", labels=_said(label, facts))


def _images(stated: Wire, facts: CalendarFacts) -> Iterator[EventImage]:
    for wire in _each(stated, WireImage):
        if wire.url:
            yield EventImage(url=wire.url, alt=_said(one_line(wire.alt or ""), facts))


def _each(stated: Wire, shape: type[S]) -> Iterator[S]:
    """Yield what *stated* holds: one object, a list of them, or nothing."""
    for it in stated if isinstance(stated, list) else [stated]:
        if isinstance(it, dict):
            yield convert_document(it, shape).wire


def _only(stated: Wire, shape: type[S]) -> S | None:
    return next(_each(stated, shape), None)


def _said(text: str, facts: CalendarFacts) -> LocalizedText:
    return {facts.language: text} if text else NO_TEXTS


def _rejection(facts: CalendarFacts, number: str, title: str, where: str, reason: str) -> Rejection:
    return Rejection(ref=facts.ref(number), name=title[:200], field=where, reason=reason)
