"""Events joined step by step, the surest pairs first, and never against what speaks for two."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from hytedata.links.events.candidates import Pair
from hytedata.links.events.comparing import contradiction, same_start
from hytedata.links.events.decided import Decided
from hytedata.links.events.findings import Finding
from hytedata.links.events.groups import NEARLY
from hytedata.links.events.things import EventThing

_BY_WORD, _BY_IDS = 0, 2


class Clusters:
    """Which events are one, by the findings about pairs.

    A chain of pairs must not hold together what would not be held to be one by itself: every two
    members are looked at before two clusters become one.

    Args:
        things: All events.
        findings: By pair of positions, the smaller one first.
        decided: What people decided.

    Attributes:
        joins: The findings that joined, in the order in which they did.
        refused: Those that would have, each with what kept the two apart.
    """

    def __init__(
        self, things: Sequence[EventThing], findings: Mapping[Pair, Finding], decided: Decided
    ) -> None:
        self._things, self._decided = things, decided
        self._findings = _without_undecided_days(things, findings)
        self._of = list(range(len(things)))
        self._members: dict[int, list[int]] = {}
        self.joins: list[tuple[Pair, Finding]] = []
        self.refused: list[tuple[Pair, Finding]] = []
        for pair, finding in sorted(self._findings.items(), key=self._surest_first):
            self._take(pair, finding)

    def members(self, position: int) -> list[int]:
        """Return all that is one with the event at *position*, itself among them."""
        own = self._of[position]
        return self._members.get(own, [own])

    def same(self, pair: Pair) -> bool:
        """Whether the two are one."""
        return self._of[pair[0]] == self._of[pair[1]]

    def groups(self) -> Iterator[list[int]]:
        """Yield the clusters of two and more, positions ascending."""
        yield from (sorted(members) for members in self._members.values())

    def _surest_first(self, it: tuple[Pair, Finding]) -> tuple[int, bool, float, Pair]:
        (one, other), finding = it
        moved = not same_start(self._things[one], self._things[other])
        return finding.tier, moved, finding.rank, (one, other)

    def _take(self, pair: Pair, finding: Finding) -> None:
        if not finding.joins:
            self.refused.append((pair, finding))
        elif not self.same(pair):
            reason = self._objection(pair, finding)
            if reason is None:
                self._join(*pair)
                self.joins.append((pair, finding))
            else:
                self.refused.append((pair, replace(finding, score=NEARLY, refused=reason)))

    def _objection(self, pair: Pair, finding: Finding) -> str | None:
        """Say what speaks against joining the clusters of a pair; None: nothing does."""
        for ours in self.members(pair[0]):
            for theirs in self.members(pair[1]):
                reason = self._between(min(ours, theirs), max(ours, theirs), pair, finding)
                if reason is not None:
                    return reason
        return None

    def _between(self, one: int, other: int, pair: Pair, finding: Finding) -> str | None:
        ours, theirs = self._things[one], self._things[other]
        if self._decided.keeps_apart(ours, theirs):
            return f"somebody said that {_shown(ours)} and {_shown(theirs)} are two"
        direct = self._findings.get((one, other))
        if (one, other) == pair or finding.tier == _BY_WORD:
            return None
        if direct and direct.joins and direct.tier <= _BY_IDS:
            return None
        told = contradiction(ours, theirs)
        if told:
            return f"{_shown(ours)} and {_shown(theirs)} would be one, and {told}"
        by_itself = direct is not None and direct.joins
        if finding.tier > _BY_IDS and ours.source == theirs.source and not by_itself:
            return f"{_shown(ours)} and {_shown(theirs)} would be one, and are two in one calendar"
        return None

    def _join(self, one: int, other: int) -> None:
        kept, gone = sorted((self._of[one], self._of[other]))
        members = [*self.members(kept), *self.members(gone)]
        self._members.pop(gone, None)
        self._members[kept] = members
        for member in members:
            self._of[member] = kept


def _shown(thing: EventThing) -> str:
    return f"{thing.id} of {thing.source}"


def _without_undecided_days(
    things: Sequence[EventThing], findings: Mapping[Pair, Finding]
) -> dict[Pair, Finding]:
    """Return the findings, refused where a day could be either of two times of that day."""
    minutes: dict[int, set[int]] = defaultdict(set)
    for day, timed, _ in _days_with_times(things, findings.items()):
        minutes[day].add(things[timed].minute or 0)
    kept = dict(findings)
    for day, _, pair in _days_with_times(things, findings.items()):
        if len(minutes[day]) > 1:
            reason = f"{_shown(things[day])} states no time, and the day has several"
            kept[pair] = replace(findings[pair], score=NEARLY, refused=reason)
    return kept


def _days_with_times(
    things: Sequence[EventThing], findings: Iterable[tuple[Pair, Finding]]
) -> Iterator[tuple[int, int, Pair]]:
    """Yield whole days that were found to be something with a time: day, time, pair."""
    for pair, finding in findings:
        if not finding.joins or finding.exact or finding.tier == 0:
            continue
        one, other = pair
        if things[one].minute is None and things[other].minute is not None:
            yield one, other, pair
        elif things[other].minute is None and things[one].minute is not None:
            yield other, one, pair
