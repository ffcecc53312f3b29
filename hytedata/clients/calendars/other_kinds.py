"""Kinds of calendars that other projects read: what each must offer, and how they are found."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import datetime
from importlib.metadata import EntryPoint
from typing import Protocol, TypeAlias, cast

from hytedata.clients.calendars.source import CalendarSource
from hytedata.errors import InputError
from hytedata.extensions import OWN_SOURCES, SOURCES, BrokenExtension, load_each
from hytedata.models.common import Snapshot
from hytedata.models.event import Event


class SourceReader(Protocol):
    """A calendar that is open."""

    def between(self, start: datetime, end: datetime) -> Snapshot[Event]:
        """Read what takes place in [*start*, *end*): aware times, UTC.

        The verdict is what matters: where it is complete, events of the span that are not in it
        are gone. A record that cannot be used is a `Rejection`, not an error. Events carry the
        name, licence and attribution of the `CalendarSource` that was opened.

        Raises:
            HytedataError: It cannot be read at all; anything else that is raised is told of too.
        """
        ...


OpenSource: TypeAlias = Callable[[CalendarSource], AbstractContextManager[SourceReader]]
"""What an entry point of the group `hytedata.sources` names: a function, or a class of clients."""


def other_kinds(
    points: Iterable[EntryPoint] | None = None,
) -> tuple[dict[str, OpenSource], tuple[BrokenExtension, ...]]:
    """Load the kinds of other projects; what cannot be used is returned with the reason.

    A kind belongs to one entry point, the first by name.

    Args:
        points: Instead of those that are installed.
    """
    taken: set[str] = set()

    def take(name: str, given: object) -> tuple[str, OpenSource]:
        if name in OWN_SOURCES:
            raise InputError(f"the kind {name} is hytedata's; choose another")
        if name in taken:
            raise InputError(f"another installed project reads the kind {name}; remove one of them")
        if not callable(given):
            raise InputError(f"it gives {type(given).__name__}, which does not open a calendar")
        taken.add(name)
        return name, cast("OpenSource", given)

    found, broken = load_each(SOURCES, take, points)
    return dict(found), broken


def kind_named(name: str, points: Iterable[EntryPoint] | None = None) -> OpenSource:
    """Return how calendars of another project's kind are opened.

    Args:
        name: The kind of the configuration.
        points: Instead of those that are installed.

    Raises:
        InputError: None is installed, or it cannot be used; it tells why.
    """
    kinds, broken = other_kinds(points)
    if name in kinds:
        return kinds[name]
    for one in broken:
        if one.name == name:
            raise InputError(f"calendars of the kind {name} cannot be read: {one.why}")
    raise InputError(f"no installed project reads calendars of the kind {name}")
