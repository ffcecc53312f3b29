"""Run as a process of its own: one daemon's engine, whose works only wait and leave a trace.

Arguments: the store's URL, a trace file, a configuration file, seconds that a work takes, the
lease in seconds. It appends to the trace `begin` and `end` with job and organisation, and its
process number. It ends on SIGTERM.
"""

import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from hytedata_daemon.engine import Engine
from hytedata_daemon.outcome import Outcome, Work
from hytedata_daemon.settings import Settings, load_settings

STEP_S = 0.05


def main() -> None:
    url, trace, file, seconds, lease_s = sys.argv[1:6]
    logging.basicConfig(level=os.environ.get("LOG_LEVEL", "WARNING"))
    settings = load_settings(Path(file), environ={})
    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())

    def tell(word: str, work: Work) -> None:
        with Path(trace).open("a") as lines:
            lines.write(f"{word} {work.exclusive} {work.job} {os.getpid()} {time.time():.3f}\n")

    def perform(
        _settings: Settings,
        work: Work,
        _environ: Mapping[str, str],
        *,
        stop: Callable[[], bool],
        holder: str,
    ) -> Outcome:
        tell("begin", work)
        until = time.monotonic() + float(seconds)
        while time.monotonic() < until:
            if stop():
                tell("stop", work)
                return Outcome(state="stopped", detail=holder)
            threading.Event().wait(STEP_S)
        tell("end", work)
        return Outcome(state="done")

    engine = Engine(
        url,
        lambda: settings,
        {},
        perform,
        lambda work, outcome: None,
        lease_s=float(lease_s),
        poll_s=0.2,
        quiet_s=2.0,
    )
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while not stopping.is_set():
        engine.tick(datetime.now(UTC))
        stopping.wait(engine.rest_s)
    drained = engine.drain(10)
    engine.close()
    sys.exit(0 if drained else 1)


if __name__ == "__main__":
    main()
