"""What this process counts by itself, between two looks of monitoring."""

from prometheus_client import CollectorRegistry, Counter
from prometheus_client.process_collector import ProcessCollector

from hytedata_daemon.outcome import Outcome, Work


class Meter:
    """Counters of one process, in a registry of its own; they begin anew with the process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry(auto_describe=False)
        # Memory, processor time and open files of this process.
        ProcessCollector(registry=self.registry)
        self._works = Counter(
            "hytedata_works",
            "Works that ended in this daemon, by job and how they ended.",
            ("job", "state"),
            registry=self.registry,
        )

    def ended(self, work: Work, outcome: Outcome) -> None:
        """Count a work that has ended."""
        self._works.labels(work.job, outcome.state).inc()
