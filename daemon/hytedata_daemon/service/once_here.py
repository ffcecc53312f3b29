"""What `once` works with: the configured store, the real jobs, and the daemons' book of works."""

import os
import platform
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Protocol

from hytedata.runs.open_store import open_store
from hytedata.runs.progress import OnProgress
from hytedata.store import Store
from hytedata.store.due import WorkKey
from hytedata_daemon.jobs import perform
from hytedata_daemon.outcome import Outcome, Work
from hytedata_daemon.service.once import Done, do_once
from hytedata_daemon.settings import Settings


class Do(Protocol):
    """Does a work now."""

    def __call__(self, work: Work, *, stop: Callable[[], bool], tell: OnProgress) -> Done:
        """Do *work*, end soon once *stop* says so, and say how it ended."""


@contextmanager
def once_with(settings: Settings, environ: Mapping[str, str]) -> Iterator[Do]:
    """Give what does works of the configured store, in this process.

    Raises:
        StoreError: The store cannot be used as it is.
    """
    with open_store(settings.config) as store:
        holder = f"hytedata-daemon once on {platform.node()}, process {os.getpid()}"

        def do(work: Work, *, stop: Callable[[], bool], tell: OnProgress) -> Done:
            performed = partial(
                perform, settings, environ=environ, stop=stop, tell=tell, holder=holder
            )
            return do_once(
                work,
                lambda one: performed(work=one),
                store,
                holder=holder,
                keep=lambda one, outcome: _keep(store, one, outcome),
            )

        yield do


def _keep(store: Store, work: Work, outcome: Outcome) -> None:
    """Note the run, so that the service does not do the same again at once.

    Begun and ended in one go: a run that is open is taken for one whose daemon died, and begun
    again.
    """
    key = WorkKey(work.organisation, work.job, work.full)
    covers = key._replace(full=False) if work.full and outcome.state == "done" else None
    before = store.due.find(key)
    failed_before = before.failures if before is not None else 0
    failures = failed_before + 1 if outcome.state == "failed" else 0
    began_at = store.due.begin(key)
    store.due.end(key, began_at, outcome.document(), failures=failures, covers=covers)
