"""A simulated iCalendar feed, with the traps of real ones as switches (events.md 4)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from hytedata.errors import InputError
from hytedata.sandbox.calendars.made_events import EVENTS, MadeEvent
from hytedata.sandbox.http import SimRequest, SimResponse

PATH: Final = "/tapahtumat.ics"

TRAPS: Final = frozenset(
    {"no-dtstart", "bad-line", "html", "latin-1", "cut-off", "endless", "windows-zone", "huge"}
)


class IcalendarSimulator:
    """A feed of *events* at `/tapahtumat.ics`.

    Attributes:
        events: What it shows; change it to publish and withdraw.
    """

    def __init__(self, events: Sequence[MadeEvent] = EVENTS) -> None:
        self.events = list(events)
        self._traps: set[str] = set()

    def set_traps(self, *traps: str) -> None:
        """Lay these traps, and no others.

        `no-dtstart`: an event without a start. `bad-line`: a line that is no property. `html`: a
        web page instead. `latin-1`: not UTF-8. `cut-off`: the end is missing. `endless`: a daily
        series without end. `windows-zone`: zones by their Windows name. `huge`: 21 MiB.

        Raises:
            InputError: There is no such trap.
        """
        if unknown := set(traps) - TRAPS:
            raise InputError(f"no such trap: {', '.join(sorted(unknown))}")
        self._traps = set(traps)

    def handle(self, request: SimRequest) -> SimResponse:
        """Answer one request."""
        if request.path != PATH or request.method not in ("GET", "HEAD"):
            return SimResponse(404)
        if "html" in self._traps:
            page = b"<!DOCTYPE html><html><body>Huoltokatko</body></html>"
            return SimResponse(200, page, {"Content-Type": "text/html; charset=utf-8"})
        body = self._text().encode("latin-1" if "latin-1" in self._traps else "utf-8", "replace")
        if "huge" in self._traps:
            body += b" " * 21 * 2**20
        if "cut-off" in self._traps:
            body = body[: -len("END:VEVENT\r\nEND:VCALENDAR\r\n")]
        return SimResponse(200, body, {"Content-Type": "text/calendar; charset=utf-8"})

    def _text(self) -> str:
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Keksitty//Tapahtumat//FI"]
        if "bad-line" in self._traps:
            lines.append("tämä ei ole rivi")
        lines.append("X-WR-TIMEZONE:Europe/Helsinki")
        if "no-dtstart" in self._traps:
            lines += ["BEGIN:VEVENT", "UID:vailla@kunta.example", "SUMMARY:Vailla", "END:VEVENT"]
        if "endless" in self._traps:
            every = "RRULE:FREQ=DAILY;BYHOUR=8,10,12"
            lines += ["BEGIN:VEVENT", "UID:aina@kunta.example", "SUMMARY:Aina"]
            lines += ["DTSTART:20270101T080000", every, "END:VEVENT"]
        for event in self.events:
            lines += self._vevent(event)
        return "\r\n".join([*lines, "END:VCALENDAR", ""])

    def _vevent(self, event: MadeEvent) -> list[str]:
        place = f"{event.venue}\\, {event.street}\\, {event.postal_code} {event.city}"
        rule = [f"RRULE:FREQ=WEEKLY;COUNT={event.weeks}"] if event.weeks > 1 else []
        return [
            "BEGIN:VEVENT",
            f"UID:{event.key}@kunta.example",
            "DTSTAMP:20270101T080000Z",
            f"SUMMARY:{event.title}",
            self._time("DTSTART", event.start, all_day=event.all_day),
            self._time("DTEND", _after(event), all_day=event.all_day),
            *rule,
            f"LOCATION:{place}",
            f"CATEGORIES:{event.category}",
            f'ORGANIZER;CN="{event.organizer}":mailto:info@kunta.example',
            "END:VEVENT",
        ]

    def _time(self, name: str, moment: datetime, *, all_day: bool) -> str:
        if all_day:
            return f"{name};VALUE=DATE:{moment:%Y%m%d}"
        zone = "FLE Standard Time" if "windows-zone" in self._traps else "Europe/Helsinki"
        return f"{name};TZID={zone}:{moment:%Y%m%dT%H%M%S}"


def _after(event: MadeEvent) -> datetime:
    # The day after the last one: iCalendar's ends are exclusive.
    return event.end + timedelta(days=1) if event.all_day else event.end
