"""What rules over all records stand on, taken from the store and the configuration."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from hytedata.codes import municipalities
from hytedata.config import Calendar, Config
from hytedata.config.calendar_table import FINLAND
from hytedata.models.common import Json
from hytedata.places.named_area import NamedArea
from hytedata.quality.facts import Beside, Contest, FactsKnowledge, Reach, World
from hytedata.quality.rule_set import EVENT
from hytedata.store.catalogue import Catalogue, ReadVerdict

ALL: Final = "all"
_PLACE: Final = "municipality:"
_READ: Final[Mapping[str, tuple[str, ...]]] = {
    "ptv": ("service", "service-channel"),
    "lipas": ("sports-site",),
}
"""Kinds that must have been read to say that nothing is there."""


@dataclass(frozen=True)
class StoreKnowledge:
    """Facts as the store keeps them, and what it knows beside the records.

    Attributes:
        homes: Calendar → municipalities whose events it is there for.
    """

    catalogue: Catalogue
    homes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, catalogue: Catalogue, config: Config) -> "StoreKnowledge":
        """Take the homes of calendars from the configuration."""
        homes = {one.name: home_of(one) for one in config.calendar}
        return cls(catalogue, {name: codes for name, codes in homes.items() if codes})

    @property
    def version(self) -> str:
        """Changes with what is kept of the same record."""
        return FactsKnowledge().version

    def kept(self, record: object) -> str | None:
        """Return what is kept of a record, as JSON; None: nothing."""
        return _KEEPING.kept(record)

    def world(self, items: Iterable[tuple[str, str | None]]) -> World:
        """Return all records, and what is known beside them at this moment."""
        return FactsKnowledge(self._beside()).world(items)

    def _beside(self) -> Beside:
        besides = self.catalogue.besides
        return Beside(
            read=reach_of(self.catalogue.checks.last_reads()),
            links=besides.published(),
            contested=tuple(_contests(self.catalogue)),
            doubles=tuple(
                (one.left, one.right, one.score) for one in self.catalogue.event_links.possible()
            ),
            gone=frozenset(besides.absent()),
            homes=self.homes,
        )


_KEEPING: Final = FactsKnowledge()


def home_of(calendar: Calendar) -> tuple[str, ...]:
    """Return the municipalities that a calendar is there for; none for the whole country."""
    if FINLAND in calendar.area:
        return ()
    areas: dict[str, list[str]] = {"municipality": [], "county": [], "region": []}
    for kind, _, code in (one.partition(":") for one in calendar.area):
        areas[kind].append(code)
    if calendar.municipality and not calendar.area:
        areas["municipality"].append(calendar.municipality)
    if not any(areas.values()):
        return ()
    named = NamedArea.of(*(tuple(some) or None for some in areas.values()))
    return tuple(one.code for one in named.members)


def reach_of(reads: Sequence[ReadVerdict]) -> Mapping[str, Reach]:
    """Return how far each source was read to the end: of which municipalities, or of all.

    A source that was read to the end of nothing is left out.
    """
    complete: dict[tuple[str, str], set[str]] = {}
    for one in reads:
        if one.complete:
            complete.setdefault((one.source, one.kind), set()).add(one.scope)
    found: dict[str, Reach] = {}
    for source in sorted({one.source for one in reads}):
        kinds = _READ.get(source, (EVENT,))
        reaches = [_reach(complete.get((source, kind), set())) for kind in kinds]
        some = [one for one in reaches if one is not None]
        reach = frozenset.intersection(*some) if some else None
        if reach is None or reach:
            found[source] = reach
    return found


def _reach(scopes: set[str]) -> Reach:
    if ALL in scopes:
        return None
    # What was narrowed to some categories says nothing of the others: "municipality:889 categ…".
    codes = {one.removeprefix(_PLACE) for one in scopes if one.startswith(_PLACE)}
    known = {one.code for one in municipalities()}
    return None if codes >= known else frozenset(codes & known)


def _contests(catalogue: Catalogue) -> Iterator[Contest]:
    for ref, place in catalogue.places.contested():
        for one in place.conflicts:
            distance = one.get("distance_m")
            yield Contest(
                ref=ref,
                first=str(one.get("first")),
                second=str(one.get("second")),
                first_said=_codes(one.get("first_said")),
                second_said=_codes(one.get("second_said")),
                distance_m=float(distance) if isinstance(distance, int | float) else None,
            )


def _codes(said: Json) -> tuple[str, ...]:
    if isinstance(said, str):
        return (said,)
    return tuple(str(one) for one in said) if isinstance(said, list) else ()
