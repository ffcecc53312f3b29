"""What two events agree in: start, place, name; and what says that they are two."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from types import ModuleType
from typing import Final

from hytedata.links.events.addresses import host_of
from hytedata.links.events.names import Title
from hytedata.links.events.spots import FAR_M, are_far, same_spot
from hytedata.links.events.things import EventThing
from hytedata.models.clock import HELSINKI

ALIKE: Final = 0.9
"""From here on two names may be those of one event: 0–1, of words in whatever order."""

_FOREIGN: Final = 60.0  # below, two names have no more in common than any two
_1970: Final = datetime(1970, 1, 1, tzinfo=UTC)
_PLATFORMS: Final = (
    *("zoom.us", "teams.microsoft.com", "teams.live.com", "meet.google.com", "webex.com"),
    *("youtube.com", "youtu.be", "facebook.com", "instagram.com", "twitch.tv", "vimeo.com"),
    *("whereby.com", "meet.jit.si"),
)
"""Hosts of everybody's meetings: one host says nothing there, only one link does."""


def same_start(one: EventThing, other: EventThing) -> bool:
    """Whether both begin in one minute; on one day where either states but a day."""
    if one.minute is not None and other.minute is not None:
        return one.minute == other.minute
    return one.day is not None and one.day == other.day


def start_differs(one: EventThing, other: EventThing) -> bool:
    """Whether both state a start, and not the same."""
    return one.day is not None and other.day is not None and not same_start(one, other)


def start_in_words(one: EventThing, other: EventThing) -> str:
    """Say when two with the same start begin."""
    if one.minute is not None and other.minute is not None:
        return f"both begin on {_clock(one.minute):%Y-%m-%d at %H:%M %Z}"
    return f"both begin on {date.fromordinal(one.day or 1)}, of which one states no time of day"


def starts_in_words(one: EventThing, other: EventThing) -> str:
    """Say when two with different starts begin."""
    return f"they begin at different times ({_told(one)}, {_told(other)})"


def _told(thing: EventThing) -> str:
    if thing.minute is not None:
        return f"{_clock(thing.minute):%Y-%m-%d %H:%M}"
    return f"{date.fromordinal(thing.day)}" if thing.day is not None else "not known"


def _clock(minute: int) -> datetime:
    return (_1970 + timedelta(minutes=minute)).astimezone(HELSINKI)


def contradiction(one: EventThing, other: EventThing) -> str:
    """Say what makes two events that others hold to be one two, or ""."""
    if start_differs(one, other):
        return starts_in_words(one, other)
    if are_far(one.spots, other.spots):
        return f"they lie more than {FAR_M:.0f} m apart"
    return ""


def same_place(one: EventThing, other: EventThing) -> tuple[float, str]:
    """Return how surely two take place at one spot, less is surer, and why; "": not known to."""
    one_calendar = one.source == other.source
    one_town = one.municipality is not None and one.municipality == other.municipality
    found = [
        spot
        for ours in one.spots
        for theirs in other.spots
        if (spot := same_spot(ours, theirs, one_calendar=one_calendar, one_town=one_town))[1]
    ]
    if found:
        return min(found)
    # Who can come to a room as well is told by the room.
    if one.online and other.online and not (one.spots and other.spots):
        return _same_link(one.online_url, other.online_url)
    return 0.0, ""


def _same_link(one: str, other: str) -> tuple[float, str]:
    if not one or not other:
        return 4.0, "both are online"
    if one == other:
        return 0.0, f"online at the same link ({one})"
    host = host_of(one)
    if host == host_of(other) and not host.endswith(_PLATFORMS):
        return 3.0, f"online at the same host ({host})"
    return 0.0, ""


# --- names -------------------------------------------------------------------------------------


def likeness(one: EventThing, other: EventThing, *, at_one_spot: bool) -> float:
    """How alike the names are that are most alike, 0–1; 0 below `ALIKE`, or of other numbers.

    Words count in whatever order. Of two that stand at one spot at one time, a name that holds
    the other whole is like it.
    """
    fuzz, best = _fuzz(), 0.0
    for ours in one.titles:
        for theirs in other.titles:
            if _numbers_differ(ours, theirs):
                continue
            value: float = fuzz.ratio(ours.words, theirs.words, score_cutoff=100 * ALIKE)
            if at_one_spot and not value:
                value = fuzz.token_set_ratio(ours.words, theirs.words, score_cutoff=100 * ALIKE)
            best = max(best, value)
    return best / 100


def _numbers_differ(ours: Title, theirs: Title) -> bool:
    """Whether both say which of several, and not the same: «Uimakoulu 1», «Uimakoulu 2»."""
    return bool(ours.numbers and theirs.numbers) and ours.numbers != theirs.numbers


def are_foreign(one: EventThing, other: EventThing) -> bool:
    """Whether two events have names that have nothing in common."""
    if not one.titles or not other.titles:
        return False
    fuzz = _fuzz()
    return all(
        max(
            fuzz.partial_ratio(ours.text, theirs.text),
            fuzz.token_set_ratio(ours.words, theirs.words),
        )
        < _FOREIGN
        for ours in one.titles
        for theirs in other.titles
    )


@cache
def _fuzz() -> ModuleType:
    # It takes 4 MB, which a plan can do without: its store knows events, and compares none.
    from rapidfuzz import fuzz

    return fuzz
