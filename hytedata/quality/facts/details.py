"""Details of channels and connections as marks: alike ones are found, and no number is kept."""

from collections.abc import Iterable
from zlib import crc32

from hytedata.content.connection_rules import Detail


def detail_mark(detail: Detail) -> int:
    """Return a mark of one detail."""
    return crc32(repr(detail).encode())


def detail_marks(details: Iterable[Detail]) -> tuple[int, ...]:
    """Return the marks of several, each once, sorted."""
    return tuple(sorted(set(map(detail_mark, details))))
