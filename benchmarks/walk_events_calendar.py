"""Walking through The Events Calendar of 400 pages: memory of a reader that keeps nothing."""

import json
import sys
from datetime import date

from benchmarks.memory import peak_mb, peak_of
from benchmarks.result import Result
from hytedata.clients.calendars.events_calendar_walk import page_window
from hytedata.clients.calendars.source import CalendarSource
from hytedata.connectors._http import Endpoint, Response

PAGES, PER_PAGE, MOST_MB = 400, 50, 250.0
YEAR = (date(2027, 1, 1), date(2028, 1, 1))
SITE = "https://kunta.example"
TEXT = "<p>Tule mukaan koko perheen tapahtumaan, jossa on tekemistä kaikille.</p>" * 20


def bench_a_long_walk_over_rows() -> list[Result]:
    """Stream 20 000 rows page by page, in a process of its own; nothing is sent."""
    peak = peak_of("benchmarks.walk_events_calendar")
    name = f"calendars: {PAGES} pages of {PER_PAGE} rows of The Events Calendar, memory"
    return [Result.at_most(name, peak, MOST_MB, "MB", "the whole process")]


def main() -> None:
    """Walk once, and print the peak of memory in MB."""
    if (read := _walk()) != PAGES * PER_PAGE:
        raise RuntimeError(f"the benchmark read {read} events")
    sys.stdout.write(str(peak_mb()))


def _walk() -> int:
    events, pages = 0, 0
    steps = page_window(CalendarSource("kunta", SITE, "data@kunta.example"), *YEAR)
    answer: object = None
    while True:
        try:
            step = steps.send(answer)
        except StopIteration:
            return events
        if isinstance(step, Endpoint):
            pages += 1
            answer = step.decode(Response(200, SITE, {}, _page(pages)))
        else:
            events, answer = events + len(step.items), None


def _page(number: int) -> bytes:
    page: dict[str, object] = {
        "events": [_row(number * 1000 + row) for row in range(PER_PAGE)],
        "total": PAGES * PER_PAGE,
        "total_pages": PAGES,
    }
    if number < PAGES:
        page["next_rest_url"] = f"{SITE}/wp-json/tribe/events/v1/events?page={number + 1}"
    return json.dumps(page).encode()


def _row(number: int) -> dict[str, object]:
    return {
        "id": number,
        "title": f"Tapahtuma {number}",
        "description": TEXT,
        "start_date": f"2027-{1 + number % 12:02d}-10 18:00:00",
        "end_date": f"2027-{1 + number % 12:02d}-10 19:00:00",
        "timezone": "Europe/Helsinki",
        "venue": {"id": 1, "venue": "Talo", "city": "Kajaani", "zip": "87100"},
    }


if __name__ == "__main__":
    main()
