"""What people decided, looked up for pairs of events."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Final, TypeAlias

from hytedata.links.events.comparing import same_start, start_in_words
from hytedata.links.events.findings import Finding, merging, told_if
from hytedata.links.events.things import EventThing
from hytedata.models.event_decision import EventDecision

Named: TypeAlias = tuple[str, str]
"""A calendar and the id of an event or a series there."""

_BEFORE_ALL: Final = datetime(1, 1, 1, tzinfo=UTC)


class Decided:
    """The decisions that hold: of several about the same two, the latest.

    Of one that names two occurrences and one that names their series, the former holds.
    """

    def __init__(self, decisions: Iterable[EventDecision]) -> None:
        self._all: dict[tuple[Named, Named], EventDecision] = {}
        # Of two of the same moment, the one that keeps apart: it can be mended without loss.
        for one in sorted(decisions, key=_by_time):
            left, right = (one.left.source, one.left.id), (one.right.source, one.right.id)
            self._all[min(left, right), max(left, right)] = one

    def __bool__(self) -> bool:
        return bool(self._all)

    def about(self, one: EventThing, other: EventThing) -> EventDecision | None:
        """Return what was decided about two events; what names them nearest counts."""
        for ours in _named(one):
            for theirs in _named(other):
                found = self._all.get((min(ours, theirs), max(ours, theirs)))
                if found is not None:
                    return found
        return None

    def keeps_apart(self, one: EventThing, other: EventThing) -> bool:
        """Whether somebody said that the two are not one."""
        found = self.about(one, other) if self._all else None
        return found is not None and found.decision == "different"

    def joins(self, things: Sequence[EventThing]) -> Iterator[tuple[int, int, Finding]]:
        """Yield positions of two that were said to be one, and what was said."""
        by_name = self._present(things)
        latest_first = sorted(self._all.items(), key=lambda it: _by_time(it[1]), reverse=True)
        for rank, ((left, right), decision) in enumerate(latest_first):
            if decision.decision == "same":
                for one, other in _paired(by_name.get(left, []), by_name.get(right, []), things):
                    if one != other and self.about(things[one], things[other]) is decision:
                        yield one, other, _said(decision, rank, things[one], things[other])

    def idle(self, things: Sequence[EventThing]) -> int:
        """Count the decisions that name something that is not among *things*."""
        there = self._present(things)
        return sum(not (left in there and right in there) for left, right in self._all)

    def _present(self, things: Sequence[EventThing]) -> dict[Named, list[int]]:
        wanted = {name for pair in self._all for name in pair}
        found: dict[Named, list[int]] = defaultdict(list)
        for position, thing in enumerate(things) if wanted else ():
            for name in _named(thing):
                if name in wanted:
                    found[name].append(position)
        return found


def _named(thing: EventThing) -> list[Named]:
    names = [(thing.source, thing.id)]
    return [*names, (thing.source, thing.series_id)] if thing.series_id else names


def _by_time(decision: EventDecision) -> tuple[datetime, bool, str]:
    return decision.decided_at or _BEFORE_ALL, decision.decision == "different", decision.who


def _paired(
    left: Sequence[int], right: Sequence[int], things: Sequence[EventThing]
) -> Iterator[tuple[int, int]]:
    """Yield which of the left are which of the right.

    Two single events are one whenever they begin. Of series, occurrences with the same start
    are, and besides the only ones that a day has on both sides: one may state but the day, or
    have been moved.
    """
    if len(left) == len(right) == 1 and not any(things[it].series_id for it in (*left, *right)):
        yield left[0], right[0]
        return
    ours, theirs = _by_day(left, things), _by_day(right, things)
    for day in ours.keys() & theirs.keys():
        pairs = [(one, other) for one in ours[day] for other in theirs[day]]
        yield from (
            (one, other)
            for one, other in pairs
            if len(pairs) == 1 or things[one].minute == things[other].minute
        )


def _by_day(positions: Sequence[int], things: Sequence[EventThing]) -> dict[int, list[int]]:
    days: dict[int, list[int]] = defaultdict(list)
    for position in positions:
        day = things[position].day
        if day is not None:
            days[day].append(position)
    return days


def _said(decision: EventDecision, rank: int, one: EventThing, other: EventThing) -> Finding:
    when = f" on {decision.decided_at:%Y-%m-%d}" if decision.decided_at else ""
    start = start_in_words(one, other) if same_start(one, other) else ""
    return merging(
        0, float(rank), (f"{decision.who} said{when} that they are one", *told_if(start))
    )
