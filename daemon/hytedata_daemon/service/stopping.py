"""The end: work in hand is finished, and a second signal cuts the wait short."""

import logging
import threading
import time
from collections.abc import Callable

from hytedata_daemon.service.parts import Engine
from hytedata_daemon.service.signals import Signals

log = logging.getLogger(__name__)


def drain(
    engine: Engine,
    signals: Signals,
    *,
    within_s: float,
    alive: Callable[[], None],
    period_s: float,
    monotonic: Callable[[], float] = time.monotonic,
) -> bool:
    """Let the engine finish what it has in hand; returns whether nothing is left.

    Args:
        engine: It begins nothing more.
        signals: Being told to stop again ends the wait.
        within_s: How long it may take.
        alive: Called every *period_s*: waiting for work is no hang.
        period_s: Seconds.
        monotonic: Clock for the above.
    """
    drained, over = threading.Event(), threading.Event()

    def wait_for_work() -> None:
        try:
            if engine.drain(within_s):
                drained.set()
        except Exception:
            # What is left is looked up by the next start, as after a crash.
            log.exception("drain_failed")
        finally:
            over.set()
            signals.ask("look")

    threading.Thread(target=wait_for_work, name="drain", daemon=True).start()
    until = monotonic() + within_s + period_s
    while not over.is_set() and monotonic() < until:
        alive()
        if signals.next(period_s) == "stop":
            log.warning("stop_hastened")
            break
    return drained.is_set()
