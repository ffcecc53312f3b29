"""Who could fill an empty cell: owners that describe the theme elsewhere in the county."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from hytedata.models.classification import ThemeSlug
from hytedata.quality.coverage.facts import ServiceFact
from hytedata.quality.coverage.values import Neighbour

AT_MOST: Final = 3


def neighbours_of(
    theme: ThemeSlug, municipality: str, services: Iterable[ServiceFact]
) -> tuple[Neighbour, ...]:
    """Return up to three, those who describe it for most municipalities first.

    Other municipalities are left out: what they have is for their own people.
    """
    where: defaultdict[str, set[str]] = defaultdict(set)
    owners: dict[str, ServiceFact] = {}
    for one in services:
        if theme in one.themes and one.owner and one.provider != "municipality":
            where[one.owner] |= one.municipalities | one.wide
            owners[one.owner] = one
    found = [
        Neighbour(
            owner=owner,
            names=owners[owner].owner_names,
            provider=owners[owner].provider,
            municipalities=len(codes),
        )
        for owner, codes in where.items()
        if codes and municipality not in codes
    ]
    return tuple(sorted(found, key=lambda one: (-one.municipalities, one.owner))[:AT_MOST])
