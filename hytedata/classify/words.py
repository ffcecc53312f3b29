"""Words of titles that tell a theme: patterns of folded words, read from a table."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal, TypeAlias, cast

from hytedata.classify.rows import RowWeight, one_of
from hytedata.classify.themes import THEME_SLUGS
from hytedata.codes.folding import fold
from hytedata.errors import InputError
from hytedata.models.classification import ThemeSlug

WordLanguage: TypeAlias = Literal["fi", "sv", "en"]

WORD_COLUMNS: Final = (
    "theme", "languages", "words", "except", "weight", "reason", "fires", "silent",
)  # fmt: skip


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
        languages: Of the titles that it is sought in.
        words: Any of these is enough.
        unless: Words that look like it and are something else: *liikuntaesteinen*.
        fires: A title in which it is found.
        silent: A title that looks like it, in which it is not found.
    """

    theme: ThemeSlug
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
    """A table of words; reading a title is one look per known first word of a pattern."""

    def __init__(self, rows: Iterable[WordRow]) -> None:
        self.rows = tuple(rows)
        self._kept: dict[tuple[str, str], tuple[WordRow, ...]] = {}

    def found_in(self, title: str, language: str) -> Iterator[tuple[WordRow, str]]:
        """Yield each row that *title* in *language* speaks for, with the words that say it.

        A language that the table does not know is read with the words of all of them.
        """
        words = fold(title).split()
        hopeful = dict.fromkeys(row for word in words for row in self._hopeful(word, language))
        for row in hopeful:
            if told := row.found_in(words):
                yield row, told

    def _hopeful(self, word: str, language: str) -> tuple[WordRow, ...]:
        # Titles are made of the same words again and again: most are asked for once only.
        kept = self._kept.get((word, language))
        if kept is None:
            if len(self._kept) >= _KEPT_WORDS:
                self._kept.clear()
            kept = self._kept[word, language] = tuple(
                row
                for row in self.rows
                if (language in row.languages or language not in _LANGUAGES)
                and any(word_fits(one.words[0], word) for one in row.words)
            )
        return kept


_LANGUAGES: Final[tuple[WordLanguage, ...]] = ("fi", "sv", "en")
_KEPT_WORDS: Final = 50_000


def word_rows_in(text: str, name: str) -> tuple[WordRow, ...]:
    """Return the rows of a CSV *text*; *name* is said in errors.

    Raises:
        InputError: A column is missing or a value is not allowed; it names the line.
    """
    lines = csv.DictReader(text.lstrip("\ufeff").splitlines())
    needed = [one for one in WORD_COLUMNS if one not in ("except", "fires", "silent", "reason")]
    if missing := [column for column in needed if column not in (lines.fieldnames or ())]:
        raise InputError(
            f"{name}, line 1: it lacks the column(s) {', '.join(missing)}; "
            "columns are separated by commas"
        )
    return tuple(_row(values, f"{name}, line {lines.line_num}") for values in lines)


def _row(values: Mapping[str, str | None], place: str) -> WordRow:
    told = {column: (values.get(column) or "").strip() for column in WORD_COLUMNS}
    asked = _LANGUAGES if told["languages"] == "all" else tuple(told["languages"].split())
    for language in asked or ("",):
        one_of(language, _LANGUAGES, "languages", place)
    words = tuple(_patterns(told["words"], place))
    if not words:
        raise InputError(f"{place}: it has no words")
    return WordRow(
        theme=cast("ThemeSlug", one_of(told["theme"], THEME_SLUGS, "theme", place)),
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
