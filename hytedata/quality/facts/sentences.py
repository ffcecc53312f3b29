"""Sentences as short marks, so that copied ones are found without keeping the texts."""

import re
from base64 import b64decode, b64encode
from collections.abc import Iterable
from hashlib import blake2b
from typing import Final

from hytedata.codes.folding import fold

FEWEST_WORDS: Final = 6
"""Shorter sentences are alike by chance: «Palvelu on maksuton.»"""

_BYTES: Final = 4
_BORDERS: Final = re.compile(r"(?<=[.!?:;])\s+|[\r\n]+")


def sentence_marks(texts: Iterable[str]) -> str:
    """Return the marks of all sentences of at least `FEWEST_WORDS` words, sorted, as one text."""
    marks = {
        _mark(folded)
        for text in texts
        for sentence in _BORDERS.split(text)
        if (folded := fold(sentence)).count(" ") >= FEWEST_WORDS - 1
    }
    return b64encode(b"".join(sorted(marks))).decode()


def shared_marks(one: str, other: str) -> int:
    """Return how many sentences two texts have in common."""
    return len(_marks(one) & _marks(other)) if one and other else 0


def _mark(sentence: str) -> bytes:
    return blake2b(sentence.encode(), digest_size=_BYTES).digest()


def _marks(kept: str) -> frozenset[bytes]:
    told = b64decode(kept)
    return frozenset(told[start : start + _BYTES] for start in range(0, len(told), _BYTES))
