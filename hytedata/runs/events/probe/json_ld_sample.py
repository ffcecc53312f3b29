"""What the events of a few pages hold."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Final

from hytedata.connectors.calendars.json_ld_page import WebPage
from hytedata.models.common import Rejection
from hytedata.models.event import Event
from hytedata.models.window import Window
from hytedata.normalise.calendars.facts import CalendarFacts
from hytedata.normalise.calendars.json_ld import normalise_page
from hytedata.runs.events.probe.sample import sample_of
from hytedata.runs.events.probe.scene import AHEAD, NAME
from hytedata.runs.events.probe.values import Sample

FACTS: Final = CalendarFacts(NAME)


def sample_of_pages(pages: Sequence[WebPage], today: date) -> Sample:
    """Sum up the events of *pages* that take place within a year of *today*, before or after."""
    window = Window.of(today - AHEAD, today + AHEAD)
    events: dict[str, Event] = {}
    rejections: list[Rejection] = []
    unknown: Counter[str] = Counter()
    for page in pages:
        read = normalise_page(page, FACTS, window)
        events |= {event.id: event for event in read.events}
        rejections += read.rejections
        unknown.update(read.drift)
    rows = [root.node for page in pages for root in page.graph.events()]
    return sample_of(list(events.values()), rejections, rows=rows, unknown=unknown)
