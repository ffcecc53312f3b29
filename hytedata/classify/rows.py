"""Rows of the theme table: what each says, and reading them from a file with its mistakes named."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from typing import Final, Literal, TypeAlias, cast, get_args

from hytedata.classify.themes import THEME_SLUGS
from hytedata.codes.folding import fold
from hytedata.errors import InputError
from hytedata.models.classification import ThemeSlug

RowSource: TypeAlias = Literal[
    "ptv-service-class",
    "ptv-target-group",
    "ontology-term",
    "lipas-category",
    "lipas-type",
    "event-keyword",
    "event-category",
]
"""Which list the code of a row is of."""

RowTheme: TypeAlias = ThemeSlug | Literal["none"]
"""A theme, or `none`: the code was considered; as an ontology term it is a brake."""

RowWeight: TypeAlias = Literal["strong", "weak"]

COLUMNS: Final = ("theme", "source", "code", "name_fi", "weight", "reason")

_FORMS: Final[Mapping[str, tuple[re.Pattern[str], str]]] = {
    "ptv-service-class": (re.compile(r"P\d+(\.\d+)?"), "P27.1"),
    "ptv-target-group": (re.compile(r"KR\d(\.\d)?"), "KR1.3"),
    "ontology-term": (re.compile(r"http://www\.yso\.fi/onto/[a-z]+/p\d+"), "a URI of KOKO or YSO"),
    "lipas-category": (re.compile(r"(main|sub):\d+"), "sub:1100"),
    "lipas-type": (re.compile(r"\d+"), "1110"),
    "event-keyword": (re.compile(r"http://www\.yso\.fi/onto/[a-z]+/p\d+"), "a URI of YSO"),
    "event-category": (
        re.compile(r"slug:[a-z0-9]+(-[a-z0-9]+)*|https://schema\.org/[A-Za-z]+"),
        "slug:liikunta, https://schema.org/MusicEvent",
    ),
}

_PEOPLE: Final = frozenset(
    {
        "http://www.yso.fi/onto/yso/p2433",  # ikääntyneet
        "http://www.yso.fi/onto/yso/p7708",  # työttömät
        "http://www.yso.fi/onto/koko/p30529",  # maahanmuuttajat
    }
)


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """One assignment of a code to a theme, or its refusal.

    Attributes:
        theme: `none` says that the code was considered and belongs to no theme.
        code: In the form of its source; "" where only the name is known.
        name_fi: The code's Finnish name; the key where there is no code.
        reason: Why; for people.
    """

    theme: RowTheme
    source: RowSource
    code: str
    name_fi: str
    weight: RowWeight
    reason: str = ""

    @property
    def key(self) -> tuple[RowSource, str]:
        """What the row is about: its source with its code, or else with its folded name."""
        return self.source, self.code or fold(self.name_fi)

    @property
    def names_people(self) -> bool:
        """Whether it says whom something is for, among keywords as among audiences."""
        return self.code in _PEOPLE


def rows_in(text: str, name: str) -> tuple[ThemeRow, ...]:
    """Return the rows of a CSV *text*, checked; *name* is said in errors.

    Raises:
        InputError: A column is missing, a value is not allowed, or a row occurs twice; it names
            the line.
    """
    seen: dict[tuple[str, RowSource, str], str] = {}
    rows: list[ThemeRow] = []
    for place, values in lines_in(text, name, COLUMNS):
        row = _row(values, place)
        twin = seen.setdefault((row.theme, *row.key), place)
        if twin != place:
            raise InputError(f"{place}: it says the same as {twin}")
        rows.append(row)
    return tuple(rows)


def lines_in(
    text: str, name: str, needed: Iterable[str]
) -> Iterator[tuple[str, Mapping[str, str | None]]]:
    """Yield the place ("own.csv, line 2") and the values of each line of a CSV *text*.

    Raises:
        InputError: A *needed* column is missing, or the text is no CSV.
    """
    lines = csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline=""))
    try:
        if missing := [column for column in needed if column not in (lines.fieldnames or ())]:
            raise InputError(
                f"{name}, line 1: it lacks the column(s) {', '.join(missing)}; "
                "columns are separated by commas"
            )
        for values in lines:
            yield f"{name}, line {lines.line_num}", values
    except csv.Error as problem:
        place = f"{name}, after line {lines.line_num}"
        raise InputError(f"{place}: it is no CSV: {problem}") from problem


def _row(values: Mapping[str, str | None], place: str) -> ThemeRow:
    told = {column: (values.get(column) or "").strip() for column in COLUMNS}
    row = ThemeRow(
        theme=cast("RowTheme", one_of(told["theme"], (*THEME_SLUGS, "none"), "theme", place)),
        source=cast("RowSource", one_of(told["source"], get_args(RowSource), "source", place)),
        code=told["code"],
        name_fi=told["name_fi"],
        weight=cast("RowWeight", one_of(told["weight"], ("strong", "weak"), "weight", place)),
        reason=told["reason"],
    )
    for fault in _form_faults(row):
        raise InputError(f"{place}: {fault}")
    return row


def checked_rows(rows: Iterable[ThemeRow], name: str) -> tuple[ThemeRow, ...]:
    """Return *rows* that were not read from a file, held to the same; *name* is said in errors.

    Raises:
        InputError: Something is no row, or a row is wrong, or there twice; it names the row.
    """
    seen: set[tuple[str, RowSource, str]] = set()
    kept: list[ThemeRow] = []
    for number, row in enumerate(rows, start=1):
        place = f"{name}, row {number}"
        for fault in row_faults(row):
            raise InputError(f"{place}: {fault}")
        if (row.theme, *row.key) in seen:
            raise InputError(f"{place}: a row before it says the same")
        seen.add((row.theme, *row.key))
        kept.append(row)
    return tuple(kept)


def row_faults(row: object) -> Iterator[str]:
    """Yield what is wrong with a row, a sentence each."""
    if not isinstance(row, ThemeRow):
        yield f"{row!r} is no ThemeRow"
        return
    for column, value, allowed in (
        ("theme", row.theme, (*THEME_SLUGS, "none")),
        ("source", row.source, get_args(RowSource)),
        ("weight", row.weight, get_args(RowWeight)),
    ):
        if value not in allowed:
            yield f"{column} {value!r} is not one of {', '.join(allowed)}"
    if row.source in _FORMS:
        yield from _form_faults(row)


def _form_faults(row: ThemeRow) -> Iterator[str]:
    pattern, example = _FORMS[row.source]
    if row.code and not pattern.fullmatch(row.code):
        yield f"code {row.code!r} is none of {row.source}; write {example}"
    if not row.code and not fold(row.name_fi):
        yield "it has neither a code nor a name"


def one_of(value: str, allowed: Iterable[str], column: str, place: str) -> str:
    """Return *value* where it is allowed.

    Raises:
        InputError: It is not.
    """
    listed = tuple(allowed)
    if value not in listed:
        raise InputError(f"{place}: {column} {value!r} is not one of {', '.join(listed)}")
    return value
