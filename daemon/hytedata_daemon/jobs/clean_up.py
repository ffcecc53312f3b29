"""Forget what nobody needs any more; one thing that fails never stops the others."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final

from hytedata.errors import StoreError
from hytedata.runs.cleanup import KEPT, forget_old
from hytedata_daemon.jobs.faults import STOPPED
from hytedata_daemon.jobs.plain import plain
from hytedata_daemon.jobs.task import Task
from hytedata_daemon.outcome import Outcome

NOTICES_KEPT: Final = timedelta(days=90)
"""How long it is known what people were told."""

DAEMONS_KEPT: Final = timedelta(days=30)
"""How long daemons that ended are known."""

Deed = Callable[[], int]


def clean_up_job(task: Task) -> Outcome:
    """Forget journals and findings of long ago, and what daemons left behind."""
    counts: dict[str, int] = {}
    failed: list[str] = []
    for name, deed in _deeds(task).items():
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


def _deeds(task: Task) -> Mapping[str, Deed]:
    store, now = task.store, task.now()
    channels = [one.name for one in task.settings.daemon.notices.channel]
    return {
        "journals": lambda: sum(forget_old(store, now - KEPT).values()),
        "findings": lambda: store.old_rows.forget_findings(now - KEPT),
        "sessions": store.sessions.forget_ended,
        "sign_ins": store.attempts.forget,
        "notices": lambda: store.notices.forget_before(now - NOTICES_KEPT, channels),
        "daemons": lambda: store.daemons.forget(DAEMONS_KEPT.days),
        "slots": lambda: store.old_rows.forget_slots(now),
    }
