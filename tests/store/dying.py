"""Run as a process of its own: work on a store and be killed after so many statements.

Arguments: the store's URL, what to do (`create` or `close`), after how many statements to die.
It prints `alive` where it got through.
"""

import os
import signal
import sys
from datetime import UTC, datetime

from sqlalchemy import Engine, event

from hytedata.models.publication import SourceItem
from hytedata.models.sync_state import Applied, Link
from hytedata.store import Store

HALL = SourceItem("lipas", "site:1")


class Death:
    """Kills this process, as a power cut would, after a number of statements."""

    def __init__(self, after: int) -> None:
        self.left = after

    def __call__(self, *_: object) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    url, task, after = sys.argv[1], sys.argv[2], int(sys.argv[3])
    if task == "create":
        event.listen(Engine, "after_cursor_execute", Death(after))
    with Store.open(url, now=lambda: datetime(2026, 3, 1, tzinfo=UTC)) as store:
        if task == "close":
            (intent,) = store.open_intents("org", "mallila")
            event.listen(Engine, "after_cursor_execute", Death(after))
            store.close_intent(
                intent.id,
                "done",
                ptv_id="c-1",
                link=Link(HALL, "channel", "c-1", "id-1"),
                applied=Applied(HALL, "channel", {"name.fi": "A"}, {"name.fi": "B"}, "h", "v"),
                connected=[("s-1", "c-1")],
                disconnected=[("s-2", "c-1")],
            )
    sys.stdout.write("alive\n")


main()
