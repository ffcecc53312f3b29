"""One row per occurrence, for people and their spreadsheets."""

import csv
import io
from collections.abc import Iterable
from typing import BinaryIO, Final

from hytedata.export.csv import safe_cell
from hytedata.export.located import Degrees
from hytedata.export.occurrences.degrees import with_degrees
from hytedata.export.occurrences.words import end_of, joined, price_of, start_of, text_of
from hytedata.export.properties import stamp
from hytedata.models.event import Event, EventPlace
from hytedata.models.occurrence import Occurrence

COLUMNS: Final = (
    "start",
    "end",
    "all_day",
    "name_fi",
    "name_sv",
    "name_en",
    "place",
    "street",
    "postal_code",
    "locality",
    "municipality",
    "free",
    "price",
    "themes",
    "possible_themes",
    "provider",
    "organizer",
    "audience",
    "age_min",
    "age_max",
    "kind",
    "status",
    "long_running",
    "online",
    "online_url",
    "registration_url",
    "url",
    "lon",
    "lat",
    "whole_town",
    "area",
    "starts_at",
    "ends_at",
    "sources",
    "licence",
    "attribution",
    "key",
)
"""The columns. `start` and `end` are what a clock in Finland shows, of days the last one; `end` is
empty where nobody states it. `starts_at` and `ends_at` are UTC, the end is not in it. `lon` and
`lat` are WGS 84 degrees, empty with `whole_town`. Several values are parted by `; `."""


def to_csv(occurrences: Iterable[Occurrence], stream: BinaryIO) -> int:
    """Write *occurrences* in their order, UTF-8 with commas; returns how many.

    Texts that a spreadsheet would take for formulas get an apostrophe, as in
    `hytedata.export.to_csv`.
    """
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    try:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        count = 0
        for one, degrees in with_degrees(occurrences):
            row = {**_times(one), **_event(one.event), **_rest(one, degrees)}
            writer.writerow([_cell(row[column]) for column in COLUMNS])
            count += 1
    finally:
        text.detach()
    return count


_Cell = str | float | bool | None


def _cell(value: _Cell) -> str | float:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return safe_cell(value)
    return "" if value is None else value


def _times(one: Occurrence) -> dict[str, _Cell]:
    return {
        "start": start_of(one.event, one.starts_at),
        "end": end_of(one.event, one.ends_at),
        "all_day": one.event.time.all_day,
        "starts_at": stamp(one.starts_at),
        "ends_at": stamp(one.ends_at),
    }


def _event(event: Event) -> dict[str, _Cell]:
    place = event.places[0] if event.places else EventPlace()
    return {
        "name_fi": event.names.get("fi"),
        "name_sv": event.names.get("sv"),
        "name_en": event.names.get("en"),
        "place": joined(text_of(one.names) for one in event.places),
        "street": text_of(place.street),
        "postal_code": place.postal_code,
        "locality": text_of(place.locality),
        "free": event.is_free,
        "price": joined(price_of(one) for one in event.prices),
        "organizer": joined(text_of(one) for one in event.organizers),
        "audience": joined(text_of(one.labels) for one in event.audience),
        "age_min": event.age_min,
        "age_max": event.age_max,
        "kind": event.kind,
        "status": event.status,
        "online": event.online,
        "online_url": event.online_url,
        "registration_url": event.registration.url,
        "url": event.page_url,
        "licence": event.licence,
        "attribution": event.attribution,
    }


def _rest(one: Occurrence, degrees: Degrees | None) -> dict[str, _Cell]:
    return {
        "key": one.key,
        "municipality": one.municipality,
        "themes": joined(one.themes),
        "possible_themes": joined(one.possible_themes),
        "provider": one.provider,
        "long_running": one.long_running,
        "lon": degrees.lon if degrees else None,
        "lat": degrees.lat if degrees else None,
        "whole_town": one.whole_town,
        "area": joined(one.area),
        "sources": joined(f"{ref.source}/{ref.id}" for ref in one.sources),
    }
