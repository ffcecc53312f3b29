"""What matching events gives: groups that are one event, and pairs for a person."""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from hytedata.models.common import SourceRef

Tier: TypeAlias = Literal[0, 1, 2, 3, 4]
"""What two events are held together by.

0: a person said that they are one. 1: it is the same record of the same calendar, which is one
from the beginning and never told. 2: an id or an address that both know. 3: name, start and
place. 4: names alike on one day in one municipality, which is for a person to decide.
"""

MERGED: Final = 0.95
"""The score from which on two events are one without a person's word; tier 3 has it."""

SCORES: Final[dict[Tier, float]] = {0: 1.0, 1: 1.0, 2: 0.99, 3: MERGED}
"""The score of each tier that merges."""

NEARLY: Final = 0.94
"""The score of a pair that would have been merged, had nothing spoken against it."""


@dataclass(frozen=True, slots=True)
class EventJoin:
    """Why two events of a group are one.

    Attributes:
        score: 0–1, not below `MERGED`.
        evidence: What they agree in, a sentence each.
    """

    left: SourceRef
    right: SourceRef
    tier: Tier
    score: float
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventGroup:
    """Records that are one event.

    Attributes:
        members: By calendar and id.
        joins: What holds them together, the surest first: one fewer than there are members.
    """

    members: tuple[SourceRef, ...]
    joins: tuple[EventJoin, ...]

    @property
    def tier(self) -> Tier:
        """The weakest tier that it took."""
        return max(join.tier for join in self.joins)

    @property
    def score(self) -> float:
        """The lowest score that it took."""
        return min(join.score for join in self.joins)


@dataclass(frozen=True, slots=True)
class PossiblePair:
    """Two events that may be one, which is for a person to decide.

    Attributes:
        left: The record; by calendar and id the smaller one.
        right: The other.
        left_decided_by: What a decision about *left* should name: its series, or itself.
        right_decided_by: The same of *right*.
        score: 0–1, below `MERGED`.
        evidence: What they agree in, and what kept them apart, a sentence each.
        times: How many pairs of occurrences of the same two this one stands for.
    """

    left: SourceRef
    right: SourceRef
    left_decided_by: SourceRef
    right_decided_by: SourceRef
    score: float
    evidence: tuple[str, ...] = ()
    times: int = 1


@dataclass(frozen=True, slots=True)
class EventMatching:
    """What events of several calendars have in common.

    Attributes:
        groups: Each with two members or more, by their first; what is in none is alone.
        possible: By score, the best first, then by ids.
        compared: How many pairs were looked at.
        crowded: How many keys were shared by too many to compare all of them: where there are
            some, a pair that shares nothing finer was not looked at.
        idle_decisions: How many decisions named something that is not there. They are passed
            over, and hold again as soon as it is.
    """

    groups: tuple[EventGroup, ...]
    possible: tuple[PossiblePair, ...]
    compared: int
    crowded: int = 0
    idle_decisions: int = 0
