"""What DBOS logs: as other records, from warnings on, and never a flood of the same."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

LOGGER: Final = "dbos"
AT_MOST: Final = 5
WINDOW_S: Final = 60.0


@dataclass
class _Seen:
    since: float
    count: int = 0


class RateLimit(logging.Filter):
    """Lets through five records a minute from each line of code; tells how many it left out.

    An outage of the database makes hundreds of them.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._monotonic = monotonic
        self._seen: dict[tuple[str, int], _Seen] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether *record* is told."""
        line, now = (record.pathname, record.lineno), self._monotonic()
        seen = self._seen.get(line)
        if seen is None or now - seen.since >= WINDOW_S:
            left_out = 0 if seen is None else max(0, seen.count - AT_MOST)
            seen = self._seen[line] = _Seen(now)
            if left_out:
                record.msg = f"{record.getMessage()} ({left_out} more like it were left out)"
                record.args = ()
        seen.count += 1
        return seen.count <= AT_MOST


def quieten() -> None:
    """Let DBOS log through ours; call it before DBOS is made.

    It writes to standard error by itself where its logger has no handler yet.
    """
    logger = logging.getLogger(LOGGER)
    logger.setLevel(logging.WARNING)
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
    if not any(isinstance(one, RateLimit) for one in logger.filters):
        logger.addFilter(RateLimit())
