"""What other installed projects offer by entry point; what one gets wrong stops no other."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from typing import Final, TypeVar

from hytedata.errors import HytedataError

T = TypeVar("T")

SOURCES: Final = "hytedata.sources"
"""Kinds of calendars; the entry point's name is the `kind` of the configuration."""

OWN_SOURCES: Final = ("linked-events", "events-calendar", "icalendar", "json-ld")
"""Kinds of calendars that hytedata reads itself; no other project's may be called so."""

RULES: Final = "hytedata.rules"
"""Rules of quality."""

THEMES: Final = "hytedata.themes"
"""Rows of the theme table."""

EXPORTERS: Final = "hytedata.exporters"
"""Formats to write; the entry point's name is the format's on the command line."""

GROUPS: Final = (SOURCES, RULES, THEMES, EXPORTERS)
"""Every group of entry points that hytedata looks for."""


@dataclass(frozen=True, slots=True)
class BrokenExtension:
    """An entry point that cannot be used; nothing of it is.

    Attributes:
        name: Of the entry point.
        value: What it names: `package.module:attribute`.
        why: In a sentence.
        group: Which of `GROUPS`.
    """

    name: str
    value: str
    why: str
    group: str = ""


def installed(group: str) -> tuple[EntryPoint, ...]:
    """Return the entry points of *group* that are installed, by name; none of their code runs."""
    return in_order(entry_points(group=group))


def in_order(points: Iterable[EntryPoint]) -> tuple[EntryPoint, ...]:
    """Return *points* by name: where two want the same, the first by name has it."""
    return tuple(sorted(points, key=lambda one: (one.name, one.value)))


def load_each(
    group: str,
    take: Callable[[str, object], T],
    points: Iterable[EntryPoint] | None = None,
) -> tuple[tuple[T, ...], tuple[BrokenExtension, ...]]:
    """Load what other projects offer; what cannot be used is returned with the reason.

    The projects' own code runs here, and whatever it raises is told, never raised.

    Args:
        group: One of `GROUPS`.
        take: Checks what an entry point gave and returns what is kept of it; an error that it
            raises makes the entry point a broken one. It gets the name and the value.
        points: Instead of those that are installed.
    """
    found: list[T] = []
    broken: list[BrokenExtension] = []
    for point in installed(group) if points is None else in_order(points):
        try:
            found.append(take(point.name, point.load()))
        except Exception as error:  # noqa: BLE001 - foreign code: whatever it raises is told
            ours = isinstance(error, HytedataError)
            why = str(error) if ours else f"{type(error).__name__}: {error}"
            broken.append(BrokenExtension(point.name, point.value, why, group))
    return tuple(found), tuple(broken)
