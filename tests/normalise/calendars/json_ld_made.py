"""Made pages with JSON-LD, and what they tell of 2027."""

from datetime import date

from hytedata.connectors.calendars.json_ld import Graph
from hytedata.connectors.calendars.json_ld_page import WebPage
from hytedata.models.event import Event
from hytedata.models.window import Window
from hytedata.normalise.calendars.facts import CalendarFacts
from hytedata.normalise.calendars.json_ld import PageEvents, normalise_page
from hytedata.normalise.calendars.json_ld_same import once

FACTS = CalendarFacts("kunta", licence="CC BY 4.0", attribution="Kunta")
URL = "https://kunta.test/tapahtumat/jumppa"
IN_2027 = Window.of(date(2027, 1, 1), date(2028, 1, 1))


def node(**properties: object) -> dict[str, object]:
    """An event of March 2027; `None` takes a property away."""
    usual: dict[str, object] = {
        "@type": "Event",
        "@id": f"{URL}#event",
        "name": "Jumppa",
        "startDate": "2027-03-03T10:00",
    }
    changed = usual | {name.replace("at_", "@"): value for name, value in properties.items()}
    return {name: value for name, value in changed.items() if value is not None}


def page(*documents: object, url: str = URL, language: str = "") -> WebPage:
    """A page of these documents."""
    return WebPage(url, url, language, Graph(documents))


def read(*documents: object, url: str = URL, window: Window = IN_2027) -> PageEvents:
    """What such a page tells."""
    return normalise_page(page(*documents, url=url), FACTS, window)


def events(*documents: object) -> tuple[Event, ...]:
    """What takes place in 2027 by such a page, each once, by id."""
    return once([read(*documents)]).events


def only(**properties: object) -> Event:
    """The one event of 2027 that these properties make."""
    (event,) = events(node(**properties))
    return event


def codes(event: Event) -> list[str]:
    """What is wrong with an event."""
    return [remark.code for remark in event.remarks]


def starts(found: tuple[Event, ...]) -> list[str]:
    """Starts as people read them."""
    return sorted(f"{event.time.start}" for event in found)
