"""What says that two places are one: publications, people's decisions, and what is alike."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Final

from hytedata.export.link_rows import Claim, Key
from hytedata.links import STRONG, Match, Thing, match
from hytedata.models.common import SourceRef
from hytedata.models.link_decision import LinkDecision
from hytedata.runs.linking.places import CHANNEL, SITE, Places
from hytedata.store import Store
from hytedata.sync.adopting.decisions import in_force

Pair = tuple[str, str]
"""Number of a site, id of a channel."""

_ITEM: Final = "site:"

_NAMED_ALIKE: Final = 0.8
"""From here on a name tells which one it is: «Katajiston koulun kenttä», «Koulun sali» have 0.7."""


def rejected_pairs(store: Store) -> frozenset[frozenset[Key]]:
    """Return the pairs of a site and a channel that people said are not one."""
    return frozenset(
        frozenset((Key.of(_site(site)), Key.of(_channel(channel))))
        for site, channel in _decided(store)[1]
    )


def place_claims(
    store: Store, places: Places, apart: Collection[frozenset[Key]]
) -> Iterator[Claim]:
    """Yield all claims: publications, then people's decisions, then what is alike.

    Pairs that are *apart* are not compared: they are no rivals of other pairs either.
    """
    adopted, _ = _decided(store)
    for site, channel in store.catalogue.besides.published():
        yield Claim(
            left=_site(site),
            right=_channel(channel),
            basis="published",
            certainty="certain",
            detail="hytedata keeps the channel for the site",
        )
    for (site, channel), decision in adopted.items():
        when = f" on {decision.at:%Y-%m-%d}" if decision.at else ""
        yield Claim(
            left=_site(site),
            right=_channel(channel),
            basis="decided",
            certainty="certain",
            detail=f"{decision.who} decided{when} that the two are one",
        )
    yield from _alike(places, apart)


def _decided(store: Store) -> tuple[Mapping[Pair, LinkDecision], frozenset[Pair]]:
    """Return the pairs that people said are one, and are not; each organisation for itself."""
    adopted: dict[Pair, LinkDecision] = {}
    rejected: set[Pair] = set()
    for decisions in store.all_decisions().values():
        held = in_force(decisions)
        for (kind, item), decision in held.adopted.items():
            if kind == "channel" and item.id.startswith(_ITEM):
                adopted[item.id.removeprefix(_ITEM), decision.ptv_id] = decision
        for (kind, item), channel in held.rejected:
            if kind == "channel" and item.id.startswith(_ITEM):
                rejected.add((item.id.removeprefix(_ITEM), channel))
    return dict(sorted(adopted.items())), frozenset(rejected - adopted.keys())


def _alike(places: Places, apart: Collection[frozenset[Key]]) -> Iterator[Claim]:
    """Compare places of one municipality, kind with kind: one municipality is held at a time."""
    for code in places.codes():
        sites, locations = places.sites.get(code, {}), places.locations.get(code, {})
        venues = places.venues.get(code, {})
        for left, right in ((sites, locations), (sites, venues), (locations, venues)):
            yield from _compared(left, right, apart)


def _compared(
    left: Mapping[SourceRef, Thing],
    right: Mapping[SourceRef, Thing],
    apart: Collection[frozenset[Key]],
) -> Iterator[Claim]:
    lefts, rights = _by_key(left), _by_key(right)
    kept = [
        one
        for one in match(_keyed(left), _keyed(right)).matches
        if frozenset((Key.of(lefts[one.left]), Key.of(rights[one.right]))) not in apart
    ]
    strong = [one for one in kept if one.score >= STRONG]
    claimed = Counter(one.left for one in strong), Counter(one.right for one in strong)
    for one in kept:
        # Two like halls are two halls: where several are strong, a person has to look.
        alone = claimed[0][one.left] == claimed[1][one.right] == 1
        yield _claim(one, lefts[one.left], rights[one.right], is_alone=alone)


def _claim(one: Match, left: SourceRef, right: SourceRef, *, is_alone: bool) -> Claim:
    strong = one.strength == "strong" and is_alone and _is_more_than_near(one)
    return Claim(
        left=left,
        right=right,
        basis="alike",
        certainty="strong" if strong else "possible",
        score=round(one.score, 4),
        detail=", ".join(told.detail for told in one.evidence if told.detail),
    )


def _is_more_than_near(one: Match) -> bool:
    """Whether the name, the kind or the address says so: next door to each other lies much."""
    values = {told.kind: told.value for told in one.evidence}
    whole = values.get("type") == 1.0 or values.get("address") == 1.0
    return whole or values.get("name", 0.0) >= _NAMED_ALIKE


def _keyed(things: Mapping[SourceRef, Thing]) -> Iterator[Thing]:
    # Places of several calendars may have one id.
    return (replace(thing, id=_key(ref)) for ref, thing in things.items())


def _by_key(things: Mapping[SourceRef, Thing]) -> Mapping[str, SourceRef]:
    return {_key(ref): ref for ref in things}


def _key(ref: SourceRef) -> str:
    return f"{ref.source}/{ref.id}"


def _site(number: str) -> SourceRef:
    return SourceRef(source=SITE[0], kind=SITE[1], id=number)


def _channel(record_id: str) -> SourceRef:
    return SourceRef(source=CHANNEL[0], kind=CHANNEL[1], id=record_id)
