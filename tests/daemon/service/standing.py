"""Run as a process of its own: the service with a real web server and an engine of straw.

`python -m tests.daemon.service.standing hytedata.toml`. The engine is moved by files beside the
configuration:

| File | Written by | Means |
|---|---|---|
| `go` | the test | the next tick begins a work |
| `began` | the engine | the work has begun |
| `release` | the test | the work may end |
| `ended` | the engine | it was brought to its end |
| `hang` | the test | the next tick never comes back |
| `problem` | the service | what was told of the configuration |
"""

import logging
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from hytedata.errors import ConfigError, HytedataError
from hytedata.models.clock import utc_now
from hytedata.store import Store
from hytedata_daemon.service.holder import SettingsHolder
from hytedata_daemon.service.parts import Parts, Surroundings
from hytedata_daemon.service.process import Service
from hytedata_daemon.service.signals import Signals
from hytedata_daemon.service.systemd import Notifier
from hytedata_daemon.settings import Settings


class StrawEngine:
    """One work at a time, begun and ended by files."""

    rest_s = 0.2
    trouble_s = 0.0

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._work: threading.Thread | None = None

    def tick(self, now: datetime) -> None:
        """Begin a work where one is asked for."""
        if (self._folder / "hang").exists():
            threading.Event().wait()
        if (self._folder / "go").exists() and self._work is None:
            self._work = threading.Thread(target=self._do, daemon=True)
            self._work.start()

    def drain(self, timeout_s: float) -> bool:
        """Wait for the work."""
        if self._work is not None:
            self._work.join(timeout_s)
        return self._work is None or not self._work.is_alive()

    def close(self) -> None:
        """Nothing is held."""

    def _do(self) -> None:
        (self._folder / "began").touch()
        while not (self._folder / "release").exists():
            threading.Event().wait(0.02)
        (self._folder / "ended").touch()


class StrawWeb:
    """A server on a thread."""

    def __init__(self, surroundings: Surroundings) -> None:
        config = uvicorn.Config(_app(surroundings), log_config=None, access_log=False)
        self._server, sockets = uvicorn.Server(config), [surroundings.listening]
        self._thread = threading.Thread(target=lambda: self._server.run(sockets), daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def is_alive(self) -> bool:
        """Whether it runs."""
        return self._thread.is_alive()

    def stop(self, timeout_s: float) -> bool:
        """End."""
        self._server.should_exit = True
        self._thread.join(timeout_s)
        return not self._thread.is_alive()


def _app(surroundings: Surroundings) -> Starlette:
    def healthz(request: Request) -> PlainTextResponse:
        turns = surroundings.turns()
        return PlainTextResponse(str(turns), status_code=200 if turns else 503)

    return Starlette(routes=[Route("/healthz", healthz)])


def _prepare(settings: Settings) -> None:
    Store.open(settings.config.store, now=utc_now).close()


def main() -> int:
    """Run until told to stop."""
    logging.basicConfig(level=logging.INFO, format="%(message)s %(name)s")
    file = Path(sys.argv[1]).absolute()
    signals = Signals()

    def told(problem: ConfigError | None) -> None:
        (file.parent / "problem").write_text(str(problem), encoding="utf-8")

    @contextmanager
    def assemble(surroundings: Surroundings) -> Iterator[Parts]:
        engine, web = StrawEngine(file.parent), StrawWeb(surroundings)
        yield Parts(engine, web, lambda now: None, told)

    with signals.installed():
        try:
            service = Service(
                SettingsHolder.reading(file, os.environ),
                _prepare,
                assemble,
                signals=signals,
                notifier=Notifier.of(os.environ),
                patience_s=float(os.environ.get("PATIENCE_S", "60")),
                hang_s=float(os.environ.get("HANG_S", "60")),
            )
            finished = service.run()
        except HytedataError as error:
            sys.stderr.write(f"{error}\n")
            return 2
    return 0 if finished else 2


if __name__ == "__main__":
    code = main()
    # What is left of a work that was not waited for must not hold the process.
    sys.stderr.flush()
    os._exit(code)
