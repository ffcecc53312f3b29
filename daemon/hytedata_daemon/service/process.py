"""The service from its first line to its last: what is started when, and what ends last."""

import logging
import os
import socket
import time
from collections.abc import Callable
from datetime import datetime
from typing import Final

import hytedata
from hytedata.errors import TransientError
from hytedata.models.clock import utc_now
from hytedata_daemon.service import starting, status
from hytedata_daemon.service.holder import SettingsHolder
from hytedata_daemon.service.loops import PATIENCE_S, Loop
from hytedata_daemon.service.parts import Assemble, Parts, Prepare, Surroundings
from hytedata_daemon.service.reloading import reload
from hytedata_daemon.service.signals import Signals
from hytedata_daemon.service.stopping import drain
from hytedata_daemon.service.systemd import Notifier
from hytedata_daemon.settings.values import duration

NOTICES_S: Final = 60.0
"""How often it is looked whether anybody is to be told something."""

_LOOK_S: Final = 10.0
_STOP_PART_S: Final = 10.0
_MARGIN_S: Final = 30.0
_BACKLOG: Final = 512
_TROUBLE: Final = "no work is begun: a database fails, see the log"

log = logging.getLogger(__name__)


class PagesEnded(TransientError):
    """The web server ended by itself; its log says why, and a restart may help."""

    def __init__(self) -> None:
        super().__init__("the web server ended by itself; the lines of the log above say why")


class Service:
    """One run of the daemon.

    Args:
        holder: The settings, read once.
        prepare: Brings the store up to date before anything uses it.
        assemble: Makes the parts.
        signals: Installed by the caller.
        notifier: Tells systemd.
        now: The time, aware.
        patience_s: How long a store that does not answer is waited for at the start.
        hang_s: By how much a look for work may be late before the engine counts as hanging.
    """

    def __init__(
        self,
        holder: SettingsHolder,
        prepare: Prepare,
        assemble: Assemble,
        *,
        signals: Signals,
        notifier: Notifier,
        now: Callable[[], datetime] = utc_now,
        patience_s: float = starting.PATIENCE_S,
        hang_s: float = PATIENCE_S,
    ) -> None:
        self._holder, self._prepare, self._assemble = holder, prepare, assemble
        self._signals, self._notifier, self._now = signals, notifier, now
        self._patience_s = patience_s
        # Half of what systemd allows: one sign of life may come late.
        watched_s = notifier.watchdog_s
        self._look_s = _LOOK_S if watched_s is None else min(_LOOK_S, watched_s / 2)
        self._work = Loop("engine", patience_s=hang_s)
        self._notices = Loop("notices")
        self._note = self._shown = ""

    def run(self) -> bool:
        """Run until told to stop; returns whether all work in hand was brought to its end.

        Raises:
            HytedataError: It could not start, or a part of it died; says who can mend it.
        """
        began, web = time.monotonic(), self._holder().daemon.web
        with starting.bind(web.host, web.port) as listening:
            if not self._store_is_ready():
                return True
            # From here on whoever asks is answered, if need be a moment later.
            listening.listen(_BACKLOG)
            with self._assemble(self._surroundings(listening)) as parts:
                try:
                    self._start(parts, listening, began)
                    self._watch(parts, listening)
                finally:
                    finished = self._end(parts)
        return finished

    def _store_is_ready(self) -> bool:
        try:
            starting.prepare_store(
                self._holder(),
                self._prepare,
                self._signals,
                self._notifier,
                patience_s=self._patience_s,
            )
        except starting.StoppedAtStart:
            log.info("daemon_stopped", extra={"finished": True})
            return False
        return True

    def _surroundings(self, listening: socket.socket) -> Surroundings:
        work = self._work
        return Surroundings(self._holder, listening, work.turns, work.wake, self._now)

    def _start(self, parts: Parts, listening: socket.socket, began: float) -> None:
        parts.web.start()
        engine, now = parts.engine, self._now
        self._work.start(lambda: engine.tick(now()), rest_s=lambda: engine.rest_s)
        self._notices.start(lambda: parts.send_notices(now()), rest_s=lambda: NOTICES_S)
        facts = status.started(self._holder(), listening)
        took_ms = round(1000 * (time.monotonic() - began))
        this = {"version": hytedata.__version__, "pid": os.getpid(), "took_ms": took_ms}
        log.info("daemon_started", extra={**this, **facts})
        self._shown = self._line(parts, listening)
        self._notifier.ready(self._shown)

    def _watch(self, parts: Parts, listening: socket.socket) -> None:
        hung = False
        while (wish := self._signals.next(self._look_s)) != "stop":
            if wish == "reload":
                self._note = reload(self._holder, self._notifier, parts.on_config_problem)
                self._shown = self._line(parts, listening)
                self._notifier.ready(self._shown)
                self._work.wake()
            if not parts.web.is_alive():
                raise PagesEnded
            turns = self._work.turns()
            if turns:
                self._notifier.alive()
            elif not hung:
                log.error("engine_hangs", extra={"watched": self._notifier.watchdog_s is not None})
            hung = not turns
            self._tell_status(parts, listening)

    def _tell_status(self, parts: Parts, listening: socket.socket) -> None:
        if (line := self._line(parts, listening)) != self._shown:
            self._shown = line
            self._notifier.status(line)

    def _line(self, parts: Parts, listening: socket.socket) -> str:
        trouble = self._work.trouble or (_TROUBLE if parts.engine.trouble_s else "")
        return status.summary(self._holder(), listening, trouble=trouble, note=self._note)

    def _end(self, parts: Parts) -> bool:
        within_s = duration(self._holder().daemon.stop_within).total_seconds()
        log.info("daemon_stopping", extra={"within_s": within_s})
        self._notifier.stopping("ending the work in hand", within_s=within_s + _MARGIN_S)
        self._work.end(within_s=_STOP_PART_S)
        finished = drain(
            parts.engine,
            self._signals,
            within_s=within_s,
            alive=self._notifier.alive,
            period_s=self._look_s,
        )
        self._notices.end(within_s=_STOP_PART_S)
        if finished:
            parts.engine.close()
        # Last: until now the pages show what is still being ended.
        parts.web.stop(_STOP_PART_S)
        log.info("daemon_stopped", extra={"finished": finished})
        return finished
