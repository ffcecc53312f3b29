"""What each job is given: settings, the store, the way to upstreams, and when to stop."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from hytedata.config import Config, Organisation
from hytedata.errors import InputError
from hytedata.models.clock import utc_now
from hytedata.runs.progress import OnProgress, Step, StopAsked, silent
from hytedata.store import Store
from hytedata_daemon.jobs.upstreams import Gate
from hytedata_daemon.outcome import Work
from hytedata_daemon.settings import Settings


def never() -> bool:
    """Never stop."""
    return False


@dataclass(frozen=True)
class Task:
    """One work in hand.

    Attributes:
        settings: What the daemon is told to do.
        work: What is to be done.
        environ: Where passwords may be.
        config: The library's settings, with systemd credentials as places of secrets.
        store: Open; it closes after the job.
        gate: The way to upstreams.
        stop: Whether the daemon wants the job to end.
        listener: Told of progress.
        now: Gives the time, aware.
    """

    settings: Settings
    work: Work
    environ: Mapping[str, str]
    config: Config
    store: Store
    gate: Gate
    stop: Callable[[], bool] = never
    listener: OnProgress = field(default=silent)
    now: Callable[[], datetime] = utc_now

    def is_to_stop(self) -> bool:
        """Whether the job is to end: the daemon stops, or its share of an upstream is lost."""
        return self.stop() or self.gate.is_lost

    def tell(self, step: Step) -> None:
        """Pass progress on; the way in which a read learns that it is to stop.

        Raises:
            StopAsked: It is.
        """
        if self.is_to_stop():
            raise StopAsked(step.name)
        self.listener(step)

    def organisation(self, config: Config | None = None) -> Organisation:
        """Return whom the work is for, as *config* has it.

        Raises:
            InputError: The configuration has no such organisation (any more).
        """
        chosen = self.config if config is None else config
        for one in chosen.organisation:
            if one.id == self.work.organisation:
                return one
        raise InputError(
            f"{chosen.file} has no organisation {self.work.organisation}; nothing is done for it"
        )
