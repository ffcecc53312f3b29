"""Which pairs are worth comparing: those that share a spot, an address, or a telling word.

Never all of them: things are looked up by keys. A key that very many share on both sides (a name
without anything that tells which one, a thousand places at one spot) would be all pairs again; it
is left out, and finer keys have to do.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, TypeAlias

from hytedata.links.prepared import Prepared
from hytedata.links.scoring import HALF_M

Key: TypeAlias = tuple[str | int, ...]
KeysOf: TypeAlias = Callable[[Prepared], Iterable[Key]]

MOST_PAIRS: Final = 10_000
"""Pairs that one key may give: a hundred on each side."""

_NEIGHBOURS: Final = tuple((east, north) for east in (-1, 0, 1) for north in (-1, 0, 1))


def candidate_pairs(
    left: Sequence[Prepared], right: Sequence[Prepared]
) -> tuple[Iterator[set[int]], tuple[Key, ...]]:
    """Return per left thing the right ones to compare it with, and the keys that were left out.

    What is near is found through the cells of a grid of `HALF_M`: all within one such step, and
    some up to three. Swapping the sides gives the same pairs. The pairs of one thing are made when
    they are asked for: those of a large town's ten thousand places fill hundreds of megabytes.
    """
    sharing: list[list[list[int]]] = [[] for _ in left]
    crowded: list[Key] = []
    for key, ours, theirs in _blocks(left, right):
        if len(ours) * len(theirs) > MOST_PAIRS:
            crowded.append(key)
            continue
        for position in ours:
            sharing[position].append(theirs)
    return (set[int]().union(*some) for some in sharing), tuple(sorted(crowded, key=repr))


def _blocks(
    left: Sequence[Prepared], right: Sequence[Prepared]
) -> Iterator[tuple[Key, list[int], list[int]]]:
    by_key, theirs_by_key = _by(left, _keys), _by(right, _keys)
    for key, ours in by_key.items():
        if key in theirs_by_key:
            yield key, ours, theirs_by_key[key]
    for keys in (_cell, _cell_and_word):
        cells, their_cells = _by(left, keys), _by(right, keys)
        for key, ours in cells.items():
            for near in _around(key):
                if near in their_cells:
                    yield ("near", *key), ours, their_cells[near]


def _by(things: Sequence[Prepared], keys: KeysOf) -> dict[Key, list[int]]:
    grouped: dict[Key, list[int]] = defaultdict(list)
    for position, thing in enumerate(things):
        for key in keys(thing):
            grouped[key].append(position)
    return grouped


def _keys(thing: Prepared) -> set[Key]:
    """Keys that need no position."""
    found: set[Key] = {("name", one.joined) for one in thing.names}
    found |= {("which", one.which_text) for one in thing.names if one.which_text}
    found |= {("word", prefix) for prefix in thing.prefixes}
    found |= {("street", street, thing.number) for street in thing.streets if thing.number}
    return found


def _cell(thing: Prepared) -> Iterable[Key]:
    return [(int(thing.east // HALF_M), int(thing.north // HALF_M))] if thing.located else []


def _cell_and_word(thing: Prepared) -> Iterable[Key]:
    return [(*cell, prefix) for cell in _cell(thing) for prefix in thing.prefixes]


def _around(key: Key) -> Iterator[Key]:
    east, north, *rest = key
    for right, up in _NEIGHBOURS:
        yield (int(east) + right, int(north) + up, *rest)
