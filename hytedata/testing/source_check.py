"""Whether another project's kind of calendar keeps to what is asked of all calendars."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from hytedata.clients.calendars.other_kinds import OpenSource
from hytedata.clients.calendars.source import CalendarSource
from hytedata.errors import HytedataError
from hytedata.models.common import Snapshot
from hytedata.models.event import Event
from hytedata.models.window import Window
from hytedata.testing.faults import raise_faults, told_error


def check_source(opened: OpenSource, source: CalendarSource, start: date, end: date) -> None:
    """Read a calendar twice and check what comes.

    Args:
        opened: What the entry point of `hytedata.sources` names.
        source: A calendar that answers here and now: a recorded one, or a server of the test. It
            should state a licence and whom to name.
        start: A day of Finland, or an aware time.
        end: Likewise, not in the window itself; something should take place in it.

    Raises:
        ExtensionFaults: With all that is to be mended.
        InputError: The window is empty.
    """
    window = Window.of(start, end)
    raise_faults(f"source {source.name}", _faults(opened, source, window))


def _faults(opened: OpenSource, source: CalendarSource, window: Window) -> Iterator[str]:
    try:
        found, again = (_read(opened, source, window) for _ in range(2))
    except HytedataError as error:
        yield f"the calendar cannot be read: {error}"
        return
    except Exception as error:  # noqa: BLE001 - the author's code: whatever it raises is told
        yield f"it raises {told_error(error)}; raise a HytedataError for what a calendar does wrong"
        return
    if not isinstance(found, Snapshot) or not isinstance(again, Snapshot):
        yield f"between gives {type(found).__name__}, not a Snapshot"
        return
    strange = [one for one in found.items if not isinstance(one, Event)]
    if strange:
        yield f"an item of the snapshot is {type(strange[0]).__name__}, not an Event"
        return
    if found != again:
        yield "a second read of the same calendar gives something else: ids and order must stay"
    yield from _of_verdict(found)
    yield from _of_events(found.items, source, window)


def _read(opened: OpenSource, source: CalendarSource, window: Window) -> object:
    with opened(source) as reader:
        return reader.between(window.start, window.end)


def _of_verdict(found: Snapshot[Event]) -> Iterator[str]:
    verdict = found.completeness
    if not found.items:
        yield "it gives no event: choose a window in which the calendar has some"
    if verdict.items != len(found.items):
        yield f"the verdict counts {verdict.items} items, and {len(found.items)} came"
    if verdict.complete == bool(verdict.reasons):
        yield "the verdict has reasons if, and only if, it is incomplete"


def _of_events(events: tuple[Event, ...], source: CalendarSource, window: Window) -> Iterator[str]:
    for key, number in Counter(one.id for one in events).items():
        if number > 1:
            yield f"{number} events have the id {key!r}; each occurrence has its own"
    for one in events:
        for fault in _of_event(one, source, window):
            yield f"event {one.id!r}: {fault}"


def _of_event(event: Event, source: CalendarSource, window: Window) -> Iterator[str]:
    if not event.id:
        yield "it has no id"
    if event.source != source.name:
        yield f"its source is {event.source!r}; write the name of the calendar, {source.name!r}"
    if not any(event.names.values()):
        yield "it has no name in any language"
    if event.time.start is not None and not window.holds(event.time):
        yield "it takes place outside the window that was asked for"
    for field in ("licence", "attribution"):
        stated = getattr(source, field)
        if stated and not getattr(event, field):
            yield f"it carries no {field}, and the calendar states {stated!r}"
