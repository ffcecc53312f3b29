"""Move the store to another database, and take that back."""

from hytedata.models.clock import utc_now
from hytedata.runs.progress import OnProgress, Step, silent
from hytedata.store.copying import StoreCopy, copy_store
from hytedata.store.moved import reopen


def move_store(
    source: str, target: str, *, while_used: bool = False, tell: OnProgress = silent
) -> StoreCopy:
    """Copy the store at *source* to *target*, compare, and close the source to further use.

    Args:
        source: URL of the store.
        target: URL of an empty database, or of a file that does not exist.
        while_used: Do it although somebody uses the source.
        tell: Is told of progress, a step for each table.

    Raises:
        StoreError: It could not be copied; says what is as before and what to do.
    """

    def told(table: str, done: int, total: int) -> None:
        if total:
            tell(Step(f"copying {table}", done, total, finished=done == total))

    return copy_store(source, target, now=utc_now, while_used=while_used, tell=told)


def reopen_store(url: str) -> str:
    """Let a store that was moved be used again; returns what was done, in a sentence.

    Raises:
        StoreError: There is none at *url*.
    """
    if reopen(url, now=utc_now):
        return "The store is open again. See to it that its copy is used no more."
    return "The store was not moved; it is open."
