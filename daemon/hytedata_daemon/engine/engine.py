"""The engine of one daemon: looks for what is due, has it done, and recovers what others left."""

import logging
import os
import platform
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from hytedata.errors import HytedataError
from hytedata.models.clock import utc_now
from hytedata.store import Store
from hytedata.store.due import DueRow, WorkKey
from hytedata_daemon.engine.active import Active
from hytedata_daemon.engine.comparison import Strays, deserted, lost_works
from hytedata_daemon.engine.configuration import EngineConfig, engine_url, without_cloud
from hytedata_daemon.engine.dueness import Agenda, DueWork, key_of
from hytedata_daemon.engine.membership import BEATS_IN_A_LEASE, Membership
from hytedata_daemon.engine.recovery import Recovery, tell_nobody
from hytedata_daemon.engine.tender import Perform, Tender
from hytedata_daemon.outcome import Outcome, Work
from hytedata_daemon.settings import Settings

if TYPE_CHECKING:
    from hytedata_daemon.engine.spells import Spell

log = logging.getLogger("hytedata.daemon.engine")

LEASE_S: Final = 60.0
QUIET_S: Final = 20.0
KEPT: Final = timedelta(days=30)
"""Longer than the time of a run can be asked for again."""

_BUSY_REST_S: Final = 1.0
_IDLE_REST_S: Final = 15.0
_CALM_S: Final = 5.0  # so that a disk that stays full is not tried again every second
_Rows = Mapping[WorkKey, DueRow]


class Engine:
    """Does what is due, once, together with the other daemons of its store.

    Call `tick` again and again, with pauses of `rest_s`; then `drain` and `close`. One engine in a
    process, and all its methods from one thread. Works are done in threads of their own.
    """

    def __init__(
        self,
        store_url: str,
        settings: Callable[[], Settings],
        environ: Mapping[str, str],
        perform: Perform,
        on_outcome: Callable[[Work, Outcome], None],
        *,
        on_recovered: Callable[[str, str], None] = tell_nobody,
        machine: str = "",
        now: Callable[[], datetime] = utc_now,
        monotonic: Callable[[], float] = time.monotonic,
        lease_s: float = LEASE_S,
        quiet_s: float = QUIET_S,
        poll_s: float = 0.5,
    ) -> None:
        """Open the store, and be known to the other daemons.

        Args:
            store_url: The store; it must be there, at the newest schema.
            settings: Gives the settings that hold now.
            environ: Handed to *perform*.
            perform: Does a work; what it raises becomes the outcome `unforeseen`.
            on_outcome: Told in the work's own thread how each work ended, once that is noted; told
                again where a crash right after that makes it be done again.
            on_recovered: Told of a daemon that died, by its id and the name of its machine, once
                its work has been given back.
            machine: Name of this machine, for people; by default the one that it gives itself.
            now: Gives the time that works are due by, aware.
            monotonic: Seconds on a clock that never jumps.
            lease_s: A daemon that was not heard of for so long is dead.
            quiet_s: So long after the last work DBOS is shut down.
            poll_s: How often it looks into the queue while there is work.

        Raises:
            StoreError: The store cannot be used as it is.
        """
        without_cloud(os.environ)
        self._settings, self._now, self._monotonic = settings, now, monotonic
        self._lease_s, self._quiet_s, self._poll_s = lease_s, quiet_s, poll_s
        self._url = engine_url(store_url)
        self._store = Store.open(store_url, now=now, create=False)
        machine = machine or platform.node()
        self._member = Membership(self._store.daemons, machine=machine, lease_s=lease_s)
        holder = f"hytedata-daemon on {machine}, process {os.getpid()}"
        self._tender = Tender(
            self._store,
            settings,
            environ,
            perform,
            on_outcome,
            may_begin=self._member.beat,
            holder=holder,
            now=now,
        )
        self._agenda = Agenda()
        self._recovery = Recovery(
            self._store.daemons,
            self._url,
            lease_s=lease_s,
            monotonic=monotonic,
            on_recovered=on_recovered,
        )
        self._spell: Spell | None = None
        self._wanted = True  # once at the start: an older daemon may have left works in the queue
        self._last_work_at = monotonic()
        self._troubled_since: float | None = None
        self._strays = Strays(monotonic)
        self._swept_at: datetime | None = None
        self._draining = False

    @property
    def executor(self) -> str:
        """Id of this daemon, which names its process.

        It becomes another where this daemon was taken for dead, because it could not be heard of
        for a lease.
        """
        return self._member.executor

    @property
    def rest_s(self) -> float:
        """How long to wait before the next `tick`, in seconds."""
        if self._spell is not None or self._troubled_since is not None or self._wanted:
            return min(_BUSY_REST_S, self._poll_s * 2)
        return min(_IDLE_REST_S, self._lease_s / BEATS_IN_A_LEASE)

    @property
    def trouble_s(self) -> float:
        """For how many seconds it has been unable to work or to be heard; 0 where all is well."""
        return max(self._troubled_s, self._member.failing_s)

    @property
    def _troubled_s(self) -> float:
        return 0.0 if self._troubled_since is None else self._monotonic() - self._troubled_since

    @property
    def in_hand(self) -> int:
        """How many works this daemon is at work on."""
        return len(self._tender.in_hand)

    def tick(self, now: datetime) -> None:
        """Look for what is due and for daemons that died, and have it all done.

        It raises nothing: what goes wrong is logged, and tried again at the next tick.

        Args:
            now: The time, aware.
        """
        if self._draining:
            return
        try:
            self._tick(now)
        except Exception as exc:  # noqa: BLE001  (it is logged, with its traceback)
            # DBOS lets the errors of its database through as they are.
            self._note_trouble(exc)

    def drain(self, timeout_s: float) -> bool:
        """Begin nothing more, tell the works in hand to stop, and wait for them.

        Returns:
            Whether all of them ended within *timeout_s* seconds.
        """
        self._draining = True
        self._tender.halt.set()
        self._end_spell(timeout_s)
        return not self._tender.in_hand

    def close(self) -> None:
        """Shut down; what is still at work is begun again by whoever finds this daemon dead."""
        idle = self.drain(0)
        self._member.stop()
        self._recovery.close()
        try:
            if idle:
                self._member.leave()
        except HytedataError as exc:
            log.warning("left_without_notice", extra={"reason": exc})
        finally:
            self._store.close()

    # --- one tick ------------------------------------------------------------------------------

    def _tick(self, now: datetime) -> None:
        if self._member.is_lost and not self._have_begun_anew():
            return
        settings = self._settings()
        rows = self._rows(settings)
        self._wanted |= self._recovery.look(self.executor)
        if self._troubled_since is not None and not self._have_recovered():
            return
        due = self._agenda.due(settings, rows, now)
        is_open = any(row.is_open for row in rows.values())
        if self._spell is None and not (due or is_open or self._wanted):
            return
        spell = self._spell or self._begin_spell(settings)
        spell.set_at_once(settings.daemon.at_once)
        self._feed(spell, due, rows, now)

    def _rows(self, settings: Settings) -> _Rows:
        keys = [key_of(work) for work in self._agenda.works(settings)]
        known = {row.key: row for row in self._store.due.all()}
        new = [key for key in keys if key not in known]
        if new:
            self._store.due.know(new)
            known = {row.key: row for row in self._store.due.all()}
        return {key: known[key] for key in keys if key in known}

    def _feed(self, spell: "Spell", due: Sequence[DueWork], rows: _Rows, now: datetime) -> None:
        active = spell.active()
        busy = {one.exclusive for one in active}
        lost = lost_works(rows, active, self._store.due.find)
        for one in [*lost, *due]:
            if one.work.exclusive not in busy and spell.enqueue(one, self._is_still_due):
                busy.add(one.work.exclusive)
        self._compare(active)
        self._sweep(spell, now)
        if busy or self.in_hand or self._wanted:
            self._wanted, self._last_work_at = False, self._monotonic()
        elif self._monotonic() - self._last_work_at >= self._quiet_s:
            self._end_spell(0)  # nothing is in hand

    def _is_still_due(self, one: DueWork) -> bool:
        row = self._store.due.find(key_of(one.work))
        if row is not None and row.is_open and row.began_at == one.at:
            return True  # lost, and still so
        return self._agenda.is_still_due(one, row, self._now())

    def _compare(self, active: Sequence[Active]) -> None:
        here = {one.id for one in self._store.daemons.here()}
        for executor in deserted(active, here):
            self._recovery.give_back(executor)
        if self._strays.look(active, self.executor, self._tender.in_hand):
            self._strays.forget()
            self._note_trouble("works went astray while the database was away")

    def _sweep(self, spell: "Spell", now: datetime) -> None:
        if self._swept_at is not None and timedelta(0) <= now - self._swept_at < timedelta(days=1):
            return
        self._swept_at = now
        deleted = spell.forget_before(now - KEPT)
        log.info("engine_swept", extra={"workflows": deleted})

    # --- spells, trouble and identity ------------------------------------------------------------

    def _begin_spell(self, settings: Settings) -> "Spell":
        # Late: DBOS reads its environment when it is imported, and takes its time.
        from hytedata_daemon.engine.spells import Spell

        config = EngineConfig(self._url, self.executor, settings.daemon.at_once, self._poll_s)
        self._spell = Spell.begin(config, self._tender)
        self._last_work_at = self._monotonic()
        return self._spell

    def _end_spell(self, timeout_s: float = 2.0) -> None:
        if self._spell is not None:
            self._spell.end(timeout_s)
            self._spell = None

    def _note_trouble(self, why: object) -> None:
        if self._troubled_since is not None:
            return  # told already
        self._troubled_since = self._monotonic()
        unforeseen = isinstance(why, Exception) and not isinstance(why, HytedataError)
        log.warning("engine_troubled", extra={"reason": why}, exc_info=unforeseen)

    def _have_recovered(self) -> bool:
        """End the spell that was hit by the trouble, once the works in hand have ended.

        They are given a lease of time for that, and are told to stop then.
        """
        since_s = self._troubled_s
        if since_s < min(_CALM_S, self._lease_s / BEATS_IN_A_LEASE):
            return False
        if not self._hands_are_empty(stop=since_s > self._lease_s):
            return False
        self._end_spell()
        log.info("engine_goes_on", extra={"after_s": round(since_s)})
        self._troubled_since = None
        self._tender.halt.clear()
        self._wanted = True
        return True

    def _have_begun_anew(self) -> bool:
        """Become another daemon, after this one was taken for dead and its work for another's."""
        if not self._hands_are_empty(stop=True):
            return False
        log.warning("taken_for_dead", extra={"id": self.executor})
        self._end_spell()
        # What was taken from the queue since then is still under the old name.
        self._recovery.give_back(self.executor)
        self._member.begin_anew()
        self._tender.halt.clear()
        self._wanted = True
        return True

    def _hands_are_empty(self, *, stop: bool) -> bool:
        if stop:
            self._tender.halt.set()
        return not self._tender.in_hand
