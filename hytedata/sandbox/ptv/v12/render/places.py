"""Areas, addresses and coordinates (ptv-v12 4, 6.2 and 6.4)."""

from hytedata.sandbox.ptv.codebook import CodeBook
from hytedata.sandbox.ptv.v12.render.texts import strings
from hytedata.sandbox.ptv.values import Body, items, part, text, texts

_WHOLE = {
    "Nationwide": "WholeCountry",
    "NationwideExceptAlandIslands": "WholeCountryExceptAland",
}
_LISTS = {
    "Municipality": "municipalities",
    "Region": "regions",
    "WellbeingServiceCounties": "wellbeingServicesCounties",
}
# The grid of the country (ptv-v12 7); whatever lies outside was WGS 84, or a slip.
_EASTING = (43_500.0, 765_000.0)
_NORTHING = (6_522_000.0, 7_796_000.0)


def area(book: CodeBook, body: Body) -> Body | None:
    """Where a service or a channel is available; None where the body says nothing."""
    kind = text(body, "areaType")
    if kind is None:
        return None
    if kind in _WHOLE:
        return {"areaType": _WHOLE[kind]}
    listed = [
        (text(item, "type") or "", code)
        for item in items(body, "areas")
        for code in texts(item, "areaCodes")
    ]
    return limited(book, listed)


def limited(book: CodeBook, listed: list[tuple[str, str]]) -> Body:
    """Three lists of codes.

    v12 has no business sub-regions and hospital districts; here their municipalities stand for
    them. How the real ones were migrated is not known (ptv-v12 6.2).
    """
    found: dict[str, dict[str, None]] = {name: {} for name in _LISTS.values()}
    for kind, code in listed:
        if kind in _LISTS:
            found[_LISTS[kind]][code] = None
        elif book.has_area(kind, code):
            found["municipalities"].update(dict.fromkeys(book.members(kind, code)))
    return {"areaType": "LimitedArea", **{name: list(codes) for name, codes in found.items()}}


def organisation_area(book: CodeBook, body: Body) -> Body:
    """Where an organisation works; a municipality has itself and no other list."""
    own = text(body, "municipality")
    if text(body, "organizationType") == "Municipality" and own is not None:
        return {"areaType": "LimitedArea", "municipalities": [own]}
    kind = text(body, "areaType")
    if kind in _WHOLE and text(body, "organizationType") != "RegionalOrganization":
        return {"areaType": _WHOLE[kind or ""]}
    sub = text(body, "subAreaType") or "Municipality"
    return limited(book, [(sub, code) for code in texts(body, "areas")])


def _coordinates(item: Body) -> list[Body]:
    north, east = text(item, "latitude"), text(item, "longitude")
    if north is None or east is None:
        return []
    northing, easting = float(north), float(east)
    inside = _EASTING[0] <= easting <= _EASTING[1] and _NORTHING[0] <= northing <= _NORTHING[1]
    system = "EPSG:3067" if inside else "Unknown"
    return [{"system": system, "source": "User", "easting": easting, "northing": northing}]


def street(book: CodeBook, item: Body) -> Body:
    """A street address: no municipality, no post office."""
    code = text(item, "postalCode") or ""
    known = book.postal(code)
    sent = strings(items(item, "street"))
    registered = book.street(known.municipality if known else None, map(str, sent.values()))
    names = sent if registered is None else {each: registered[each] for each in registered}
    return {
        "addressSource": {"source": "UserEntered" if registered is None else "Posti"},
        "streetName": names,
        "addressDetail": text(item, "streetNumber") or "",
        "postalCode": code,
        "coordinates": _coordinates(item),
        "additionalInformation": strings(items(item, "additionalInformation")),
    }


def _other(item: Body) -> Body:
    return {
        "postalCode": text(item, "postalCode"),
        "coordinates": _coordinates(item),
        "additionalInformation": strings(items(item, "additionalInformation")),
    }


def _box(item: Body) -> Body:
    return {
        "postalCode": text(item, "postalCode") or "",
        "postOfficeBox": strings(items(item, "postOfficeBox")),
        "additionalInformation": strings(items(item, "additionalInformation")),
    }


def _foreign(address: Body) -> Body | None:
    listed = items(address, "locationAbroad") or items(address, "foreignAddress")
    if not listed:
        return None
    return {"address": strings(listed), "countryCode": text(address, "country") or "FI"}


def _sorted_by_kind(book: CodeBook, addresses: list[Body]) -> dict[str, list[Body]]:
    found: dict[str, list[Body]] = {"street": [], "other": [], "box": [], "foreign": []}
    for address in addresses:
        inner = part(address, "streetAddress")
        box = part(address, "postOfficeBoxAddress")
        other, foreign = part(address, "otherAddress"), _foreign(address)
        if inner is not None:
            found["street"].append(street(book, inner))
        elif box is not None:
            found["box"].append(_box(box))
        elif other is not None:
            found["other"].append(_other(other))
        elif foreign is not None:
            found["foreign"].append(foreign)
    return found


def location(book: CodeBook, body: Body) -> Body:
    """Where to go: addresses of the types Location and Visiting."""
    wanted = [one for one in items(body, "addresses") if one.get("type") != "Postal"]
    found = _sorted_by_kind(book, wanted)
    return {
        "streetAddresses": found["street"],
        "otherAddresses": found["other"],
        "foreignAddresses": found["foreign"],
    }


def contact_addresses(book: CodeBook, body: Body) -> Body:
    """Where to write: addresses of the type Postal."""
    wanted = [one for one in items(body, "addresses") if one.get("type") == "Postal"]
    found = _sorted_by_kind(book, wanted)
    return {
        "streetAddresses": found["street"],
        "postOfficeBoxAddresses": found["box"],
        "foreignAddresses": found["foreign"],
    }


def delivery(book: CodeBook, address: Body) -> Body:
    """Where a form is sent."""
    recipient: Body = {"recipient": strings(items(address, "formReceiver"))}
    inner, box = part(address, "streetAddress"), part(address, "postOfficeBoxAddress")
    if inner is not None:
        shown, kind = street(book, inner), "StreetAddress"
    elif box is not None:
        shown, kind = _box(box), "PostOfficeBox"
    else:
        shown = {"deliveryInformation": strings(items(address, "deliveryAddressInText"))}
        kind = "DeliveryInformation"
    return {**shown, **recipient, "deliveryAddressType": kind}
