"""T2, T3 and T5: long sentences, long paragraphs, and dates that age (heuristic)."""

import re
from collections.abc import Iterator
from typing import Final

from hytedata.content.objections import Objection
from hytedata.content.windows import near

SENTENCE_WORDS: Final = 25
PARAGRAPH_SENTENCES: Final = 4

_ITEM: Final = re.compile(r"\s*(?:[*•–-]|\d{1,2}\.)\s")
# A full stop ends a sentence only before a capital letter, and not after these.
_SENTENCE_END: Final = re.compile(r"[.!?][\"”»)]?\s+(?=[\"”»(]?[A-ZÅÄÖ])")
_ABBREVIATIONS: Final = (" mm.", " esim.", " ks.", " ns.", " klo.", "bl.a.", "t.ex.", "e.g.")
_LETTERS_OF_A_WORD: Final = 3
"""No text of so few is worth counting its words."""

_DIGIT: Final = re.compile(r"\d")
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
_PARTS: Final = (
    "kohta", "luku", "kerros", "liite", "versio", "huone",
    "punkt", "kapitel", "våning", "rum", "floor", "room",
)  # fmt: skip
_NO_PART: Final = "".join(rf"(?<!{word} )" for word in _PARTS)
"""Before the number of a part: floor 1.2. is no second of January."""

_DATES: Final = re.compile(
    rf"(?<![\d.,§]){_NO_PART}{_DAY_MONTH}(?:{_YEAR})?(?!\d|\.\d)"
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
    for start, block in _blocks(text):
        for inside, sentence in _sentences_of(block):
            yield start + inside, sentence


def words_of(text: str) -> int:
    """Return how many words *text* has; a number is one."""
    return len(_WORD.findall(text))


def t2_sentence(text: str, longest: int = SENTENCE_WORDS) -> Iterator[Objection]:
    """T2: a sentence has at most *longest* words (heuristic)."""
    shortest = longest * _LETTERS_OF_A_WORD
    for start, sentence in sentences(text) if len(text) > shortest else ():
        words = words_of(sentence) if len(sentence) > shortest else 0
        if words > longest:
            detail = f"sentence of {words} words"
            yield Objection("T2", "warn", detail, start, start + len(sentence))


def t3_paragraph(text: str, most: int = PARAGRAPH_SENTENCES) -> Iterator[Objection]:
    """T3: a paragraph has at most *most* sentences (heuristic)."""
    for start, block in _blocks(text):
        if block.count(". ") + block.count("! ") + block.count("? ") < most:
            continue
        count = sum(1 for _ in _sentences_of(block))
        if count > most and not _ITEM.match(block):
            detail = f"paragraph of {count} sentences"
            yield Objection("T3", "warn", detail, start, start + len(block))


def t5_date(text: str) -> Iterator[Objection]:
    """T5: no dates and no years, which age (heuristic)."""
    return near(text, _DIGIT, _dates)


def _dates(text: str) -> Iterator[Objection]:
    for match in _DATES.finditer(text):
        yield Objection("T5", "warn", f"date {match[0]!r}", *match.span())


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for block in text.split("\n"):
        if block and not block.isspace():
            yield start, block
        start += len(block) + 1


def _sentences_of(block: str) -> Iterator[tuple[int, str]]:
    start = 0
    for match in _SENTENCE_END.finditer(block):
        if not block.endswith(_ABBREVIATIONS, start, match.start() + 1):
            yield start, block[start : match.end()].rstrip()
            start = match.end()
    if start < len(block):
        yield start, block[start:]
