"""The long run of a whole country, in small: it works from end to end, and its counts agree."""

from io import StringIO

import pytest
from rich.console import Console

from benchmarks.nation import check, document, run, table
from benchmarks.nation_work import STAGES

OFFERED = {"service": 2, "service-channel": 3, "organisation": 1, "sports-site": 4, "event": 5}


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_hundredth_of_the_nation_is_read_checked_and_planned_whole() -> None:
    # `run` compares what each stage counted with what the upstreams offered.
    told = document(run(0.01, Console(file=StringIO())))

    shown = StringIO()
    Console(file=shown, width=200).print(table(told))
    offered = told["offered"]
    assert [one["stage"] for one in told["stages"]] == list(STAGES)
    assert (offered["sports-site"], offered["event"]) == (570, 1000)
    assert sum(n for kind, n in offered.items() if kind in _ITEMS) == 1000
    assert all(one["cpu_s"] > 0 and one["peak_mb"] > 50 for one in told["stages"])
    assert all(name in shown.getvalue() for name in STAGES)


def test_a_stage_that_passes_something_over_is_found_out() -> None:
    stages = [{"stage": "read", "counts": {**OFFERED, "rejected": 0, "planned": 1}}]
    derived = {"located": 13, "classified": 12, "compared": 5, "checked": 15}
    stages.append({"stage": "rest", "counts": derived})
    check(stages, OFFERED, 1)

    stages.append({"stage": "again", "counts": {"checked": 14}})

    with pytest.raises(RuntimeError, match=r"checked': \(15, 14\)"):
        check(stages, OFFERED, 1)


_ITEMS = frozenset(
    {"service", "service-channel", "organisation", "general-description", "service-collection"}
)
