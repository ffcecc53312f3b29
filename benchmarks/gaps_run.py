"""One run of the rules over a store, in a process of its own.

python -m benchmarks.gaps_run STORE
python -m benchmarks.gaps_run STORE --fill COUNT [--changed SHARE]

The first runs the rules and prints processor seconds and memory as JSON; the second puts invented
records into the store.
"""

import argparse
import json
import time
from collections import defaultdict
from datetime import UTC, date, datetime

from benchmarks.gaps_made import records
from benchmarks.memory import peak_mb
from hytedata.config import Calendar
from hytedata.models.common import Completeness
from hytedata.models.event import Event
from hytedata.models.sports_site import SportsSite
from hytedata.quality.rule_set import RuleSet
from hytedata.runs.entries import entry_of_record, entry_of_site
from hytedata.runs.events.entries import entry_of_event
from hytedata.runs.gaps.knowledge import StoreKnowledge
from hytedata.runs.gaps.run import run_gaps
from hytedata.store import Catalogue
from hytedata.store.catalogue import Entry

DAY = date(2026, 11, 2)
_CALENDAR = Calendar(name="kainuu", kind="linked-events", url="https://kalenteri.test/v1")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store")
    parser.add_argument("--fill", type=int, default=0)
    parser.add_argument("--changed", type=float, default=0.0)
    options = parser.parse_args()
    url = f"sqlite:///{options.store}"
    with Catalogue.open(url, now=lambda: datetime.now(UTC), create=True) as catalogue:
        if options.fill:
            fill(catalogue, options.fill, options.changed)
            return
        began = time.process_time()
        report = run_gaps(
            catalogue, DAY, rules=RuleSet.packaged(), knowledge=StoreKnowledge(catalogue)
        )
        seconds = time.process_time() - began
    told = {"s": seconds, "mb": peak_mb(), "looked_at": report.looked_at}
    print(json.dumps(told | {"to_mend": dict(report.to_mend)}))


def fill(catalogue: Catalogue, count: int, changed: float) -> None:
    """Put invented records in, kind by kind; *changed* is the share whose text is another."""
    by_kind: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for one in records(count, changed):
        by_kind[one.ref.source, one.ref.kind].append(_entry(one))
    for (source, kind), entries in by_kind.items():
        with catalogue.reading(source, kind, "all") as reading:
            for entry in entries:
                reading.put(entry)
            reading.finish(Completeness(complete=True, items=len(entries)))


def _entry(record: object) -> Entry:
    if isinstance(record, Event):
        return entry_of_event(record, _CALENDAR)
    if isinstance(record, SportsSite):
        return entry_of_site(record)
    return entry_of_record(record)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
