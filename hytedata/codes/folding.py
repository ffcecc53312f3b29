"""Text folded for comparing: case, accents, punctuation and the endings after a colon."""

import re
import unicodedata
from typing import Final

_LETTERS: Final = str.maketrans({"ø": "o", "æ": "a", "đ": "d", "ŋ": "n", "ŧ": "t", "ł": "l"})
_FORMER: Final = re.compile(r"\bf\.?\s?d\.(?=\s|$)", re.IGNORECASE)
_CASE_ENDING: Final = re.compile(r"(?<=\w):[a-zäö]{1,4}\b")  # «kk:n»
_NO_WORD: Final = re.compile(r"[^0-9a-z]+")


def fold(text: str) -> str:
    """Fold case, accents and punctuation; words stay apart by single spaces."""
    plain = _CASE_ENDING.sub("", _FORMER.sub(" ", text).casefold()).translate(_LETTERS)
    decomposed = unicodedata.normalize("NFKD", plain)
    bare = "".join(one for one in decomposed if not unicodedata.combining(one))
    return _NO_WORD.sub(" ", bare.replace("'", "").replace("’", "")).strip()
