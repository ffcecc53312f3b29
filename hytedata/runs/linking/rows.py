"""The link table out of a store: places first, then events."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from hytedata.export.link_rows import (
    CERTAINTIES,
    Basis,
    Certainty,
    Claim,
    LinkRow,
    Look,
    Named,
    event_row,
    place_rows,
)
from hytedata.models.common import SourceRef
from hytedata.runs.linking.claims import place_claims, rejected_pairs
from hytedata.runs.linking.places import collect_places
from hytedata.runs.progress import OnProgress, silent
from hytedata.store import Catalogue, Store
from hytedata.store.event_links import GroupMember

_AT_ONCE: Final = 500
_BASES: Final[Mapping[int, Basis]] = {0: "decided", 1: "same-record", 2: "same-id", 3: "alike"}


def link_rows(
    store: Store, *, at_least: Certainty = "strong", tell: OnProgress = silent
) -> Iterator[LinkRow]:
    """Yield a row for each thing that several registers or calendars have; see `LinkRow`.

    Places are claimed to be one by publications, by people's decisions on adoption, and by
    comparing; events by their groups, as the latest grouping made them. What only one register
    has is no row. Of all places slim values are held in memory, of events some hundreds.

    Args:
        store: With the catalogue, the sync's links and the decisions.
        at_least: `strong` leaves out what waits for a person, `possible` adds it: there a thing
            may be in several rows.
        tell: Called as the places are collected.

    Raises:
        StoreError: The store cannot be read.
    """
    wanted = CERTAINTIES[: CERTAINTIES.index(at_least) + 1]
    places = collect_places(store.catalogue, tell=tell)
    apart = rejected_pairs(store)
    rows = place_rows(place_claims(store, places, apart), places.look, apart=apart)
    yield from (row for row in rows if row.certainty in wanted)
    yield from (row for row in _events(store.catalogue) if row.certainty in wanted)


def _events(catalogue: Catalogue) -> Iterator[LinkRow]:
    grouped = (_group_claims(members) for members in catalogue.event_links.groups())
    yield from _told(catalogue, grouped)
    pairs = (
        [
            Claim(
                left=one.left,
                right=one.right,
                basis="alike",
                certainty="possible",
                score=one.score,
                detail=", ".join(one.evidence),
            )
        ]
        for one in catalogue.event_links.possible()
    )
    yield from _told(catalogue, pairs)


def _group_claims(members: Sequence[GroupMember]) -> list[Claim]:
    first, *others = members
    return [
        Claim(
            left=first.ref,
            right=one.ref,
            basis=_BASES.get(one.tier, "alike"),
            certainty="strong" if one.tier > 2 else "certain",
            detail=", ".join(one.evidence),
        )
        for one in others
    ]


def _told(catalogue: Catalogue, claims: Iterable[list[Claim]]) -> Iterator[LinkRow]:
    waiting = (group for group in claims if group)
    while some := list(islice(waiting, _AT_ONCE)):
        refs = {ref for group in some for one in group for ref in (one.left, one.right)}
        look = _look(catalogue, refs)
        yield from (event_row(group, look) for group in some)


def _look(catalogue: Catalogue, refs: Iterable[SourceRef]) -> Look:
    known = {
        ref: Named(
            one.event.names,
            one.places[0].municipality if one.places else None,
            one.event.licence,
            one.event.attribution,
        )
        for ref, one in catalogue.events.records(refs).items()
    }
    return lambda ref: known.get(ref, Named())
