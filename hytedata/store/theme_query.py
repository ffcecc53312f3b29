"""Themes that are asked for, checked, and as a condition on records."""

from collections.abc import Sequence
from typing import Final, TypeAlias, get_args

from sqlalchemy import ColumnElement, exists

from hytedata.errors import InputError
from hytedata.models.classification import ThemeSlug
from hytedata.store import event_tables

Themes: TypeAlias = ThemeSlug | Sequence[ThemeSlug]
"""One theme, or several of which any will do."""

_KNOWN: Final[tuple[ThemeSlug, ...]] = get_args(ThemeSlug)


def themes_of(given: Themes | None) -> tuple[ThemeSlug, ...]:
    """Return the themes that are asked for; none for no such wish.

    Raises:
        InputError: One is unknown, or the list is empty.
    """
    if given is None:
        return ()
    found: tuple[ThemeSlug, ...] = (given,) if isinstance(given, str) else tuple(given)
    if not found:
        raise InputError("theme: the list of themes is empty; leave it out for all")
    for one in found:
        if one not in _KNOWN:
            raise InputError(f"theme: there is no {one!r}, only {', '.join(_KNOWN)}")
    return found


def has_theme(
    source: ColumnElement[str],
    kind: ColumnElement[str] | str,
    record_id: ColumnElement[str],
    themes: Sequence[ThemeSlug],
    *,
    strict: bool,
) -> ColumnElement[bool]:
    """Return whether a record has one of *themes*; *strict*: for certain."""
    table = event_tables.theme.alias().c
    found = [
        table.source == source,
        table.kind == kind,
        table.id == record_id,
        table.theme.in_(themes),
    ]
    if strict:
        found.append(table.strength == "certain")
    return exists().where(*found)
