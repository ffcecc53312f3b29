"""Words of titles that tell a theme: patterns of folded words, read from a table."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final, Literal, TypeAlias, cast

from hytedata.classify.rows import RowTheme, RowWeight, lines_in, one_of
from hytedata.classify.themes import THEME_SLUGS
from hytedata.codes.folding import fold
from hytedata.errors import InputError

WordLanguage: TypeAlias = Literal["fi", "sv", "en"]

WORD_COLUMNS: Final = (
    "theme", "languages", "words", "except", "weight", "reason", "fires", "silent",
)  # fmt: skip

_LANGUAGES: Final[tuple[WordLanguage, ...]] = ("fi", "sv", "en")
_WORDS_KEPT: Final = 16_384
_OPTIONAL: Final = ("except", "reason", "fires", "silent")


@dataclass(frozen=True, slots=True)
class Pattern:
    """Consecutive folded words; `*` at the beginning or the end of one stands for any letters.

    Finnish inflects and compounds, so most patterns are stems: `*kuoro*` is *lapsikuorossa* too.
    """

    words: tuple[str, ...]

    def finds(self, words: Sequence[str]) -> Iterator[tuple[str, ...]]:
        """Yield each place in folded *words* where the pattern is."""
        for start in range(len(words) - len(self.words) + 1):
            here = words[start : start + len(self.words)]
            if all(map(word_fits, self.words, here)):
                yield tuple(here)


def word_fits(pattern: str, word: str) -> bool:
    """Whether one folded *word* fits one word of a pattern."""
    bare = pattern.strip("*")
    if pattern.startswith("*"):
        return bare in word if pattern.endswith("*") else word.endswith(bare)
    return word.startswith(bare) if pattern.endswith("*") else word == bare


@dataclass(frozen=True)
class WordRow:
    """What some words in a title say.

    Attributes:
        theme: `none` is a brake: the title is of a grant or a rental.
        languages: Of the titles that it is sought in.
        words: Any of these is enough.
        unless: Words that look like it and are something else: *liikuntaesteinen*.
        fires: A title in which it is found.
        silent: A title that looks like it, in which it is not found.
    """

    theme: RowTheme
    languages: frozenset[WordLanguage]
    words: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]
    weight: RowWeight
    reason: str = ""
    fires: str = ""
    silent: str = ""

    def found_in(self, words: Sequence[str]) -> str:
        """Return the folded words that say it, or ""."""
        for pattern in self.words:
            for here in pattern.finds(words):
                if not any(any(one.finds(here)) for one in self.unless):
                    return " ".join(here)
        return ""

    @cached_property
    def code(self) -> str:
        """Its first pattern, which names the row."""
        return " ".join(self.words[0].words)


class TitleWords:
    """A table of words; most rows are found by a word's beginnings, without trying them all."""

    def __init__(self, rows: Iterable[WordRow]) -> None:
        self.rows = tuple(rows)
        self._whole: defaultdict[str, set[int]] = defaultdict(set)
        self._beginnings: defaultdict[str, set[int]] = defaultdict(set)
        self._inner: set[tuple[str, int]] = set()
        for number, row in enumerate(self.rows):
            for pattern in row.words:
                self._index(pattern.words[0], number)
        parts = sorted({pattern.strip("*") for pattern, _ in self._inner})
        self._any_inner = re.compile("|".join(parts) or r"(?!)")
        # A few thousand words make up nearly all titles.
        self._hopeful = lru_cache(maxsize=_WORDS_KEPT)(self._rows_of_word)

    def _index(self, first: str, number: int) -> None:
        if first.startswith("*"):
            self._inner.add((first, number))
        elif first.endswith("*"):
            self._beginnings[first.rstrip("*")].add(number)
        else:
            self._whole[first].add(number)

    def found_in(self, title: str, language: str) -> Iterator[tuple[WordRow, str]]:
        """Yield each row that *title* in *language* speaks for, with the words that say it.

        A language that the table does not know is read with the words of all of them.
        """
        words = fold(title).split()
        for number in sorted(set().union(*map(self._hopeful, words))):
            row = self.rows[number]
            is_read = language in row.languages or language not in _LANGUAGES
            if is_read and (told := row.found_in(words)):
                yield row, told

    def _rows_of_word(self, word: str) -> frozenset[int]:
        """Return the numbers of rows with a pattern whose first word fits *word*."""
        found = set(self._whole.get(word, ()))
        for size in range(1, len(word) + 1):
            found |= self._beginnings.get(word[:size], set())
        # One search says for most words that none of the hundred inner parts is in them.
        if self._any_inner.search(word):
            found.update(number for pattern, number in self._inner if word_fits(pattern, word))
        return frozenset(found)


def word_rows_in(text: str, name: str) -> tuple[WordRow, ...]:
    """Return the rows of a CSV *text*; *name* is said in errors.

    Raises:
        InputError: A column is missing or a value is not allowed; it names the line.
    """
    needed = [one for one in WORD_COLUMNS if one not in _OPTIONAL]
    return tuple(_row(values, place) for place, values in lines_in(text, name, needed))


def _row(values: Mapping[str, str | None], place: str) -> WordRow:
    told = {column: (values.get(column) or "").strip() for column in WORD_COLUMNS}
    asked = _LANGUAGES if told["languages"] == "all" else tuple(told["languages"].split())
    for language in asked or ("",):
        one_of(language, _LANGUAGES, "languages", place)
    words = tuple(_patterns(told["words"], place))
    if not words:
        raise InputError(f"{place}: it has no words")
    return WordRow(
        theme=cast("RowTheme", one_of(told["theme"], (*THEME_SLUGS, "none"), "theme", place)),
        languages=frozenset(cast("tuple[WordLanguage, ...]", asked)),
        words=words,
        unless=tuple(_patterns(told["except"], place)),
        weight=cast("RowWeight", one_of(told["weight"], ("strong", "weak"), "weight", place)),
        reason=told["reason"],
        fires=told["fires"],
        silent=told["silent"],
    )


def _patterns(text: str, place: str) -> Iterator[Pattern]:
    for stated in filter(None, map(str.strip, text.split("|"))):
        words = tuple(_folded(word, stated, place) for word in stated.split())
        yield Pattern(words)


def _folded(word: str, stated: str, place: str) -> str:
    bare = word.strip("*")
    if not bare or "*" in bare or " " in fold(bare) or not fold(bare):
        raise InputError(
            f"{place}: {stated!r} is no pattern: a word is letters, with * at its ends at most"
        )
    before, after = ("*" if word.startswith("*") else ""), ("*" if word.endswith("*") else "")
    return f"{before}{fold(bare)}{after}"
