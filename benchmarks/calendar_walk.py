"""Memory of a walk over 400 pages of a calendar, events handed on as they come.

python -m benchmarks.calendar_walk events-calendar|linked-events

walks once in a process of its own, and prints events and peak memory as JSON.
"""

import asyncio
import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any, cast

from benchmarks.result import Result
from hytedata.clients.calendars.events_calendar_walk import page_window
from hytedata.clients.calendars.linked_events_reads import EventReads
from hytedata.clients.calendars.source import CalendarSource
from hytedata.clients.walking import walk_pages
from hytedata.connectors._http import AsyncShell, Endpoint, Response
from hytedata.connectors.calendars.linked_events.endpoints import LinkedEventsApi
from hytedata.normalise.calendars.linked_events import Calendar

PAGES = 400
ROWS = {"events-calendar": 50, "linked-events": 100}
LIMIT_MB = 250.0
YEAR = (date(2027, 1, 1), date(2028, 1, 1))
SITE = "https://kunta.example"
TEXT = "<p>Tule mukaan koko perheen tapahtumaan, jossa on tekemistä kaikille.</p>" * 20


def bench_long_walks() -> list[Result]:
    """Walk 400 pages of either kind of calendar with pages; only one page is needed at a time."""
    return [_measured(kind) for kind in ROWS]


def _measured(kind: str) -> Result:
    command = [sys.executable, "-m", "benchmarks.calendar_walk", kind]
    told = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    assert told["events"] == PAGES * ROWS[kind]
    note = f"what the issue allows; {told['events']} events"
    name = f"calendars: {PAGES} pages of {kind} stream"
    return Result(name, told["peak_mb"], LIMIT_MB, 1.0, unit="MB", note=note)


def _events_calendar() -> int:
    count, number = 0, 0
    steps = page_window(CalendarSource("kunta", SITE, "data@kunta.example"), *YEAR)
    answer: object = None
    while True:
        try:
            step = steps.send(answer)
        except StopIteration:
            return count
        if isinstance(step, Endpoint):
            number += 1
            answer = step.decode(Response(200, SITE, {}, _tribe_page(number)))
        else:
            count, answer = count + len(step.items), None


def _tribe_page(number: int) -> bytes:
    rows = [
        {
            "id": number * 1000 + row,
            "title": f"Tapahtuma {row}",
            "description": TEXT,
            "start_date": f"2027-{1 + row % 12:02d}-10 18:00:00",
            "end_date": f"2027-{1 + row % 12:02d}-10 19:00:00",
            "timezone": "Europe/Helsinki",
            "venue": {"id": 1, "venue": "Talo", "city": "Kajaani", "zip": "87100"},
        }
        for row in range(ROWS["events-calendar"])
    ]
    page: dict[str, object] = {"events": rows, "total": PAGES * len(rows), "total_pages": PAGES}
    if number < PAGES:
        page["next_rest_url"] = f"{SITE}/wp-json/tribe/events/v1/events?page={number + 1}"
    return json.dumps(page).encode()


class _Pages:
    """A shell that talks to nobody."""

    async def send(self, endpoint: Endpoint[Any]) -> Any:
        number = int(dict(endpoint.request.params)["page"])
        return endpoint.decode(Response(200, SITE, {}, _linked_page(number)))


async def _linked_events() -> int:
    api = LinkedEventsApi("kunta", frozenset({"kunta.example"}))
    walk = EventReads(api, Calendar("kunta"), 100).walk(start=YEAR[0], end=YEAR[1])
    return sum([len(page.items) async for page in walk_pages(cast("AsyncShell", _Pages()), walk)])


def _linked() -> int:
    return asyncio.run(_linked_events())


def _linked_page(number: int) -> bytes:
    rows = [
        {
            "id": f"kunta:{number}-{row}",
            "name": {"fi": f"Tapahtuma {row}"},
            "description": {"fi": TEXT},
            "start_time": f"2027-{1 + row % 12:02d}-10T16:00:00Z",
            "end_time": f"2027-{1 + row % 12:02d}-10T17:00:00Z",
            "location": {"id": "kunta:1", "name": {"fi": "Talo"}},
        }
        for row in range(ROWS["linked-events"])
    ]
    link = f"{SITE}/v1/event/?page={number + 1}" if number < PAGES else None
    meta = {"count": PAGES * len(rows), "next": link}
    return json.dumps({"meta": meta, "data": rows}).encode()


def _peak_mb() -> float:
    """Return the most memory that this process has held.

    Not from `resource`: that counts what its parent held too.
    """
    told = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    return int(told[1]) / 1024 if told else float("nan")


if __name__ == "__main__":
    walked = _events_calendar if sys.argv[1] == "events-calendar" else _linked
    print(json.dumps({"events": walked(), "peak_mb": _peak_mb()}))
