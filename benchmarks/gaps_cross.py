"""Cross rules over a county of 100 000 records: memory, and time beside matching alone.

The baseline is what no rule can do without: reading the facts, and `scored_pairs` over the sites
and locations of each municipality. What is above it are the passes of all rules.
"""

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator

from benchmarks.memory import peak_mb
from benchmarks.result import Result
from benchmarks.timing import fastest
from hytedata.links import POSSIBLE
from hytedata.links.matching import scored_pairs
from hytedata.quality.facts import FactsKnowledge, World, facts_of, kept_facts
from hytedata.quality.facts.alike import thing_of
from tests.quality.cross.families import RULES, findings
from tests.quality.planted import County, county

RECORDS, MOST_MB, TARGET, ROUNDS = 100_000, 400.0, 1.75, 2


def bench_cross_rules() -> list[Result]:
    """All cross rules over a county whose places were typed by hand: nothing is linked."""
    made = county(RECORDS, times=20, typed=True)
    kept = [kept_facts(facts) for one in made.records if (facts := facts_of(one)) is not None]
    knowledge = FactsKnowledge(made.beside)
    ours, bare = fastest(
        lambda: _all(knowledge.world((one, None) for one in kept)),
        lambda: _bare(knowledge.world((one, None) for one in kept)),
        rounds=ROUNDS,
    )
    peak = _peak(kept)
    return [
        Result(
            "gaps: cross rules over 100 000 records",
            ours,
            bare,
            TARGET,
            note=f"facts read and places matched alone; {len(RULES)} rules",
        ),
        Result.at_most(
            "gaps: cross rules over 100 000 records, memory",
            peak,
            MOST_MB,
            "MB",
            f"{sum(map(len, kept)) / len(kept):.0f} bytes a record",
        ),
    ]


def _all(world: World) -> int:
    return sum(1 for rule in RULES.values() for _ in findings(rule, world))


def _bare(world: World) -> int:
    """What cannot be done without: the world, and places of each municipality matched."""
    return sum(1 for _ in _matched(world))


def _matched(world: World) -> Iterator[object]:
    for code in sorted(world.sites_in.keys() & world.locations_in.keys()):
        sites, locations = (
            map(thing_of, some[code]) for some in (world.sites_in, world.locations_in)
        )
        yield from scored_pairs(sites, locations, at_least=POSSIBLE)


def _peak(kept: list[str]) -> float:
    """Peak of a process that reads facts from its input and runs all rules."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.gaps_cross"],
        input="\n".join(kept),
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout.split()[0])


def _child() -> None:
    began = time.perf_counter()
    told = County((), county(100, times=0).beside)
    world = FactsKnowledge(told.beside).world((line.rstrip("\n"), None) for line in sys.stdin)
    found = Counter(rule.code for rule in RULES.values() for _ in findings(rule, world))
    sys.stdout.write(f"{peak_mb()} {time.perf_counter() - began} {sum(found.values())}")


if __name__ == "__main__":
    _child()
