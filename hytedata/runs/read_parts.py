"""What reads of all registers share: a run in the journal, and one part of it noted."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from hytedata.errors import HytedataError
from hytedata.runs.progress import StopAsked
from hytedata.runs.read_report import Tally
from hytedata.store import Store

GIVE_UP_AFTER: Final = 3
"""So many parts in a row that could not be read end a read: the register is left in peace."""


class Job:
    """One run of the journal, with what came of each kind.

    Attributes:
        run_id: Its number.
        tallies: What came of each kind so far.
    """

    def __init__(self, run_id: int) -> None:
        self.run_id = run_id
        self.tallies: list[Tally] = []

    @property
    def verdict(self) -> str:
        """`complete` or `incomplete`."""
        return "incomplete" if any(one.reasons for one in self.tallies) else "complete"

    @property
    def counts(self) -> Mapping[str, int]:
        """Counts of all kinds together."""
        total: dict[str, int] = {}
        for tally in self.tallies:
            for name, count in tally.report().counts.model_dump().items():
                total[name] = total.get(name, 0) + count
        return total


@contextmanager
def job(store: Store, source: str) -> Iterator[Job]:
    """Note the run of a read of *source*, however it ends."""
    made = Job(store.start_run(f"read {source}"))
    try:
        yield made
    except HytedataError as error:
        store.end_run(made.run_id, f"failed: {error}"[:500], made.counts)
        raise
    except (KeyboardInterrupt, StopAsked):
        store.end_run(made.run_id, "interrupted", made.counts)
        raise
    store.end_run(made.run_id, made.verdict, made.counts)
