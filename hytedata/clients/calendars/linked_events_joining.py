"""Places and keywords of a calendar, read once and put into its events (events.md 2.8, trap 12)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from hytedata.clients.calendars.linked_events_pages import pages_of
from hytedata.clients.walks import Found, Paged
from hytedata.connectors._http import Endpoint
from hytedata.connectors.calendars.linked_events.endpoints import EventPage, LinkedEventsApi
from hytedata.connectors.calendars.linked_events.query import RecordQuery
from hytedata.connectors.calendars.linked_events.wire import Json, id_of
from hytedata.models.event import Event

_REFERENCES = ("location", "keywords", "audience")


@dataclass(frozen=True)
class Joined:
    """The documents that events of one walk refer to; filled as its first lists are read.

    Attributes:
        known: By list and id. Those of all events of a calendar: places without events stay out.
    """

    api: LinkedEventsApi
    page_size: int
    known: dict[tuple[str, str], Mapping[str, Json]] = field(default_factory=dict)

    def parts(self) -> Iterator[Paged[Event]]:
        """Yield the lists to read before the events; they hold no events."""
        for kind in ("place", "keyword"):
            query = RecordQuery(kind, unused=False, withdrawn=True, page_size=self.page_size)
            yield Paged(f"the list of {kind}s", self._reader(query), stepwise=True)

    def expanded(self, entries: Iterable[Json]) -> tuple[Json, ...]:
        """Return events with what they refer to in place of references."""
        return tuple(
            {**entry, **self._expansion(entry)} if isinstance(entry, Mapping) else entry
            for entry in entries
        )

    def _reader(self, query: RecordQuery) -> Callable[[int], Endpoint[Found[Event]]]:
        def keep(page: EventPage) -> Found[Event]:
            ids = [id_of(entry) for entry in page.entries]
            for record, entry in zip(ids, page.entries, strict=True):
                if isinstance(entry, Mapping) and record:
                    self.known[query.kind, record] = entry
            return Found(
                (),
                number=page.number,
                count=pages_of(page),
                entries=len(ids),
                total=page.total,
                read=tuple(ids),
            )

        return lambda number: self.api.records(query, number).then(keep)

    def _expansion(self, entry: Mapping[str, Json]) -> Mapping[str, Json]:
        whole: dict[str, Json] = {}
        for name in _REFERENCES:
            kind, stated = ("place" if name == "location" else "keyword"), entry.get(name)
            if isinstance(stated, list):
                whole[name] = [self._whole(kind, one) for one in stated]
            elif stated:
                whole[name] = self._whole(kind, stated)
        return whole

    def _whole(self, kind: str, reference: Json) -> Json:
        return self.known.get((kind, id_of(reference)), reference)
