"""Look at a long text only near what may matter: a slow pattern there, a quick one everywhere."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeAlias

from hytedata.content.objections import Objection

TextJudge: TypeAlias = Callable[[str], Iterator[Objection]]

_AROUND = 60


def near(text: str, sign: re.Pattern[str], judge: TextJudge) -> Iterator[Objection]:
    """Yield what *judge* says of the parts of *text* around each *sign*.

    A part reaches 60 characters to both sides, to the next white space, so that words stay whole;
    parts that meet are one.
    """
    for start, end in _parts(text, sign):
        for one in judge(text[start:end]):
            yield replace(one, start=one.start + start, end=one.end + start)


def _parts(text: str, sign: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    begin, reach = -1, -1
    for match in sign.finditer(text):
        start, end = match.start() - _AROUND, match.end() + _AROUND
        if begin >= 0 and start > reach:
            yield _whole_words(text, begin, reach)
            begin = -1
        if begin < 0:
            begin = max(start, 0)
        reach = end
    if begin >= 0:
        yield _whole_words(text, begin, reach)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, min(end, len(text))
