"""A page server on loopback that lets every request wait; prints its address, ends with stdin.

    python -m benchmarks.slow_server LATENCY_S PAGES BYTES_PER_PAGE

It is a process of its own, so that its work is not measured as the client's.
"""

import asyncio
import gzip
import json
import sys

SITES_PER_PAGE = 100


def page(number: int, pages: int, size: int) -> bytes:
    """Return a page of sports sites in the shape of Lipas v2, about *size* bytes long.

    Most of the bytes are coordinates of routes, as in real pages.
    """
    points = max(2, (size // SITES_PER_PAGE - 700) // 26)
    first = number * SITES_PER_PAGE
    items = [site(first + place, points) for place in range(SITES_PER_PAGE)]
    pagination = {
        "current-page": number,
        "page-size": SITES_PER_PAGE,
        "total-items": pages * SITES_PER_PAGE,
        "total-pages": pages,
    }
    return json.dumps({"items": items, "pagination": pagination}).encode()


def site(number: int, points: int) -> dict[str, object]:
    """Return a sports site that is a route of so many points."""
    turns = [number * 7919 + step * 104_729 for step in range(points)]
    line = [[24 + t % 9_999_991 / 1e7, 60 + t % 9_999_973 / 1e7] for t in turns]
    feature = {
        "type": "Feature",
        "geometry": {"type": "LineString", "coordinates": line},
        "properties": {"route-part-difficulty": "1-easy"},
    }
    return {
        "lipas-id": number,
        "status": "active",
        "name": f"Kuntorata {number}",
        "name-localized": {"se": f"Motionsbana {number}"},
        "event-date": "2026-03-04T14:07:04.840Z",
        "type": {"type-code": 4402},
        "owner": "city",
        "admin": "city-sports",
        "www": "https://liikunta.example/kuntorata",
        "email": "liikunta@kunta.example",
        "properties": {"route-length-km": 3.4, "ligthing?": True, "free-use?": True},
        "location": {
            "address": "Kenttätie 3",
            "postal-code": "91900",
            "postal-office": "Liminka",
            "city": {"city-code": 425},
            "geometries": {"type": "FeatureCollection", "features": [feature]},
        },
    }


async def serve(latency_s: float, pages: list[bytes]) -> None:
    """Answer `/pages/N` (gzip) and `/plain/N` until standard input ends."""
    plain = [_answer(page, "") for page in pages]
    packed = [_answer(gzip.compress(p, 6), "Content-Encoding: gzip\r\n") for p in pages]

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while request := await reader.readuntil(b"\r\n\r\n"):
                _, kind, number = request.split(b" ", 2)[1].split(b"/")
                await asyncio.sleep(latency_s)
                writer.write((plain if kind == b"plain" else packed)[int(number) - 1])
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    print(f"http://127.0.0.1:{port}", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


def _answer(body: bytes, encoding: str) -> bytes:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n{encoding}"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


if __name__ == "__main__":
    latency, count, size = float(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    asyncio.run(serve(latency, [page(n + 1, count, size) for n in range(count)]))
