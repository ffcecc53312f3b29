"""One row per real-world thing out of what is known of which records are one; pure."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal, NamedTuple, TypeAlias

from hytedata.models.base import Model
from hytedata.models.common import NO_TEXTS, LocalizedText, SourceRef

Certainty: TypeAlias = Literal["certain", "strong", "possible"]
"""`certain`: published, decided by a person, or an id in common. `strong`: alike in name, kind and
place, with nothing that competes. `possible`: for a person to look at."""

Basis: TypeAlias = Literal["published", "decided", "same-record", "same-id", "alike"]

CERTAINTIES: Final[tuple[Certainty, ...]] = ("certain", "strong", "possible")

EVENT_PLACE: Final = "event-place"
"""Kind of a calendar's place; its id is the calendar's own."""


class Claim(Model):
    """Why two records are one.

    Attributes:
        basis: What says so. `published`: hytedata published the one for the other. `decided`: a
            person's word. `alike`: compared; see *score*.
        score: 0–1, where they were compared.
        detail: What was seen, in words.
    """

    left: SourceRef
    right: SourceRef
    basis: Basis
    certainty: Certainty
    score: float | None = None
    detail: str = ""


class LinkRow(Model):
    """One thing of the world, with its ids in all registers.

    Attributes:
        id: Of the first of its records, `source/kind/id`: Lipas, then PTV, then calendars.
        names: As that record has them.
        municipality: Code, where one is known.
        certainty: Of the weakest claim that holds it together.
        lipas: Ids of sports sites.
        ptv: Ids of service channels.
        calendars: `calendar/id`, of a place or of an event.
        licences: Of what calendars state.
        attributions: Whom calendars ask to name.
    """

    id: str
    kind: Literal["place", "event"]
    names: LocalizedText = NO_TEXTS
    municipality: str | None = None
    certainty: Certainty
    lipas: tuple[str, ...] = ()
    ptv: tuple[str, ...] = ()
    calendars: tuple[str, ...] = ()
    evidence: tuple[Claim, ...] = ()
    licences: tuple[str, ...] = ()
    attributions: tuple[str, ...] = ()


class Named(NamedTuple):
    """What a row tells of a record besides its id."""

    names: LocalizedText = NO_TEXTS
    municipality: str | None = None
    licence: str = ""
    attribution: str = ""


class Key(NamedTuple):
    """A record's reference, in the order in which rows tell them."""

    rank: int
    source: str
    kind: str
    id: str

    @classmethod
    def of(cls, ref: SourceRef) -> "Key":
        """Lipas goes first, then PTV, then calendars by name."""
        return cls({"lipas": 0, "ptv": 1}.get(ref.source, 2), ref.source, ref.kind, ref.id)


Pair: TypeAlias = frozenset[Key]
"""Two records, in no order."""

Look: TypeAlias = Callable[[SourceRef], Named]
"""Tells of a record what rows say besides its id."""


def place_rows(
    claims: Iterable[Claim], look: Look, *, apart: Collection[Pair] = frozenset()
) -> Iterator[LinkRow]:
    """Yield the places that *claims* tell of, the joined ones first, each group by id.

    Certain claims are believed. A strong one joins two places unless the whole would then have
    two records of one register: it becomes a possible one. Possible ones join nothing; each is a
    row of its own, so that a person can decide. All claims are held in memory.

    Args:
        claims: In any order.
        look: Tells names and municipalities of records.
        apart: Pairs that a person said are not one: no strong claim joins them, neither through a
            third record, and none is told.
    """
    sets = _Sets(apart)
    joined: list[Claim] = []
    doubtful: list[Claim] = []
    for one in sorted(claims, key=_surest_first):
        left, right = Key.of(one.left), Key.of(one.right)
        if one.certainty == "certain" or (one.certainty == "strong" and sets.may_join(left, right)):
            sets.join(left, right)
            joined.append(one)
        else:
            doubtful.append(one.model_copy(update={"certainty": "possible"}))
    together: dict[Key, list[Claim]] = defaultdict(list)
    for one in joined:
        together[sets.root(Key.of(one.left))].append(one)
    yield from sorted((_row("place", some, look) for some in together.values()), key=_by_id)
    left_over = (
        one for one in doubtful if not sets.is_settled(Key.of(one.left), Key.of(one.right))
    )
    yield from sorted((_row("place", [one], look) for one in left_over), key=_by_id)


def event_row(claims: Sequence[Claim], look: Look) -> LinkRow:
    """Return the event that *claims* hold together; they were weighed when it was grouped."""
    return _row("event", claims, look)


def _surest_first(one: Claim) -> tuple[int, float, Key, Key]:
    rank = CERTAINTIES.index(one.certainty)
    return rank, -(one.score or 0.0), Key.of(one.left), Key.of(one.right)


def _by_id(row: LinkRow) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    return row.id, row.ptv, row.calendars


def _row(kind: Literal["place", "event"], claims: Sequence[Claim], look: Look) -> LinkRow:
    refs = {Key.of(ref): ref for one in claims for ref in (one.left, one.right)}
    keys = sorted(refs)
    told = {key: look(refs[key]) for key in keys}
    first = keys[0]
    return LinkRow(
        id=f"{first.source}/{first.kind}/{first.id}",
        kind=kind,
        names=next((it.names for it in told.values() if it.names), NO_TEXTS),
        municipality=next((it.municipality for it in told.values() if it.municipality), None),
        certainty=max((one.certainty for one in claims), key=CERTAINTIES.index),
        lipas=tuple(key.id for key in keys if key.source == "lipas"),
        ptv=tuple(key.id for key in keys if key.source == "ptv"),
        calendars=tuple(f"{key.source}/{key.id}" for key in keys if key.rank == 2),
        evidence=tuple(claims),
        licences=_each(told, lambda it: it.licence),
        attributions=_each(told, lambda it: it.attribution),
    )


def _each(told: Mapping[Key, Named], of: Callable[[Named], str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for it in told.values() if (text := of(it))))


class _Sets:
    """Which records are one, as far as is known."""

    def __init__(self, apart: Collection[Pair]) -> None:
        self._apart = apart
        self._above: dict[Key, Key] = {}
        self._members: dict[Key, set[Key]] = {}

    def root(self, key: Key) -> Key:
        while (above := self._above.get(key, key)) != key:
            key = above
        return key

    def are_one(self, left: Key, right: Key) -> bool:
        return self.root(left) == self.root(right)

    def is_settled(self, left: Key, right: Key) -> bool:
        """Whether nobody need look at the two: they are one, or a person said that they are not."""
        return self.are_one(left, right) or frozenset((left, right)) in self._apart

    def may_join(self, left: Key, right: Key) -> bool:
        """Whether the two together have one record of each register at most, and none apart."""
        if self.are_one(left, right):
            return True
        both = (self._of(self.root(left)), self._of(self.root(right)))
        here, there = ({(key.source, key.kind) for key in some} for some in both)
        if here & there:
            return False
        pairs = (frozenset((one, other)) for one in both[0] for other in both[1])
        return not self._apart or all(pair not in self._apart for pair in pairs)

    def join(self, left: Key, right: Key) -> None:
        larger, smaller = self.root(left), self.root(right)
        if larger == smaller:
            return
        if len(self._of(larger)) < len(self._of(smaller)):
            larger, smaller = smaller, larger
        self._members[larger] = self._of(larger) | self._of(smaller)
        self._above[smaller] = larger

    def _of(self, root: Key) -> set[Key]:
        return self._members.get(root, {root})
