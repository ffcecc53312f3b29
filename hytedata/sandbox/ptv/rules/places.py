"""Addresses, areas and phone numbers (ptv-api 5.5, 6.3, 6.4)."""

from hytedata.sandbox.ptv.rules.context import Write
from hytedata.sandbox.ptv.values import Body, items, part, text, texts

_SUBTYPES = {
    "Location": ("Single", "Other", "Abroad"),
    "Postal": ("Street", "PostOfficeBox", "Abroad"),
    "Visiting": ("Street", "Foreign", "Other"),
}
_ORGANISATION_POSTAL = ("Street", "PostOfficeBox", "Foreign")
_WIDTH = {"LimitedType": 0, "NationwideExceptAlandIslands": 1, "Nationwide": 2}


def check_addresses(write: Write, addresses: list[Body], key: str) -> None:
    """Combinations of kinds, codes, and a number or coordinates for each street."""
    for at, address in enumerate(addresses):
        _check_address(write, address, f"{key}[{at}]")
    located = [item for item in addresses if item.get("type") == "Location"]
    if len(located) > 1 and any(item.get("subType") == "Abroad" for item in located):
        write.errors.add(key, "A location abroad cannot be given with other location addresses.")


def _check_address(write: Write, address: Body, key: str) -> None:
    kind, subtype = text(address, "type") or "", text(address, "subType") or ""
    allowed = _SUBTYPES.get(kind, ())
    if kind == "Postal" and write.kind.name == "Organization":
        allowed = _ORGANISATION_POSTAL
    if allowed and subtype not in allowed:
        write.errors.add(
            f"{key}.SubType",
            f"'{subtype}' is not allowed value of 'SubType'. "
            f"Please use one of these: '{', '.join(allowed)}'.",
        )
    country = text(address, "country")
    if country is not None and country not in write.book.codes.countries:
        write.errors.add(f"{key}.Country", unknown(country))
    for name, where in (
        ("streetAddress", "StreetAddress"),
        ("postOfficeBoxAddress", "PostOfficeBoxAddress"),
        ("otherAddress", "OtherAddress"),
    ):
        inner = part(address, name)
        if inner is not None:
            _check_codes(write, inner, f"{key}.{where}")
    street = part(address, "streetAddress")
    if street is not None and kind:
        check_number(write, street, f"{key}.StreetAddress")


def check_number(write: Write, street: Body, key: str) -> None:
    """A street address needs its number, or both coordinates."""
    if not text(street, "streetNumber") and not (
        text(street, "latitude") and text(street, "longitude")
    ):
        write.errors.add(key, "Either StreetNumber or coordinates must be given.")


def _check_codes(write: Write, inner: Body, key: str) -> None:
    postal, municipality = text(inner, "postalCode"), text(inner, "municipality")
    if postal is not None and write.book.postal(postal) is None:
        write.errors.add(f"{key}.PostalCode", unknown(postal))
    if municipality is not None and municipality not in write.book.codes.municipalities:
        write.errors.add(f"{key}.Municipality", unknown(municipality))


def unknown(code: str) -> str:
    """The message for a code that PTV does not know."""
    return f"The code '{code}' was not found!"


def check_phones(write: Write, phones: list[Body], key: str) -> None:
    """Dialling codes must exist."""
    for at, phone in enumerate(phones):
        prefix = text(phone, "prefixNumber")
        if prefix is not None and prefix not in write.book.prefixes:
            write.errors.add(f"{key}[{at}].PrefixNumber", unknown(prefix))


def check_areas(write: Write) -> None:
    """Area codes exist; nationwide types come without areas."""
    areas = items(write.body, "areas")
    if areas and text(write.body, "areaType") in ("Nationwide", "NationwideExceptAlandIslands"):
        write.errors.add("Areas", "No Areas accepted when AreaType is nationwide.")
    for at, area in enumerate(areas):
        kind = text(area, "type") or ""
        for code in texts(area, "areaCodes"):
            if not write.book.has_area(kind, code):
                write.errors.add(f"Areas[{at}].AreaCodes", unknown(code))


def check_width(write: Write) -> None:
    """A service's area is not wider than its main organisation's (ptv-api 6.4).

    A municipality without an area type counts as limited to itself.
    """
    organisation = text(write.body, "mainResponsibleOrganization")
    wanted = text(write.merged, "areaType")
    if organisation is None or wanted is None:
        return
    owner = write.published("Organization", organisation)
    if owner is None or owner.published is None:
        return
    own = text(owner.published.body, "areaType")
    if own is None and text(owner.published.body, "organizationType") == "Municipality":
        own = "LimitedType"
    if own is not None and _WIDTH.get(wanted, 0) > _WIDTH.get(own, 0):
        write.errors.add("Areas", f"The area type '{wanted}' is too wide for the organisation.")
