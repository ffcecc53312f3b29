"""A place written as one line of text: its name, street, postal code and locality."""

import re
from functools import lru_cache
from typing import Final

from hytedata.codes.place_answers import PlaceKind
from hytedata.codes.place_lookup import find_places
from hytedata.models.common import NO_TEXTS, Language, Position
from hytedata.models.event import EventPlace

_LINK: Final = re.compile(r"https?://\S+", re.IGNORECASE)
_POSTAL: Final = re.compile(
    r"(?:^|[\s,])(?:FI-?|FIN-?)?(\d{5})\s+([A-ZÅÄÖa-zåäö][\w.'’-]*(?: [\w.'’-]+){0,2})$"
)
_STREET: Final = re.compile(
    r".*(?:katu|tie|kuja|polku|raitti|tori|aukio|kaari|rinne|penger|väylä|gatan|vägen|gränd|"
    r"stigen|torget|kajen|väg)\s+\d+\s*(?:[-–]\s*\d+)?\s*[A-Za-z]?\b.*",
    re.IGNORECASE,
)
_NUMBERED: Final = re.compile(r"[^\d,]+ \d+\s?[A-Za-z]?(?:\s?[A-Za-z]?\s?\d+)?")
_MUNICIPALITY: Final[tuple[PlaceKind, ...]] = ("municipality",)
_COUNTRY: Final = frozenset({"finland", "suomi", "fi"})


def link_in(location: str) -> str:
    """Return the first web address in *location*, or ""."""
    found = _LINK.search(location)
    return found[0].rstrip(".,;)") if found else ""


def place_in(
    location: str, language: Language, position: Position | None = None
) -> EventPlace | None:
    """Return the place that *location* states, or None where it states none.

    Parts are parted by commas or lines: the postal code and its locality stand last but for the
    country, the street before them, the rest is the name. Without a postal code the last part is
    the locality where a municipality has that name.
    """
    text = _LINK.sub("", location)
    parts = [part for it in re.split(r"[,;\n]", text) if (part := " ".join(it.split()))]
    if parts and parts[-1].casefold() in _COUNTRY:
        parts.pop()
    postal_code, locality = _take_locality(parts)
    street = _take_street(parts, certain=bool(postal_code))
    name = ", ".join(parts)
    if not (name or street or locality or position):
        return None
    return EventPlace(
        names={language: name} if name else NO_TEXTS,
        street={language: street} if street else NO_TEXTS,
        postal_code=postal_code,
        locality={language: locality} if locality else NO_TEXTS,
        position=position,
    )


def _take_locality(parts: list[str]) -> tuple[str, str]:
    for number in reversed(range(len(parts))):
        found = _POSTAL.search(parts[number])
        if found:
            rest = parts[number][: found.start()].strip()
            parts[number:] = [rest] if rest else []
            return found[1], found[2].strip()
    return ("", parts.pop()) if parts and _is_municipality(parts[-1]) else ("", "")


def _take_street(parts: list[str], *, certain: bool) -> str:
    # From behind: rooms have numbers too, and stand before the street.
    for number in reversed(range(len(parts))):
        if _STREET.fullmatch(parts[number]) or (certain and _NUMBERED.fullmatch(parts[number])):
            return parts.pop(number)
    return ""


@lru_cache(maxsize=4096)
def _is_municipality(name: str) -> bool:
    return not name.isdigit() and bool(find_places(name, kinds=_MUNICIPALITY).matches)
