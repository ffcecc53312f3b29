"""Rows of the theme table that other installed projects bring, and the table with them."""

from collections.abc import Iterable
from importlib.metadata import EntryPoint

from hytedata.classify.rows import RowSource, ThemeRow, checked_rows
from hytedata.classify.table import ThemeTable
from hytedata.errors import InputError
from hytedata.extensions import THEMES, BrokenExtension, load_each


def other_rows(
    points: Iterable[EntryPoint] | None = None,
) -> tuple[tuple[ThemeRow, ...], tuple[BrokenExtension, ...]]:
    """Load the rows of other projects; what cannot be used is returned with the reason.

    An entry point of the group `hytedata.themes` gives `ThemeRow`s, or a function that returns
    them. A code belongs to one entry point, the first by name.

    Args:
        points: Instead of those that are installed.
    """
    taken: dict[tuple[RowSource, str], str] = {}

    def take(name: str, given: object) -> tuple[ThemeRow, ...]:
        rows = checked_rows(_iterable(given), name)
        for row in rows:
            if row.key in taken:
                code = row.code or row.name_fi
                raise InputError(f"{row.source} {code} is already told by {taken[row.key]}")
        taken.update({row.key: name for row in rows})
        return rows

    found, broken = load_each(THEMES, take, points)
    return tuple(row for rows in found for row in rows), broken


def table_with_others(
    points: Iterable[EntryPoint] | None = None,
) -> tuple[ThemeTable, tuple[BrokenExtension, ...]]:
    """Return the packaged table with the rows of other projects, and what could not be used.

    As with `ThemeTable.with_rows`, they take the place of all packaged rows of the same codes.

    Args:
        points: Instead of those that are installed.
    """
    rows, broken = other_rows(points)
    packaged = ThemeTable.packaged()
    return (packaged.with_rows(rows) if rows else packaged), broken


def _iterable(given: object) -> Iterable[ThemeRow]:
    rows = given() if callable(given) else given
    if not isinstance(rows, Iterable) or isinstance(rows, str):
        raise InputError(f"it gives {type(rows).__name__}, not rows of the theme table")
    return rows
