"""A calendar that another project reads; whatever its code does, the others are read."""

from collections.abc import Iterator
from datetime import datetime

from hytedata.clients.calendars.other_kinds import OpenSource
from hytedata.clients.calendars.source import CalendarSource
from hytedata.errors import HytedataError, InputError
from hytedata.models.common import Rejection, Snapshot
from hytedata.models.event import Event
from hytedata.models.window import Window
from hytedata.runs.events.batches import EventBatch, EventsEnd


class OtherReader:
    """Reads a calendar by what another project offers for its kind.

    Args:
        opened: How it is opened.
        source: The calendar.
    """

    def __init__(self, opened: OpenSource, source: CalendarSource) -> None:
        self._open, self._source = opened, source

    def read(
        self, window: Window, since: datetime | None = None
    ) -> Iterator[EventBatch | EventsEnd]:
        """See `CalendarReader.read`; *since* is not known to these calendars.

        Raises:
            HytedataError: The project says that it cannot be read, or its code failed.
        """
        found = self._snapshot(window)
        name = self._source.name
        foreign = tuple(one for one in found.items if one.source != name)
        yield EventBatch(tuple(one for one in found.items if one.source == name))
        covered = (window.start, window.end) if found.completeness.complete else None
        rejected = (*found.rejections, *(_rejected(one, name) for one in foreign))
        yield EventsEnd(found.completeness, rejected, found.drift, covered)

    def _snapshot(self, window: Window) -> Snapshot[Event]:
        try:
            with self._open(self._source) as reader:
                found: object = reader.between(window.start, window.end)
        except HytedataError:
            raise
        except Exception as error:
            raise InputError(
                f"{self._source.name}: the installed project that reads it failed, tell its "
                f"authors: {type(error).__name__}: {error}"
            ) from error
        if not isinstance(found, Snapshot):
            raise InputError(
                f"{self._source.name}: the installed project that reads it gave "
                f"{type(found).__name__}, not a Snapshot; tell its authors"
            )
        return found


def _rejected(event: Event, name: str) -> Rejection:
    told = f"it names {event.source!r}, and the calendar is {name!r}; tell the authors of the kind"
    ref = event.ref.model_copy(update={"source": name})
    return Rejection(ref=ref, name=event.names.get("fi", ""), field="source", reason=told)
