"""The families of cross rules, and running one of their rules."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from hytedata.models.common import SourceRef
from hytedata.models.finding import Problem
from hytedata.quality.facts import World, example_findings
from hytedata.quality.rule import Rule, Setting
from hytedata.quality.rules import (
    cross_doubles,
    cross_drift,
    cross_events,
    cross_places,
    cross_services,
)
from tests.quality.planted_records import TODAY

RULES: Final[Mapping[str, Rule]] = {
    rule.code: rule
    for family in (cross_services, cross_doubles, cross_places, cross_drift, cross_events)
    for rule in family.RULES
}


def found_in(code: str, **example: Any) -> list[tuple[SourceRef, Problem]]:
    """What a rule finds in an example made of keywords."""
    return example_findings(RULES[code], example)


def ids_in(code: str, **example: Any) -> list[str]:
    """Ids of the records that a rule finds something in."""
    return sorted(ref.id for ref, _ in found_in(code, **example))


def findings(rule: Rule, world: World) -> Iterator[tuple[SourceRef, Problem]]:
    """What a rule finds in a world on the county's day."""
    yield from rule.check(world, Setting(TODAY, rule.parameters))  # type: ignore[arg-type, misc]
