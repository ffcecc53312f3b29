"""Reading a whole list of PTV with the client, into our records: time, and memory of a long one."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import anyio
import requests

from benchmarks.memory import peak_mb
from benchmarks.ptv_decode import channel
from benchmarks.ptv_server import PER_PAGE
from benchmarks.result import Result
from hytedata import AsyncPtvClient, PtvClient

PAGES, BYTES_PER_PAGE, LATENCY_S, ROUNDS = 60, 1_400_000, 0.15, 3
LONG_PAGES, LONG_BYTES = 1000, 400_000
MOST_MB = 300.0
OWNER = channel(0)["organizationId"]


@contextmanager
def server(latency_s: float, pages: int, size: int) -> Iterator[str]:
    command = [sys.executable, "-m", "benchmarks.ptv_server"]
    arguments = [str(latency_s), str(pages), str(size)]
    with subprocess.Popen(
        command + arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.communicate()


def read_sync(url: str) -> int:
    with PtvClient(url, contact="benchmark@example.test", at_once=4) as ptv:
        return sum(1 for _ in ptv.channels.iter(organisation=OWNER))


def read_async(url: str) -> int:
    async def read() -> int:
        async with AsyncPtvClient(url, contact="benchmark@example.test", at_once=4) as ptv:
            return sum([1 async for _ in ptv.channels.iter(organisation=OWNER)])

    return anyio.run(read)


def read_with_requests(url: str) -> int:
    path = f"{url}/v11/ServiceChannel/list/organization"
    with requests.Session() as session:
        answers = (
            session.get(path, params={"organizationId": OWNER, "page": n + 1}, timeout=60)
            for n in range(PAGES)
        )
        return sum(len(json.loads(answer.content)["itemList"]) for answer in answers)


def bench_client() -> list[Result]:
    """Read 60 pages of 1.4 MB from a server that waits 150 ms, 4 at a time, into records."""
    with server(LATENCY_S, PAGES, BYTES_PER_PAGE) as url:
        turns = [(timed(read_async, url), timed(read_sync, url)) for _ in range(ROUNDS)]
        ours, sync = (min(seconds) for seconds in zip(*turns, strict=True))
        baseline = timed(read_with_requests, url)
    title = f"ptv client: {PAGES} pages of {BYTES_PER_PAGE / 1e6:.1f} MB into records"
    note = "requests, page by page, json.loads"
    return [
        Result(f"{title}, async", ours, baseline, 0.30, note=note),
        Result(f"{title}, sync", sync, baseline, 0.30, note=note),
        Result(f"{title}, sync against async", sync, ours, 1.10, note="our async client"),
    ]


def bench_long_list() -> list[Result]:
    """Stream 100 000 channels; the reader is a process of its own."""
    with server(0.0, LONG_PAGES, LONG_BYTES) as url:
        command = [sys.executable, "-m", "benchmarks.ptv_client", url]
        told = subprocess.run(command, check=True, capture_output=True).stdout
    note = f"{LONG_PAGES * LONG_BYTES // 10**6} MB came"
    name = f"ptv client: stream {LONG_PAGES * PER_PAGE} channels, memory"
    return [Result.at_most(name, float(told), MOST_MB, "MB", note)]


def timed(read: Callable[[str], int], url: str) -> float:
    """Return the seconds of one run; making the client is part of it."""
    began = time.perf_counter()
    if read(url) != PAGES * PER_PAGE:
        raise RuntimeError("the benchmark did not read everything")
    return time.perf_counter() - began


def main() -> None:
    """Stream the long list of the server that is named, and print the peak of memory in MB."""
    if read_sync(sys.argv[1]) != LONG_PAGES * PER_PAGE:
        raise RuntimeError("the benchmark did not read everything")
    sys.stdout.write(str(peak_mb()))


if __name__ == "__main__":
    main()
