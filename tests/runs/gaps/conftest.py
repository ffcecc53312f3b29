"""A store of events whose rules are run, on a clock that can be moved."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

import pytest

from hytedata.config import Calendar
from hytedata.models.common import Completeness, Rejection
from hytedata.models.event import Event
from hytedata.models.finding import Finding, FindingState
from hytedata.quality.cross_knowledge import CrossKnowledge
from hytedata.quality.registry import packaged_rules
from hytedata.quality.rule import Rule
from hytedata.quality.rule_set import RuleSet
from hytedata.runs.events.entries import entry_of_event
from hytedata.runs.gaps.report import GapsReport
from hytedata.runs.gaps.run import GapsOptions, run_gaps
from hytedata.store import Store
from hytedata.store.catalogue import Catalogue
from tests.runs.read_fakes import Clock

MACHINERY = tuple(one for one in packaged_rules() if one.family == "machinery")


@dataclass
class Gaps:
    """The store, and whatever is done with it."""

    store: Store
    clock: Clock
    held: dict[str, Event] = field(default_factory=dict)

    @property
    def catalogue(self) -> Catalogue:
        return self.store.catalogue

    def read(
        self,
        *events: Event,
        gone: Sequence[str] = (),
        rejected: Iterable[Rejection] = (),
        complete: bool = True,
    ) -> None:
        self.held |= {one.id: one for one in events}
        for key in gone:
            del self.held[key]
        self.clock.advance(seconds=1)
        calendar = Calendar(name="kunta", kind="linked-events", url="https://kunta.test/v1")
        verdict = Completeness(
            complete=complete, items=len(self.held), reasons=() if complete else ("page 2 is lost",)
        )
        with self.catalogue.reading("kunta", "event", "all") as reading:
            told = list(rejected)
            for one in self.held.values():
                if one.id not in {it.ref.id for it in told}:
                    reading.put(entry_of_event(one, calendar))
            reading.reject(told)
            reading.gone(gone)
            reading.finish(verdict)

    def run(
        self,
        *rules: Rule,
        knowledge: CrossKnowledge | None = None,
        options: GapsOptions | None = None,
    ) -> GapsReport:
        self.clock.advance(seconds=1)
        today = self.clock.time.astimezone(ZoneInfo("Europe/Helsinki")).date()
        every = RuleSet((*rules, *MACHINERY))
        return run_gaps(self.catalogue, today, rules=every, knowledge=knowledge, options=options)

    def states(self) -> dict[str, FindingState]:
        return {one.item_id: one.state for one in self.all()}

    def all(self) -> list[Finding]:
        every: tuple[FindingState, ...] = (
            *("new", "open", "reopened", "fixed", "waived", "gone", "unchecked"),
        )
        return list(self.catalogue.findings.all(states=every))


@pytest.fixture
def gaps() -> Iterator[Gaps]:
    clock = Clock()
    with Store.open("sqlite://", now=clock) as store:
        yield Gaps(store, clock)
