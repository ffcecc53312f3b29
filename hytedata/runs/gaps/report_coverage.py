"""Coverage and readiness, as they were counted, in the shape that reports show."""

from collections import Counter

from hytedata.codes.values import Labels
from hytedata.quality.coverage import Cell, CoverageChange
from hytedata.quality.coverage.facts import Unit
from hytedata.quality.readiness import OwnerReadiness, Profile
from hytedata.quality.report.data import (
    CoverageCell,
    CoverageTable,
    Names,
    ReadinessCount,
    ReadinessSummary,
)
from hytedata.runs.coverage import CoverageReport
from hytedata.runs.gaps.area import ReportArea


def coverage_table(report: CoverageReport, area: ReportArea) -> CoverageTable:
    """Return the cells of an area; nationwide services are in none of them."""
    found, here, before = report.coverage, set(area.municipalities), _Before(report.change)
    cells = {
        (one.theme, one.municipality): _cell(one, before)
        for one in found.cells
        if one.municipality in here
    }
    return CoverageTable(
        themes=tuple(dict.fromkeys(one.theme for one in found.cells)),
        municipalities=tuple(one.code for one in found.municipalities if one.code in here),
        cells=cells,
        nationwide=found.nationwide if found.nationwide_read else {},
        nationwide_read=found.nationwide_read,
    )


def _cell(cell: Cell, before: "_Before") -> CoverageCell:
    count = cell.count
    return CoverageCell(
        services=_number(cell, "services", count.services),
        places=_number(cell, "places", count.places),
        # An exhibition is something to go to, though it is open rather than takes place.
        events=_number(cell, "events", count.events + count.long_running),
        possible=cell.possible.total,
        providers={kind: one.total for kind, one in cell.by_provider.items()},
        before=before.total(cell),
    )


def _number(cell: Cell, unit: Unit, number: int) -> int | None:
    """Return a number; None where nothing was found and not everything was read."""
    return None if unit in cell.unread and not number else number


class _Before:
    """What cells had in the run before."""

    def __init__(self, change: CoverageChange | None) -> None:
        self._appeared = frozenset(change.appeared) if change else None
        cells = change.cells if change else ()
        self._moved = {(one.theme, one.municipality): one for one in cells}

    def total(self, cell: Cell) -> int | None:
        """Return it for one cell; None where nothing is there to compare with."""
        if self._appeared is None or cell.unread or cell.municipality in self._appeared:
            return None
        moved = self._moved.get((cell.theme, cell.municipality))
        if moved is None:
            return cell.count.total
        return None if moved.before == "not-read" else cell.count.total - moved.difference.total


def readiness_summary(
    owners: tuple[OwnerReadiness, ...], profile: Profile
) -> ReadinessSummary | None:
    """Sum up the owners' services, or channels; None where there is none to judge."""
    visible, unknown = sum(one.passes for one in owners), sum(one.unknown for one in owners)
    looked_at = visible + unknown + sum(one.fails for one in owners)
    if not looked_at:
        return None
    return ReadinessSummary(
        profile=names_of(profile.title),
        looked_at=looked_at,
        visible=visible,
        unknown=unknown,
        reasons=tuple(_reasons(owners, profile)),
        limits=names_of(profile.limits),
    )


def _reasons(owners: tuple[OwnerReadiness, ...], profile: Profile) -> list[ReadinessCount]:
    """Return how many fail at each rung first, in the order of the ladder."""
    failing: Counter[str] = Counter()
    for one in owners:
        failing.update(one.failing)
    return [
        ReadinessCount(names_of(rung.title), failing[rung.code])
        for rung in profile.rungs
        if failing[rung.code]
    ]


def names_of(labels: Labels) -> Names:
    """Return labels as names by language."""
    return {one: labels.best(one) for one in ("fi", "sv", "en")}
