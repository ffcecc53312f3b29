"""Made feeds, and what they hold in a window."""

from datetime import date

from hytedata.models.event import Event
from hytedata.normalise.calendars.facts import CalendarFacts
from hytedata.normalise.calendars.icalendar import Expansion, FeedCalendar

FACTS = CalendarFacts("kunta", licence="CC BY 4.0", attribution="Kunta")


def vevent(*lines: str, uid: str = "a@kunta.example", summary: str = "Kahvila") -> str:
    """A VEVENT of these properties."""
    head = [f"UID:{uid}"] if uid else []
    return "\r\n".join(["BEGIN:VEVENT", *head, f"SUMMARY:{summary}", *lines, "END:VEVENT"])


def feed(*events: str, head: tuple[str, ...] = ()) -> bytes:
    """A calendar of these VEVENTs."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", *head, *events, "END:VCALENDAR", ""]
    return "\r\n".join(lines).encode()


def read(*events: str, head: tuple[str, ...] = ()) -> FeedCalendar:
    """The same, read."""
    return FeedCalendar(feed(*events, head=head), FACTS)


def in_2027(*events: str, head: tuple[str, ...] = ()) -> Expansion:
    """What takes place in 2027."""
    return read(*events, head=head).between(date(2027, 1, 1), date(2028, 1, 1))


def only(*events: str, head: tuple[str, ...] = ()) -> Event:
    """The one event of 2027."""
    (event,) = in_2027(*events, head=head).events
    return event


def starts(expansion: Expansion) -> list[str]:
    """Starts as people read them."""
    return [f"{event.time.start}" for event in expansion.events]


def codes(event: Event) -> list[str]:
    """What is wrong with an event."""
    return [remark.code for remark in event.remarks]
