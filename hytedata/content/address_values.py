"""C9, C10 and C12: the visiting address of a service location (ptv-api 5.5 and 6.6)."""

import re
from collections.abc import Iterator, Sequence

from hytedata.codes import find_municipality
from hytedata.content.contact_values import c12_position
from hytedata.content.limits import STREET_NUMBER
from hytedata.content.objections import Objection
from hytedata.models.publication import Fields

_POSTAL_CODE = re.compile(r"\d{5}", re.ASCII)
_NUMBER_AT_END = re.compile(r"\D \d{1,4}(?: ?[a-zA-Z])?(?:[-–]\d+)?\s*\Z")
# "Valtatie 4" and its like are names with a number in them.
_NUMBERED_ROAD = re.compile(r"(?:valta|kanta|seutu|yhdys)tie \d+|(?:riks|stam)väg(?:en)? \d+", re.I)


def check_address(fields: Fields, languages: Sequence[str]) -> Iterator[Objection]:
    """Return what is wrong with the address of a channel with texts in *languages*."""
    kind = fields.get("address.kind")
    if kind == "street":
        yield from _street(fields, languages)
    elif kind == "other":
        yield from _other(fields, languages)
    else:
        yield Objection("C9", "block", "a service location needs an address", field="address.kind")
    yield from _position(fields)
    yield from _municipality(fields)
    postal_code = fields.get("address.postal_code")
    if postal_code is not None:
        yield from (one.at("address.postal_code") for one in c9_postal_code(str(postal_code)))


def c9_street(street: str) -> Iterator[Objection]:
    """C9: the name of a street has no house number in it; "Valtatie 4" is a name."""
    if _NUMBER_AT_END.search(street) and not _is_road(street):
        yield Objection("C9", "block", f"house number within {street!r}")


def c9_postal_code(code: str) -> Iterator[Objection]:
    """C9: a postal code has five digits."""
    if not _POSTAL_CODE.fullmatch(code):
        yield Objection("C9", "block", f"{code!r} is not five digits")


def _street(fields: Fields, languages: Sequence[str]) -> Iterator[Objection]:
    number = fields.get("address.number")
    for language in languages:
        path = f"address.street.{language}"
        street = fields.get(path)
        if not isinstance(street, str):
            yield Objection("C9", "block", f"no street in language {language!r}", field=path)
        elif number is None:
            yield from (one.at(path) for one in c9_street(street))
    if number is None and fields.get("address.position") is None:
        detail = "a street address needs a house number or a position"
        yield Objection("C9", "block", detail, field="address.number")
    if number is not None and not 1 <= len(str(number)) <= STREET_NUMBER.refuse:
        yield Objection("C9", "block", "1-30 characters are allowed", field="address.number")
    if fields.get("address.postal_code") is None:
        detail = "a street address needs a postal code"
        yield Objection("C9", "block", detail, field="address.postal_code")


def _is_road(street: str) -> bool:
    return _NUMBERED_ROAD.fullmatch(street.strip()) is not None


def _other(fields: Fields, languages: Sequence[str]) -> Iterator[Objection]:
    detail = "an address without a street is not shown on Suomi.fi"
    yield Objection("C10", "warn", detail, field="address.kind")
    if fields.get("address.position") is None:
        yield Objection("C10", "block", "needs a position", field="address.position")
    for language in languages:
        path = f"address.info.{language}"
        if path not in fields:
            yield Objection("C10", "block", "needs a description of the place", field=path)


def _position(fields: Fields) -> Iterator[Objection]:
    position = fields.get("address.position")
    if position is not None:
        yield from (one.at("address.position") for one in c12_position(position))


def _municipality(fields: Fields) -> Iterator[Objection]:
    code = fields.get("address.municipality")
    if code is None:
        return
    found = find_municipality(code) if isinstance(code, str) and len(code) == 3 else None
    if found is None:
        detail = f"{code!r} is no municipality code of three digits"
        yield Objection("V1", "block", detail, field="address.municipality")
    elif found.abolished is not None:
        detail = f"{code} is abolished; it is {found.municipality.code} now"
        yield Objection("V1", "block", detail, field="address.municipality")
