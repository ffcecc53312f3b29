"""Reading what of an iCalendar feed lies in a window."""

from datetime import date

from hytedata.clients.calendars.source import CalendarSource
from hytedata.clients.drive import Calls, ask
from hytedata.connectors._http.upstream import MEBIBYTE
from hytedata.connectors.calendars.icalendar_feed import get_feed
from hytedata.models.common import Completeness, Snapshot
from hytedata.models.event import Event
from hytedata.models.window import Window
from hytedata.normalise.calendars.icalendar import FeedCalendar


def read_window(source: CalendarSource, start: date, end: date) -> Calls[Snapshot[Event]]:
    """Read what takes place in [*start*, *end*).

    A feed may show a part of its calendar only, as the next thirty events: the verdict says
    whether all of the feed was read, and cannot say more.

    Raises:
        InputError: The window is empty, or a time lacks its zone.
        HytedataError: What the call raises.
    """
    Window.of(start, end)  # before anything is asked for
    limit = source.largest_mib * MEBIBYTE
    feed = yield from ask(get_feed(source.name, source.address, largest=limit))
    found = FeedCalendar(feed, source.facts).between(start, end)
    items = tuple(sorted(found.events, key=lambda event: event.id))
    verdict = Completeness(complete=not found.reasons, items=len(items), reasons=found.reasons)
    return Snapshot(items, verdict, found.rejections)
