"""Which existing items of the target are what we are about to create.

The order of evidence: a stored link, a source id of ours that the target shows, a person's
decision, and last a score. Only the first three make an adoption; a score makes a candidate for a
person to decide on, and a strong one keeps its site from being created beside it.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from hytedata.links import Conflict, Match, match
from hytedata.models.link_decision import LinkDecision
from hytedata.models.plan import Candidate, PlanSource
from hytedata.models.publication import (
    DesiredItem,
    ItemKind,
    Skip,
    TargetItem,
    TargetState,
)
from hytedata.models.sync_state import Link
from hytedata.sync.adopting.clashes import NameClash, name_clashes
from hytedata.sync.adopting.decisions import Decided, ItemKey, in_force
from hytedata.sync.adopting.things import desired_thing, target_thing

Standing: TypeAlias = Literal["strong", "possible"]

CHANNEL_TYPE: Final = "ServiceLocation"
_TOLD_AT_MOST: Final = 3
_FAR_M: Final = 1000.0


@dataclass(frozen=True, slots=True)
class Pairing:
    """A source item and an existing item of the target that may be the same thing.

    Attributes:
        item: What we would create.
        actual: What is there.
        score: 0–1.
        reasons: What the score is made of, in words.
        conflicts: What makes it doubtful, in words; a person should read them before deciding.
    """

    item: DesiredItem
    actual: TargetItem
    score: float
    standing: Standing
    reasons: tuple[str, ...]
    conflicts: tuple[str, ...] = ()
    distance_m: float | None = None

    @property
    def key(self) -> ItemKey:
        """The source item with its kind."""
        return self.item.kind, self.item.source


@dataclass(frozen=True)
class Adoption:
    """What one organisation has to adopt.

    Attributes:
        approved: Item → the target item that it takes over: by exact identifier or by decision.
        source_ids: Item of `approved` → the key that it gets.
        pairings: Pairs that a person has to decide on, the surest first.
        held_back: Item → why it must not be created now.
        clashes: Items whose name another thing in the target has, with a name that is free.
    """

    approved: Mapping[ItemKey, TargetItem] = field(default_factory=dict)
    source_ids: Mapping[ItemKey, str] = field(default_factory=dict)
    pairings: tuple[Pairing, ...] = ()
    held_back: Mapping[ItemKey, Skip] = field(default_factory=dict)
    clashes: tuple[NameClash, ...] = ()

    def links(self) -> tuple[Link, ...]:
        """What is approved, as links: they hold once the adoptions are written."""
        return tuple(
            Link(source=key[1], kind=key[0], ptv_id=one.id, source_id=self.source_ids[key])
            for key, one in self.approved.items()
        )

    def proposed_name(self, item: DesiredItem) -> str:
        """Return a free name for an item whose own another has; "" where it needs none."""
        names = (one.proposal for one in self.clashes if one.source == item.source)
        return next((" / ".join(dict.fromkeys(one.values())) for one in names), "")

    def candidates(self) -> tuple[Candidate, ...]:
        """The pairs as a plan lists them."""
        items = {one.item.source for one in self.pairings}
        # In a city each may be dozens of others.
        sources = {one: PlanSource(name=one.name, id=one.id) for one in items}
        return tuple(
            Candidate(
                source=sources[one.item.source],
                ptv_id=one.actual.id,
                name=one.actual.title,
                score=round(one.score, 4),
                evidence=(*one.reasons, *one.conflicts),
            )
            for one in self.pairings
        )


def find_adoptions(
    items: Iterable[DesiredItem],
    state: TargetState,
    links: Collection[Link],
    decisions: Iterable[LinkDecision] = (),
) -> Adoption:
    """Find what of the target is what *items* describe, and what is to become of it.

    Args:
        items: The desired state's items; those that are linked are left out.
        state: What the target holds. Where it was not read completely nothing is approved.
        links: What is linked already, on either side.
        decisions: What people decided, the oldest first.
    """
    open_items = _open_items(items, links)
    if not open_items:
        return Adoption()
    there = _adoptable(state, links)
    if not there and not decisions:
        return Adoption()
    return _Search(open_items, there, state, links, in_force(decisions)).result()


def _open_items(items: Iterable[DesiredItem], links: Iterable[Link]) -> dict[ItemKey, DesiredItem]:
    # Of a country nearly everything is in step: then no table of its links is made.
    found: dict[ItemKey, DesiredItem] = {
        (item.kind, item.source): item for item in items if not item.in_step
    }
    for link in links if found else ():
        found.pop((link.kind, link.source), None)
    return found


def _adoptable(state: TargetState, links: Iterable[Link]) -> dict[str, TargetItem]:
    """Return the organisation's own services and service locations that nothing is linked to."""
    taken = {link.ptv_id for link in links}
    return {
        item.id: item
        for item in state.items
        if item.own
        and item.id not in taken
        and (item.kind == "service" or item.channel_type == CHANNEL_TYPE)
    }


class _Search:
    """One search: takes from the open items and the target's items as they are settled."""

    def __init__(
        self,
        items: dict[ItemKey, DesiredItem],
        there: dict[str, TargetItem],
        state: TargetState,
        links: Iterable[Link],
        decided: Decided,
    ) -> None:
        self.items, self.there, self.state = items, there, state
        self.linked = {link.ptv_id: link for link in links}
        self.decided = decided
        self.approved: dict[ItemKey, TargetItem] = {}
        self.source_ids: dict[ItemKey, str] = {}
        self.held_back: dict[ItemKey, Skip] = {}

    def result(self) -> Adoption:
        """Settle what is certain, then match the rest."""
        self._take_exact()
        self._take_decided()
        left = [item for key, item in self.items.items() if key not in self.held_back]
        pairings = [
            pairing
            for kind in ("service", "channel")
            for pairing in self._matched([item for item in left if item.kind == kind], kind)
        ]
        pairings.sort(key=lambda one: (-one.score, one.item.source, one.actual.id))
        for one in pairings:
            if one.standing == "strong" and one.key not in self.held_back:
                self.held_back[one.key] = self._candidate_first(one)
        free = [item for item in left if (item.kind, item.source) not in self.held_back]
        clashes = name_clashes(free, self.there.values())
        return Adoption(self.approved, self.source_ids, tuple(pairings), self.held_back, clashes)

    def _take_exact(self) -> None:
        by_source_id = {(one.kind, one.source_id): one for one in self.there.values()}
        for key, item in list(self.items.items()):
            found = by_source_id.get((item.kind, item.source_id))
            if found:
                self._settle(key, item, found)

    def _take_decided(self) -> None:
        for key, decision in self.decided.adopted.items():
            item = self.items.get(key)
            if item is None:
                continue
            found = self.there.get(decision.ptv_id)
            if found is not None and found.kind == item.kind:
                self._settle(key, item, found)
            else:
                self.held_back[key] = self._cannot_be_adopted(item, decision)

    def _settle(self, key: ItemKey, item: DesiredItem, found: TargetItem) -> None:
        del self.items[key], self.there[found.id]
        obstacle = self._obstacle(item, found)
        if obstacle:
            self.held_back[key] = obstacle
        else:
            self.approved[key], self.source_ids[key] = found, item.source_id

    def _obstacle(self, item: DesiredItem, found: TargetItem) -> Skip | None:
        if not self.state.completeness.complete:
            return _skip(
                item,
                "target-incomplete",
                f"to be adopted: {_named(found)}; but PTV was not read completely",
                "nothing to mend here: the next complete read adopts it",
            )
        if found.status not in {"Published", "Draft"}:
            return _skip(
                item,
                "modified-in-ptv",
                f"to be adopted: {_named(found)}, which has unpublished edits in PTV (status "
                f"{found.status})",
                "publish or discard them in PTV, then run again",
            )
        return None

    def _cannot_be_adopted(self, item: DesiredItem, decision: LinkDecision) -> Skip:
        link = self.linked.get(decision.ptv_id)
        if link:
            why = f"stands for {link.source.id} already"
        elif any(one.id == decision.ptv_id for one in self.state.items):
            why = "is no such item of this organisation, or another item takes it over"
        else:
            why = "is not in PTV now"
        return _skip(
            item,
            "adoption-candidate",
            f"{decision.who} decided that it is {decision.ptv_id}, which {why}",
            f"decide again: {self._way_on()}",
        )

    def _matched(self, items: Sequence[DesiredItem], kind: ItemKind) -> Iterable[Pairing]:
        there = [one for one in self.there.values() if one.kind == kind]
        if not items or not there:
            return
        by_source = {item.source.id: item for item in items}
        found = match(map(desired_thing, items), map(target_thing, there))
        open_matches = [one for one in found.matches if not self._is_rejected(one, by_source)]
        among = _Others(open_matches)
        told: dict[str, str] = {}  # in a city the same is said of thousands of pairs
        for one in open_matches:
            item, actual = by_source[one.left], self.there[one.right]
            yield Pairing(
                item=item,
                actual=actual,
                score=one.score,
                standing=one.strength,
                reasons=tuple(told.setdefault(why.detail, why.detail) for why in one.evidence),
                conflicts=tuple(
                    told.setdefault(why, why)
                    for why in self._conflicts(one, actual, among, by_source)
                ),
                distance_m=one.distance_m,
            )

    def _is_rejected(self, one: Match, by_source: Mapping[str, DesiredItem]) -> bool:
        item = by_source[one.left]
        return ((item.kind, item.source), one.right) in self.decided.rejected

    def _conflicts(
        self, one: Match, actual: TargetItem, among: "_Others", items: Mapping[str, DesiredItem]
    ) -> Iterable[str]:
        if actual.status == "Modified":
            yield "it has unpublished edits in PTV: they must be published or discarded first"
        if actual.status == "Draft":
            yield "it is a draft in PTV: adopting it publishes it"
        rights, lefts = among.rights(one), among.lefts(one)
        if rights:
            told = _listed(rights, self._named_there)
            yield f"the same site may also be {told}"
        if lefts:
            told = _listed(lefts, lambda it: f"{items[it].title} ({it})")
            yield f"the same item of PTV may also be {told}"
        yield from self._same_names(one.conflicts)
        if one.distance_m is not None and one.distance_m > _FAR_M:
            yield f"they lie {one.distance_m / 1000:.1f} km apart"

    def _same_names(self, conflicts: Iterable[Conflict]) -> Iterable[str]:
        for conflict in conflicts:
            if conflict.kind == "same-name-left":
                yield f"other sites are named alike: {_listed(conflict.others)}"
            elif conflict.kind == "same-name-right":
                told = _listed(conflict.others, self._named_there)
                yield f"other items of PTV are named alike: {told}"

    def _named_there(self, ptv_id: str) -> str:
        return _named(self.there[ptv_id])

    def _candidate_first(self, one: Pairing) -> Skip:
        return _skip(
            one.item,
            "adoption-candidate",
            f"PTV has {_named(one.actual)}, which is probably the same ({one.score:.0%}: "
            f"{'; '.join(one.reasons)}); it is not created beside it",
            self._way_on(),
        )

    def _way_on(self) -> str:
        command = f"hytedata sync adopt --organisation {self.state.organisation.id}"
        return f"{command} --out adoptions.csv, fill in the decisions, then {command} --in it"


class _Others:
    """Which other pairs are still open for the two of a pair."""

    def __init__(self, matches: Iterable[Match]) -> None:
        self._rights: dict[str, list[str]] = {}
        self._lefts: dict[str, list[str]] = {}
        for one in matches:
            self._rights.setdefault(one.left, []).append(one.right)
            self._lefts.setdefault(one.right, []).append(one.left)

    def rights(self, one: Match) -> list[str]:
        """Other target items that the left one may be, the surest first."""
        return [other for other in self._rights[one.left] if other != one.right]

    def lefts(self, one: Match) -> list[str]:
        """Other source items that the right one may be, the surest first."""
        return [other for other in self._lefts[one.right] if other != one.left]


def _skip(item: DesiredItem, reason: str, detail: str, remedy: str) -> Skip:
    return Skip(item.source, item.title, reason, detail, remedy)


def _named(item: TargetItem) -> str:
    return f"«{item.title}» ({item.id})"


def _listed(ids: Sequence[str], named: Callable[[str], str] = str) -> str:
    # Only those that are shown are named: of a city's commonest name there are dozens.
    shown = ", ".join(map(named, ids[:_TOLD_AT_MOST]))
    more = len(ids) - _TOLD_AT_MOST
    return f"{shown} and {more} more" if more > 0 else shown
