"""Give back what a dead daemon was at work on: run as a process of its own, under its id.

python -m hytedata_daemon.engine.as_dead, with a JSON object on standard input: `url` of the
engine's database, `executor` that is dead. A launch puts the unfinished work of its own executor
back into the queue, and this one takes nothing from there; so it is done by the living.
"""

import json
import os
import sys
import threading
import time
from typing import Final

from hytedata_daemon.engine.configuration import EngineConfig, lay_down, without_cloud

LONGEST_S: Final = 30.0
_POLL_S: Final = 0.05


def main() -> int:
    """Read whom it is about, give their work back; returns 0 where all of it is."""
    asked = json.loads(sys.stdin.read())
    without_cloud(os.environ)
    given_back = give_back(EngineConfig(asked["url"], asked["executor"]))
    return 0 if given_back else 1


def give_back(config: EngineConfig) -> bool:
    """Launch as the executor of *config*, and wait until nothing is at work under its name."""
    # Late: DBOS reads its environment when it is imported.
    from dbos import DBOS

    from hytedata_daemon.engine import logs

    logs.quieten()
    lay_down(config.url)
    DBOS(config=config.for_dbos())
    DBOS.listen_queues([])
    DBOS.launch()
    try:
        until = time.monotonic() + LONGEST_S
        while time.monotonic() < until:
            if not DBOS.list_workflows(
                status="PENDING", executor_id=config.executor, load_input=False, load_output=False
            ):
                return True
            threading.Event().wait(_POLL_S)
        return False
    finally:
        DBOS.destroy()


if __name__ == "__main__":
    sys.exit(main())
