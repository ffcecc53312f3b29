"""Parts of bodies that people typed into PTV by hand: hours, addresses, phones, texts."""

from collections.abc import Mapping, Sequence

Body = dict[str, object]
Names = Mapping[str, str]

WORKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def typed(kind: str, names: Names) -> list[Body]:
    """Return localised texts of one type."""
    return [{"type": kind, "language": language, "value": text} for language, text in names.items()]


def plain(names: Names) -> list[Body]:
    """Return localised texts without a type."""
    return [{"language": language, "value": text} for language, text in names.items()]


def phone(number: str, language: str, **more: object) -> Body:
    """Return a number with Finland's dial code, unless told otherwise."""
    return {
        "prefixNumber": "+358",
        "isFinnishServiceNumber": False,
        "number": number,
        "language": language,
        **more,
    }


def service_number(number: str, language: str, **more: object) -> Body:
    """Return a number without a dial code."""
    return {"isFinnishServiceNumber": True, "number": number, "language": language, **more}


def page(url: str, language: str, name: str) -> Body:
    """Return a web page with its name."""
    return {"url": url, "language": language, "value": name}


def weekly(
    days: Sequence[str],
    start: str,
    end: str,
    *,
    season: tuple[str, str] | None = None,
    **more: object,
) -> Body:
    """Return hours of weekdays, the year round or from day to day of *season*."""
    hour: Body = {
        "serviceHourType": "DaysOfTheWeek",
        "openingHour": [{"dayFrom": day, "from": start, "to": end} for day in days],
        **more,
    }
    return hour if season is None else {**hour, **_dates(*season)}


def over_midnight(day: str, start: str, next_day: str, end: str) -> Body:
    """Return hours from one day to another."""
    times = {"dayFrom": day, "dayTo": next_day, "from": start, "to": end}
    return {"serviceHourType": "OverMidnight", "openingHour": [times]}


def exceptional(day: str, start: str, end: str) -> Body:
    """Return other hours on one day."""
    return {
        "serviceHourType": "Exceptional",
        "validFrom": f"{day}T00:00:00",
        "openingHour": [{"from": start, "to": end}],
    }


def closed(first: str, last: str, names: Names) -> Body:
    """Return days on which it is closed."""
    return {
        "serviceHourType": "Exceptional",
        "isClosed": True,
        "additionalInformation": plain(names),
        **_dates(first, last),
    }


def always_open() -> Body:
    """Return hours without an end."""
    return {"serviceHourType": "DaysOfTheWeek", "isAlwaysOpen": True}


def on_reservation() -> Body:
    """Return hours that are agreed upon."""
    return {"serviceHourType": "DaysOfTheWeek", "isReservation": True}


def _dates(first: str, last: str) -> Body:
    return {"validFrom": f"{first}T00:00:00", "validTo": f"{last}T00:00:00"}


def street(names: Names, number: str, postal_code: str, **more: object) -> Body:
    """Return the street part of an address."""
    return {"street": plain(names), "streetNumber": number, "postalCode": postal_code, **more}


def street_address(kind: str, inner: Body) -> Body:
    """Return an address of the type Location, Visiting or Postal on a street."""
    sub = "Single" if kind == "Location" else "Street"
    return {"type": kind, "subType": sub, "country": "FI", "streetAddress": inner}


def box_address(box: Names, postal_code: str) -> Body:
    """Return a post office box."""
    inner = {"postOfficeBox": plain(box), "postalCode": postal_code}
    return {"type": "Postal", "subType": "PostOfficeBox", "postOfficeBoxAddress": inner}


def other_address(kind: str, names: Names, north: str, east: str) -> Body:
    """Return a place without an address."""
    inner = {"additionalInformation": plain(names), "latitude": north, "longitude": east}
    return {"type": kind, "subType": "Other", "otherAddress": inner}


def abroad(kind: str, names: Names, country: str) -> Body:
    """Return a place or a postal address in another country."""
    return {
        "type": kind,
        "subType": "Abroad",
        "locationAbroad": plain(names),
        "country": country,
    }
