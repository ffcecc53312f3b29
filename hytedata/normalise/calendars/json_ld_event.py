"""One node of JSON-LD to an event that is not repeated, or a `Rejection` (events.md 5, 7.1)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, cast
from urllib.parse import urljoin

from pydantic import ValidationError

from hytedata.models.common import Json as JsonValue
from hytedata.models.common import LocalizedText, Rejection
from hytedata.models.event import Event, EventStatus, EventTime
from hytedata.models.occurrence import moment_key
from hytedata.normalise.calendars.facts import CalendarFacts
from hytedata.normalise.calendars.json_ld_offers import offers_of
from hytedata.normalise.calendars.json_ld_places import where_of
from hytedata.normalise.calendars.json_ld_thing import Thing, description
from hytedata.normalise.calendars.json_ld_times import (
    aware_of,
    original_of,
    status_in,
    time_of,
)
from hytedata.normalise.calendars.json_ld_topics import (
    ages_of,
    audience_of,
    images_of,
    keywords_of,
    kind_of,
    languages_of,
    organizers_of,
)
from hytedata.normalise.calendars.status_words import status_of
from hytedata.normalise.calendars.texts import without_contacts

# Values of the source that no field of ours holds; nothing of them tells of people.
_KEPT: Final = (
    "doorTime",
    "duration",
    "previousStartDate",
    "maximumAttendeeCapacity",
    "maximumPhysicalAttendeeCapacity",
    "maximumVirtualAttendeeCapacity",
    "remainingAttendeeCapacity",
)
_LONGEST_ID: Final = 500
_BLANK: Final = re.compile(r"_:|\s*$")


@dataclass(frozen=True)
class Names:
    """How a node is known.

    Attributes:
        id: The best of its own names, or "".
        all: Of them all, and other addresses of the same.
    """

    id: str
    all: tuple[str, ...] = ()


def names_of(thing: Thing) -> Names:
    """Return how a node names itself: `identifier`, `@id`, `url`, in this order."""
    own = [*_identifiers(thing), *_own_id(thing), *thing.links("url")]
    own = [name[:_LONGEST_ID] for name in own]
    return Names(own[0] if own else "", tuple(dict.fromkeys([*own, *thing.links("sameAs")])))


def event_of(
    thing: Thing, names: Names, page: str, facts: CalendarFacts, *, needs_time: bool = True
) -> Event | Rejection:
    """Return the event of a node.

    Nothing personal is kept: no performers, no contacts, of organisers only organisations.

    Args:
        thing: The node.
        names: How it is known; its id is the event's.
        page: Where people read of it, unless it states that.
        facts: Of the calendar.
        needs_time: Whether one without a start is rejected; not so what stands for others.
    """
    titles = thing.texts("name", "headline")
    title = next(iter(titles.values()), "")
    if not title:
        return _rejection(facts, names.id, "", "name", "it is missing")
    time, status = time_of(thing), _status(thing, title)
    if needs_time and time.start is None and status not in ("postponed", "cancelled"):
        stated = thing.raw("startDate")[:80]
        reason = f"it is no time: {stated!r}" if stated else "it is missing"
        return _rejection(facts, names.id, title, "startDate", reason)
    try:
        return _event(thing, names, page, facts, titles, time, status)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "event"
        return _rejection(facts, names.id, title, where, first["msg"])


def original_key(thing: Thing, time: EventTime) -> str:
    """Return when it was to begin at first, as part of an id."""
    original = original_of(thing) or time.start
    return moment_key(original) if original else "unknown"


def _event(
    thing: Thing,
    names: Names,
    page: str,
    facts: CalendarFacts,
    titles: LocalizedText,
    time: EventTime,
    status: EventStatus,
) -> Event:
    """Put an event together; one line a field, so it is long."""
    places, online, online_url = where_of(thing)
    is_free, prices, registration = offers_of(thing)
    age_min, age_max = ages_of(thing)
    _keep(thing)
    return Event(
        source=facts.name,
        id=names.id,
        origin_ids=names.all,
        kind=kind_of(thing),
        status=status,
        names=titles,
        summary=thing.texts("disambiguatingDescription", "abstract", clean=description),
        description=thing.texts("description", clean=description),
        time=time,
        places=places,
        online=online,
        online_url=online_url,
        organizers=organizers_of(thing),
        publisher=next(
            (it for one in organizers_of(thing, "publisher") for it in one.values()), ""
        ),
        keywords=keywords_of(thing),
        audience=audience_of(thing),
        age_min=age_min,
        age_max=age_max,
        is_free=is_free,
        prices=prices,
        registration=registration,
        images=images_of(thing),
        languages=languages_of(thing),
        page_url=thing.link("url") or page,
        created_at=aware_of(thing, "dateCreated", "datePublished"),
        modified_at=aware_of(thing, "dateModified"),
        licence=facts.licence,
        attribution=facts.attribution,
        remarks=tuple(dict.fromkeys(thing.remarks.all())),
        extras=cast("Mapping[str, JsonValue]", thing.remarks.lost),
    )


def _status(thing: Thing, title: str) -> EventStatus:
    return status_of(title, status_in(thing), f"{thing.path}name", thing.remarks)


def _keep(thing: Thing) -> None:
    for name in _KEPT:
        if text := thing.raw(name):
            thing.remarks.set_aside(f"{thing.path}{name}", without_contacts(text)[:_LONGEST_ID])


def _identifiers(thing: Thing) -> Iterator[str]:
    for value in thing.each("identifier"):
        if isinstance(value, Mapping):
            stated = thing.of(value, "identifier")
            text = stated.raw("value") or stated.raw("@id") or stated.raw("url")
        else:
            text = str(value).strip()
        if text and not _BLANK.match(text):
            yield text


def _own_id(thing: Thing) -> Iterator[str]:
    stated = thing.node.get("@id")
    if isinstance(stated, str) and not _BLANK.match(stated):
        try:
            yield urljoin(thing.page, stated.strip())
        except ValueError:
            yield stated.strip()


def _rejection(
    facts: CalendarFacts, event_id: str, title: str, where: str, reason: str
) -> Rejection:
    return Rejection(ref=facts.ref(event_id), name=title[:200], field=where, reason=reason)
