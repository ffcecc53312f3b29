"""Rules over records at hand, without a store: what a rule's author asks first."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Protocol, cast

from hytedata.codes import find_municipality
from hytedata.models.clock import day_in_finland, utc_now
from hytedata.models.common import SourceRef
from hytedata.models.event import Event
from hytedata.models.finding import Finding, Problem, finding_id
from hytedata.places.area_filter import stated_municipalities
from hytedata.quality.mending import mending_link
from hytedata.quality.owners import owner_of
from hytedata.quality.rule import Check, Rule, Setting, Subject, Verdict
from hytedata.quality.rule_set import RuleSet


class Record(Protocol):
    """A record of PTV, a `SportsSite` or an `Event`."""

    @property
    def ref(self) -> SourceRef:
        """What it is called by."""
        ...


def findings_in(
    records: Iterable[Record], rules: Iterable[Rule], today: date | None = None
) -> Iterator[Finding]:
    """Yield what *rules* find in each record, one record at a time; nothing is kept.

    `hytedata gaps run` does the same over a store, where it knows more of each record (its
    municipality by all evidence, who answers for a connection), compares it with the last run, and
    goes on where a rule throws. Here its author sees what it raised.

    Args:
        records: Of any kind, mixed.
        rules: Those over all records are passed over.
        today: What rules take for today; None for the day that it is in Finland.
    """
    chosen, day = RuleSet(tuple(rules)), today or day_in_finland(utc_now())
    for record in records:
        subject = _subject(record)
        for rule in chosen.of_kind(subject.ref.source, subject.ref.kind):
            said = cast("Check", rule.check)(subject, Setting(day, rule.parameters))
            for problem in said.problems if isinstance(said, Verdict) else said:
                yield _finding(rule, subject, problem)


def _subject(record: Record) -> Subject:
    municipality = _municipality(record)
    found = find_municipality(municipality) if municipality else None
    return Subject(
        ref=record.ref,
        record=record,
        names=getattr(record, "names", None) or getattr(record, "name", None) or {},
        municipality=municipality,
        county=found.municipality.county.code if found else None,
        owner=owner_of(record, lambda _: None),
    )


def _municipality(record: Record) -> str | None:
    """Return the one municipality that a record states; None where it is none, or several."""
    if isinstance(record, Event):
        stated = {one.municipality for one in record.places if one.municipality}
    else:
        stated = set(stated_municipalities(record))
    return next(iter(stated)) if len(stated) == 1 else None


def _finding(rule: Rule, subject: Subject, problem: Problem) -> Finding:
    ref = subject.ref
    return Finding(
        id=finding_id(rule.code, ref, problem),
        rule=rule.code,
        severity=rule.severity,
        source=ref.source,
        kind=ref.kind,
        item_id=ref.id,
        field=problem.field,
        value=problem.value,
        params=problem.params,
        about=problem.about,
        names=subject.names,
        municipality=subject.municipality,
        county=subject.county,
        owner=subject.owner,
        position=problem.position,
        link=mending_link(ref, subject.record),
    )
