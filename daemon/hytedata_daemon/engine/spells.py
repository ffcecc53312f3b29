"""A spell of work: DBOS launched, fed with what is due, and shut down again.

It is not left running, since even idle it takes more of a processor than a daemon may.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from dbos import DBOS, SetEnqueueOptions, SetWorkflowID, error

from hytedata_daemon.engine import logs, tending
from hytedata_daemon.engine.active import Active
from hytedata_daemon.engine.configuration import EngineConfig, lay_down
from hytedata_daemon.engine.dueness import DueWork
from hytedata_daemon.engine.no_pickles import refuse_pickles
from hytedata_daemon.engine.tender import Tender
from hytedata_daemon.outcome import Work

QUEUE: Final = "work"
MOST_ATTEMPTS: Final = 50

_WAITING: Final = "ENQUEUED"
_AT_WORK: Final = "PENDING"
_OVER: Final = ["SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"]
_DELETED_AT_ONCE: Final = 500


def slot_id(one: DueWork, attempt: int = 1) -> str:
    """Return the workflow's id: the same for all daemons, and another for each run."""
    work = one.work
    parts = [work.organisation, work.job, *(["full"] if work.full else []), one.at.isoformat()]
    return ":".join(parts) + (f"~{attempt}" if attempt > 1 else "")


@dataclass
class Spell:
    """DBOS, launched. One at a time in a process.

    Attributes:
        config: How it works.
        tender: Who does the works.
    """

    config: EngineConfig
    tender: Tender

    @classmethod
    def begin(cls, config: EngineConfig, tender: Tender) -> "Spell":
        """Launch; works that this executor left are begun again by that."""
        logs.quieten()
        refuse_pickles()
        tending.hire(tender)
        lay_down(config.url)
        DBOS(config=config.for_dbos())
        try:
            DBOS.launch()
            _register(config)
        except BaseException:
            DBOS.destroy()
            tending.dismiss(tender)
            raise
        return cls(config, tender)

    def set_at_once(self, at_once: int) -> None:
        """Do so many works at the same time from now on; what is in hand is not cut short."""
        if at_once != self.config.at_once:
            self.config = replace(self.config, at_once=at_once)
            _register(self.config)

    def active(self) -> tuple[Active, ...]:
        """Return what waits or is at work, of all daemons."""
        found = DBOS.list_workflows(
            status=[_WAITING, _AT_WORK], name=tending.WORKFLOW, load_input=False, load_output=False
        )
        return tuple(
            Active(
                one.workflow_id,
                one.deduplication_id or "",
                (one.executor_id or "") if one.status == _AT_WORK else "",
            )
            for one in found
        )

    def enqueue(self, one: DueWork, still_due: Callable[[DueWork], bool]) -> bool:
        """Let a work be done by any daemon, once.

        Args:
            one: What is due.
            still_due: Whether it still is; asked where its run is over already.

        Returns:
            Whether it waits or is at work now. False where other work of the organisation does,
            or where it was done meanwhile.
        """
        for attempt in range(1, MOST_ATTEMPTS + 1):
            status = self._enqueued(slot_id(one, attempt), one)
            if status in {_WAITING, _AT_WORK}:
                return True
            # A run that is over, while the work is still due, failed to note that it began.
            if status is None or not still_due(one):
                return False
        return False

    def _enqueued(self, id: str, one: DueWork) -> str | None:
        work: Work = one.work
        try:
            with SetWorkflowID(id), SetEnqueueOptions(deduplication_id=work.exclusive):
                handle = DBOS.enqueue_workflow(
                    QUEUE, tending.tend, work.model_dump(mode="json"), one.at.isoformat()
                )
        except error.DBOSQueueDeduplicatedError:
            return None
        return handle.get_status().status

    def forget_before(self, moment: datetime) -> int:
        """Delete workflows that ended before *moment*; returns how many."""
        deleted = 0
        while found := DBOS.list_workflows(
            status=list(_OVER),
            completed_before=moment.isoformat(),
            limit=_DELETED_AT_ONCE,
            load_input=False,
            load_output=False,
        ):
            DBOS.delete_workflows([one.workflow_id for one in found])
            deleted += len(found)
        return deleted

    def end(self, timeout_s: float = 2.0) -> None:
        """Shut DBOS down: it takes nothing more from the queue, and notes how works ended.

        Args:
            timeout_s: How long to wait for the works in hand; it is looked once a second.
        """
        DBOS.destroy(workflow_completion_timeout_sec=math.ceil(timeout_s))
        tending.dismiss(self.tender)


def _register(config: EngineConfig) -> None:
    # The queue's settings are in the database: the daemon that came last says for all.
    DBOS.register_queue(
        QUEUE,
        worker_concurrency=config.at_once,
        polling_interval_sec=config.poll_s,
        on_conflict="always_update",
    )
