"""All that hytedata does with a nation, in one process, stage by stage, as the daemon does it.

    python -m benchmarks.nation_work CONFIGURATION

prints lines of JSON: where a stage stands, and at its end what it took and what it counted.
"""

import json
import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from benchmarks.memory import peak_mb
from hytedata.config import Config, load_config
from hytedata.models.clock import day_in_finland, utc_now
from hytedata.quality.rule_set import RuleSet
from hytedata.runs.boundaries import open_boundaries
from hytedata.runs.classify import classify_records
from hytedata.runs.events.group import group_events
from hytedata.runs.events.read import read_events
from hytedata.runs.gaps.knowledge import StoreKnowledge
from hytedata.runs.gaps.run import GapsOptions, run_gaps
from hytedata.runs.open_ptv import open_ptv
from hytedata.runs.open_store import open_store
from hytedata.runs.plan import plan_organisation
from hytedata.runs.progress import Step
from hytedata.runs.read import ReadReport, ReadScope, read_lipas, read_ptv, resolve_after_read
from hytedata.store import Store

Counts = Mapping[str, int]
Stage = Callable[["Work"], Counts]

_EVERY_S: Final = 0.2
_REFERENCES: Final = Path("/proc/self/clear_refs")


@dataclass
class Work:
    """What a stage works with.

    Attributes:
        stage: Which is under way, for those who watch.
    """

    config: Config
    store: Store
    environ: Mapping[str, str]
    stage: str = ""
    _told_at: float = field(default=0.0)

    def tell(self, step: Step) -> None:
        """Print where the stage stands, a few times per second at most."""
        now = time.monotonic()
        if step.finished or now - self._told_at >= _EVERY_S:
            self._told_at = now
            _say({"stage": self.stage, "step": step.name, "done": step.done, "total": step.total})


def _read_lipas(work: Work) -> Counts:
    return _read([read_lipas(work.config, ReadScope(), work.store, work.tell)])


def _read_ptv(work: Work) -> Counts:
    with open_ptv(work.config, work.environ) as client:
        return _read([read_ptv(work.config, ReadScope(), work.store, client, work.tell)])


def _read_events(work: Work) -> Counts:
    return _read(read_events(work.config, work.store, work.tell))


def _read(reports: Iterator[ReadReport] | list[ReadReport] | tuple[ReadReport, ...]) -> Counts:
    """Count what came, by kind; what is rejected came too, and is told."""
    came: Counter[str] = Counter()
    for kind in (one for report in reports for one in report.kinds):
        if not kind.complete:
            raise RuntimeError(f"{kind.kind} was not read to the end: {kind.reasons}")
        came[kind.kind] += kind.counts.new + kind.counts.rejected
        came["rejected"] += kind.counts.rejected
    return came


def _locate(work: Work) -> Counts:
    reports = [
        resolve_after_read(work.config, work.store.catalogue, tell=work.tell, **which)
        for which in ({"source": "lipas"}, {"source": "ptv"}, {"kind": "event"})
    ]
    lacking = [why for one in reports if (why := one.skipped or one.limited)]
    if lacking:
        raise RuntimeError(f"places were not looked for: {lacking}")
    return {
        "located": sum(one.resolved for one in reports),
        "contested": sum(one.contested for one in reports),
        "unplaced": sum(one.unplaced for one in reports),
    }


def _classify(work: Work) -> Counts:
    report = classify_records(work.store.catalogue, tell=work.tell)
    return {
        "classified": report.looked_at,
        "certain": report.themed,
        "possible": report.possible,
    }


def _doubles(work: Work) -> Counts:
    report = group_events(work.config, work.store.catalogue, tell=work.tell)
    return {"compared": report.events, "groups": report.groups, "merged": report.merged}


def _gaps(work: Work) -> Counts:
    catalogue, rules = work.store.catalogue, RuleSet.packaged()
    report = run_gaps(
        catalogue,
        _today(),
        rules=rules,
        knowledge=StoreKnowledge.of(catalogue, work.config),
        options=GapsOptions(calendars={one.name: one.kind for one in work.config.calendar}),
        tell=work.tell,
    )
    return {
        "checked": report.looked_at,
        "rules": len(rules),
        "findings": report.new,
        **{f"{severity}s": number for severity, number in report.to_mend.items()},
    }


def _plan(work: Work) -> Counts:
    counts: Counter[str] = Counter()
    organisations = work.config.organisation
    for number, one in enumerate(organisations, start=1):
        made = plan_organisation(work.config, one, work.environ)
        if not (made.source.complete and made.target.complete):
            raise RuntimeError(f"{one.name}: {made.source.reasons} {made.target.reasons}")
        counts.update(planned=1, sites=made.source.items, items=made.target.items)
        counts.update(changes=len(made.changes), skipped=len(made.skipped))
        work.tell(Step("planning", number, len(organisations), number == len(organisations)))
    return counts


STAGES: Final[Mapping[str, Stage]] = {
    "read Lipas": _read_lipas,
    "read PTV": _read_ptv,
    "read events": _read_events,
    "locate": _locate,
    "classify": _classify,
    "find doubles": _doubles,
    "check by all rules": _gaps,
    "plan": _plan,
}


def main() -> None:
    """Do all stages."""
    config = load_config(Path(sys.argv[1]), environ=os.environ)
    open_boundaries(config)  # fetched once a year, and kept
    for name, stage in STAGES.items():
        with open_store(config) as store:
            _say(_measured(Work(config, store, os.environ, name), stage))


def _measured(work: Work, stage: Stage) -> dict[str, object]:
    _forget_peak()
    cpu, began = _cpu_s(), time.perf_counter()
    counts = stage(work)
    return {
        "stage": work.stage,
        "cpu_s": round(_cpu_s() - cpu, 2),
        "wall_s": round(time.perf_counter() - began, 2),
        "peak_mb": round(peak_mb(), 1),
        "counts": dict(counts),
    }


def _cpu_s() -> float:
    """Processor seconds of this process with all its threads, and of its children that ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _forget_peak() -> None:
    """Let the peak be that of the next stage; where that cannot be, it is that of all so far."""
    if _REFERENCES.exists():
        _REFERENCES.write_text("5")


def _today() -> date:
    return day_in_finland(utc_now())


def _say(line: Mapping[str, object]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
