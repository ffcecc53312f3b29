"""Where to go and where to write to (ptv-api 5.5, 6.6 rule 5)."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from hytedata.codes import find_municipality
from hytedata.content import limits
from hytedata.content.limits import Limit
from hytedata.content.writing.faults import Fault
from hytedata.content.writing.texts import length, localised, stray
from hytedata.content.writing.view import View
from hytedata.models.common import Language
from hytedata.models.ptv.address import (
    Addresses,
    ForeignAddress,
    OtherAddress,
    PostOfficeBox,
    StreetAddress,
)
from hytedata.models.ptv_write.base import is_empty

_POSTAL_CODE: Final = re.compile(r"\d{5}", re.ASCII)
_COUNTRY: Final = re.compile(r"[A-Z]{2}")
_BOX: Final = Limit(100)
_ABROAD: Final = Limit(500, least=5)


def check_location(view: View) -> Iterator[Fault]:
    """Return what is wrong with the addresses of a service location."""
    location, contact = view.value("location"), view.value("contact_addresses")
    if isinstance(location, Addresses):
        if view.sets("location"):
            yield from _to_go_to("location", location, view)
        if not (location.street or location.other or location.foreign):
            yield Fault("location", "C9", "no address to go to")
        yield from _covered(location, contact, view)
    elif location is None:
        yield Fault("location", "C9", "no address to go to")
    yield from check_contact_addresses(view)


def check_contact_addresses(view: View) -> Iterator[Fault]:
    """Return what is wrong with the postal addresses that a write gives."""
    contact = view.value("contact_addresses")
    if not view.sets("contact_addresses") or not isinstance(contact, Addresses):
        return
    if contact.other:
        detail = "a place without a street is none to write to"
        yield Fault("contact_addresses.other", "address-kind", detail)
    yield from _each("contact_addresses", contact, view)


def _to_go_to(path: str, location: Addresses, view: View) -> Iterator[Fault]:
    if location.boxes:
        yield Fault(f"{path}.boxes", "address-kind", "a post office box is no place to go to")
    places = len(location.street) + len(location.other) + len(location.foreign)
    if location.foreign and places > 1:
        yield Fault(f"{path}.foreign", "abroad-alone", f"one of {places} addresses is abroad")
    if location.other and not location.street:
        detail = "an address without a street is not shown on Suomi.fi"
        yield Fault(f"{path}.other", "C10", detail, "warn")
    yield from _each(path, location, view)


def _each(path: str, addresses: Addresses, view: View) -> Iterator[Fault]:
    for number, street in enumerate(addresses.street):
        yield from _street(f"{path}.street[{number}]", street, view)
    for number, other in enumerate(addresses.other):
        yield from _other(f"{path}.other[{number}]", other, view)
    for number, box in enumerate(addresses.boxes):
        yield from _box(f"{path}.boxes[{number}]", box, view)
    for number, foreign in enumerate(addresses.foreign):
        yield from _foreign(f"{path}.foreign[{number}]", foreign, view)


def _street(path: str, address: StreetAddress, view: View) -> Iterator[Fault]:
    yield from _named(f"{path}.street", address.street, limits.STREET, view)
    if is_empty(address.detail) and address.position is None:
        yield Fault(f"{path}.detail", "C9", "neither a number nor a position")
    if address.detail is not None:
        yield from length(f"{path}.detail", address.detail, limits.STREET_NUMBER, "C9")
    yield from _postal_code(path, address.postal_code)
    yield from _municipality(path, address.municipality)
    yield from localised(f"{path}.info", address.info, limits.ADDRESS_INFO, view)


def _other(path: str, address: OtherAddress, view: View) -> Iterator[Fault]:
    if address.position is None:
        yield Fault(f"{path}.positions", "C10", "no position")
    if not address.info:
        yield Fault(f"{path}.info", "C10", "no words that describe the place")
    if address.postal_code is not None:
        yield from _postal_code(path, address.postal_code)
    yield from localised(f"{path}.info", address.info, limits.ADDRESS_INFO, view)


def _box(path: str, address: PostOfficeBox, view: View) -> Iterator[Fault]:
    yield from _named(f"{path}.box", address.box, _BOX, view)
    yield from _postal_code(path, address.postal_code)
    yield from _municipality(path, address.municipality)
    yield from localised(f"{path}.info", address.info, limits.ADDRESS_INFO, view)


def _foreign(path: str, address: ForeignAddress, view: View) -> Iterator[Fault]:
    yield from _named(f"{path}.address", address.address, _ABROAD, view)
    if address.country is not None and not _COUNTRY.fullmatch(address.country):
        yield Fault(f"{path}.country", "country", f"{address.country!r} is no country code")


def _named(path: str, texts: Mapping[Language, str], limit: Limit, view: View) -> Iterator[Fault]:
    """A street, box or foreign address: wanted, and not free text, so only its length counts."""
    if not texts:
        yield Fault(path, "C9", "missing")
    for language, text in texts.items():
        yield from length(f"{path}.{language}", text, limit, "C9")
        yield from stray(f"{path}.{language}", language, view)


def _postal_code(path: str, code: str | None) -> Iterator[Fault]:
    if not _POSTAL_CODE.fullmatch(code or ""):
        yield Fault(f"{path}.postal_code", "postal-code", f"{code!r} is not five digits")


def _municipality(path: str, code: str | None) -> Iterator[Fault]:
    found = find_municipality(code) if code else None
    if code and (found is None or found.abolished is not None):
        detail = f"{code!r} is no municipality of today"
        yield Fault(f"{path}.municipality", "municipality", detail)


def _covered(location: Addresses, contact: object, view: View) -> Iterator[Fault]:
    """Each language occurs in the addresses: they are one of the lists that define the set."""
    languages = view.languages
    if languages is None or (location.street and not view.sets("location")):
        return  # PTV tells a street that it holds in every language (ptv-api 5.5)
    spoken = _languages_of(location)
    if isinstance(contact, Addresses):
        spoken |= _languages_of(contact)
    for language in sorted(languages - spoken):
        yield Fault("location", "address-language", f"not told in language {language!r}")


def _languages_of(addresses: Addresses) -> set[Language]:
    texts: list[Mapping[Language, str]] = [
        *(one.street for one in addresses.street),
        *(one.info for one in addresses.street),
        *(one.info for one in addresses.other),
        *(one.box for one in addresses.boxes),
        *(one.info for one in addresses.boxes),
        *(one.address for one in addresses.foreign),
    ]
    return {language for one in texts for language in one}
