"""C1-C12: the form of phones, e-mails, web pages and positions (field notes 12.3, ptv-api 6.3)."""

import re
from collections.abc import Iterator, Mapping

from hytedata.content import limits
from hytedata.content.objections import Objection
from hytedata.models.common import Json

_PREFIX = re.compile(rf"\+\d{{1,{limits.PHONE_PREFIX_DIGITS}}}")
_DIGITS = re.compile(rf"\d{{1,{limits.PHONE_NUMBER_DIGITS}}}", re.ASCII)
_HOST = r"(?:[^\s/?#@:.]+\.)+(?:[^\W\d_]{2,63}|xn--[a-z0-9-]+)|\d{1,3}(?:\.\d{1,3}){3}"
_URL = re.compile(rf"https?://(?:{_HOST})(?::\d{{1,5}})?(?:[/?#]\S*)?", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@(?:[\w-]+\.)+[^\W\d_]{2,63}")
_LOGIN_HOST = "tunnistautuminen.suomi.fi"
_PHONE_LANGUAGES = frozenset({"fi", "sv", "en"})


def c1_phone(number: str, prefix: str | None, *, service_number: bool) -> Iterator[Objection]:
    """C1: digits only, at most 20; a prefix except for service numbers; no leading 0 with it."""
    if not _DIGITS.fullmatch(number):
        yield Objection("C1", "block", f"number {number!r} is not 1-20 digits")
    if service_number:
        if prefix:
            yield Objection("C1", "block", f"a service number has no prefix, not {prefix!r}")
        return
    if prefix is None or not _PREFIX.fullmatch(prefix):
        yield Objection("C1", "block", f"prefix {prefix!r} is not + and 1-4 digits")
    if number.startswith("0"):
        yield Objection("C1", "block", f"number {number!r} begins with 0 after a prefix")


def c2_phone_language(language: str) -> Iterator[Objection]:
    """C2: the language of a phone is Finnish, Swedish or English."""
    if language not in _PHONE_LANGUAGES:
        yield Objection("C2", "block", f"a phone cannot be in language {language!r}")


def c5_phone_length(number: str, *, service_number: bool) -> Iterator[Objection]:
    """C5: a number of fewer than 5 digits is implausible unless it is a service number."""
    if not service_number and len(number) < limits.PLAUSIBLE_PHONE_DIGITS:
        yield Objection("C5", "warn", f"number {number!r} is implausibly short")


def c7_url(url: str) -> Iterator[Objection]:
    """C7: an absolute http(s) address of at most 500 characters, not the national login."""
    if len(url) > limits.URL.refuse:
        yield Objection("C7", "block", f"address of {len(url)} characters, 500 are allowed")
    if not _URL.fullmatch(url):
        yield Objection("C7", "block", f"{url[:100]!r} is no http or https address")
    elif url.split("//", 1)[1].split("/", 1)[0].split(":")[0].casefold() == _LOGIN_HOST:
        yield Objection("C7", "block", f"{_LOGIN_HOST} is a login, not a page")


def c8_email(address: str) -> Iterator[Objection]:
    """C8: an e-mail address with a dotted domain, letters of any alphabet, at most 100."""
    if not _EMAIL.fullmatch(address):
        yield Objection("C8", "block", f"{address[:100]!r} is no e-mail address")
    elif len(address) > limits.EMAIL.refuse:
        yield Objection("C8", "block", f"address of {len(address)} characters, 100 are allowed")


def c12_position(position: Json) -> Iterator[Objection]:
    """C12: `[east, north]` in EPSG:3067 metres, inside Finland."""
    match position:
        case [int() | float() as east, int() | float() as north]:
            if _inside(east, limits.EAST_M) and _inside(north, limits.NORTH_M):
                return
            swapped = _inside(north, limits.EAST_M) and _inside(east, limits.NORTH_M)
            why = "has its axes swapped" if swapped else "is outside Finland (EPSG:3067, metres)"
            yield Objection("C12", "block", f"position {east}, {north} {why}")
        case _:
            yield Objection("C12", "block", f"position {position!r} is not [east, north]")


def check_phone(phone: Mapping[str, Json], language: str) -> Iterator[Objection]:
    """Return what C1, C2, C3 and C5 have against one phone of `phones.{lang}`."""
    number, prefix = phone.get("number"), phone.get("prefix")
    service_number = phone.get("service_number") is True
    digits = number if isinstance(number, str) else ""
    prefix_text = prefix if isinstance(prefix, str) else None
    yield from c1_phone(digits, prefix_text, service_number=service_number)
    yield from c2_phone_language(language)
    if _DIGITS.fullmatch(digits):
        yield from c5_phone_length(digits, service_number=service_number)
    charge = phone.get("charge")
    if charge == "Other" and not phone.get("charge_info"):
        yield Objection("C3", "block", "charge Other needs its price in words")
    elif charge == "Chargeable" and not phone.get("charge_info"):
        yield Objection("C3", "warn", "an extra charge is to be explained in words")
    elif charge not in (None, "Chargeable", "FreeOfCharge", "Other"):
        yield Objection("C3", "block", f"charge {charge!r} is not one of PTV's")


def _inside(metres: float, bounds: tuple[int, int]) -> bool:
    return bounds[0] <= metres <= bounds[1]
