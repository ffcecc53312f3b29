"""What differs between two texts, word by word, as markup that is not read by colour alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup, escape
from rapidfuzz.distance import Levenshtein

_WORD: Final = re.compile(r"\s+|[^\s]+")
_ALIKE: Final = 0.3  # share of words that stay
_LONGEST: Final = 4_000  # words; longer texts are shown whole, unmarked


@dataclass(frozen=True)
class Marked:
    """Two texts: `del` around what goes, `ins` around what comes."""

    before: Markup
    after: Markup


def marked(before: str, after: str) -> Marked:
    """Mark what differs between two texts.

    Where hardly a word stays, the whole text is marked: a mosaic helps nobody.
    """
    if not before or not after:
        return Marked(_whole("del", before), _whole("ins", after))
    old, new = _WORD.findall(before), _WORD.findall(after)
    if len(old) + len(new) > _LONGEST:
        return Marked(escape(before), escape(after))
    if Levenshtein.normalized_similarity(before.split(), after.split()) < _ALIKE:
        return Marked(_whole("del", before), _whole("ins", after))
    steps = list(_steps(old, new))
    return Marked(
        Markup("").join(_part("del", tag, one) for tag, one, _ in steps),
        Markup("").join(_part("ins", tag, other) for tag, _, other in steps),
    )


def _steps(old: list[str], new: list[str]) -> Iterator[tuple[str, str, str]]:
    for step in Levenshtein.opcodes(old, new):
        ours = "".join(old[step.src_start : step.src_end])
        theirs = "".join(new[step.dest_start : step.dest_end])
        yield step.tag, ours, theirs


def _part(element: str, tag: str, text: str) -> Markup:
    return escape(text) if tag == "equal" else _whole(element, text)


def _whole(element: str, text: str) -> Markup:
    if not text:
        return Markup("")
    return Markup("<{0}>{1}</{0}>").format(Markup(element), text)
