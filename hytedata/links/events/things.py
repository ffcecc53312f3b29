"""An event as it is compared with others: slim, its keys folded once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, TypeAlias

from hytedata.errors import InputError
from hytedata.links.events.addresses import canonical_url, is_front_page, telling_id
from hytedata.links.events.names import Title, joined_titles, titles_of
from hytedata.links.events.spots import Spot, spot_of
from hytedata.models.clock import day_in_finland
from hytedata.models.common import SourceRef
from hytedata.models.event import Event

_MINUTE_S: Final = 60
_Keys: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventThing:
    """One event that takes place, or an occurrence of a series; made by `thing_of`.

    Attributes:
        source: Its calendar.
        id: Its id there.
        series_id: Of the series that it is an occurrence of, or "".
        minute: Its start, minutes of UTC since 1970; None for a day, or without a start.
        day: Its first day in Finland, as an ordinal; None without a start.
        names: Folded names that it is looked up by.
        titles: The same, made ready for comparing.
        ids: Folded ids that mean this record and no other.
        series_ids: Folded ids that may mean its whole series.
        urls: Canonical addresses of pages that tell of it.
        spots: Where it is; none where its place is a whole town.
        online: Whether it can be attended online.
        online_url: Where, canonical, or "".
        municipality: Three-digit code; None where it is not known.
        sign_up: Canonical address for signing up, or "".
        ages: Youngest and oldest that it is meant for; None where it is not stated.
    """

    source: str
    id: str
    series_id: str
    minute: int | None
    day: int | None
    names: frozenset[str]
    titles: frozenset[Title]
    ids: tuple[str, ...]
    series_ids: tuple[str, ...]
    urls: tuple[str, ...]
    spots: tuple[Spot, ...]
    online: bool
    online_url: str
    municipality: str | None
    sign_up: str
    ages: tuple[int | None, int | None]

    @property
    def ref(self) -> SourceRef:
        """The record."""
        return SourceRef(source=self.source, kind="event", id=self.id)

    @property
    def decided_by(self) -> SourceRef:
        """What a decision about it names: its series, or itself."""
        return SourceRef(source=self.source, kind="event", id=self.series_id or self.id)


def thing_of(
    event: Event, *, municipality: str | None = None, whole_town: bool = False
) -> EventThing:
    """Make *event* ready for comparing.

    Args:
        event: One that takes place itself: neither a series nor an umbrella.
        municipality: Its code, as resolved from all evidence; None: not known.
        whole_town: Its place is a whole municipality: where exactly it is, is not known.

    Raises:
        InputError: It is a series or an umbrella, whose occurrences are what is compared.
    """
    if event.series_role not in ("none", "occurrence"):
        raise InputError(
            f"{event.source} {event.id} is a {event.series_role} and takes place at no time of "
            "its own; give what belongs to it"
        )
    series_id = event.series_id if event.series_role == "occurrence" else ""
    own, stated, urls = _ids(event, series_id)
    titles = titles_of(event.names.values(), _place_names(event))
    minute, day = _start(event)
    return EventThing(
        source=event.source,
        id=event.id,
        series_id=series_id,
        minute=minute,
        day=day,
        names=joined_titles(titles),
        titles=titles,
        # What an occurrence is known by elsewhere is, as a rule, that of its whole series.
        ids=own if series_id else tuple(dict.fromkeys((*own, *stated))),
        series_ids=stated if series_id else (),
        urls=urls,
        spots=() if whole_town else tuple(filter(None, map(spot_of, event.places))),
        online=event.online is True,
        online_url=canonical_url(event.online_url),
        municipality=municipality,
        sign_up=canonical_url(event.registration.url),
        ages=(event.age_min, event.age_max),
    )


def _ids(event: Event, series_id: str) -> tuple[_Keys, _Keys, _Keys]:
    """Return the record's own id, ids that it is known by besides, and addresses; sorted."""
    own, stated = telling_id(event.id), set()
    # `https://…/series/|2027-01-13T11:00:00Z` is an id that holds an address, and none itself.
    urls = {canonical_url(event.page_url), canonical_url(event.id.partition("|")[0])}
    for one in filter(None, (*event.origin_ids, series_id)):
        url = canonical_url(one)
        urls.add(url)
        stated.add("" if url else telling_id(one))
    told = sorted(url for url in urls if url and not is_front_page(url))
    return (own,) if own else (), tuple(sorted(filter(None, stated))), tuple(told)


def _place_names(event: Event) -> Iterator[str]:
    """Yield the names that a title may repeat."""
    for place in event.places:
        yield from place.names.values()
        yield from place.locality.values()


def _start(event: Event) -> tuple[int | None, int | None]:
    start = event.time.start
    if start is None:
        return None, None
    if not isinstance(start, datetime):
        return None, start.toordinal()
    # By UTC: the clock on the wall shows some minutes of autumn twice.
    moment = start.astimezone(UTC)
    return int(moment.timestamp()) // _MINUTE_S, day_in_finland(moment).toordinal()
