"""A simulated iCalendar feed, with the traps of real ones as switches (events.md 4)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from hytedata.sandbox.calendars.made_events import EVENTS, MadeEvent
from hytedata.sandbox.calendars.traps import MARKUP, checked_traps
from hytedata.sandbox.http import SimRequest, SimResponse

PATH: Final = "/tapahtumat.ics"

TRAPS: Final[Mapping[str, str]] = {
    "no-dtstart": "4: one event has no start",
    "bad-line": "4: a line that is no property",
    "html": "1.4: a web page instead of a calendar",
    "latin-1": "4: it is not UTF-8",
    "cut-off": "4: the end is missing",
    "endless": "4: a series three times a day, without end",
    "windows-zone": "4: zones by their Windows name",
    "floating": "4: times without a zone",
    "overrides": "4: of each series the second is moved by a day and loses its place, the third "
    "is cancelled",
    "huge": "4: 21 MiB",
    "moving-uid": "3.6: UIDs are made of the start, and are others when an event is moved",
    "first-thirty": "3.6: of a longer list, only the first thirty events",
    "markup": "4: markup and scripts in descriptions",
}
"""What each does, with the section of events.md that it is from."""

_FEW: Final = 30
_HTML: Final = {"Content-Type": "text/html; charset=utf-8"}
_FRONT_PAGE: Final = (
    '<!DOCTYPE html><html lang="fi"><head><title>Tapahtumat</title>'
    f'<link rel="alternate" type="text/calendar" href=".{PATH}"></head><body></body></html>'
)
_PRODUCT: Final = "-//Keksitty//Tapahtumat//FI"


class IcalendarSimulator:
    """A feed of *events* at `/tapahtumat.ics`.

    Attributes:
        events: What it shows; change it to publish and withdraw.
        before_page: Called before each answer, with 1: for edits between two reads.
    """

    def __init__(self, events: Sequence[MadeEvent] = EVENTS) -> None:
        self.events = list(events)
        self.before_page: Callable[[int], object] = lambda _: None
        self._traps: set[str] = set()

    def set_traps(self, *traps: str) -> None:
        """Lay these traps of `TRAPS`, and no others.

        Raises:
            InputError: There is no such trap.
        """
        self._traps = checked_traps(traps, TRAPS)

    def handle(self, request: SimRequest) -> SimResponse:
        """Answer one request."""
        if request.path == "/":
            return SimResponse(200, _FRONT_PAGE.encode(), _HTML)
        if request.path != PATH or request.method not in ("GET", "HEAD"):
            return SimResponse(404)
        if "html" in self._traps:
            page = b"<!DOCTYPE html><html><body>Huoltokatko</body></html>"
            return SimResponse(200, page, _HTML)
        self.before_page(1)
        body = self._text().encode("latin-1" if "latin-1" in self._traps else "utf-8", "replace")
        if "huge" in self._traps:
            body += b" " * 21 * 2**20
        if "cut-off" in self._traps:
            body = body[: -len("END:VEVENT\r\nEND:VCALENDAR\r\n")]
        return SimResponse(200, body, {"Content-Type": "text/calendar; charset=utf-8"})

    def _text(self) -> str:
        moving = "moving-uid" in self._traps
        product = "-//Keksitty - ECPv6.17.2//NONSGML v1.0//EN" if moving else _PRODUCT
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{product}"]
        if "bad-line" in self._traps:
            lines.append("tämä ei ole rivi")
        lines.append("X-WR-TIMEZONE:Europe/Helsinki")
        if "no-dtstart" in self._traps:
            lines += ["BEGIN:VEVENT", "UID:vailla@kunta.example", "SUMMARY:Vailla", "END:VEVENT"]
        if "endless" in self._traps:
            every = "RRULE:FREQ=DAILY;BYHOUR=8,10,12"
            lines += ["BEGIN:VEVENT", "UID:aina@kunta.example", "SUMMARY:Aina"]
            lines += ["DTSTART:20270101T080000", every, "END:VEVENT"]
        for event in self.events[: _FEW if "first-thirty" in self._traps else None]:
            lines += self._vevent(event)
            if "overrides" in self._traps and event.weeks > 2:
                lines += [*self._override(event, 1), *self._override(event, 2)]
        return "\r\n".join([*lines, "END:VCALENDAR", ""])

    def _vevent(self, event: MadeEvent) -> list[str]:
        moving = f"-{event.start:%Y%m%d%H%M}" if "moving-uid" in self._traps else ""
        said = event.status == "postponed"
        lines = [
            "BEGIN:VEVENT",
            f"UID:{event.key}{moving}@kunta.example",
            "DTSTAMP:20270101T080000Z",
            f"SUMMARY:{_escaped(event.said_title if said else event.title)}",
            self._time("DTSTART", event.start, all_day=event.all_day),
            self._time("DTEND", _after(event), all_day=event.all_day),
        ]
        text = MARKUP if "markup" in self._traps else event.text
        optional = {
            f"RRULE:FREQ=WEEKLY;COUNT={event.weeks}": event.weeks > 1,
            "STATUS:CANCELLED": event.status == "cancelled",
            f"DESCRIPTION:{_escaped(text)}": text,
            f"LOCATION:{_escaped(_location(event))}": _location(event),
            _geo(event): event.position,
            f"URL:{event.origin}": event.origin,
        }
        lines += [line for line, is_told in optional.items() if is_told]
        return [
            *lines,
            f"CATEGORIES:{_escaped(event.category)}",
            f'ORGANIZER;CN="{event.organizer}":mailto:info@kunta.example',
            "END:VEVENT",
        ]

    def _override(self, event: MadeEvent, week: int) -> list[str]:
        """Say otherwise of one instance; what is not said again is not inherited."""
        day, cancelled = timedelta(weeks=week), week == 2
        moved = timedelta() if cancelled else timedelta(days=1)
        return [
            "BEGIN:VEVENT",
            f"UID:{event.key}@kunta.example",
            "DTSTAMP:20270101T080000Z",
            self._time("RECURRENCE-ID", event.start + day, all_day=event.all_day),
            self._time("DTSTART", event.start + day + moved, all_day=event.all_day),
            self._time("DTEND", _after(event) + day + moved, all_day=event.all_day),
            f"SUMMARY:{_escaped(event.title)}",
            *(["STATUS:CANCELLED"] if cancelled else []),
            "END:VEVENT",
        ]

    def _time(self, name: str, moment: datetime, *, all_day: bool) -> str:
        if all_day:
            return f"{name};VALUE=DATE:{moment:%Y%m%d}"
        if "floating" in self._traps:
            return f"{name}:{moment:%Y%m%dT%H%M%S}"
        zone = "FLE Standard Time" if "windows-zone" in self._traps else "Europe/Helsinki"
        return f"{name};TZID={zone}:{moment:%Y%m%dT%H%M%S}"


def _after(event: MadeEvent) -> datetime:
    # The day after the last one: iCalendar's ends are exclusive.
    return event.end + timedelta(days=1) if event.all_day else event.end


def _location(event: MadeEvent) -> str:
    if event.online:
        return event.online
    locality = f"{event.postal_code} {event.city}".strip()
    return ", ".join(filter(None, (event.venue, event.street, locality)))


def _geo(event: MadeEvent) -> str:
    # Latitude comes first here.
    return f"GEO:{event.position[1]};{event.position[0]}" if event.position else ""


def _escaped(text: str) -> str:
    for sign in ("\\", ",", ";"):
        text = text.replace(sign, f"\\{sign}")
    return text
