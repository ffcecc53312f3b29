"""Match two lists of things: every pair that may be one, with what makes it doubtful."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hytedata.errors import InputError
from hytedata.links.blocking import candidate_pairs
from hytedata.links.pairs import POSSIBLE, STRONG, Conflict, ConflictKind, Match
from hytedata.links.prepared import Prepared, prepared
from hytedata.links.scoring import distance_m, evidence, score
from hytedata.links.things import Thing


@dataclass(frozen=True)
class Matching:
    """What two lists have in common.

    Attributes:
        matches: By score, the best first, then by ids.
        compared: How many pairs were looked at.
        crowded: How many keys were shared by too many things to compare all of them: where there
            are some, a pair that shares nothing else was not looked at.
    """

    matches: tuple[Match, ...]
    compared: int
    crowded: int = 0

    def of_left(self) -> Mapping[str, tuple[Match, ...]]:
        """Matches of each left thing that has some, the best first."""
        return _grouped(self.matches, left=True)

    def of_right(self) -> Mapping[str, tuple[Match, ...]]:
        """Matches of each right thing that has some, the best first."""
        return _grouped(self.matches, left=False)


def match(left: Iterable[Thing], right: Iterable[Thing], *, at_least: float = POSSIBLE) -> Matching:
    """Find all pairs of a left and a right thing that may be one.

    Nothing is assigned: a thing may have several matches, each then tells of the others. The
    result depends on the two sets only, not on their order.

    Args:
        left: Things of one source, each id once.
        right: Things of the other, each id once.
        at_least: Score that a pair needs to be told.

    Raises:
        InputError: An id comes twice in one list.
    """
    ours, theirs = _ready(left, "left"), _ready(right, "right")
    scored = _Scored.of(ours, theirs, at_least)
    conflicts = _Conflicts(scored.pairs, ours, theirs)
    matches = tuple(_match(*pair, conflicts) for pair in scored.pairs)
    return Matching(matches, scored.compared, scored.crowded)


def scored_pairs(
    left: Iterable[Thing], right: Iterable[Thing], *, at_least: float = POSSIBLE
) -> Sequence[tuple[float, str, str]]:
    """Return score and ids of the pairs that `match` finds, in its order, and nothing else.

    Args:
        left: As of `match`, as all that follow.
        right: Things of the other source.
        at_least: Score that a pair needs to be told.

    Raises:
        InputError: An id comes twice in one list.
    """
    scored = _Scored.of(_ready(left, "left"), _ready(right, "right"), at_least)
    return [(value, one.thing.id, other.thing.id) for value, one, other in scored.pairs]


@dataclass(frozen=True)
class _Scored:
    """Pairs that are told, the best first."""

    pairs: Sequence[tuple[float, Prepared, Prepared]]
    compared: int
    crowded: int

    @classmethod
    def of(cls, ours: Sequence[Prepared], theirs: Sequence[Prepared], at_least: float) -> "_Scored":
        candidates, crowded = candidate_pairs(ours, theirs)
        found: list[tuple[float, Prepared, Prepared]] = []
        compared = 0
        for one, others in zip(ours, candidates, strict=True):
            compared += len(others)
            for position in others:
                other = theirs[position]
                value = score(one, other, at_least=at_least)
                if value is not None:
                    found.append((value, one, other))
        found.sort(key=lambda pair: (-pair[0], pair[1].thing.id, pair[2].thing.id))
        return cls(found, compared, len(crowded))


def _ready(things: Iterable[Thing], side: str) -> list[Prepared]:
    ready = sorted(map(prepared, things), key=lambda one: one.thing.id)
    for one, following in pairwise(ready):
        if one.thing.id == following.thing.id:
            raise InputError(f"the {side} list has the id {one.thing.id} twice; ids must be unique")
    return ready


def _match(value: float, one: Prepared, other: Prepared, conflicts: "_Conflicts") -> Match:
    return Match(
        left=one.thing.id,
        right=other.thing.id,
        score=value,
        strength="strong" if value >= STRONG else "possible",
        evidence=evidence(one, other),
        distance_m=distance_m(one, other),
        conflicts=tuple(conflicts.of(one, other)),
    )


class _Conflicts:
    """What else claims the things of a pair."""

    def __init__(
        self,
        found: Sequence[tuple[float, Prepared, Prepared]],
        left: Sequence[Prepared],
        right: Sequence[Prepared],
    ) -> None:
        self._rights: dict[str, list[str]] = defaultdict(list)
        self._lefts: dict[str, list[str]] = defaultdict(list)
        for _, one, other in found:
            self._rights[one.thing.id].append(other.thing.id)
            self._lefts[other.thing.id].append(one.thing.id)
        self._left, self._right = _Namesakes(left), _Namesakes(right)

    def of(self, one: Prepared, other: Prepared) -> Iterable[Conflict]:
        """Conflicts of one pair, those that bear on it most first."""
        left, right = one.thing.id, other.thing.id
        told: tuple[tuple[ConflictKind, tuple[str, ...]], ...] = (
            ("several-right", _without(right, self._rights[left])),
            ("several-left", _without(left, self._lefts[right])),
            ("same-name-left", self._left.of(one)),
            ("same-name-right", self._right.of(other)),
        )
        return (Conflict(kind, others) for kind, others in told if others)


class _Namesakes:
    """Which things of one side have the same name.

    In a city some names are borne by dozens, in hundreds of pairs: what is told of a thing is told
    once, and shared by all its pairs.
    """

    def __init__(self, things: Sequence[Prepared]) -> None:
        self._named = _by_name(things)
        self._told: dict[str, tuple[str, ...]] = {}

    def of(self, thing: Prepared) -> tuple[str, ...]:
        """Ids of the others that are named like *thing*, sorted."""
        own = thing.thing.id
        if own not in self._told:
            alike = (other for name in thing.names for other in self._named[name.joined])
            self._told[own] = _without(own, alike)
        return self._told[own]


def _without(itself: str, claimed: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(claimed) - {itself}))


def _by_name(things: Sequence[Prepared]) -> Mapping[str, list[str]]:
    named: dict[str, list[str]] = defaultdict(list)
    for thing in things:
        for name in thing.names:
            named[name.joined].append(thing.thing.id)
    return named


def _grouped(matches: Iterable[Match], *, left: bool) -> Mapping[str, tuple[Match, ...]]:
    grouped: dict[str, list[Match]] = defaultdict(list)
    for one in matches:
        grouped[one.left if left else one.right].append(one)
    return {thing: tuple(some) for thing, some in grouped.items()}
