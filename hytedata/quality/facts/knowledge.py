"""Facts as a run of checks asks for them: what is kept of a record, and the world of all."""

from collections.abc import Iterable
from dataclasses import dataclass

from hytedata.quality.facts.beside import NOTHING_BESIDE, Beside
from hytedata.quality.facts.making import facts_of
from hytedata.quality.facts.values import FACTS_VERSION, kept_facts, read_facts
from hytedata.quality.facts.world import World


@dataclass(frozen=True)
class FactsKnowledge:
    """Takes facts out of records, and makes a world of all of them and of what is *beside* them."""

    beside: Beside = NOTHING_BESIDE

    @property
    def version(self) -> str:
        """Changes with what is kept of the same record: all are looked at anew then."""
        return str(FACTS_VERSION)

    def kept(self, record: object) -> str | None:
        """Return what is kept of a record, as JSON; None: nothing."""
        facts = facts_of(record)
        return None if facts is None else kept_facts(facts)

    def world(self, items: Iterable[tuple[str, str | None]]) -> World:
        """Return what rules look at.

        Args:
            items: What was kept of each record, and the municipality that it is in by all
                evidence; None: unknown. What another version kept is passed over.
        """
        told = ((read_facts(kept), municipality) for kept, municipality in items)
        return World.of(
            ((facts, municipality) for facts, municipality in told if facts is not None),
            self.beside,
        )
