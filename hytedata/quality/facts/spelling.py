"""Phones, web addresses and streets in one spelling: read for certain, or not at all."""

import re
from collections.abc import Iterable
from typing import Final
from zlib import crc32

from hytedata.links.events import canonical_url
from hytedata.quality.facts.values import AddressFacts

_IN_BRACKETS: Final = re.compile(r"\([^()]*[^\d()\s-][^()]*\)")
_BETWEEN_PHONES: Final = re.compile(r"[,;|\n]| / ")
_PHONE: Final = re.compile(r"\+?[\d\s()./-]+")
_COUNTRY: Final = re.compile(r"^(?:\+|00)358")
_FEWEST_DIGITS, _MOST_DIGITS = 5, 12

_HOST: Final = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:[:/?#]\S*)?", re.IGNORECASE)

_STREET: Final = re.compile(
    r"(?P<street>[^\W\d_][^\d,;()/]{2,60}?)\s+(?P<number>\d{1,4}(?:\s?[a-zA-Z]\b)?)(?:\s*[,;(].*)?"
)
# "Valtatie 4" is the name of a road, and 4 no house number.
_ROAD: Final = re.compile(r"(?:valta|kanta|seutu|yhdys|maan)tie|(?:riks|stam)väg(?:en)?", re.I)
_LEADING_NUMBER: Final = re.compile(r"\s*(\d{1,4}\s?[a-zA-Z]?)\b")


def phone_mark(prefix: str | None, number: str) -> int | None:
    """Return a mark of one number: equal for all its spellings; None where it is no number."""
    if prefix not in (None, "", "+358"):
        return crc32(f"{prefix}{number}".encode())
    digits = re.sub(r"\D", "", number).lstrip("0")
    return crc32(digits.encode()) if _FEWEST_DIGITS <= len(digits) <= _MOST_DIGITS else None


def phone_marks(text: str | None) -> tuple[int, ...]:
    """Return the marks of the numbers that people typed into one field.

    None at all where a piece is no number: a field that is half understood contradicts nothing.
    """
    marks: list[int] = []
    for piece in filter(None, map(str.strip, _BETWEEN_PHONES.split(_bare(text)))):
        national = _COUNTRY.sub("", piece.replace(" ", "").replace("(0)", ""))
        mark = (
            phone_mark(None, national) if _PHONE.fullmatch(piece) and "+" not in national else None
        )
        if mark is None:
            return ()
        marks.append(mark)
    return tuple(sorted(set(marks)))


def _bare(text: str | None) -> str:
    return _IN_BRACKETS.sub("", text or "")


def page_of(text: str | None) -> str:
    """Return a web address without what does not tell pages apart; "" where it is none."""
    told = (text or "").strip()
    if "://" not in told and "@" not in told and _HOST.fullmatch(told):
        told = f"https://{told}"
    return canonical_url(told)


def pages_of(texts: Iterable[str | None]) -> tuple[str, ...]:
    """Return the addresses of several links, each once, sorted."""
    return tuple(sorted({page for text in texts if (page := page_of(text))}))


def address_of(text: str | None, postal_code: str | None) -> AddressFacts | None:
    """Read an address field of Lipas; None where it is not surely a street with a number."""
    found = _STREET.fullmatch((text or "").strip())
    if found is None or _ROAD.fullmatch(found["street"]):
        return None
    return AddressFacts((found["street"],), found["number"], postal_code or "")


def street_address(
    streets: Iterable[str], detail: str | None, postal_code: str | None
) -> AddressFacts | None:
    """Read a street address of PTV; the number may stand behind the street."""
    named = tuple(dict.fromkeys(street for street in streets if street.strip()))
    if not named:
        return None
    number = _LEADING_NUMBER.match(detail or "")
    inside = _STREET.fullmatch(named[0].strip())
    if number is None and inside and not _ROAD.fullmatch(inside["street"]):
        return AddressFacts((inside["street"],), inside["number"], postal_code or "")
    return AddressFacts(named, number[1] if number else "", postal_code or "")


_MARK: Final = re.compile(r"\s*\([^()]*\)\s*$")


def bare_name(name: str) -> str:
    """Return a name without the brackets at its end that tell it from others of its name."""
    return _MARK.sub("", name) or name
