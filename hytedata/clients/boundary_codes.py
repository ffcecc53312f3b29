"""Which column of a file holds codes, and whether the codes are those of a division."""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from hytedata import codes
from hytedata.codes.municipality_years import municipality_codes_of, years_with_municipalities
from hytedata.connectors.statfin.wfs import BoundaryKind
from hytedata.errors import InputError

KNOWN_SHARE: Final = 0.9
"""A column is one of codes when so many of its values are known ones (0–1)."""

OUTSIDE_COUNTIES: Final = frozenset({"90", "91"})
"""Helsinki and Åland, which are no counties: a layer of counties may do without them."""

DIGITS: Final[Mapping[BoundaryKind, int]] = {"municipality": 3, "county": 2}
PLURAL: Final[Mapping[BoundaryKind, str]] = {
    "municipality": "municipalities",
    "county": "wellbeing services counties",
}


@dataclass(frozen=True)
class CodeColumn:
    """A column that was taken as codes, zero-padded; None where a row has none."""

    name: str
    kind: BoundaryKind
    codes: tuple[str | None, ...]

    @property
    def distinct(self) -> float:
        """How different its values are from each other, 0–1: areas have each a code of its own."""
        return len(set(self.codes)) / len(self.codes)


@dataclass(frozen=True)
class Verdict:
    """What codes are the division of.

    Attributes:
        remarks: What a reader should know, one sentence each.
    """

    year: int
    remarks: tuple[str, ...] = ()


def padded(value: object, kind: BoundaryKind) -> str | None:
    """Return a value of a file as a code, or None: 91, 91.0, "91" and "091" are the same."""
    if isinstance(value, float) and math.isfinite(value) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    text, digits = str(value).strip(), DIGITS[kind]
    fits = text.isascii() and text.isdigit() and len(text) <= digits
    return text.zfill(digits) if fits else None


def find_code_column(
    columns: Mapping[str, Sequence[object]], *, named: str | None, kind: BoundaryKind | None
) -> CodeColumn:
    """Find the column with the codes of municipalities or counties, by what it holds.

    Args:
        columns: Of a file with at least one row.
        named: The column to take; None for the best one.
        kind: What is wanted; None for whatever the file holds.

    Raises:
        InputError: There is none, several differ, or it is of another kind than wanted.
    """
    if named is not None and named not in columns:
        raise InputError(f"it has no column {named!r}; its columns: {_listed(columns)}")
    given = {named: columns[named]} if named is not None else columns
    found = [
        column
        for each in DIGITS
        for name, values in given.items()
        if (column := _as_codes(name, values, each)) is not None
    ]
    wanted = [column for column in found if kind in (None, column.kind)]
    if not wanted and named is not None and not found:
        shown = ", ".join(repr(value) for value in columns[named][:3])
        raise InputError(f"its column {named} holds no codes of areas (it begins with {shown})")
    if not wanted:
        raise InputError(_why_none(found, columns, kind))
    best = max(wanted, key=lambda column: column.distinct)
    rivals = [
        column
        for column in wanted
        if column.distinct >= 0.95 * best.distinct
        and (column.kind, column.codes) != (best.kind, best.codes)
    ]
    if rivals:
        names = _listed(column.name for column in [best, *rivals])
        raise InputError(f"several of its columns may hold the codes ({names}); name one of them")
    return best


def _as_codes(name: str, values: Sequence[object], kind: BoundaryKind) -> CodeColumn | None:
    read = tuple(padded(value, kind) for value in values)
    known = sum(code in _known(kind) for code in read)
    return CodeColumn(name, kind, read) if known >= max(1, KNOWN_SHARE * len(read)) else None


def _known(kind: BoundaryKind) -> Collection[str]:
    if kind == "county":
        return {county.code for county in codes.counties()}
    old = {each.code for each in codes.abolished_municipalities()}
    return old | {each.code for each in codes.municipalities()}


def _why_none(
    found: Sequence[CodeColumn], columns: Collection[str], kind: BoundaryKind | None
) -> str:
    if found and kind is not None:
        other = max(found, key=lambda column: column.distinct)
        return (
            f"it holds {PLURAL[other.kind]} (column {other.name}) where {PLURAL[kind]} are needed; "
            f"give a file with one area per {kind.replace('county', 'wellbeing services county')}"
        )
    return (
        "none of its columns holds the codes of Finnish municipalities (three digits, as 091) or "
        f"wellbeing services counties (two digits); its columns: {_listed(columns) or 'none'}"
    )


def judge(column: CodeColumn, *, year: int | None, stated: int | None) -> Verdict:
    """Check that the codes are those of a division, each once.

    Args:
        column: The codes.
        year: The division that is wanted; None for that of today.
        stated: The year that the data itself states; None where it states none.

    Raises:
        InputError: Missing, unknown or repeated codes, or another year's; says which.
    """
    if None in column.codes:
        row = column.codes.index(None) + 1
        raise InputError(f"row {row} has no code that can be read in column {column.name}")
    given = [code for code in column.codes if code is not None]
    if repeated := [code for code, times in Counter(given).items() if times > 1]:
        raise InputError(
            f"{named(repeated, column.kind)} stand in it more than once (column {column.name}); "
            "join the areas that share a code into one first"
        )
    if year is not None and stated is not None and year != stated:
        raise InputError(f"it states the year {stated} where {year} is wanted")
    if column.kind == "county":
        return _judge_counties(frozenset(given), year or stated or codes.division_year())
    return _judge_municipalities(frozenset(given), year, stated)


def _judge_municipalities(given: frozenset[str], year: int | None, stated: int | None) -> Verdict:
    today = codes.division_year()
    asked = year or today
    expected = municipality_codes_of(asked)
    if given == expected:
        return Verdict(year or stated or asked, _undated(given, year or stated))
    told = _difference(given, expected, "municipality")
    if asked > today:
        note = f"the division of {asked} differs from that of {today} known here: {told}"
        return Verdict(asked, (note,))
    if stated is not None and stated > today and year is None:
        note = f"the division of {stated} differs from that of {today} known here: {told}"
        return Verdict(stated, (note,))
    if years := years_with_municipalities(given):
        span = f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0])
        use = stated if stated in years else years[-1]
        raise InputError(
            f"it holds the division of {span} ({len(given)} municipalities) and not that of "
            f"{asked}: {told}; get the file of {asked}, or say year={use} to use it as it is"
        )
    raise InputError(f"it does not hold the {len(expected)} municipalities of {asked}: {told}")


def _undated(given: frozenset[str], year: int | None) -> tuple[str, ...]:
    years = years_with_municipalities(given)
    if year is not None or len(years) < 2:
        return ()
    return (f"no year is stated; the municipalities are those of {years[0]}–{years[-1]}",)


def _judge_counties(given: frozenset[str], year: int) -> Verdict:
    expected = frozenset(county.code for county in codes.counties())
    if given == expected:
        return Verdict(year)
    if given == frozenset(region.code for region in codes.regions()):
        raise InputError(
            "its codes are those of the regions (maakunta), which are not the wellbeing services "
            "counties; give a file of hyvinvointialue, or one of municipalities and join them by "
            ".counties()"
        )
    told = _difference(given, expected, "county")
    if given == expected - OUTSIDE_COUNTIES:
        return Verdict(year, ("Helsinki and Åland, which are in no county, have no area",))
    raise InputError(f"it does not hold the {len(expected)} wellbeing services counties: {told}")


def _difference(given: frozenset[str], expected: frozenset[str], kind: BoundaryKind) -> str:
    parts = []
    if missing := sorted(expected - given):
        parts.append(f"missing {named(missing, kind)}")
    if surplus := sorted(given - expected):
        parts.append(f"not of that year {named(surplus, kind)}")
    return "; ".join(parts)


def named(some: Collection[str], kind: BoundaryKind, *, most: int = 5) -> str:
    """Return codes with their names, the first few of many."""
    told = [_named(code, kind) for code in sorted(some)[:most]]
    more = [f"and {len(some) - most} more"] if len(some) > most else []
    return ", ".join([*told, *more])


def _named(code: str, kind: BoundaryKind) -> str:
    if kind == "county":
        known = {county.code: county.name.fi for county in codes.counties()}
        return f"{code} {known[code]}" if code in known else f"{code} (unknown)"
    found = codes.find_municipality(code)
    if found is None:
        return f"{code} (unknown)"
    old = found.abolished
    return f"{code} {(old.name if old else found.municipality.name).fi}"


def _listed(names: Iterable[str], most: int = 12) -> str:
    shown = list(names)
    more = [f"and {len(shown) - most} more"] if len(shown) > most else []
    return ", ".join([*shown[:most], *more])
