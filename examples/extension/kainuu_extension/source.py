"""A kind of calendar: one JSON file with an id, a title and a start of all that takes place."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import httpx
from pydantic import BaseModel, TypeAdapter, ValidationError

from hytedata import CalendarSource, Completeness, Event, Snapshot, SourceUnavailable
from hytedata.errors import SourceContractError
from hytedata.models.event import EventTime
from hytedata.models.window import Window


class Row(BaseModel):
    """One thing that takes place, as the file has it."""

    id: str
    title: str
    start: datetime


class Agenda:
    """A file that can be read."""

    def __init__(self, source: CalendarSource, client: httpx.Client) -> None:
        self._source, self._client = source, client

    def between(self, start: datetime, end: datetime) -> Snapshot[Event]:
        """Read what takes place in [*start*, *end*)."""
        window = Window(start, end)
        events = (self._event(row) for row in self._rows())
        found = tuple(one for one in events if window.holds(one.time))
        return Snapshot(found, Completeness(complete=True, items=len(found)))

    def _rows(self) -> list[Row]:
        name, url = self._source.name, self._source.url
        try:
            answer = self._client.get(url).raise_for_status()
            return TypeAdapter(list[Row]).validate_json(answer.content)
        except httpx.HTTPError as error:
            raise SourceUnavailable(name, url, attempts=1) from error
        except ValidationError as error:
            raise SourceContractError(name, url, detail=str(error)) from error

    def _event(self, row: Row) -> Event:
        return Event(
            source=self._source.name,
            id=row.id,
            names={self._source.language: row.title},
            time=EventTime(start=row.start),
            licence=self._source.licence,
            attribution=self._source.attribution,
        )


@contextmanager
def open_agenda(source: CalendarSource) -> Iterator[Agenda]:
    """Open a calendar; the entry point names this."""
    headers = {"User-Agent": f"kainuu-extension ({source.contact})"}
    with httpx.Client(headers=headers, timeout=30) as client:
        yield Agenda(source, client)
