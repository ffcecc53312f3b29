"""Reports of reads as outcomes."""

from collections.abc import Mapping, Sequence
from typing import Final

from hytedata.runs.read import ReadReport
from hytedata_daemon.jobs.plain import plain
from hytedata_daemon.outcome import Outcome

_SHOWN: Final = 3  # reasons in a detail; the run's verdicts in the store have all


def came_to_nothing(report: ReadReport) -> bool:
    """Whether a read is incomplete and nothing at all came of the register."""
    return not report.complete and not any(_came(report).values())


def reasons_of(report: ReadReport) -> tuple[str, ...]:
    """Return why a read is incomplete, each once."""
    told = (f"{kind.kind}: {reason}" for kind in report.kinds for reason in kind.reasons)
    return tuple(dict.fromkeys(told))


def counts_of(reports: Sequence[ReadReport]) -> Mapping[str, int]:
    """Add up what reads found; what is nothing is left out."""
    total: dict[str, int] = {}
    for report in reports:
        for name, number in {**_came(report), **_missing(report)}.items():
            total[name] = total.get(name, 0) + number
    return {name: number for name, number in total.items() if number}


def outcome_of_read(report: ReadReport, upstream: str) -> Outcome:
    """Return how a read of one register ended."""
    counts = counts_of([report])
    if report.complete:
        return Outcome(state="done", counts=counts)
    reasons = reasons_of(report)
    more = f" (and {len(reasons) - _SHOWN} more)" if len(reasons) > _SHOWN else ""
    detail = plain("; ".join(reasons[:_SHOWN]) + more)
    if came_to_nothing(report):
        return Outcome(
            state="failed", code="source-unavailable", detail=detail, upstreams=(upstream,)
        )
    return Outcome(state="incomplete", code="read-incomplete", detail=detail, counts=counts)


def _came(report: ReadReport) -> Mapping[str, int]:
    names = ("new", "changed", "returned", "unchanged")
    return {name: sum(getattr(one.counts, name) for one in report.kinds) for name in names}


def _missing(report: ReadReport) -> Mapping[str, int]:
    return {
        "absent": sum(one.counts.absent for one in report.kinds),
        "rejected": sum(one.counts.rejected for one in report.kinds),
    }
