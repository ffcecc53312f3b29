"""From what a run found to rows of findings, and back."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

import msgspec
from sqlalchemy import Row, Select, select

from hytedata.models.common import Position, SourceRef
from hytedata.models.finding import Finding, FindingState, Problem, Severity, finding_id
from hytedata.store.part import Row as Values
from hytedata.store.quality_tables import finding, rule_check

SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "info")
"""The gravest first; a row has the place in this list."""


@dataclass(frozen=True, slots=True)
class Found:
    """A problem of a record, with whatever is kept beside it.

    Attributes:
        by_record: Whether a rule of single records found it.
        owner: Who is to mend it.
    """

    rule: str
    severity: Severity
    ref: SourceRef
    problem: Problem
    by_record: bool
    names: Mapping[str, str]
    municipality: str | None = None
    county: str | None = None
    owner: str | None = None
    position: Position | None = None
    link: str = ""

    @property
    def id(self) -> str:
        """The finding's identity."""
        return finding_id(self.rule, self.ref, self.problem)


class Known(NamedTuple):
    """What is known of a finding before a run looks again."""

    rule: str
    field: str
    ref: tuple[str, str, str]
    state: FindingState
    digest: str
    first_seen: datetime


class Change(NamedTuple):
    """What becomes of a finding in a run.

    Attributes:
        found: How it is now; None where only its state changes.
        first_seen: Aware.
        last_seen: Aware; None while it is there.
    """

    id: str
    state: FindingState
    found: Values | None
    first_seen: datetime
    last_seen: datetime | None


def content_of(found: Found) -> Values:
    """Return the columns that say what was found, with their digest."""
    problem = found.problem
    position = problem.position or found.position
    values: dict[str, object] = {
        "rule": found.rule,
        "severity": SEVERITIES.index(found.severity),
        "source": found.ref.source,
        "kind": found.ref.kind,
        "item": found.ref.id,
        "field": problem.field,
        "value": problem.value,
        "params": dict(problem.params),
        "about": [[one.source, one.kind, one.id] for one in problem.about],
        "names": dict(found.names),
        "municipality": found.municipality,
        "county": found.county,
        "owner": found.owner,
        "east": position.east if position else None,
        "north": position.north if position else None,
        "link": found.link,
        "by_record": found.by_record,
    }
    told = msgspec.json.encode(values, order="deterministic")
    return {**values, "digest": hashlib.blake2b(told, digest_size=8).hexdigest()}


def with_last_seen() -> Select[tuple[object, ...]]:
    """Return the query of findings, with when their rule last looked."""
    joined = finding.outerjoin(rule_check, rule_check.c.rule == finding.c.rule)
    return select(finding, rule_check.c.checked_at, rule_check.c.doubtful).select_from(joined)


def finding_of(row: Row[tuple[object, ...]]) -> Finding:
    """Return the finding of a row of `with_last_seen`."""
    return Finding(
        id=row.id,
        rule=row.rule,
        severity=SEVERITIES[row.severity],
        source=row.source,
        kind=row.kind,
        item_id=row.item,
        field=row.field,
        value=row.value,
        params=row.params,
        about=tuple(SourceRef(source=one, kind=kind, id=key) for one, kind, key in row.about),
        names=row.names,
        municipality=row.municipality,
        county=row.county,
        owner=row.owner,
        position=None if row.east is None else Position(east=row.east, north=row.north),
        link=row.link,
        state=row.state,
        first_seen=row.first_seen,
        last_seen=row.last_seen or max(row.checked_at or row.first_seen, row.first_seen),
    )


def known() -> Select[tuple[object, ...]]:
    """Return the query of what is known of findings, without what they say."""
    table = finding.c
    ref = (table.source, table.kind, table.item)
    return select(
        table.id, table.rule, table.field, *ref, table.state, table.digest, table.first_seen
    )


def known_of(row: Row[tuple[object, ...]]) -> Known:
    """Return what is known of a finding by its row of `known`."""
    ref = (row.source, row.kind, row.item)
    return Known(row.rule, row.field, ref, row.state, row.digest, row.first_seen)
