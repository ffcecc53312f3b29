"""Splitting Finnish text into sentences, and telling Finnish from Swedish and English."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import msgspec

_BOUNDARY = re.compile(r"(?<=[.!?…])[\"”’)]*\s+(?=[\"“”’(]?[A-ZÅÄÖ0-9])")
_LAST_WORD = re.compile(r"(?:(\S+)\s+)?[\"“”’(]*(\S+)\Z")
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.")
_ORDINAL = re.compile(r"\d{1,3}\.")
_CLOCK_WORDS = frozenset({"klo", "kl", "kl.", "kello"})

_WORD = re.compile(r"[^\W\d_]+")


class _SmallWords(msgspec.Struct, frozen=True):
    """Words that decide, in lower case.

    Attributes:
        never_last: Abbreviations that something always follows. Those that may end a sentence
            (kpl, ym, ry) are not among them: a capital letter after them begins the next one.
    """

    never_last: frozenset[str]
    finnish: frozenset[str]
    swedish: frozenset[str]
    english: frozenset[str]


@cache
def _small_words() -> _SmallWords:
    name = files("hytedata.sync.compose").joinpath("data", "small-words.json")
    return msgspec.json.decode(name.read_bytes(), type=_SmallWords)


def split_sentences(line: str) -> list[str]:
    """Split one line into sentences.

    It does not break at abbreviations (`esim.`, `n.`), hours (`klo 9.`), decimals, dates, ordinal
    numbers or initials. Where it is in doubt it does not break: a sentence that is too long is
    left out as a whole, one that is too short may lose its sense.
    """
    sentences, start = [], 0
    for match in _BOUNDARY.finditer(line):
        if _ends_here(line[start : match.start()], line[match.end()]):
            sentences.append(line[start : match.end()].strip())
            start = match.end()
    sentences.append(line[start:].strip())
    return [sentence for sentence in sentences if sentence]


def _ends_here(head: str, next_character: str) -> bool:
    found = _LAST_WORD.search(head)
    if found is None:
        return True
    before, last = found[1], found[2]
    stem = last.rstrip(".").casefold()
    if last.endswith(".") and (stem in _small_words().never_last or _DATE.search(last)):
        return False
    if re.fullmatch(r"[A-ZÅÄÖ]\.", last):  # an initial
        return False
    if _ORDINAL.fullmatch(last):
        after_clock = before is not None and before.casefold() in _CLOCK_WORDS
        return not (after_clock or before is None or next_character.isdigit())
    return True


def is_finnish(text: str) -> bool:
    """Return whether *text* is Finnish, as far as its small words tell; without any it is."""
    small, finnish, other = _small_words(), 0, 0
    for word in _words(text):
        if word in small.finnish:
            finnish += 1
        elif word in small.swedish or word in small.english:
            other += 1
    return finnish >= other


def _words(text: str) -> Iterator[str]:
    return (match[0].casefold() for match in _WORD.finditer(text))
