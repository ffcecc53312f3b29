"""Positions, addresses and opening hours in the terms of schema.org."""

from collections.abc import Iterator
from datetime import time
from typing import Final

from hytedata.codes import find_municipality
from hytedata.export.jsonld.values import each, node, part, texts
from hytedata.export.located import Degrees
from hytedata.export.spans import spans_of
from hytedata.models.common import Json, LocalizedText
from hytedata.models.ptv import (
    Addresses,
    ContinuousHours,
    ExceptionalHours,
    OpenHours,
    ServiceHours,
    StreetAddress,
    WeeklyHours,
)
from hytedata.models.ptv.hours import WEEKDAYS, HourRule

_ODD_WEEKS: Final = frozenset({"OddWeeks", "EvenWeeks"})
_TOLD: Final = frozenset({"Open", "Closed"})
_SHUT: Final = ("00:00", "00:00")
_LAST_MINUTE: Final = "23:59"
_MIDNIGHT: Final = time()


def geo(degrees: Degrees | None) -> Json:
    """Return a position, WGS 84 degrees; None where there is none."""
    if degrees is None:
        return None
    return {"@type": "GeoCoordinates", "latitude": degrees.lat, "longitude": degrees.lon}


def postal_address(
    street: Json, postal_code: str | None, locality: Json, municipality: str | None = None
) -> Json:
    """Return an address in Finland; its region is the municipality's."""
    found = find_municipality(municipality) if municipality else None
    told = node(
        {
            "streetAddress": street,
            "postalCode": postal_code,
            "addressLocality": locality or (found.municipality.name.fi if found else None),
            "addressRegion": found.municipality.region.name.fi if found else None,
        }
    )
    return part("PostalAddress", {**told, "addressCountry": "FI"}) if told else None


def addresses(of: Addresses) -> list[Json]:
    """Return the street addresses, boxes and foreign addresses, streets first."""
    streets = (
        postal_address(texts(_lines(one)), one.postal_code, None, one.municipality)
        for one in of.street
    )
    boxes = (
        part(
            "PostalAddress",
            {"postOfficeBoxNumber": texts(one.box), "postalCode": one.postal_code},
        )
        for one in of.boxes
    )
    foreign = (
        part("PostalAddress", {"streetAddress": texts(it.address), "addressCountry": it.country})
        for it in of.foreign
    )
    return each((*streets, *boxes, *foreign))


def _lines(one: StreetAddress) -> LocalizedText:
    return {of: f"{name} {one.detail or ''}".strip() for of, name in one.street.items()}


def hours(of: ServiceHours | None) -> list[Json]:
    """Return what is open when, by the clock of Finland.

    A closed day opens and closes at the same moment, as schema.org says it. Hours of odd or even
    weeks are left out: schema.org has no word for them, and every week would be wrong.
    """
    return [one for rule in (of.rules if of else ()) for one in _specifications(rule)]


def _specifications(rule: HourRule) -> Iterator[Json]:
    frame: dict[str, Json] = {
        "validFrom": rule.valid_from.isoformat() if rule.valid_from else None,
        "validThrough": rule.valid_to.isoformat() if rule.valid_to else None,
        "description": texts(_said(rule)),
    }
    match rule:
        case ContinuousHours():
            if rule.status in _TOLD:
                yield from _without_break(frame, rule)
        case WeeklyHours() | ExceptionalHours():
            if not rule.days and isinstance(rule, ExceptionalHours):  # closed on all its days
                yield _open(frame, [], *_SHUT)
            for day in WEEKDAYS:
                for one in rule.days.get(day, ()):
                    if one.repetition not in _ODD_WEEKS:
                        yield _open(frame, [day.capitalize()], *_clock(one))


def _open(frame: dict[str, Json], days: list[Json], opens: str, closes: str) -> Json:
    return part(
        "OpeningHoursSpecification",
        {**frame, "dayOfWeek": days, "opens": opens, "closes": closes},
    )


def _without_break(frame: dict[str, Json], rule: ContinuousHours) -> Iterator[Json]:
    for one in spans_of(rule):
        days: list[Json] = [day.capitalize() for day in one.days]
        shut = rule.status == "Closed"
        yield _open(frame, days, *(_SHUT if shut else _times(one.opens, one.closes)))


def _clock(one: OpenHours) -> tuple[str, str]:
    if one.start is None or one.end is None or one.status == "Closed":
        return _SHUT
    return _times(one.start, None if one.end == _MIDNIGHT else one.end)


def _times(opens: time, closes: time | None) -> tuple[str, str]:
    # Midnight at the end is the last minute: 00:00 twice would mean closed.
    return f"{opens:%H:%M}", f"{closes:%H:%M}" if closes else _LAST_MINUTE


def _said(rule: HourRule) -> LocalizedText:
    both = {**rule.heading, **rule.info}
    return {
        of: "; ".join(text for text in (rule.heading.get(of), rule.info.get(of)) if text)
        for of in both
    }
