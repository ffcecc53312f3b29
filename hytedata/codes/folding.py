"""Text folded for comparing: case, accents, punctuation and the endings after a colon."""

import re
import unicodedata
from typing import Final

_LETTERS: Final = {"ø": "o", "æ": "a", "đ": "d", "ŋ": "n", "ŧ": "t", "ł": "l"}
_FORMER: Final = re.compile(r"\bf\.?\s?d\.(?=\s|$)", re.IGNORECASE)
_CASE_ENDING: Final = re.compile(r"(?<=\w):[a-zäö]{1,4}\b")  # «kk:n»
_NO_WORD: Final = re.compile(r"[^0-9a-z]+")


def fold(text: str) -> str:
    """Fold case, accents and punctuation; words stay apart by single spaces."""
    plain = _CASE_ENDING.sub("", _FORMER.sub(" ", text).casefold())
    for letter, bare_letter in _LETTERS.items():  # a third of the time of `translate` (measured)
        plain = plain.replace(letter, bare_letter)
    # The marks of ä, ö and å; few names have others.
    bare = unicodedata.normalize("NFKD", plain).replace("\u0308", "").replace("\u030a", "")
    if not bare.isascii():
        bare = "".join(one for one in bare if not unicodedata.combining(one))
    return _NO_WORD.sub(" ", bare.replace("'", "").replace("’", "")).strip()
