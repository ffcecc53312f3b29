"""One work done: begun and ended in the store, with an outcome whatever happens."""

import json
import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Final, Protocol, TypeVar

from hytedata.errors import StoreError
from hytedata.store import Store
from hytedata.store.due import DueRow
from hytedata_daemon.engine.dueness import key_of
from hytedata_daemon.engine.resting import rest_after
from hytedata_daemon.outcome import Outcome, Work
from hytedata_daemon.settings import Settings

log = logging.getLogger("hytedata.daemon.engine")

MOST_STARTS: Final = 5
"""A work that was begun so often without an end is what kills the daemon."""
RETRY_WAITS_S: Final = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0, 60.0)
"""Between attempts to note in the store what was done, while its database is away."""

_SOMEBODY: Final = "hytedata-daemon"

T = TypeVar("T")


class Perform(Protocol):
    """Does a work, and says how it ended; `hytedata_daemon.jobs.perform` is the real one."""

    def __call__(
        self,
        settings: Settings,
        work: Work,
        environ: Mapping[str, str],
        /,
        *,
        stop: Callable[[], bool],
        holder: str,
    ) -> Outcome:
        """Do *work*; end soon, with `stopped`, once *stop* says so."""


class Tender:
    """Does works for the engine, in its threads.

    Attributes:
        halt: Once set, the works in hand are told to stop.
    """

    def __init__(
        self,
        store: Store,
        settings: Callable[[], Settings],
        environ: Mapping[str, str],
        perform: Perform,
        on_outcome: Callable[[Work, Outcome], None],
        *,
        may_begin: Callable[[], bool],
        holder: str,
        now: Callable[[], datetime],
    ) -> None:
        """Take what works need.

        Args:
            store: Where it is noted how they went.
            settings: Gives the settings that hold now.
            environ: Handed to *perform*.
            perform: Does a work.
            on_outcome: Told how each ended.
            may_begin: Whether this daemon still is one: asked right before each work.
            holder: Who holds leases, for people.
            now: Gives the time, aware.
        """
        self._may_begin = may_begin
        self._store, self._settings, self._environ = store, settings, environ
        self._perform, self._on_outcome = perform, on_outcome
        self._holder, self._now = holder, now
        self.halt = threading.Event()
        self._lock = threading.Lock()
        self._in_hand: dict[str, int] = {}

    @property
    def in_hand(self) -> frozenset[str]:
        """Ids of the workflows that this process is at work on."""
        with self._lock:
            return frozenset(self._in_hand)

    @contextmanager
    def at_work(self, workflow_id: str) -> Iterator[None]:
        """Count a workflow among those in hand."""
        with self._lock:
            self._in_hand[workflow_id] = self._in_hand.get(workflow_id, 0) + 1
        try:
            yield
        finally:
            with self._lock:
                self._in_hand[workflow_id] -= 1
                if not self._in_hand[workflow_id]:
                    del self._in_hand[workflow_id]

    def do(self, work: Work, due_at: datetime, *, starts: int) -> Outcome:
        """Do *work*, and note in the store that it began and how it ended.

        Args:
            work: What.
            due_at: When it fell due.
            starts: How often it was begun, this time included.

        Raises:
            StoreError: The store cannot be written, and that did not pass in two minutes. The
                work is then due again.
        """
        if not self._patiently(self._may_begin):
            # Frozen for so long that another has taken over: the work is due, for others.
            return Outcome(state="stopped")
        key, due = key_of(work), self._store.due
        before = self._patiently(lambda: due.find(key))
        if starts > 1 and (known := _known_end(before, due_at)) is not None:
            self._tell(work, known, ended=True)
            return known
        wanted_by = self._wanted_by(work, before)
        began_at = self._patiently(lambda: due.begin(key))
        outcome = self._outcome(work, starts)
        if outcome.state == "failed":
            # Else a store that was away keeps what it held closed for minutes.
            self._patiently(self._store.release_left_over)
        rest = rest_after(outcome, before.failures if before else 0, self._now())
        # What was read whole has no news to be read besides.
        covers = key._replace(full=False) if work.full and outcome.state == "done" else None
        ended = self._patiently(
            lambda: due.end(
                key,
                began_at,
                outcome.document(),
                failures=rest.failures,
                not_before=rest.not_before,
                covers=covers,
                # A stop has put off what by itself would not be due again.
                asked_by=wanted_by if outcome.state == "stopped" else None,
            )
        )
        self._tell(work, outcome, ended=ended)
        return outcome

    def _wanted_by(self, work: Work, before: DueRow | None) -> str | None:
        """Return who asked for a work; None where nobody did."""
        if before is not None and before.asked_by is not None:
            return before.asked_by
        # Begun anew after a crash, it is not known any more; that somebody asked still is.
        enabled = self._settings().daemon.jobs.by_name()[work.job].enabled
        return None if enabled else _SOMEBODY

    def _outcome(self, work: Work, starts: int) -> Outcome:
        if self.halt.is_set():
            return Outcome(state="stopped")
        if starts > MOST_STARTS:
            told = f"the daemon died {starts - 1} times while it did this; see its log for the end"
            return Outcome(state="failed", code="daemon-died", detail=told)
        try:
            return self._perform(
                self._settings(),
                work,
                self._environ,
                stop=self.halt.is_set,
                holder=self._holder,
            )
        except Exception as exc:
            log.exception("work_broke", extra={"organisation": work.organisation, "job": work.job})
            # Only its kind: the text may hold anything.
            told = f"an unforeseen {type(exc).__name__}; it is in the log, please report it"
            return Outcome(state="failed", code="unforeseen", detail=told)

    def _tell(self, work: Work, outcome: Outcome, *, ended: bool) -> None:
        log.info(
            "work_ended",
            extra={
                "organisation": work.organisation,
                "job": work.job,
                "full": work.full,
                "state": outcome.state,
                "code": outcome.code,
                "run": outcome.run,
                "plan": outcome.plan,
                "noted": ended,
            },
        )
        if not ended:
            return  # another daemon has begun it again, and tells how that ends
        try:
            self._on_outcome(work, outcome)
        except Exception:
            # The work is done, whoever was to hear of it.
            log.exception(
                "outcome_not_told", extra={"organisation": work.organisation, "job": work.job}
            )

    def _patiently(self, ask: Callable[[], T]) -> T:
        for wait_s in RETRY_WAITS_S:
            try:
                return ask()
            except StoreError as exc:
                log.warning("store_unusable", extra={"retry_s": wait_s, "reason": exc})
            # Told to stop, it has a few seconds left.
            threading.Event().wait(min(wait_s, 1.0) if self.halt.is_set() else wait_s)
        return ask()


def _known_end(row: DueRow | None, due_at: datetime) -> Outcome | None:
    """Return how a run ended whose daemon died between noting that here and in the engine."""
    if row is None or row.is_open or row.outcome is None:
        return None
    if row.began_at is None or row.began_at < due_at:
        return None
    return Outcome.model_validate_json(json.dumps(row.outcome))
