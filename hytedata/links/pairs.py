"""A pair of things that may be one, how sure that is, and what makes it doubtful."""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from hytedata.links.things import Evidence

STRONG: Final = 0.80
"""From here on a pair is taken for one thing until a person says otherwise.

The same name and the same kind within 400 m reach it where no address speaks against it; so does a
name that tells the same place in other words («Pallokenttä, Lukkarila», «Lukkarilan kenttä»)
within 200 m. Two places of other kinds never do, whatever else they share; nor do two of one kind
at one spot and one address whose names say other things. Labelled pairs in the tests hold it."""

POSSIBLE: Final = 0.60
"""From here on a pair is worth a person's look: one of name, place and kind speaks against it."""

Strength: TypeAlias = Literal["strong", "possible"]

ConflictKind: TypeAlias = Literal[
    "several-right", "several-left", "same-name-left", "same-name-right"
]
"""`several-right`: the left thing may be each of several on the right; `several-left`: the other
way about. `same-name-left`, `same-name-right`: others on that side have the same name."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Why a pair needs a closer look; *others* are ids of the things that it is about, sorted."""

    kind: ConflictKind
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Two things that may be one.

    Attributes:
        left: Id of the one in the left list.
        right: Id of the one in the right list.
        score: 0–1.
        strength: `strong` from `STRONG` on.
        evidence: What the score is made of.
        distance_m: Metres between them, where both have a position.
        conflicts: What else claims one of the two.
    """

    left: str
    right: str
    score: float
    strength: Strength
    evidence: tuple[Evidence, ...]
    distance_m: float | None = None
    conflicts: tuple[Conflict, ...] = ()
