"""A Lipas on loopback with 57 000 sites over all municipalities; prints its address.

    python -m benchmarks.lipas_server

It ends with its standard input. Sites are alike but for their ids, so they take no memory.
"""

import asyncio
import sys
from urllib.parse import parse_qs, urlsplit

import msgspec

from benchmarks.slow_server import site
from hytedata.codes import municipalities

SITES, VERTICES = 57_000, 350
_ID, _CITY = b"987654321", b"123456789"
_CODES = [int(one.code) for one in municipalities()]


def share(code: int) -> range:
    """Return the ids of one municipality's sites; others have none (Lipas knows a few more)."""
    if code not in _CODES:
        return range(0)
    place = _CODES.index(code)
    return range(SITES * place // len(_CODES) + 1, SITES * (place + 1) // len(_CODES) + 1)


class Sites:
    """The list."""

    def __init__(self) -> None:
        document = site(int(_ID), VERTICES)
        document |= {"name": "Kuntorata", "name-localized": {"se": "Motionsbana"}}
        document["location"] |= {"city": {"city-code": int(_CITY)}}  # type: ignore[operator]
        self._document = msgspec.json.encode(document)

    def body(self, query: dict[str, list[str]]) -> bytes:
        """Return a page of the sites of the municipalities that are asked for."""
        number, size = int(query["page"][0]), int(query["page-size"][0])
        codes = [int(code) for code in query.get("city-codes", [""])[0].split(",") if code]
        wanted = [(one, code) for code in codes or _CODES for one in share(code)]
        shown = wanted[(number - 1) * size : number * size]
        pagination = {
            "current-page": number,
            "page-size": size,
            "total-items": len(wanted),
            "total-pages": -(-len(wanted) // size),
        }
        items = b",".join(self._with(one, code) for one, code in shown)
        return b'{"items":[%b],"pagination":%b}' % (items, msgspec.json.encode(pagination))

    def _with(self, number: int, code: int) -> bytes:
        return self._document.replace(_ID, b"%d" % number).replace(_CITY, b"%d" % code)


async def serve(sites: Sites) -> None:
    """Answer until standard input ends."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while request := await reader.readuntil(b"\r\n\r\n"):
                target = request.split(b" ", 2)[1].decode()
                body = sites.body(parse_qs(urlsplit(target).query))
                head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                writer.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(serve(Sites()))
