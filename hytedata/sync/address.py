"""What the address field of a sports site says: a street, another description, or nothing.

Lipas demands an address of every site, so the field also holds place names, driving directions,
post office boxes and dashes. Only what is surely a street becomes one: five of six addresses have
no house number, and `Hiidenvaara` is a hill.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from hytedata.sync.street_words import (
    DIRECTION_STEMS,
    NEARNESS,
    NO_STREETS,
    NO_STREETS_WITH_NUMBER,
    STREET_ENDINGS,
    STREET_ENDINGS_WITH_NUMBER,
)

LONGEST_STREET = 100
LONGEST_NUMBER = 30


@dataclass(frozen=True)
class Street:
    """A street address.

    Attributes:
        name: Without the house number.
        number: With letters, staircase and flat (`3 B 12`); None where none is stated.
        rest: What else the field says (`2. krs`, a place name), or an empty string.
    """

    name: str
    number: str | None = None
    rest: str = ""


@dataclass(frozen=True)
class Described:
    """A place name or directions, as stated."""

    text: str


@dataclass(frozen=True)
class NoAddress:
    """Nothing that leads to a place, and why."""

    why: str


ReadAddress = Street | Described | NoAddress

_NUMBER = (
    r"(?:(?:n:o|nro|no)\.?\s?)?"
    r"(?P<number>\d{1,4}(?:\s?[-/+&]\s?\d{1,4}|\s(?:ja|och)\s\d{1,4})?"
    r"(?:\s?[A-Za-zÅÄÖåäö](?![^\W\d_])(?:\s?[-/+]\s?[A-Za-zÅÄÖåäö](?![^\W\d_])|\s?\d{1,3}\b)?)?"
    r"(?:\s(?:as\.?|lgh|bst)\s?\d{1,3}\b)?)"
)
_NAME = r"(?P<name>(?:\d{1,2}\.\s?)?[^\W\d_][^\d,;()]*?)"
_WITH_NUMBER = re.compile(rf"{_NAME}\s*{_NUMBER}")
_WITH_NUMBER_AND_MORE = re.compile(rf"{_NAME}\s*{_NUMBER}(?P<more>[\s:.].+)")
_BORDERS = re.compile(r"[,;\n()|]|(?<!\d)\s?/|/\s?(?!\d)|(?<!\d)\s-\s|\s-\s(?!\d)")
# "Valtatie 4" is the name of a road, and the 4 no house number.
_NUMBERED_ROAD = re.compile(
    r"(?:valta|kanta|seutu|yhdys)tie \d+|(?:riks|stam)väg(?:en)? \d+", re.IGNORECASE
)
_LOOSE_NUMBER = re.compile(r"(?<=[^\W\d_])\s*,\s*(?=\d{1,4}\s?[a-zA-Z]?\s*(?:,|$))")
_POSTAL = re.compile(r"\b(?:FI[-\s]?)?\d{5}\b(?:\s+[^\W\d_][\w\s-]*)?$")
_CARE_OF = re.compile(r"\bc/o\b[^,;]*", re.IGNORECASE)
_BOX = re.compile(
    r"\b(?:PL|P\.L\.|PB|P\.?\s?O\.?\s?Box|Box|Postilokero)\s*\.?\s*\d+", re.IGNORECASE
)
_DASHES = re.compile(r"[\u2010-\u2014\u2212]")
_COORDINATES = re.compile(
    r"(?:\b(?:lat|lon|lng|n|e|p|i|wgs-?84|etrs|tm35fin|koordinaatit|ykj|kkj)\b|[\d\s.,;:°'\"\u00b4\u2032\u2033/=+-])+",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"(?:ei|inget|ingen|no)\s+(?:katu)?(?:osoitetta|osoite|tietoa|tiedossa|ole|adress|address)"
    r"(?:\s+tiedossa)?|ei|x+|n/?a|tuntematon|okänd|unknown|puuttuu|osoite|ei\s+vielä|tbd",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"@|://|\bwww\.", re.IGNORECASE)
_DISTANCE = re.compile(r"\d\s?(?:km|m)\b")
_DIRECTIONS = re.compile(
    r"\b(?:"
    + "|".join(rf"{stem}\b" if stem in {"mot", "kör"} else stem for stem in DIRECTION_STEMS)
    + ")",
    re.IGNORECASE,
)
_NEAR = re.compile(rf"(?:^:n\b)|\b(?:{'|'.join(NEARNESS)})\b", re.IGNORECASE)


@lru_cache(maxsize=4096)
def read_address(text: str | None) -> ReadAddress:
    """Read an address field.

    A street with a number is preferred to one without; what stands beside it is `rest`. A number
    that only tells what is near (`Rantatie 5:n vieressä`) is not the place's number.
    """
    plain = _tidy(text or "")
    nothing = _nothing(plain)
    if nothing:
        return nothing
    parts = _parts(plain)
    if not parts:
        return NoAddress("it holds only a post office box, a postal code or a care-of name")
    streets = [(index, street) for index, part in enumerate(parts) if (street := _street(part))]
    if not streets:
        return Described(_described(plain, parts))
    index, street = min(streets, key=lambda found: _doubt(found[1]))
    rest = [street.rest, *parts[:index], *parts[index + 1 :]]
    return Street(street.name, street.number, ", ".join(filter(None, rest)))


def _tidy(text: str) -> str:
    plain = unicodedata.normalize("NFC", text)
    plain = _DASHES.sub("-", plain)
    plain = " ".join(plain.replace("\n", ", ").split())
    return _LOOSE_NUMBER.sub(" ", plain).strip(" .,;:-_*?!/")


def _nothing(plain: str) -> NoAddress | None:
    if not re.search(r"\w", plain) or _NOTHING.fullmatch(plain):
        return NoAddress("it holds no address")
    if _CONTACT.search(plain):
        return NoAddress("it holds contact details instead of an address")
    if _COORDINATES.fullmatch(plain):
        return NoAddress("it holds figures without a street")
    return None


def _parts(plain: str) -> list[str]:
    without = _BOX.sub(",", _CARE_OF.sub(",", plain))
    parts = [_POSTAL.sub("", part).strip(" .:-") for part in _BORDERS.split(without)]
    return [part for part in parts if re.search(r"\w", part)]


def _described(plain: str, parts: list[str]) -> str:
    # As stated, unless a box, a person or a postal code had to be taken out.
    kept = ", ".join(parts)
    changed = _BOX.search(plain) or _CARE_OF.search(plain) or _POSTAL.search(plain)
    return as_name(kept if changed else plain)


def _street(part: str) -> Street | None:
    if _DISTANCE.search(part) or _DIRECTIONS.search(part):
        return None
    exact = _WITH_NUMBER.fullmatch(part)
    if exact and _names_numbered_street(exact["name"]):
        return _limited(as_name(exact["name"]), _number(exact["number"]), "")
    more = _WITH_NUMBER_AND_MORE.fullmatch(part)
    if more and _ends_in(more["name"], STREET_ENDINGS_WITH_NUMBER):
        name = as_name(more["name"])
        if _NEAR.search(more["more"]):
            return _limited(name, None, part)
        if more["more"].startswith(" "):
            return _limited(name, _number(more["number"]), more["more"].strip())
    if _NUMBERED_ROAD.fullmatch(part):
        return _limited(as_name(part), None, "")
    if any(map(str.isdigit, re.sub(r"^\d{1,2}\.\s?", "", part))):
        return None
    return _unnumbered(part)


def _doubt(street: Street) -> int:
    if not _ends_in(street.name, STREET_ENDINGS_WITH_NUMBER):
        return 2
    return 0 if street.number else 1


def _unnumbered(part: str) -> Street | None:
    first, *others = part.split("-")
    if others and all(_names_street(piece.strip()) for piece in (first, *others)):
        # "Suorajärventie-Paljakantie": where two roads meet or between them.
        return _limited(as_name(first.strip()), None, "-".join(others).strip())
    if _names_street(part):
        return _limited(as_name(part), None, "")
    head, _, tail = part.partition(" ")
    if tail and _NEAR.search(tail) and _names_street(head) and head[:1].isupper():
        return _limited(as_name(head), None, part)
    return None


def _names_street(name: str) -> bool:
    words = name.split()
    if not words or len(words) > 5:
        return False
    plain = all(re.fullmatch(r"(?:\d{1,2}\.|[^\W\d_][\w.:'’-]*)", word) for word in words)
    named = words[0][0].isupper() or words[0][0].isdigit() or len(words) == 1
    alone = len(words) == 1 and words[-1].casefold() in NO_STREETS
    return plain and named and not alone and _ends_in(name, STREET_ENDINGS)


def _names_numbered_street(name: str) -> bool:
    words = name.split()
    last = words[-1].casefold().strip(".")
    if len(words) > 6 or last in NO_STREETS_WITH_NUMBER or _NEAR.search(name) or len(name) < 3:
        return False
    if _ends_in(name, STREET_ENDINGS_WITH_NUMBER):
        return True
    # "Bulevardi", "Hamnholmen", "Keskusta": any name may be a street where a number follows.
    return all(word[0].isupper() or word[0].isdigit() for word in words)


def _ends_in(name: str, endings: tuple[str, ...]) -> bool:
    last = name.split()[-1].casefold().rstrip(".")
    return last.endswith(endings)


def _number(text: str) -> str:
    joined = re.sub(r"\s?([-/+])\s?", r"\1", text)
    return re.sub(r"\s(?:ja|och|&)\s|\s?&\s?", ", ", " ".join(joined.split()))


def _limited(name: str, number: str | None, rest: str) -> Street | None:
    if len(name) > LONGEST_STREET or (number and len(number) > LONGEST_NUMBER):
        return None
    return Street(name, number, rest)


def as_name(text: str) -> str:
    """Write a name typed in capitals, or without any, as a name."""
    if text.isupper() and sum(map(str.isalpha, text)) > 3:
        words = [word.capitalize() for word in re.split(r"([\s/-]+)", text)]
        text = "".join(words)
    return text[:1].upper() + text[1:]
