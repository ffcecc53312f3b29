"""The section of `docs/performance.md` on the one long run, that of `make bench-nation`."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from benchmarks.compared import number

STORED: Final = Path(__file__).parent / "nation.json"

_WHAT: Final = (
    "`make bench-nation` reads a country from simulated upstreams, locates and classifies what it "
    "read, runs all rules, and plans its organisations, one after the other in one process of "
    "hytedata. The upstreams are processes of their own and are not counted. Each stage must have "
    "looked at all that was offered, or the run fails."
)

_WHY: Final = (
    "It is a first day: the rules look at every record, and no plan knows that anything is in "
    "step. These two take most of the time, spread over decoding, rules and the store without a "
    "hot spot. A second day costs a fraction: see a run of the rules, and plans, after one record "
    "in a hundred has changed, above."
)


def stored_nation(file: Path = STORED) -> dict[str, Any] | None:
    """Read the run that is stored, if there is one."""
    if not file.exists():
        return None
    told: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return told


def nation_section(told: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of the section."""
    offered = {kind: number(count) for kind, count in told["offered"].items()}
    total, target = told["total"], told["target"]
    yield "## A whole nation in one run"
    yield ""
    yield _WHAT
    yield ""
    yield f"Offered: {', '.join(f'{count} × `{kind}`' for kind, count in offered.items())}."
    yield ""
    yield "| Stage | CPU s | Wall s | Peak MB | Counted |"
    yield "|---|--:|--:|--:|---|"
    for stage in told["stages"]:
        counts = ", ".join(f"{key} {number(count)}" for key, count in stage["counts"].items())
        yield f"| {stage['stage']} | {_amounts(stage)} | {counts} |"
    yield f"| **Together** | {_amounts(total)} | store of {number(told['store_mb'])} MB |"
    yield f"| Target | ≤ {number(target['cpu_s'])} | | ≤ {number(target['peak_mb'])} | |"
    yield ""
    yield _verdict(total, target)
    yield ""
    machine = told["machine"]
    share = "" if told["share"] == 1 else f"; a share of {told['share']:g} of the country"
    yield (
        f"Measured {told['measured_at'][:10]} on {machine['cpu']}, {machine['cores']} cores, "
        f"Python {machine['python']}; load before {told['load_before']}{share}."
    )


def _amounts(one: Mapping[str, float]) -> str:
    return " | ".join(number(one[key]) for key in ("cpu_s", "wall_s", "peak_mb"))


def _verdict(total: Mapping[str, float], target: Mapping[str, float]) -> str:
    over = {
        name: total[key] / target[key] - 1
        for name, key in (("processor time", "cpu_s"), ("memory", "peak_mb"))
    }
    missed = [f"{name} by {100 * share:.0f} %" for name, share in over.items() if share > 0]
    return f"Missed: {', '.join(missed)}. {_WHY}" if missed else "Both targets are met."
