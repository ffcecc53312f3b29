"""The table `[[calendar]]` of `hytedata.toml`, and what its single values must be."""

import re
from difflib import get_close_matches
from typing import Annotated, Final

from pydantic import AfterValidator, Field

from hytedata import codes
from hytedata.codes.place_answers import PlaceKind
from hytedata.config.table import AtOnce, Name, PerSecond, Table
from hytedata.config.values import KnownMunicipality, check_address
from hytedata.extensions import OWN_SOURCES, SOURCES, installed
from hytedata.models.common import Language

REGISTERS: Final = frozenset({"lipas", "ptv"})
"""Names of other sources: an event's source must not be taken for one of them."""

LONGEST_DAYS: Final = 730
"""Calendars are read for at most 24 months at once."""

FINLAND: Final = "finland"
_AREAS: Final[tuple[PlaceKind, ...]] = ("municipality", "county", "region")
_LONGEST_NAME: Final = 60


def _check_name(name: str) -> str:
    if name.casefold() in REGISTERS:
        raise ValueError("is the name of a register; call the calendar something else")
    if not name.isprintable() or "|" in name or len(name) > _LONGEST_NAME:
        # It is part of the keys of occurrences, whose parts a bar parts.
        raise ValueError(f"must be one line of at most {_LONGEST_NAME} characters, without |")
    return name


def _check_kind(kind: str) -> str:
    # Only the names of what is installed are looked at: a kind's own code runs where it is read.
    if kind in OWN_SOURCES:
        return kind
    known = (*OWN_SOURCES, *sorted({point.name for point in installed(SOURCES)} - {*OWN_SOURCES}))
    if kind not in known:
        close = get_close_matches(kind.lower(), known, n=1)
        meant = f"did you mean {close[0]}? " if close else ""
        raise ValueError(
            f"must be one of {', '.join(known)}; {meant}other kinds come with a project that reads "
            "them"
        )
    return kind


def _check_feed(address: str) -> str:
    """Check an address that, unlike a register's, may hold a query: `/tapahtumat/?ical=1`."""
    plain = re.sub(r"^webcals?://", "https://", address, flags=re.IGNORECASE)
    return check_address(plain, with_query=True)


def _check_page(template: str) -> str:
    if "{id}" not in template:
        raise ValueError("must hold {id}, which stands for an event's id")
    check_address(template.replace("{id}", "1"), with_query=True)
    return template


def _check_area(text: str) -> str:
    """Return an area as `kind:code`; names are understood, too."""
    if text.casefold() == FINLAND:
        return FINLAND
    kind, _, place = text.partition(":")
    known = next((one for one in _AREAS if one == kind), None)
    if known is None or not place.strip():
        raise ValueError(
            f"must be {FINLAND}, or one of {', '.join(_AREAS)} with a code or name, "
            "such as county:20 or municipality:Kajaani"
        )
    answer = codes.find_places(place.strip(), kinds=(known,))
    if answer.one is None or answer.one.former is not None:
        raise ValueError(f"is no {known} of today: {answer.told()}")
    return f"{known}:{answer.one.code}"


def _check_path(pattern: str) -> str:
    if not pattern.startswith("/"):
        raise ValueError("must be the beginning of a path on the site, such as /tapahtumat/")
    return pattern


CalendarName = Annotated[Name, AfterValidator(_check_name)]
"""Short text; no register's name."""

CalendarKind = Annotated[Name, AfterValidator(_check_kind)]
"""What a calendar speaks; one of `OWN_SOURCES`, or one that another installed project reads."""

CalendarUrl = Annotated[str, AfterValidator(_check_feed)]
"""An https address, with or without a query; `webcal` becomes `https`."""

PageTemplate = Annotated[str, AfterValidator(_check_page)]
"""Address of an event's page, with `{id}`."""

PathPattern = Annotated[Name, AfterValidator(_check_path)]
"""Which pages are read: the beginning of a path, or a whole one with `*` for anything."""

AreaName = Annotated[str, AfterValidator(_check_area)]
"""`county:20`, `region:18`, `municipality:205` or `finland`."""

Days = Annotated[int, Field(ge=0, le=LONGEST_DAYS)]


class Calendar(Table):
    """One event calendar.

    The order of these tables is their precedence when the same event stands in several.

    Attributes:
        name: Short, and its own: it is the source of its events, so a new name makes new events.
        kind: What it speaks; `hytedata events probe` finds out.
        url: Linked Events: up to the version (`https://host/v1`). The Events Calendar: the site.
            iCalendar: the feed. JSON-LD: the site.
        municipality: For the calendar of a single municipality: where an event takes place that
            tells nothing of it. The weakest evidence there is, and only used without any other.
        area: Whom its publisher serves; what is only online belongs there. Without it, the
            `municipality`.
        allowed_hosts: Hosts that its links may lead to, besides its own.
        licence: Under which its data may be passed on; "" where unknown, of Linked Events
            CC BY 4.0.
        attribution: Whom to name where its events are shown.
        language: Of its texts, where it does not say.
        page: Linked Events: address of an event's page for people, with `{id}`.
        sitemap: JSON-LD: address of the sitemap; without it the one that the site names.
        pages: JSON-LD: which pages hold events, as beginnings of paths (`/tapahtumat/`) or whole
            paths with `*` for anything; none for all of the sitemap.
        past_days: How many days before today are read and kept.
        ahead_days: How many days from today on are read; both together at most 730.
        at_once: Requests under way at a time.
        per_second: Requests per second; 0 for no bound.
    """

    name: CalendarName
    kind: CalendarKind
    url: CalendarUrl
    municipality: KnownMunicipality | None = None
    area: tuple[AreaName, ...] = ()
    allowed_hosts: tuple[Name, ...] = ()
    licence: str = ""
    attribution: str = ""
    language: Language = "fi"
    page: PageTemplate | None = None
    sitemap: CalendarUrl | None = None
    pages: tuple[PathPattern, ...] = ()
    past_days: Days = 1
    ahead_days: Days = 365
    at_once: AtOnce = 1
    per_second: PerSecond = 1
