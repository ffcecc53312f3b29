"""Forget what nobody needs any more; one thing that fails never stops the others."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final

from hytedata.errors import StoreError
from hytedata.runs.cleanup import KEPT, forget_old
from hytedata.store import Store
from hytedata_daemon.jobs.faults import STOPPED
from hytedata_daemon.jobs.plain import plain
from hytedata_daemon.jobs.task import Task
from hytedata_daemon.outcome import Outcome

NOTICES_KEPT: Final = timedelta(days=90)
"""How long it is known what people were told."""

DAEMONS_KEPT: Final = timedelta(days=30)
"""How long daemons that ended are known, and failed sign-ins."""

Deed = Callable[[], int]


def clean_up_job(task: Task) -> Outcome:
    """Forget journals and findings of long ago, and what daemons left behind."""
    counts: dict[str, int] = {}
    failed: list[str] = []
    for name, deed in _deeds(task.store, task.now()).items():
        if task.is_to_stop():
            return STOPPED.model_copy(update={"counts": counts})
        try:
            counts[name] = deed()
        except StoreError as error:
            failed.append(f"{name}: {error}")
    done = {name: number for name, number in counts.items() if number}
    if not failed:
        return Outcome(state="done", counts=done)
    return Outcome(
        state="incomplete" if counts else "failed",
        code="store",
        detail=plain("; ".join(failed)),
        counts=done,
    )


def _deeds(store: Store, now: datetime) -> Mapping[str, Deed]:
    old = store.old_rows
    return {
        "journals": lambda: sum(forget_old(store, now - KEPT).values()),
        "findings": lambda: old.forget_findings(now - KEPT),
        "sessions": lambda: old.forget_sessions(now),
        "sign_ins": lambda: old.forget_sign_ins(now - DAEMONS_KEPT),
        "notices": lambda: old.forget_notices(now - NOTICES_KEPT),
        "daemons": lambda: old.forget_daemons(now - DAEMONS_KEPT),
        "slots": lambda: old.forget_slots(now),
    }
