"""Names of events, folded: what is written around a name is taken off it."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import Final, TypeAlias

Words: TypeAlias = tuple[str, ...]

_UNSEEN: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_NO_WORD: Final = re.compile(r"[\W_]+")
_STATUS: Final = re.compile(
    r"\b(?:peruttu|perutaan|peruttiin|peruutettu|peruuntu(?:u|nut)"
    r"|inställ[td]|inställda|cancel(?:led|ed)"
    r"|siirretty|siirtyy|siirtynyt|lykätty|uusi (?:aika|ajankohta)"
    r"|framskjut(?:en|et)|uppskjut(?:en|et)|ny tid|postponed|rescheduled|new (?:date|time)"
    r"|loppuunvarattu|loppuunmyyty|täynnä|fullbokad|fullbokat|slutsåld|slutsålt"
    r"|sold out|fully booked)\b"
)
"""What is added to a title when something happens to its event."""

_ENDING: Final = re.compile(r"n|[oeiaäyuö]{1,2}n|s?s[aä]|st[aä]|l[lt][aä]|lle|s")
"""Endings of a place's name in a title: «Esimerkkitalossa», «Kajaanin», «kirjastoon»."""

_INFLECTED_FROM: Final = 4  # letters that a place's word needs


@lru_cache(maxsize=65_536)
def words_of(text: str) -> Words:
    """Return the words of *text*: entities resolved, NFKC, case folded, no punctuation."""
    plain = unescape(unescape(text)) if "&" in text else text
    folded = unicodedata.normalize("NFKC", plain).casefold()
    folded = unicodedata.normalize("NFKC", _UNSEEN.sub("", folded))
    # A name of signs only («♥») is a name.
    return tuple(_NO_WORD.sub(" ", folded).split()) or tuple(folded.split())


@lru_cache(maxsize=65_536)
def title_words(title: str) -> Words:
    """Return the words of a title without those that say what became of the event."""
    words = words_of(title)
    return tuple(_STATUS.sub(" ", " ".join(words)).split()) or words


@dataclass(frozen=True, slots=True, order=True)
class Title:
    """A title made ready for comparing.

    Attributes:
        text: Its words as they stand.
        words: The same, sorted.
        numbers: Those of them that are numbers, sorted: «Uimakoulu 2».
    """

    text: str
    words: str
    numbers: Words

    @property
    def joined(self) -> str:
        """What it is looked up by; words may be written together or apart."""
        return self.text.replace(" ", "")


def titles_of(names: Iterable[str], places: Iterable[str]) -> frozenset[Title]:
    """Return what an event may be called: its names, and the same without its *places*."""
    spots = [words_of(place) for place in places if place]
    whole = {words for name in names if (words := title_words(name))}
    return frozenset(map(_title, whole | {_without(words, spots) for words in whole}))


@lru_cache(maxsize=65_536)
def _title(words: Words) -> Title:
    numbers = tuple(sorted(word for word in words if word.isdigit()))
    return Title(" ".join(words), " ".join(sorted(words)), numbers)


def _without(words: Words, places: Sequence[Words]) -> Words:
    for place in places:
        size = len(place)
        for begin in range(len(words) - size + 1):
            if all(map(_names_it, words[begin : begin + size], place)):
                words = words[:begin] + words[begin + size :] or words
                break
    return words


def _names_it(word: str, place: str) -> bool:
    if word == place:
        return True
    inflected = len(place) >= _INFLECTED_FROM and word.startswith(place)
    return inflected and bool(_ENDING.fullmatch(word[len(place) :]))
