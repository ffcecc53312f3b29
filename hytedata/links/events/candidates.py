"""Which events are worth comparing: those that share an id, a page, or a day and part of a name.

Never all pairs: events are looked up by keys. What very many share (a name without anything that
tells which one, on one day) is looked up by finer keys instead, place or minute; what even then
is shared by too many is left out and counted.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final, TypeAlias

from hytedata.links.events.addresses import telling_id
from hytedata.links.events.comparing import same_start
from hytedata.links.events.findings import (
    Finding,
    by_record_id,
    by_rule,
    by_series_id,
    by_url,
)
from hytedata.links.events.spots import NEAR_M
from hytedata.links.events.things import EventThing

Key: TypeAlias = tuple[str | int | None, ...]
KeysOf: TypeAlias = Callable[[EventThing], Iterable[Key]]
Block: TypeAlias = Sequence[int]
Pair: TypeAlias = tuple[int, int]

MOST_OF_ONE_KEY: Final = 140
"""Events that one key may have: some ten thousand pairs."""

_PREFIX: Final = 4  # letters of a word that a pair is looked up by
_TELLING_WORDS: Final = 2


class Candidates:
    """The pairs that are looked at, and what is found out about them.

    Args:
        things: Each record once.

    Attributes:
        compared: How many pairs were looked at.
        crowded: How many keys were left out.
    """

    def __init__(self, things: Sequence[EventThing]) -> None:
        self._things = things
        self._compared: set[Pair] = set()
        self._found: dict[Pair, Finding] = {}
        self.crowded = 0

    @property
    def compared(self) -> int:
        """How many pairs were looked at."""
        return len(self._compared)

    def findings(self) -> Mapping[Pair, Finding]:
        """Return the best finding of each pair that has one; the smaller position comes first."""
        self._by_record_ids()
        self._by_series_ids()
        self._by_urls()
        self._by_rules()
        return self._found

    def _keep(self, pair: Pair, finding: Finding | None) -> None:
        if finding is None:
            return
        known = self._found.get(pair)
        if known is None or finding.order < known.order:
            self._found[pair] = finding

    def _by_record_ids(self) -> None:
        for key, block in _blocks(self._things, lambda thing: [(it,) for it in thing.ids]):
            several = self._told_by_several(str(key[0]), block)
            for pair in self._of(block, _minute):
                one, other = (self._things[it] for it in pair)
                if same_start(one, other) or not {one.source, other.source} & several:
                    self._keep(pair, by_record_id(one, other, str(key[0])))

    def _told_by_several(self, key: str, block: Block) -> set[str]:
        """Return the calendars of which several records refer to *key*: for them it is a series."""
        told = Counter(
            self._things[it].source for it in block if telling_id(self._things[it].id) != key
        )
        return {source for source, times in told.items() if times > 1}

    def _by_series_ids(self) -> None:
        def keys(thing: EventThing) -> Iterable[Key]:
            return [(it, thing.day) for it in {*thing.ids, *thing.series_ids}]

        for key, block in _blocks(self._things, keys):
            if any(str(key[0]) in self._things[it].series_ids for it in block):
                for pair in self._of(block, _minute):
                    one, other = (self._things[it] for it in pair)
                    self._keep(pair, by_series_id(one, other, str(key[0])))

    def _by_urls(self) -> None:
        def keys(thing: EventThing) -> Iterable[Key]:
            return [(it, thing.day) for it in thing.urls]

        for key, block in _blocks(self._things, keys):
            is_shared = max(Counter(self._things[it].source for it in block).values()) > 1
            for pair in self._of(block, _minute):
                one, other = (self._things[it] for it in pair)
                if one.source != other.source:
                    self._keep(pair, by_url(one, other, str(key[0]), is_shared=is_shared))

    def _by_rules(self) -> None:
        ruled: set[Pair] = set()
        for keys, finer, across in (
            (_name_and_day, _place, False),
            (_town_and_word, _minute, True),
        ):
            for _, block in _blocks(self._things, keys):
                for pair in self._of(block, finer, across=across):
                    # A pair that ids have settled is not looked at once more.
                    if pair not in ruled and not (pair in self._found and self._found[pair].joins):
                        ruled.add(pair)
                        self._keep(pair, by_rule(self._things[pair[0]], self._things[pair[1]]))

    def _of(self, block: Block, finer: KeysOf, *, across: bool = False) -> Iterator[Pair]:
        """Yield the pairs of a block; of a large one those that share a finer key as well.

        With *across*, only pairs of two calendars.
        """
        parts: Iterable[Block] = (block,)
        if len(block) > MOST_OF_ONE_KEY:
            parts = [part for _, part in _blocks(self._things, finer, block)]
        for part in parts:
            if len(part) > MOST_OF_ONE_KEY:
                self.crowded += 1
                continue
            for pair in combinations(part, 2):
                if across and self._things[pair[0]].source == self._things[pair[1]].source:
                    continue
                self._compared.add(pair)
                yield pair


def _blocks(
    things: Sequence[EventThing], keys: KeysOf, among: Iterable[int] | None = None
) -> Iterator[tuple[Key, list[int]]]:
    """Yield each key that several things share, with their positions, ascending."""
    first: dict[Key, int] = {}
    # Most keys are one thing's: a list for each of them would cost more than all the rest.
    shared: dict[Key, list[int]] = {}
    for position in range(len(things)) if among is None else among:
        for key in keys(things[position]):
            known = first.setdefault(key, position)
            if known == position:
                continue
            block = shared.setdefault(key, [known])
            if block[-1] != position:
                block.append(position)
    yield from shared.items()


def _name_and_day(thing: EventThing) -> Iterable[Key]:
    return [(name, thing.day) for name in thing.names] if thing.day is not None else ()


def _town_and_word(thing: EventThing) -> Iterable[Key]:
    """Keys of what may be alike: the beginnings of the longest words, in one town on one day."""
    if thing.municipality is None or thing.day is None:
        return ()
    longest = {
        word[:_PREFIX]
        for title in thing.titles
        for word in sorted(title.words.split(), key=len)[-_TELLING_WORDS:]
    }
    return [(thing.municipality, thing.day, start) for start in longest]


def _minute(thing: EventThing) -> Iterable[Key]:
    return [(thing.minute,)]


def _place(thing: EventThing) -> Iterable[Key]:
    """Keys of which two at one spot share at least one."""
    if thing.online:
        yield ("online",)
    for spot in thing.spots:
        if spot.id:
            yield ("place", thing.source, spot.id)
        for street in spot.streets:
            yield ("street", street)
        if spot.position:
            east, north = (int(it // NEAR_M) for it in spot.position)
            yield from ((east + right, north + up) for right in (0, 1) for up in (0, 1))
