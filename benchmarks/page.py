"""Write `docs/performance.md` from the stored run: `python -m benchmarks.page`.

`--check` writes nothing and fails where the page is not what the stored numbers give.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from benchmarks.compared import amounts_of, number, result_of, target_of, verdict_of
from benchmarks.explained import Explained, explanations
from benchmarks.measured import STORED, Measured, Run
from benchmarks.page_nation import nation_section, stored_nation
from benchmarks.table import in_order

PAGE: Final = Path(__file__).resolve().parents[1] / "docs" / "performance.md"

_HEAD: Final = """\
# Performance

Made from `benchmarks/results.json` by `python -m benchmarks.page`.

`make bench` measures every number of this page in one run, each benchmark in a process of its own,
and prints them beside the stored run. A target with `×` is a ratio of two measurements on the same
machine, taken in turns: ours, and another way of doing the same. So it says something on other
machines too. A target with a unit is a stated amount, on the machine below. Memory is the peak of a
whole process. Where times are compared, the fastest of several rounds counts on both sides.
"""

_FOOT: Final = """\
## Measure it yourself

`make bench` ends with a table and writes its numbers to `build/bench.json`. Its last column is the
change since the stored run: a ratio that grew by more than a fifth is told as `REGRESSED`. One
benchmark that breaks, or lacks what it needs, is told in its row and stops no other.

| Command | What it does |
|---|---|
| `python -m benchmarks.run --only ptv` | only benchmarks with that word in their name |
| `python -m benchmarks.run --check` | fails where a target is missed or a benchmark breaks |
| `make bench-store` | measures all, and makes it the stored run and this page |

Close other programs first: the run says so where the machine is busy. Some benchmarks need
PostgreSQL's server programs, Chromium, or the borders of municipalities beside the checkout;
without these they are told as not measured.
"""


def performance_page(
    run: Run | None, known: dict[str, Explained], nation: dict[str, Any] | None = None
) -> str:
    """Return the page's text; *nation* is the one long run, where it was made."""
    parts = [_HEAD]
    if run is None:
        parts.append("No run is stored yet: `make bench-store` makes one.\n")
    else:
        parts += [_lines(_machine(run)), _lines(_met(run))]
        parts += [_lines(area) for area in _areas(run, known)]
    if nation is not None:
        parts.append(_lines(nation_section(nation)))
    return "\n".join([*parts, _FOOT])


def _machine(run: Run) -> Iterator[str]:
    told = run.machine
    yield "## The machine"
    yield ""
    yield "| | |"
    yield "|---|---|"
    yield f"| Processor | {told['cpu']}, {told['cores']} cores |"
    yield f"| Memory | {told['ram_gb']} GB |"
    yield f"| System | {told['system']}, Python {told['python']} |"
    versions = (f"{name} {version}" for name, version in told["libraries"].items())
    yield f"| Libraries | {', '.join(versions)} |"
    took = f"{run.seconds / 60:.0f} minutes for all benchmarks"
    yield f"| Measured | {run.measured_at[:10]}, {took}; load of the machine before: {run.load} |"


def _met(run: Run) -> Iterator[str]:
    aimed = [result for _, result in run.results() if result.target is not None]
    missed = [one for one in aimed if not one.ok]
    yield "## In short"
    yield ""
    yield f"{len(aimed) - len(missed)} of {len(aimed)} targets are met."
    for one in missed:
        over = verdict_of(one).removeprefix("MISSED ")
        yield f"- Missed {over}: {one.name}, {result_of(one)} of {target_of(one)}."


def _areas(run: Run, known: dict[str, Explained]) -> Iterator[Iterator[str]]:
    told = in_order(run, known)
    for area in dict.fromkeys(words.area for _, words in told):
        yield _area(area, [pair for pair in told if pair[1].area == area])


def _area(area: str, told: Sequence[tuple[Measured, Explained]]) -> Iterator[str]:
    yield f"## {area}"
    yield ""
    results = [result for one, _ in told for result in one.results]
    if results:
        yield "| Measured | Target | Result | Ours of theirs | |"
        yield "|---|--:|--:|--:|---|"
        for result in results:
            cells = (result.name, target_of(result), result_of(result), amounts_of(result))
            yield f"| {' | '.join(cells)} | {verdict_of(result)} |"
        yield ""
    for one, words in told:
        yield f"- {_head(one, words)} {words.text}{_trouble(one, words)}"


def _head(one: Measured, words: Explained) -> str:
    """The names that the words are on, and whose target it is."""
    names = [result.name for result in one.results] or [one.benchmark]
    prefix, _, first = names[0].rpartition(": ")
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    whose = f"issue {words.issue}" if words.issue else "our own target"
    return f"**{prefix + ': ' if prefix else ''}{first}**{more} ({whose})."


def _trouble(one: Measured, words: Explained) -> str:
    if one.came != "measured":
        return f" *Not measured: {one.reason}.*"
    over = [100 * result.missed_by for result in one.results if not result.ok]
    if not over:
        return ""
    why = words.missed or "Why is not known yet."
    return f" *Missed by {number(max(over))} %:* {why}"


def _lines(lines: Iterator[str]) -> str:
    return "\n".join(lines) + "\n"


def made() -> str:
    """Return the page that the stored numbers give."""
    return performance_page(Run.read(STORED), explanations(), stored_nation())


def write() -> None:
    """Write the page."""
    PAGE.write_text(made(), encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write or check the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.page", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, fail on a difference")
    if not parser.parse_args(arguments).check:
        write()
        return 0
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == made():
        return 0
    sys.stderr.write(f"{PAGE.name} is out of date; run python -m benchmarks.page\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
