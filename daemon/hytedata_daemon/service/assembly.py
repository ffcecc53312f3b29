"""The real parts, put together: the one place that knows all of them."""

import logging
import os
import platform
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import Final

from starlette.applications import Starlette

from hytedata.errors import ConfigError, StoreError
from hytedata.models.clock import utc_now
from hytedata.store import Store
from hytedata_daemon import logs
from hytedata_daemon.backup import upgrade_with_copy
from hytedata_daemon.engine import Engine
from hytedata_daemon.exclusive import alone
from hytedata_daemon.health import HealthParts, Meter, health_routes
from hytedata_daemon.jobs import perform
from hytedata_daemon.notices import (
    Alarms,
    Trouble,
    note_over,
    note_trouble,
    notice_outcome,
    send_due,
)
from hytedata_daemon.outcome import Outcome, Work
from hytedata_daemon.service.deaths import note_death, note_returns
from hytedata_daemon.service.holder import SettingsHolder
from hytedata_daemon.service.parts import Parts, Surroundings
from hytedata_daemon.service.process import Service
from hytedata_daemon.service.signals import Signals
from hytedata_daemon.service.systemd import Notifier
from hytedata_daemon.settings import JobName, Settings
from hytedata_daemon.web.app import WebParts, create_app
from hytedata_daemon.web.pages import PageParts, routes
from hytedata_daemon.web.serving import Serving

_BROKEN: Final = "config-broken"
_FILE: Final = "file"

log = logging.getLogger(__name__)


def set_up_logs(*, verbose: bool, style: str | None) -> None:
    """Set up the log of this process: JSON lines, or text; None for text at a terminal."""
    level = logging.DEBUG if verbose else logging.INFO
    as_json = None if style is None else style == "json"
    logs.configure(level, as_json, daemon=f"{platform.node()}:{os.getpid()}")


def run_service(holder: SettingsHolder, environ: Mapping[str, str]) -> bool:
    """Run until told to stop; main thread only. Returns whether nothing was left half done.

    Raises:
        HytedataError: It could not start, or a part of it died.
    """
    signals = Signals()
    with signals.installed():
        service = Service(
            holder,
            partial(prepare, environ=environ),
            partial(assemble, environ=environ),
            signals=signals,
            notifier=Notifier.of(environ),
        )
        return service.run()


def prepare(settings: Settings, *, environ: Mapping[str, str]) -> None:
    """Bring the store to this version's schema, after a backup; make one where there is none.

    Raises:
        StoreError: It cannot be used; says what to do.
    """
    done = upgrade_with_copy(settings, settings.backup_folder, environ)
    if done.before != done.after:
        kept = str(done.backup.folder) if done.backup is not None else ""
        facts = {"before": done.before, "after": done.after, "backup": kept}
        log.warning("store_upgraded", extra=facts)
    Store.open(settings.config.store, now=utc_now).close()


@contextmanager
def assemble(around: Surroundings, *, environ: Mapping[str, str]) -> Iterator[Parts]:
    """Make the parts on one store, which is closed after the block."""
    settings, now = around.settings, around.now
    url = settings().config.store
    with Store.open(url, now=now, create=False) as store:
        telling = _Telling(store, settings, environ, now)
        performed = partial(_perform, store)
        engine = Engine(
            url,
            settings,
            environ,
            performed,
            telling.of_outcome,
            on_recovered=telling.of_death,
            now=now,
        )
        try:
            app = _app(around, store, engine, telling.meter)
        except BaseException:
            # Other daemons know of this one already, and would wait for it.
            engine.close()
            raise
        web = Serving(app, around.listening)
        yield Parts(engine, web, telling.send, telling.of_config)


def _perform(
    store: Store,
    settings: Settings,
    work: Work,
    environ: Mapping[str, str],
    *,
    stop: Callable[[], bool],
    holder: str,
) -> Outcome:
    """Do a work, closed to `once` meanwhile, and with its name in each line of the log."""
    with logs.working_on(work.job, work.organisation):
        performed = partial(perform, settings, work, environ, stop=stop, holder=holder)
        return alone(work, performed, store, holder)


class _Telling:
    """What people are told: by the outbox in the store, and past it where the store fails."""

    def __init__(
        self,
        store: Store,
        settings: Callable[[], Settings],
        environ: Mapping[str, str],
        now: Callable[[], datetime],
    ) -> None:
        self._store, self._settings, self._environ, self._now = store, settings, environ, now
        self._alarms = Alarms(environ)
        self.meter = Meter()

    def of_outcome(self, work: Work, outcome: Outcome) -> None:
        """Count a work, and note what there is to tell of it."""
        self.meter.ended(work, outcome)
        notice_outcome(self._store, self._settings(), work, outcome, self._now())

    def of_config(self, problem: ConfigError | None) -> None:
        """Note that the configuration broke, or is in order again."""
        if problem is None:
            note_over(self._store, _BROKEN, subject=_FILE)
            return
        facts = {"detail": "; ".join(problem.problems)}
        trouble = Trouble(_BROKEN, subject=_FILE, facts=facts)
        note_trouble(self._store, self._settings(), trouble, self._now())

    def of_death(self, daemon: str, machine: str) -> None:
        """Note that a daemon died."""
        note_death(self._store, self._settings(), machine, self._now())

    def send(self, now: datetime) -> None:
        """Send what is to be sent."""
        settings = self._settings()
        try:
            note_returns(self._store, now)
            send_due(self._store, settings, self._environ, now)
        except StoreError as error:
            trouble = Trouble("store-failed", facts={"detail": str(error)})
            self._alarms.tell(settings, trouble, now)
            raise


def _app(around: Surroundings, store: Store, engine: Engine, meter: Meter) -> Starlette:
    def ask(organisation: str, job: JobName, full: bool, who: str) -> None:
        store.due.ask(organisation, job, full=full, who=who)
        around.wake()

    def approvers(organisation: str) -> list[str]:
        return [
            one.name
            for one in store.accounts.all()
            if one.role == "approver"
            and not one.disabled
            and organisation in (one.organisations or (organisation,))
        ]

    settings, now = around.settings, around.now
    pages = PageParts(settings, store, now, ask=ask, approvers=approvers)
    health = HealthParts(
        settings,
        lambda: store,
        now,
        around.turns,
        engine_fault=lambda: "in-trouble" if engine.trouble_s else "",
        meter=meter,
    )
    parts = WebParts(settings, store, now, pages=routes(pages), health=health_routes(health))
    return create_app(parts)
