"""What people write around and into a place's name: case, dashes, "kunta", "stad", "i"."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from hytedata.codes.finnish_cases import finnish_forms
from hytedata.codes.place_answers import PlaceKind

LONGEST = 200
"""Characters; what is longer is no name."""

_DROPPED = re.compile(r"[.:'\u2019\u00b4`\u00ad]")
_DASHES = r"\-\u2010\u2011\u2012\u2013\u2014\u2212"
_SPACE = re.compile(rf"[\s{_DASHES}]+")
_BETWEEN_NAMES = re.compile(rf"\s+[{_DASHES}]\s+|\s*[/|(),;]\s*")
_PREPOSITIONS = frozenset({"i", "på", "in"})
"""Of Swedish and English: i Karleby, på Brändö, in Oulu."""

_FINNISH: tuple[tuple[PlaceKind, str, str, str], ...] = (
    ("municipality", "kunta", "kunnan", "kunnassa"),
    ("municipality", "kaupunki", "kaupungin", "kaupungissa"),
    ("region", "maakunta", "maakunnan", "maakunnassa"),
    ("county", "hyvinvointialue", "hyvinvointialueen", "hyvinvointialueella"),
)
_SWEDISH: tuple[tuple[PlaceKind, str, str], ...] = (
    ("municipality", "kommun", "kommunen"),
    ("municipality", "stad", "staden"),
    ("region", "landskap", "landskapet"),
    ("county", "välfärdsområde", "välfärdsområdet"),
)


def spelled(text: str) -> str:
    """Return *text* as names are compared: no capitals, dashes, dots or double spaces."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    words = _SPACE.sub(" ", _DROPPED.sub("", plain)).strip()
    # "S:t Bertils" is "S t Bertils" in one of the lists.
    return re.sub(r"^s t ", "st ", words)


def folded(text: str) -> str:
    """Return a spelling without dots and rings, as foreign keyboards write it: jarvenpaa."""
    split = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in split if not unicodedata.combining(letter))


def undressed(words: str) -> tuple[str, PlaceKind | None]:
    """Return a spelling without preposition and designation, and the kind that it designates."""
    parts = words.split()
    if len(parts) > 1 and parts[0] in _PREPOSITIONS:
        parts = parts[1:]
    for place, rest in ((-1, parts[:-1]), (0, parts[1:])):
        kind = designations().get(parts[place]) if rest else None
        if kind is not None:
            return " ".join(rest), kind
    return " ".join(parts), None


def several_names(text: str) -> tuple[str, ...]:
    """Return the names of `Espoo/Esbo` and `Maarianhamina - Mariehamn`; empty for one name."""
    parts = tuple(part for part in _BETWEEN_NAMES.split(text) if part.strip())
    return parts if len(parts) > 1 else ()


@cache
def designations() -> dict[str, PlaceKind]:
    """Return each form of a designation with the kind of place that it says."""
    return {form: kind for kind, form in (*_finnish(), *_swedish())}


def swedish_forms(name: str) -> frozenset[str]:
    """Return a Swedish name and its genitive."""
    return frozenset({name, name if name.endswith("s") else f"{name}s"})


def _finnish() -> Iterator[tuple[PlaceKind, str]]:
    for kind, *forms in _FINNISH:
        for form in finnish_forms(*forms):
            yield kind, form


def _swedish() -> Iterator[tuple[PlaceKind, str]]:
    for kind, *forms in _SWEDISH:
        for form in forms:
            yield from ((kind, case) for case in swedish_forms(form))
