"""The parts that several Out models share: texts, areas, addresses, phones, hours, classes."""

import re
from datetime import datetime

from hytedata.sandbox.ptv.codebook import CodeBook, id_of
from hytedata.sandbox.ptv.formats import parse_moment, shortest_decimal, write_moment
from hytedata.sandbox.ptv.values import Body, flag, items, part, text, texts
from hytedata.sandbox.seed import Names

DATA_LANGUAGES = ("fi", "sv", "en", "se", "smn", "sms")
_RICH = frozenset(
    (
        "Description",
        "UserInstruction",
        "BackgroundDescription",
        "DeadLine",
        "ProcessingTime",
        "ValidityTime",
        "ChargeTypeAdditionalInfo",
        "GeneralDescriptionTypeAdditionalInformation",
    )
)
_HEADING = re.compile(r"^### .*(\n|$)", re.MULTILINE)


def named(names: Names) -> list[Body]:
    """Names as language items."""
    return [{"value": value, "language": language} for language, value in names.items()]


def localised(listed: list[Body]) -> list[Body]:
    """Language items."""
    return [{"value": item.get("value"), "language": item.get("language")} for item in listed]


def typed(listed: list[Body], *, headings: bool = True) -> list[Body]:
    """Localised list items, without headings where they are not wanted."""
    return [
        {
            "language": item.get("language"),
            "value": _text(item, headings=headings),
            "type": item.get("type", "Name"),
        }
        for item in listed
    ]


def requirements(listed: list[Body], *, headings: bool) -> list[Body]:
    """Requirements: rich texts without a type."""
    shown = [{**item, "type": "Description"} for item in listed]
    return [
        {"value": _text(item, headings=headings), "language": item.get("language")}
        for item in shown
    ]


def _text(item: Body, *, headings: bool) -> object:
    value = item.get("value")
    if headings or item.get("type") not in _RICH or not isinstance(value, str):
        return value
    return _HEADING.sub("", value).strip()


def display_name(listed: list[Body]) -> str | None:
    """The name in one language that references and id pages show."""
    best: str | None = None
    for item in listed:
        value = item.get("value")
        if item.get("type") in ("Name", None) and isinstance(value, str):
            if item.get("language") == "fi":
                return value
            best = best or value
    return best


def web_pages(listed: list[Body]) -> list[Body]:
    """Web pages of services' laws, locations and organisations."""
    return [
        {"url": item.get("url"), "value": item.get("value"), "language": item.get("language")}
        for item in listed
    ]


def addresses_as_pages(listed: list[Body]) -> list[Body]:
    """A channel's own address, written as `webPage`."""
    return [
        {"url": item.get("value"), "value": None, "language": item.get("language")}
        for item in listed
    ]


def phone(item: Body, kind: str | None) -> Body:
    """A phone number; *kind* None leaves its type out."""
    shown: Body = {
        "additionalInformation": item.get("additionalInformation"),
        "serviceChargeType": item.get("serviceChargeType"),
        "chargeDescription": item.get("chargeDescription"),
        "prefixNumber": item.get("prefixNumber"),
        "isFinnishServiceNumber": flag(item, "isFinnishServiceNumber"),
        "number": item.get("number"),
        "language": item.get("language"),
    }
    if kind is not None:
        shown["type"] = kind
    return shown


def phones_and_faxes(body: Body) -> list[Body]:
    """Phones, then faxes, in one list with types."""
    phones = [phone(item, "Phone") for item in items(body, "phoneNumbers")]
    return phones + [phone(item, "Fax") for item in items(body, "faxNumbers")]


def laws(listed: list[Body]) -> list[Body]:
    """Legislation."""
    return [
        {
            "names": localised(items(item, "names")),
            "webPages": web_pages(items(item, "webPages")),
        }
        for item in listed
    ]


def municipality(book: CodeBook, code: str | None) -> Body | None:
    """A municipality as an object."""
    names = book.codes.municipalities.get(code or "")
    return None if names is None else {"code": code, "name": named(names)}


def areas(book: CodeBook, listed: list[Body]) -> list[Body]:
    """Areas: municipalities merged into one item, others one item each (ptv-api 5.2)."""
    grouped: dict[str, None] = {}
    shown: list[Body] = []
    for area in listed:
        kind = text(area, "type") or ""
        for code in texts(area, "areaCodes"):
            if kind == "Municipality":
                grouped[code] = None
            elif book.has_area(kind, code):
                shown.append(_area(book, kind, code))
    if not grouped:
        return shown
    members = [municipality(book, code) for code in grouped]
    merged: Body = {
        "type": "Municipality",
        "code": None,
        "name": None,
        "municipalities": [member for member in members if member is not None],
    }
    return [merged, *shown]


def _area(book: CodeBook, kind: str, code: str) -> Body:
    finnish, swedish, members = book.areas[kind][code]
    shown = [municipality(book, member) for member in members]
    return {
        "type": kind,
        "code": code,
        "name": named({"fi": finnish, "sv": swedish}),
        "municipalities": [member for member in shown if member is not None],
    }


def classes(book: CodeBook, field: str, uris: list[str]) -> list[Body]:
    """Entries of a hierarchical vocabulary."""
    shown = []
    for uri in uris:
        entry, parent = book.entry(field, uri), book.parent_uri(field, uri)
        item: Body = {
            "name": named(entry.names),
            "code": entry.code,
            "ontologyType": "TOL" if field == "industrialClasses" else "PTVL",
            "uri": uri,
            "parentId": id_of(parent) if parent else None,
            "parentUri": parent,
            "newUri": uri,
            "newParentUri": parent,
        }
        if field == "serviceClasses":
            item["description"] = []
        shown.append(item)
    return shown


def terms(book: CodeBook, uris: list[str]) -> list[Body]:
    """Ontology terms; their code is null."""
    return [
        {
            "name": named(book.codes.ontology_terms[uri]),
            "code": None,
            "ontologyType": "ALLONTO",
            "uri": uri,
            "parentId": None,
            "parentUri": None,
        }
        for uri in uris
    ]


def hours(listed: list[Body], today: datetime) -> list[Body]:
    """Service hours that have not expired (ptv-api 5.4)."""
    return [_hour(item) for item in listed if not _expired(item, today)]


def _expired(item: Body, today: datetime) -> bool:
    end = parse_moment(text(item, "validTo") or "")
    return end is not None and end.date() < today.date()


def _hour(item: Body) -> Body:
    kind, end = text(item, "serviceHourType"), text(item, "validTo")
    exceptional = kind == "Exceptional"
    return {
        "serviceHourType": kind,
        "validFrom": _moment(item, "validFrom") if end or exceptional else None,
        "validTo": _moment(item, "validTo"),
        "isClosed": flag(item, "isClosed"),
        "validForNow": end is None and not exceptional,
        "isAlwaysOpen": flag(item, "isAlwaysOpen"),
        "isReservation": flag(item, "isReservation"),
        "additionalInformation": localised(items(item, "additionalInformation")),
        "openingHour": [
            {
                "dayFrom": times.get("dayFrom"),
                "dayTo": "" if kind == "DaysOfTheWeek" else times.get("dayTo"),
                "from": f"{text(times, 'from') or ''}"[:5] + ":00",
                "to": f"{text(times, 'to') or ''}"[:5] + ":00",
            }
            for times in items(item, "openingHour")
        ],
    }


def _moment(item: Body, name: str) -> str | None:
    moment = parse_moment(text(item, name) or "")
    return None if moment is None else write_moment(moment)


def _place(book: CodeBook, item: Body) -> Body:
    """Postal code, its office, and the municipality: given, or the postal code's."""
    code = text(item, "postalCode")
    known = book.postal(code) if code else None
    given = text(item, "municipality")
    return {
        "postalCode": code,
        "postOffice": named(known.names) if known else [],
        "municipality": municipality(book, given or (known.municipality if known else None)),
        "additionalInformation": localised(items(item, "additionalInformation")),
    }


def street_names(book: CodeBook, item: Body) -> dict[str, str]:
    """A street's names in all data languages, the registered ones where PTV knows it."""
    sent = {
        str(name.get("language")): _capitalised(str(name.get("value")))
        for name in items(item, "street")
    }
    known = book.postal(text(item, "postalCode") or "")
    registered = book.street(known.municipality if known else None, sent.values())
    names = dict(registered) if registered is not None else sent
    if not names:
        return {}
    fallback = names.get("fi") or next(iter(names.values()))
    return {language: names.get(language, fallback) for language in DATA_LANGUAGES}


def _capitalised(name: str) -> str:
    return name[:1].upper() + name[1:]


def street_address(book: CodeBook, item: Body, *, located: bool = True) -> Body:
    """A street address; without coordinates for the delivery of forms."""
    place = _place(book, item)
    shown: Body = {
        "street": named(street_names(book, item)),
        "streetNumber": item.get("streetNumber"),
        **place,
    }
    if located:
        north, east = text(item, "latitude"), text(item, "longitude")
        shown["latitude"] = shortest_decimal(north) if north else None
        shown["longitude"] = shortest_decimal(east) if east else None
        shown["coordinateState"] = "EnteredByUser" if north and east else "Loading"
    return shown


def _box(book: CodeBook, item: Body) -> Body:
    place = _place(book, item)
    return {**place, "postOfficeBox": localised(items(item, "postOfficeBox"))}


def _other(book: CodeBook, item: Body) -> Body:
    place = _place(book, item)
    return {
        "latitude": shortest_decimal(text(item, "latitude") or "0"),
        "longitude": shortest_decimal(text(item, "longitude") or "0"),
        "postalCode": place["postalCode"],
        "postOffice": place["postOffice"],
        "additionalInformation": place["additionalInformation"],
    }


def address(book: CodeBook, item: Body, context: str) -> Body:
    """An address of a location, an organisation or a connection's contact details."""
    box, street, other = (
        part(item, name) for name in ("postOfficeBoxAddress", "streetAddress", "otherAddress")
    )
    shown: Body = {
        "type": item.get("type"),
        "subType": item.get("subType"),
        "postOfficeBoxAddress": _box(book, box) if box else None,
        "streetAddress": street_address(book, street) if street else None,
    }
    if context != "contact":
        shown["otherAddress"] = _other(book, other) if other else None
    abroad = "foreignAddress" if context == "organisation" else "locationAbroad"
    shown[abroad] = localised(items(item, abroad))
    if context == "location":
        shown["entrances"] = []
    shown["country"] = item.get("country") or "FI"
    return shown


def delivery(book: CodeBook, item: Body) -> Body:
    """A delivery address of a printable form."""
    box, street = part(item, "postOfficeBoxAddress"), part(item, "streetAddress")
    return {
        "subType": item.get("subType"),
        "postOfficeBoxAddress": _box(book, box) if box else None,
        "streetAddress": street_address(book, street, located=False) if street else None,
        "deliveryAddressInText": localised(items(item, "deliveryAddressInText")),
        "receiver": localised(items(item, "formReceiver")),
    }
