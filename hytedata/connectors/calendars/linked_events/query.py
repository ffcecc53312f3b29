"""What a list of events is asked for, checked before anything is sent (events.md 2.3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from hytedata.errors import InputError

EVENT_TYPES: Final = "general,course,volunteering"
"""Without them only general events come (events.md 2.8, trap 8)."""

INCLUDED: Final = "location,keywords,super_event"
PARENT_INCLUDED: Final = "super_event"
"""What is left of it where places and keywords are read once, beforehand (trap 12)."""

LARGEST_PAGE: Final = 100


@dataclass(frozen=True)
class EventQuery:
    """Which events.

    Attributes:
        start: Those that still run at it or begin later; a day, or an aware time.
        end: Those that begin before it has passed; likewise.
        changed_since: Those that changed after it; an aware time, since a day would be taken for
            its end, and a naive time for UTC (trap 7).
        deleted: Whether tombstones come too.
        super_type: `none` for what takes place at its own time, `recurring,umbrella` for what
            stands for others; "" for all.
        page_size: 1–100.
        include: What comes whole instead of as a reference.
    """

    start: date | None = None
    end: date | None = None
    changed_since: datetime | None = None
    deleted: bool = False
    super_type: str = ""
    page_size: int = LARGEST_PAGE
    include: str = INCLUDED

    def __post_init__(self) -> None:
        if not 1 <= self.page_size <= LARGEST_PAGE:
            raise InputError(f"page_size: {self.page_size} is not in 1–{LARGEST_PAGE}")
        if self.changed_since is not None and not isinstance(self.changed_since, datetime):
            raise InputError("changed_since: give a time with its zone; a day means its end here")
        for name in ("start", "end", "changed_since"):
            _require_zone(name, getattr(self, name))
        if self.start and self.end and day_of(self.end) < day_of(self.start):
            raise InputError(f"end: {self.end} is before start, {self.start}")

    def params(self, page: int) -> tuple[tuple[str, str], ...]:
        """Return the parameters of page *page*, from 1.

        The order is by beginning: by default rows that change during a walk jump to page 1.
        """
        asked = (
            ("event_type", EVENT_TYPES),
            ("super_event_type", self.super_type),
            ("start", _told(self.start)),
            ("end", _told(self.end)),
            ("last_modified_since", _told(self.changed_since)),
            # Any value switches it on, `false` too.
            ("show_deleted", "true" if self.deleted else ""),
            ("include", self.include),
            ("sort", "last_modified_time" if self.changed_since else "start_time"),
            ("page_size", str(self.page_size)),
            ("page", str(page)),
        )
        return tuple((name, value) for name, value in asked if value)


@dataclass(frozen=True)
class RecordQuery:
    """Which places, keywords or organisations.

    Attributes:
        kind: The list: `place`, `keyword` or `organization`.
        unused: Whether those come too that no event refers to; for a long list, most of it.
        withdrawn: Whether deleted, deprecated or dissolved ones come too.
        page_size: 1–100.
    """

    kind: str
    unused: bool = True
    withdrawn: bool = False
    page_size: int = LARGEST_PAGE

    def params(self, page: int) -> tuple[tuple[str, str], ...]:
        """Return the parameters of page *page*, from 1.

        The order is by id: by default it is by number of events, which changes (events.md 2.5).
        """
        unused, withdrawn = _SWITCHES.get(self.kind, ("", ""))
        asked = (
            (unused, "true" if self.unused else ""),
            (withdrawn, "true" if self.withdrawn else ""),
            # Of organisations those that have ended are listed unless one says otherwise.
            ("dissolved", "false" if self.kind == "organization" and not self.withdrawn else ""),
            ("sort", "id"),
            ("page_size", str(self.page_size)),
            ("page", str(page)),
        )
        return tuple((name, value) for name, value in asked if name and value)


_SWITCHES: Final[Mapping[str, tuple[str, str]]] = {
    "place": ("show_all_places", "show_deleted"),
    "keyword": ("show_all_keywords", "show_deprecated"),
}


def day_of(when: date) -> date:
    """Return the day of a day or time."""
    return when.date() if isinstance(when, datetime) else when


def _require_zone(name: str, when: date | None) -> None:
    if isinstance(when, datetime) and when.tzinfo is None:
        raise InputError(f"{name}: {when.isoformat()} has no zone; give an aware time")


def _told(when: date | None) -> str:
    if isinstance(when, datetime):
        return when.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return when.isoformat() if when else ""
