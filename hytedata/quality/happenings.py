"""What rules of events ask of an event: whether it is still to come, and what it says where."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache, wraps
from typing import Final, TypeAlias

from hytedata.models.clock import day_in_finland
from hytedata.models.common import Language
from hytedata.models.event import Event
from hytedata.models.finding import Problem
from hytedata.quality.rule import Check, Setting, Subject, Verdict

EventCheck: TypeAlias = Callable[[Event, Setting], Iterable[Problem] | Verdict]
PlacedCheck: TypeAlias = Callable[[Event, str | None], Iterable[Problem]]
"""Asked with the code of the municipality, or None where it is not known."""


def event_in(subject: Subject) -> Event:
    """Return the event that *subject* is about."""
    event: Event = subject.record
    return event


def of_listed_events(check: EventCheck) -> Check:
    """Ask *check* of all events that the calendar shows, past ones included."""

    @wraps(check)
    def asked(subject: Subject, setting: Setting) -> Iterable[Problem] | Verdict:
        event = event_in(subject)
        return () if event.status == "deleted" else check(event, setting)

    return asked


_HAS_NO_PLACE_FOR: Final[Mapping[str, frozenset[str]]] = {
    "icalendar": frozenset({"audience", "prices"}),
    "events-calendar": frozenset({"audience"}),
}
"""Kind of calendar → fields that nobody can fill in there (events.md 7.1)."""


def of_calendars_that_tell(field: str) -> Callable[[Check], Check]:
    """Ask a check only where the event's calendar has a place for *field*."""

    def narrowed(check: Check) -> Check:
        @wraps(check)
        def asked(subject: Subject, setting: Setting) -> Iterable[Problem] | Verdict:
            if field in _HAS_NO_PLACE_FOR.get(subject.speaks, ()):
                return ()
            return check(subject, setting)

        return asked

    return narrowed


def of_coming_events(check: EventCheck) -> Check:
    """Ask *check* of events that will take place: nobody mends what is over or called off.

    What it finds holds until the day after the event.
    """

    @wraps(check)
    def asked(subject: Subject, setting: Setting) -> Verdict:
        return _while_coming(event_in(subject), setting, check)

    return asked


def of_placed_events(check: PlacedCheck) -> Check:
    """Ask *check* of events that will take place, with the municipality that they are in."""

    @wraps(check)
    def asked(subject: Subject, setting: Setting) -> Verdict:
        event = event_in(subject)
        where = subject.municipality or stated_municipality(event)
        return _while_coming(event, setting, lambda event, _: check(event, where))

    return asked


def last_day(event: Event) -> date | None:
    """Return the last day that an event is known to take place on; None where it has no time."""
    last = event.time.end or event.time.start
    return None if last is None else _day(last)


@lru_cache(maxsize=256)
def _day(when: date) -> date:
    # Some forty rules in a row ask it of one event.
    return day_in_finland(when)


def is_one(event: Event) -> bool:
    """Whether it takes place itself, rather than stand for its occurrences or parts."""
    return event.series_role in ("none", "occurrence")


def stated_municipality(event: Event) -> str | None:
    """Return the code of the municipality that one of its places states, or None."""
    return next((one.municipality for one in event.places if one.municipality), None)


def is_described(event: Event) -> bool:
    """Whether its own record is to describe it: what belongs to a series is described there."""
    return not event.series_id and event.series_role != "occurrence"


def texts_of(event: Event) -> Iterator[tuple[str, Language, str]]:
    """Yield field, language and text of its names, summaries and descriptions."""
    fields = (
        ("names", event.names),
        ("summary", event.summary),
        ("description", event.description),
    )
    for field, texts in fields:
        for language, text in texts.items():
            yield field, language, text


_NOTHING: Final = Verdict()


def _while_coming(event: Event, setting: Setting, check: EventCheck) -> Verdict:
    if event.status in ("cancelled", "deleted"):
        return _NOTHING
    last = last_day(event)
    if last is not None and last < setting.today:
        return _NOTHING
    found = check(event, setting)
    if isinstance(found, Verdict):
        verdict = found
    elif problems := tuple(found):
        verdict = Verdict(problems)
    else:
        return _NOTHING  # forty of a hundred thousand events each: none is made anew
    if last is None or not verdict.problems:
        return verdict
    over = last + timedelta(days=1)
    return Verdict(verdict.problems, min(verdict.until or over, over))
