"""A PTV on loopback that lets every request wait and serves one list of channels, by page.

    python -m benchmarks.ptv_server LATENCY_S PAGES BYTES_PER_PAGE

prints its address and ends with its standard input. Pages are alike but for the ids, which are
written into the bytes: so a long list takes no memory.
"""

import asyncio
import re
import sys

import msgspec

from benchmarks.page_server import serve
from benchmarks.ptv_decode import channel

PER_PAGE = 100
_PLACE = "00000000-0000-4000-8000-{:012d}"


def template(size: int) -> list[bytes]:
    """Return a page's items as JSON, cut where each id goes; together about *size* bytes long."""
    pieces: list[bytes] = []
    for number in range(PER_PAGE):
        item = channel(number) | {"id": "@ID@"}
        lacking = size // PER_PAGE - len(msgspec.json.encode(item))
        text = "Hallissa pelataan sählyä ja koripalloa. " * max(0, lacking // 42)
        item["serviceChannelDescriptions"][2]["value"] += text
        pieces += re.split(b"@ID@", msgspec.json.encode(item))
    return pieces


class Pages:
    """The list."""

    def __init__(self, pages: int, size: int) -> None:
        self._pages, self._pieces = pages, template(size)

    def body(self, number: int) -> bytes:
        """Return a page."""
        head = f'{{"pageNumber":{number},"pageSize":{PER_PAGE},"pageCount":{self._pages},'.encode()
        first = (number - 1) * PER_PAGE
        items = [
            self._pieces[2 * place]
            + _PLACE.format(first + place).encode()
            + self._pieces[2 * place + 1]
            for place in range(PER_PAGE)
        ]
        return head + b'"itemList":[' + b",".join(items) + b"]}"


if __name__ == "__main__":
    latency, count, size = float(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    asyncio.run(serve(latency, Pages(count, size).body))
