"""What became of each cell since an earlier run; what was not read both times is not compared."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from hytedata.models.base import Model
from hytedata.models.classification import ThemeSlug
from hytedata.models.common import MunicipalityCode
from hytedata.quality.coverage.facts import Unit
from hytedata.quality.coverage.values import Cell, Count, Coverage, Empty

_FIELDS: Final[Mapping[Unit, tuple[str, ...]]] = {
    "services": ("services", "county_wide"),
    "places": ("places",),
    "events": ("events", "long_running"),
}


class CellChange(Model):
    """One cell that is not as it was.

    Attributes:
        before, after: Why it had, or has, no service.
        difference: After less before; units that were not read both times are 0.
    """

    theme: ThemeSlug
    municipality: MunicipalityCode
    before: Empty
    after: Empty
    difference: Count


class CoverageChange(Model):
    """What is other than in an earlier run.

    Attributes:
        since: Day of the earlier run.
        cells: Those that differ, by theme and municipality.
        filled: Cells that have a service now and had none.
        emptied: Cells that have none now and had one.
        services: Cells' services after less before; a service in two themes counts twice.
        incomparable: Cells of which something was not read in one of the two runs.
        appeared, gone: Municipalities of one run only.
    """

    since: date
    cells: tuple[CellChange, ...] = ()
    filled: int = 0
    emptied: int = 0
    services: int = 0
    incomparable: int = 0
    appeared: tuple[MunicipalityCode, ...] = ()
    gone: tuple[MunicipalityCode, ...] = ()


def changed_since(earlier: Coverage, now: Coverage) -> CoverageChange:
    """Compare two runs of the same county."""
    before = {(one.theme, one.municipality): one for one in earlier.cells}
    pairs = [
        (before[key], one) for one in now.cells if (key := (one.theme, one.municipality)) in before
    ]
    cells = [change for old, new in pairs if (change := _change(old, new))]
    codes, old_codes = ({one.code for one in it.municipalities} for it in (now, earlier))
    read = [(one.before, one.after) for one in cells if "not-read" not in (one.before, one.after)]
    return CoverageChange(
        since=earlier.today,
        cells=tuple(cells),
        filled=sum(bool(old) and not new for old, new in read),
        emptied=sum(not old and bool(new) for old, new in read),
        services=sum(one.difference.services for one in cells),
        incomparable=sum(bool({*old.unread, *new.unread}) for old, new in pairs),
        appeared=tuple(sorted(codes - old_codes)),
        gone=tuple(sorted(old_codes - codes)),
    )


def _change(old: Cell, new: Cell) -> CellChange | None:
    difference = _without(new.count - old.count, (*old.unread, *new.unread))
    if difference == Count() and old.empty == new.empty:
        return None
    return CellChange(
        theme=new.theme,
        municipality=new.municipality,
        before=old.empty,
        after=new.empty,
        difference=difference,
    )


def _without(count: Count, units: Iterable[Unit]) -> Count:
    names = [name for unit in units for name in _FIELDS[unit]]
    return count.model_copy(update=dict.fromkeys(names, 0))
