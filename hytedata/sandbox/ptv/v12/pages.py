"""The page envelope of v12 (ptv-v12 3.2)."""

import json
from collections.abc import Callable, Sequence
from typing import TypeVar

from hytedata.sandbox.ptv.v12.parameters import LARGEST_PAGE, LAST_PAGE, Parameters

T = TypeVar("T")


class Window:
    """Which page is asked for."""

    def __init__(self, parameters: Parameters) -> None:
        self.page = parameters.number("page", 1, LAST_PAGE)
        self.size = parameters.number("pageSize", LARGEST_PAGE, LARGEST_PAGE)

    def show(self, found: Sequence[T], render: Callable[[T], bytes]) -> bytes:
        """Render one page; past the end it has no items."""
        pages = -(-len(found) // self.size)
        shown = found[(self.page - 1) * self.size : self.page * self.size]
        head = (
            f'{{"page":{self.page},"pageSize":{self.size},"totalItems":{len(found)},'
            f'"totalPages":{pages},"items":['
        )
        return head.encode() + b",".join(render(item) for item in shown) + b"]}"


def encoded(value: object) -> bytes:
    """JSON bytes."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
