"""Match events of several calendars: which are one, and which may be."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from itertools import groupby
from operator import attrgetter

from hytedata.links.events.candidates import Candidates, Pair
from hytedata.links.events.clusters import Clusters
from hytedata.links.events.decided import Decided
from hytedata.links.events.findings import Finding
from hytedata.links.events.groups import EventGroup, EventJoin, EventMatching, PossiblePair
from hytedata.links.events.spots import Spot
from hytedata.links.events.things import EventThing
from hytedata.models.event_decision import EventDecision


def match_events(
    things: Iterable[EventThing], decisions: Iterable[EventDecision] = ()
) -> EventMatching:
    """Find out which events are one, and which may be.

    Ids, and name with start and place, make two events one (tiers 2 and 3). Names that are alike
    on one day in one municipality never do (tier 4): such pairs are listed for a person. A
    decision goes before all of it: `same` joins two events, or the occurrences of two series that
    have the same start; `different` keeps them apart whatever else they share. A decision whose
    ids are not among *things* is passed over and counted.

    Two events of one calendar become one by ids, by a person's word, or by being the same in name,
    start and place themselves; never because a third is like both. A chain whose ends begin at
    different times, or lie more than a kilometre apart, is broken where it is weakest, and that
    pair is listed.

    The result depends on what is given, not on its order; a record that is given twice counts
    once (tier 1).

    Args:
        things: Events that take place, by `thing_of`.
        decisions: What people decided, all of it; the latest about the same two holds.
    """
    once = _once(things)
    decided = Decided(decisions)
    candidates = Candidates(once)
    found = dict(candidates.findings()) | {
        (min(one, other), max(one, other)): said for one, other, said in decided.joins(once)
    }
    clusters = Clusters(once, found, decided)
    return EventMatching(
        groups=tuple(_groups(once, clusters)),
        possible=tuple(_possible(once, clusters, decided)),
        compared=candidates.compared,
        crowded=candidates.crowded,
        idle_decisions=decided.idle(once),
    )


def _once(things: Iterable[EventThing]) -> list[EventThing]:
    """Return each record once, by calendar and id."""
    by_ref = attrgetter("source", "id")
    runs = (list(run) for _, run in groupby(sorted(things, key=by_ref), by_ref))
    return [run[0] if len(run) == 1 else max(run, key=_fingerprint) for run in runs]


def _fingerprint(value: object) -> str:
    """Return what orders two readings of one record, whatever order they came in."""
    if isinstance(value, frozenset | tuple):
        parts = map(_fingerprint, value)
        return f"({', '.join(parts if isinstance(value, tuple) else sorted(parts))})"
    if isinstance(value, EventThing | Spot):
        return _fingerprint(tuple(getattr(value, one.name) for one in fields(value)))
    return repr(value)


def _groups(things: Sequence[EventThing], clusters: Clusters) -> Iterator[EventGroup]:
    joins: dict[int, list[EventJoin]] = {}
    for pair, finding in clusters.joins:
        joins.setdefault(min(clusters.members(pair[0])), []).append(_join(things, pair, finding))
    for members in sorted(clusters.groups()):
        refs = tuple(things[it].ref for it in members)
        yield EventGroup(refs, tuple(joins[members[0]]))


def _join(things: Sequence[EventThing], pair: Pair, finding: Finding) -> EventJoin:
    left, right = (things[it].ref for it in pair)
    return EventJoin(left, right, finding.tier, finding.score, finding.evidence)


# --- for a person ------------------------------------------------------------------------------


def _possible(
    things: Sequence[EventThing], clusters: Clusters, decided: Decided
) -> list[PossiblePair]:
    """Return the pairs to decide on: one for all that one decision would join."""
    best: dict[frozenset[int], tuple[Pair, Finding]] = {}
    for pair, finding in sorted(clusters.refused, key=_best_first):
        if _is_open(pair, finding, things, clusters, decided):
            groups = frozenset(min(clusters.members(it)) for it in pair)
            best.setdefault(groups, (pair, finding))
    pairs = sorted(
        best.values(), key=lambda it: (*_best_first(it)[:1], _start(things, it[0]), it[0])
    )
    times = Counter(_decided_by(things, pair) for pair, _ in pairs)
    shown: dict[tuple[object, ...], PossiblePair] = {}
    for pair, finding in pairs:
        named = _decided_by(things, pair)
        if named not in shown:
            shown[named] = _told(things, pair, finding, times[named])
    return list(shown.values())


def _best_first(it: tuple[Pair, Finding]) -> tuple[float, Pair]:
    return -it[1].score, it[0]


def _start(things: Sequence[EventThing], pair: Pair) -> int:
    return min(things[it].day or 0 for it in pair)


def _is_open(
    pair: Pair,
    finding: Finding,
    things: Sequence[EventThing],
    clusters: Clusters,
    decided: Decided,
) -> bool:
    """Whether a person has something to decide about a pair that was not joined."""
    if clusters.same(pair) or (decided and _is_decided(pair, things, clusters, decided)):
        return False
    if finding.refused:
        return True
    # Both have their match in the other's calendar already, or their calendar tells them apart.
    ours, theirs = ({things[one].source for one in clusters.members(it)} for it in pair)
    return not ours & theirs


def _is_decided(
    pair: Pair, things: Sequence[EventThing], clusters: Clusters, decided: Decided
) -> bool:
    return any(
        decided.about(things[ours], things[theirs]) is not None
        for ours in clusters.members(pair[0])
        for theirs in clusters.members(pair[1])
    )


def _decided_by(things: Sequence[EventThing], pair: Pair) -> tuple[str, ...]:
    one, other = (things[it] for it in pair)
    return one.source, one.series_id or one.id, other.source, other.series_id or other.id


def _told(things: Sequence[EventThing], pair: Pair, finding: Finding, times: int) -> PossiblePair:
    one, other = (things[it] for it in pair)
    return PossiblePair(
        left=one.ref,
        right=other.ref,
        left_decided_by=one.decided_by,
        right_decided_by=other.decided_by,
        score=finding.score,
        evidence=(*finding.evidence, *((finding.refused,) if finding.refused else ())),
        times=times,
    )
