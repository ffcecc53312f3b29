"""Which findings a reader asks for, as conditions on their table."""

from collections.abc import Collection
from datetime import datetime
from typing import Final, TypedDict

from sqlalchemy import ColumnElement, ScalarSelect, select

from hytedata.errors import InputError
from hytedata.models.finding import FindingState, Severity
from hytedata.store.finding_rows import SEVERITIES
from hytedata.store.quality_tables import check_run, finding, rule_check

TOLD: Final[tuple[FindingState, ...]] = ("new", "open", "reopened")
"""States of what is to be mended."""


class FindingFilter(TypedDict, total=False):
    """Which findings are asked for; all that is given must hold.

    Attributes:
        rules: Only of these rules, by code.
        severity: Only so grave, or graver.
        source: Only of records of this register or calendar.
        owner: Only what this owner is to mend.
        municipalities: Only in one of these, three-digit codes.
        county: Only in this wellbeing services county, two digits.
        states: Only in these; by default what is to be mended: `new`, `open`, `reopened`.
        since: Only what was first seen then or later; aware.
        run: Only what changed its state in this run, as what it found to be mended.
        include_doubtful: Also of rules whose count jumped; by default so. Owners are not told
            these.
    """

    rules: Collection[str] | None
    severity: Severity | None
    source: str | None
    owner: str | None
    municipalities: Collection[str] | None
    county: str | None
    states: Collection[FindingState] | None
    since: datetime | None
    run: int | None
    include_doubtful: bool


def latest_whole_runs(most: int) -> ScalarSelect[int]:
    """Return the numbers of the latest runs that ended and were over all rules, as a subquery."""
    run = check_run.c
    whole = select(run.id).where(run.ended_at.is_not(None), run.only.is_(None))
    return whole.order_by(run.id.desc()).limit(most).scalar_subquery()


def conditions(wanted: FindingFilter) -> tuple[ColumnElement[bool], ...]:
    """Return them, on `finding` joined with `rule_check`.

    Raises:
        InputError: An unknown severity.
    """
    table = finding.c
    states = wanted.get("states")
    found: list[ColumnElement[bool]] = [table.state.in_(sorted(TOLD if states is None else states))]
    for name, column in (("rules", table.rule), ("municipalities", table.municipality)):
        values = wanted.get(name)
        if values is not None:
            found.append(column.in_(sorted(_texts(values))))
    for name, column in (
        ("source", table.source),
        ("owner", table.owner),
        ("county", table.county),
        ("run", table.run),
    ):
        value = wanted.get(name)
        if value is not None:
            found.append(column == value)
    if (since := wanted.get("since")) is not None:
        found.append(table.first_seen >= since)
    if (severity := wanted.get("severity")) is not None:
        if severity not in SEVERITIES:
            raise InputError(f"severity: {severity!r} is none of {', '.join(SEVERITIES)}")
        found.append(table.severity <= SEVERITIES.index(severity))
    if not wanted.get("include_doubtful", True):
        found.append(rule_check.c.doubtful.isnot(True))
    return tuple(found)


def _texts(values: object) -> Collection[str]:
    if isinstance(values, str) or not isinstance(values, Collection):
        raise InputError(f"{values!r}: give a list of codes")
    return [str(one) for one in values]
