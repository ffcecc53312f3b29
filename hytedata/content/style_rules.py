"""T2, T3 and T5: long sentences, long paragraphs, and dates that age (heuristic)."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from hytedata.content.objections import Objection

SENTENCE_WORDS: Final = 25
PARAGRAPH_SENTENCES: Final = 4

_BLOCK_END: Final = re.compile(r"\n+")
_ITEM: Final = re.compile(r"\s*(?:[*•–-]|\d{1,2}\.)\s")
# A full stop after an abbreviation or a number ends a sentence only before a capital letter.
_SENTENCE_END: Final = re.compile(
    r"(?<=[.!?])(?<!\bmm\.)(?<!\besim\.)(?<!\bks\.)(?<!\bns\.)(?<!\bbl\.a\.)(?<!\bt\.ex\.)(?<!\be\.g\.)"
    r"[\"”»)]?\s+(?=[\"”»(]?[A-ZÅÄÖ])"
)
_WORD: Final = re.compile(r"\w[\w’'/-]*")

_MONTHS: Final = (
    r"(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuu(?:n|ta|ssa)"
    r"|(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)"
    r"|(?:January|February|March|April|May|June|July|August|October)"
)
_DAY_MONTH: Final = r"(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\."
_YEAR: Final = r"(?:19[5-9]\d|20[0-4]\d)"
_UNIT: Final = (
    r"(?: ?(?:[-–] ?\d[\d ]*)?(?:€|euro|eur\b|m\b|m²|m2|km|kg|g\b|kpl|h\b|henk|ihmi|asuka|asukka"
    r"|hlö|kertaa|paikka|kirja|nide|metri|meter|kilo|litra|neliö|jäsen|person|invånare|personer|people"
    r"|inhabitants|tuntia|timmar|kävij))"
)
_WHEN: Final = (
    r"(?:vuo(?:si|nna|den|teen|desta|sina|sien|sille|delle|deksi|sikymmen\w*)|v\.|kesä\w*|syks\w*"
    r"|talv\w*|kevä\w*|lukuvuo\w*|kausi|kauden|kaudella|år(?:et|en)?|sedan|sommaren|hösten|vintern"
    r"|våren|since|in|year|until|from|summer|autumn|winter|spring|[a-zäö]+kuu(?:n|ta|ssa|sta|hun)"
    rf"|{_MONTHS})"
)
_DATES: Final = re.compile(
    rf"(?<![\d.,§])(?<!kohta )(?<!luku ){_DAY_MONTH}(?:{_YEAR})?(?!\d|\.\d)"
    rf"|(?<![\d.,])(?:[1-9]|[12]\d|3[01])\.? (?:{_MONTHS})(?!\w)"
    rf"|(?<!\w)(?:January|February|March|April|May|June|July|August|October) \d{{1,2}}(?!\d)"
    r"|(?<!\w)(?:19|20)\d0-(?:luvu|luku|tale)\w+"
    rf"|(?<!\w){_WHEN} {_YEAR}(?![\d\w/])(?!{_UNIT})"
    rf"|(?<![\w.,/:-])(?<!\d )(?<!\d–){_YEAR} ?[-–] ?{_YEAR}(?![\d\w])(?!{_UNIT})"
    rf"|(?<![\w.,/:–-])(?<!\d )20[1-4]\d(?![\d\w/]|[.,:]\d|[-–]\d)(?! \d{{3}})(?!{_UNIT})",
    re.IGNORECASE,
)


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield (start, sentence); an item of a list is a sentence of its own."""
    for start, block in _split(text, _BLOCK_END):
        for inside, sentence in _split(block, _SENTENCE_END):
            yield start + inside, sentence


def words_of(text: str) -> int:
    """Return how many words *text* has; a number is one."""
    return len(_WORD.findall(text))


def t2_sentence(text: str, longest: int = SENTENCE_WORDS) -> Iterator[Objection]:
    """T2: a sentence has at most *longest* words (heuristic)."""
    for start, sentence in sentences(text):
        words = words_of(sentence)
        if words > longest:
            detail = f"sentence of {words} words"
            yield Objection("T2", "warn", detail, start, start + len(sentence))


def t3_paragraph(text: str, most: int = PARAGRAPH_SENTENCES) -> Iterator[Objection]:
    """T3: a paragraph has at most *most* sentences (heuristic)."""
    for start, block in _split(text, _BLOCK_END):
        count = sum(1 for _ in _split(block, _SENTENCE_END))
        if count > most and not _ITEM.match(block):
            detail = f"paragraph of {count} sentences"
            yield Objection("T3", "warn", detail, start, start + len(block))


def t5_date(text: str) -> Iterator[Objection]:
    """T5: no dates and no years, which age (heuristic)."""
    if not _has_digit(text):
        return
    for match in _DATES.finditer(text):
        yield Objection("T5", "warn", f"date {match[0]!r}", *match.span())


def _has_digit(text: str) -> bool:
    return any(char in text for char in "0123456789")


def _split(text: str, between: re.Pattern[str]) -> Sequence[tuple[int, str]]:
    found, start = [], 0
    for match in between.finditer(text):
        found.append((start, text[start : match.start()]))
        start = match.end()
    found.append((start, text[start:]))
    return [(at, part) for at, part in found if part.strip()]
