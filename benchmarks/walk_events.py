"""Walking through a calendar of 400 pages: memory of a reader that keeps nothing."""

import subprocess
import sys

from benchmarks.events_server import HOST, PER_PAGE
from benchmarks.memory import peak_mb, peak_of
from benchmarks.result import Result
from hytedata.clients.calendars.linked_events import LinkedEventsClient

PAGES, MOST_MB = 400, 250.0


def bench_a_long_walk() -> list[Result]:
    """Stream 40 000 events with their places; server and reader are processes of their own."""
    server = [sys.executable, "-m", "benchmarks.events_server", str(PAGES)]
    with subprocess.Popen(
        server, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        peak = peak_of("benchmarks.walk_events", process.stdout.readline())
        process.communicate()
    name = f"calendars: {PAGES} pages of {PER_PAGE} events are walked, memory"
    return [Result.at_most(name, peak, MOST_MB, "MB", "the whole process")]


def main() -> None:
    """Walk through the calendar that is named, and print the peak of memory in MB."""
    url = f"{sys.argv[1].strip()}/v1"
    with LinkedEventsClient(
        "kalenteri",
        url,
        contact="benchmark@example.test",
        allowed_hosts=(HOST,),
        at_once=0,
        per_second=0,
    ) as calendar:
        read = sum(1 for _ in calendar.events.iter())
    if read != PAGES * PER_PAGE:
        raise RuntimeError(f"the benchmark read {read} events")
    sys.stdout.write(str(peak_mb()))


if __name__ == "__main__":
    main()
