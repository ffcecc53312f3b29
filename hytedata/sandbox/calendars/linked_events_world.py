"""The invented events of a Linked Events calendar: one of every sort for each municipality."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Final, TypeAlias
from zoneinfo import ZoneInfo

from hytedata.models.clock import HELSINKI
from hytedata.sandbox.world.tables import MunicipalityRow, municipalities

SOURCE: Final = "esim"
INTERNET: Final = f"{SOURCE}:internet"
PUBLISHER: Final = f"{SOURCE}:kunta"
DEFAULT_CODES: Final = ("889", "205", "564")
FIRST_DAY: Final = date(2027, 1, 11)

Fields: TypeAlias = dict[str, Any]

KEYWORDS: Final[Mapping[str, str]] = {
    "yso:p916": "liikunta",
    "yso:p1808": "musiikki",
    "yso:p5121": "näyttelyt",
    "esim:perheet": "perheet",
    "esim:hyvinvointi": "hyvinvointi",
}


@dataclass
class EventDocument:
    """One event as the calendar keeps it.

    Attributes:
        id: Like `esim:889-jumppa`.
        fields: Its fields, references as ids.
        modified: Aware time of the last edit.
        deleted: Whether only a tombstone is left.
        public: Whether it is shown at all.
    """

    id: str
    fields: Fields
    modified: datetime
    deleted: bool = False
    public: bool = True


@dataclass(frozen=True)
class CalendarWorld:
    """What a calendar holds at first.

    Attributes:
        events: By id.
        places: Place documents, by id.
    """

    events: Mapping[str, EventDocument]
    places: Mapping[str, Fields] = field(default_factory=dict)


def make_calendar(codes: Sequence[str] = DEFAULT_CODES) -> CalendarWorld:
    """Make the events and places of the municipalities with *codes*."""
    rows = municipalities()
    events: dict[str, EventDocument] = {}
    places: dict[str, Fields] = {INTERNET: {"name": {"fi": "Internet"}, "position": None}}
    for number, code in enumerate(codes):
        place_id = f"{SOURCE}:talo{code}"
        places[place_id] = _place(rows[code])
        first = FIRST_DAY + timedelta(days=number)
        for name, fields in _events(code, place_id, first):
            event_id = f"{SOURCE}:{code}-{name}"
            modified = datetime(2026, 11, 1, tzinfo=HELSINKI) + timedelta(minutes=len(events))
            events[event_id] = EventDocument(event_id, fields, modified)
    return CalendarWorld(events, places)


def _place(row: MunicipalityRow) -> Fields:
    finnish = row.name_fi.lower().replace(" ", "_")
    return {
        "name": {"fi": "Esimerkkitalo", "sv": "Exempelhuset"},
        "street_address": {"fi": "Esimerkkikatu 1"},
        "address_locality": {"fi": row.name_fi, "sv": row.name_sv},
        "postal_code": None,
        "telephone": {"fi": "+358 00 000 0000"},
        "email": "talo@kunta.example",
        "position": {"type": "Point", "coordinates": [row.lon, row.lat]},
        "divisions": [
            {
                "type": "muni",
                "ocd_id": f"ocd-division/country:fi/kunta:{finnish}",
                "municipality": row.name_fi,
                "name": {"fi": row.name_fi, "sv": row.name_sv},
            }
        ],
    }


def _events(code: str, place: str, first: date) -> Iterator[tuple[str, Fields]]:
    yield from _single(place, first)
    yield from _called_off(place, first)
    yield from _series(f"{SOURCE}:{code}", place, first)


def _single(place: str, first: date) -> Iterator[tuple[str, Fields]]:
    yield "jumppa", fields_of("Tuolijumppa", place, *_hours(first, 10), audience_min_age=60)
    yield "paiva", fields_of("Kirpputoripäivä", place, first.isoformat(), None)
    last = first + timedelta(days=14)
    price = {"is_free": False, "price": {"fi": "5/3 €"}, "description": None, "info_url": None}
    yield (
        "nayttely",
        fields_of("Valokuvanäyttely", place, first.isoformat(), last.isoformat(), offers=[price]),
    )
    yield "ilta", fields_of("Avoin ilta", place, _hours(first, 18)[0], None, offers=[])
    window = {
        "enrolment_start_time": _hours(first - timedelta(days=20), 9)[0],
        "enrolment_end_time": _hours(first - timedelta(days=2), 16)[0],
    }
    yield (
        "kurssi",
        fields_of("Kielikurssi", place, *_hours(first, 17), type_id="Course", **window),
    )
    yield "talkoot", fields_of("Talkoot", place, *_hours(first, 12), type_id="Volunteering")
    yield "luento", fields_of("Luento verkossa", INTERNET, _hours(first, 16)[0], None)


def _called_off(place: str, first: date) -> Iterator[tuple[str, Fields]]:
    cancelled, postponed = "EventCancelled", "EventPostponed"
    yield "peruttu", fields_of("Retki", place, *_hours(first, 9), event_status=cancelled)
    yield "siirtyy", fields_of("Hiihtoretki", place, None, None, event_status=postponed)


def _series(prefix: str, place: str, first: date) -> Iterator[tuple[str, Fields]]:
    weeks = [first + timedelta(weeks=week) for week in range(3)]
    span = _hours(weeks[0], 17)[0], _hours(weeks[-1], 17)[1]
    yield (
        "kuoro",
        fields_of("Kuorokerho", place, *span, super_event_type="recurring", super_event=None),
    )
    for number, day in enumerate(weeks, 1):
        yield (
            f"kuoro{number}",
            fields_of("Kuorokerho", place, *_hours(day, 17), super_event=f"{prefix}-kuoro"),
        )
    yield "viikko", fields_of("Hyvinvointiviikko", place, *span, super_event_type="umbrella")
    for name in ("avajaiset", "paattajaiset"):
        day = weeks[0] if name == "avajaiset" else weeks[-1]
        yield (
            name,
            fields_of(name.title(), place, *_hours(day, 14), super_event=f"{prefix}-viikko"),
        )


def fields_of(name: str, place: str, start: str | None, end: str | None, **more: Any) -> Fields:
    """Return the fields of an event; *more* are those that are not as usual."""
    free = {"is_free": True, "price": None, "description": None, "info_url": None}
    usual: Fields = {
        "name": {"fi": name},
        "short_description": {"fi": f"{name}, tervetuloa."},
        "description": {"fi": f"<p>{name}. <b>Tervetuloa!</b></p>"},
        "provider": {"fi": "Keksitty yhdistys ry"},
        "start_time": start,
        "end_time": end,
        "location": place,
        "keywords": ["yso:p916"],
        "audience": [],
        "in_language": ["fi"],
        "offers": [free],
        "images": [],
        "event_status": "EventScheduled",
        "type_id": "General",
        "super_event": None,
        "super_event_type": None,
        "audience_min_age": None,
        "audience_max_age": None,
        "enrolment_start_time": None,
        "enrolment_end_time": None,
    }
    return usual | more


def _hours(day: date, hour: int) -> tuple[str, str]:
    """Return beginning and end of an event of an hour, in UTC as the calendar writes them."""
    begins = datetime.combine(day, time(hour), HELSINKI).astimezone(ZoneInfo("UTC"))
    return f"{begins:%Y-%m-%dT%H:%M:%SZ}", f"{begins + timedelta(hours=1):%Y-%m-%dT%H:%M:%SZ}"
