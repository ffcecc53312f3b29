"""One daemon's engine in a process of its own, whose works only wait, as for an upstream.

python -m benchmarks.daemon_process STORE_URL CONFIGURATION SECONDS_OF_A_WORK
python -m benchmarks.daemon_process STORE_URL CONFIGURATION --idle SECONDS

The first prints `ready` after its first look, and works until standard input ends. The second lets
the engine come to rest, and prints what it took in so many seconds of that, as JSON.
"""

import argparse
import json
import resource
import sys
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.memory import peak_mb
from hytedata_daemon.engine import Engine
from hytedata_daemon.outcome import Outcome, Work
from hytedata_daemon.settings import Settings, load_settings


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("file", type=Path)
    parser.add_argument("seconds", type=float, nargs="?", default=0.0)
    parser.add_argument("--idle", type=float, default=0.0)
    options = parser.parse_args()
    settings = load_settings(options.file, environ={})

    def perform(
        _settings: Settings,
        _work: Work,
        _environ: Mapping[str, str],
        *,
        stop: Callable[[], bool],
        holder: str,
    ) -> Outcome:
        threading.Event().wait(options.seconds)
        return Outcome(state="stopped" if stop() else "done", detail=holder)

    quiet_s = 1.0 if options.idle else 60.0
    engine = Engine(
        options.url, lambda: settings, {}, perform, lambda work, outcome: None, quiet_s=quiet_s
    )
    if options.idle:
        print(json.dumps(_idle(engine, options.idle)))
    else:
        _work(engine)
    engine.drain(10)
    engine.close()


def _work(engine: Engine) -> None:
    ended = threading.Event()

    def wait_for_end() -> None:
        sys.stdin.read()
        ended.set()

    engine.tick(datetime.now(UTC))
    print("ready", flush=True)
    threading.Thread(target=wait_for_end, daemon=True).start()
    while not ended.wait(engine.rest_s):
        engine.tick(datetime.now(UTC))


def _idle(engine: Engine, seconds: float) -> dict[str, float]:
    pause = threading.Event()
    engine.tick(datetime.now(UTC))
    while engine.rest_s < 10:
        pause.wait(engine.rest_s)
        engine.tick(datetime.now(UTC))
    began = _processor_s()
    left = seconds
    while left > 0:
        pause.wait(min(left, engine.rest_s))
        left -= engine.rest_s
        engine.tick(datetime.now(UTC))
    return {"share": 100 * (_processor_s() - began) / seconds, "mb": peak_mb()}


def _processor_s() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
