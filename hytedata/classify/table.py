"""The theme table as a value: which rows a code or a label has; packaged, a caller's, or both."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Final

from hytedata.classify.rows import RowSource, ThemeRow, rows_in
from hytedata.classify.words import TitleWords, WordRow, word_rows_in
from hytedata.codes.folding import fold
from hytedata.errors import InputError

_HTTPS_VOCABULARY: Final = "https://www.yso.fi/"
_HTTP_SCHEMA: Final = "http://schema.org/"


class ThemeTable:
    """Rows by code and by label, and the words of titles; immutable.

    `ThemeTable.packaged()` comes with hytedata; `with_rows` lays a county's own rows over it.
    """

    def __init__(self, rows: Iterable[ThemeRow], words: Iterable[WordRow] = ()) -> None:
        self.rows = tuple(rows)
        self.words = TitleWords(words)

    @classmethod
    def packaged(cls) -> "ThemeTable":
        """Return the table that comes with hytedata, read once."""
        return _packaged()

    @classmethod
    def of(cls, path: str | Path, *, words: str | Path | None = None) -> "ThemeTable":
        """Return the table of a CSV file, which replaces the packaged one.

        Args:
            path: A file with the columns of `COLUMNS`.
            words: A file of title words with the columns of `WORD_COLUMNS`; None keeps the
                packaged ones.

        Raises:
            InputError: A file cannot be read, or a line is wrong; it names file and line.
        """
        own = _packaged().words.rows if words is None else word_rows_in(_text(words), str(words))
        return cls(rows_in(_text(path), str(path)), own)

    def with_rows(self, rows: Iterable[ThemeRow]) -> "ThemeTable":
        """Return a table in which *rows* take the place of all rows of the same codes.

        A code's rows are replaced as a whole: to add a second theme, say the first one too; a
        row with the theme `none` takes a code out.
        """
        added = tuple(rows)
        replaced = {row.key for row in added}
        kept = (row for row in self.rows if row.key not in replaced)
        return ThemeTable((*kept, *added), self.words.rows)

    def with_words(self, words: Iterable[WordRow]) -> "ThemeTable":
        """Return a table that also reads *words* in titles."""
        return ThemeTable(self.rows, (*self.words.rows, *words))

    def by_code(self, source: RowSource, code: str) -> tuple[ThemeRow, ...]:
        """Return the rows of a code; empty for one without a row.

        The addresses of vocabularies may begin with http or https.
        """
        return self._by_code.get((source, _canonical(code)), ())

    def by_label(
        self, source: RowSource, label: str, *, uncoded: bool = False
    ) -> tuple[ThemeRow, ...]:
        """Return the rows whose Finnish name is *label*, folded.

        Args:
            source: Of the rows.
            label: As somebody wrote it.
            uncoded: Only rows that have no code: for a label whose own code is known to have
                no row.
        """
        found = self._by_label.get((source, fold(label)), ())
        return tuple(row for row in found if not row.code) if uncoded else found

    @cached_property
    def fingerprint(self) -> str:
        """A hash of all that it says, the same in every process."""
        words = [
            (row.theme, sorted(row.languages), row.words, row.unless, row.weight)
            for row in self.words.rows
        ]
        return hashlib.blake2b(repr((self.rows, words)).encode(), digest_size=8).hexdigest()

    @cached_property
    def _by_code(self) -> Mapping[tuple[RowSource, str], tuple[ThemeRow, ...]]:
        return _grouped(((row.source, row.code), row) for row in self.rows if row.code)

    @cached_property
    def _by_label(self) -> Mapping[tuple[RowSource, str], tuple[ThemeRow, ...]]:
        return _grouped(((row.source, fold(row.name_fi)), row) for row in self.rows)


def _grouped(
    pairs: Iterable[tuple[tuple[RowSource, str], ThemeRow]],
) -> Mapping[tuple[RowSource, str], tuple[ThemeRow, ...]]:
    groups: defaultdict[tuple[RowSource, str], list[ThemeRow]] = defaultdict(list)
    for key, row in pairs:
        groups[key].append(row)
    return {key: tuple(rows) for key, rows in groups.items()}


def _canonical(code: str) -> str:
    if code.startswith(_HTTPS_VOCABULARY):
        return f"http{code.removeprefix('https')}"
    if code.startswith(_HTTP_SCHEMA):
        return f"https{code.removeprefix('http')}"
    return code


@cache
def _packaged() -> ThemeTable:
    folder = files("hytedata.codes").joinpath("data")
    rows, words = (
        folder.joinpath(name).read_text(encoding="utf-8")
        for name in ("hyte_themes.csv", "title_words.csv")
    )
    return ThemeTable(rows_in(rows, "hyte_themes.csv"), word_rows_in(words, "title_words.csv"))


def _text(path: str | Path) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError as problem:
        raise InputError(f"{path}: it cannot be read: {problem.strerror}") from problem
    except UnicodeDecodeError as problem:
        raise InputError(f"{path}: it is not UTF-8; save it as UTF-8") from problem
