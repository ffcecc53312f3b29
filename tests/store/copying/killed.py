"""Copy a store and die in the middle: `killed.py SOURCE TARGET TABLE|marked`."""

import os
import signal
import sys
from datetime import UTC, datetime

from hytedata.store.copying import copy_store


class Death:
    """Kills this process at a table, or between the mark in the source and the end of the copy."""

    def __init__(self, where: str) -> None:
        self.where, self.looks_left = where, 2
        self.copied_all = False

    def now(self) -> datetime:
        if self.where == "marked" and self.copied_all:
            # The first look after all tables is for the source's journal, the next for the copy's.
            self.looks_left -= 1
            if self.looks_left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return datetime(2026, 3, 1, tzinfo=UTC)

    def tell(self, table: str, done: int, total: int) -> None:
        self.copied_all = table == "snapshot" and done == total
        if table == self.where and done == total:
            os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    death = Death(sys.argv[3])
    copy_store(sys.argv[1], sys.argv[2], now=death.now, tell=death.tell)
