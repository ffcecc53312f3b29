"""All records together, by their facts: what cross rules look things up in."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, TypeVar, cast

from hytedata.links import STRONG
from hytedata.models.common import SourceRef
from hytedata.quality.facts.alike import NO_MUNICIPALITY, Alike, alike_places
from hytedata.quality.facts.beside import NOTHING_BESIDE, Beside
from hytedata.quality.facts.grid import Grid
from hytedata.quality.facts.sharing import Shared
from hytedata.quality.facts.values import (
    ChannelFacts,
    ConnectionFacts,
    EventFacts,
    Facts,
    GeneralFacts,
    OrganisationFacts,
    PlaceFacts,
    ServiceFacts,
    SiteFacts,
)

P = TypeVar("P", bound=PlaceFacts)
T = TypeVar("T")

EVENTS: Final = "events"
_DEEPEST: Final = 20  # steps from an organisation to its root; a circle must not hold us up


@dataclass
class World:
    """Facts of all records, and what is known beside them; made by `World.of`.

    Attributes:
        services: By id, as all that follow.
        events: In the order in which they came.
    """

    beside: Beside = NOTHING_BESIDE
    services: dict[str, ServiceFacts] = field(default_factory=dict)
    channels: dict[str, ChannelFacts] = field(default_factory=dict)
    organisations: dict[str, OrganisationFacts] = field(default_factory=dict)
    generals: dict[str, GeneralFacts] = field(default_factory=dict)
    sites: dict[str, SiteFacts] = field(default_factory=dict)
    events: list[EventFacts] = field(default_factory=list)
    connections: list[ConnectionFacts] = field(default_factory=list)

    @classmethod
    def of(
        cls, items: Iterable[tuple[Facts, str | None]], beside: Beside = NOTHING_BESIDE
    ) -> "World":
        """Put facts together.

        Args:
            items: Facts, each with the municipality that its record is in by all evidence; None
                where that is not known: then what the record itself states holds.
            beside: What is known besides.
        """
        world, shared = cls(beside), Shared()
        for facts, municipality in items:
            world._take(shared.facts(facts, municipality))
        return world

    def _take(self, facts: Facts) -> None:
        match facts:
            case ServiceFacts():
                self.services[facts.id] = facts
            case ChannelFacts():
                self.channels[facts.id] = facts
            case OrganisationFacts():
                self.organisations[facts.id] = facts
            case GeneralFacts():
                self.generals[facts.id] = facts
            case SiteFacts():
                self.sites[facts.id] = facts
            case EventFacts():
                self.events.append(facts)
            case ConnectionFacts():
                self.connections.append(facts)

    # --- what was read -------------------------------------------------------------------------

    @cached_property
    def sources(self) -> frozenset[str]:
        """What there are records of, or was read: of `ptv`, `lipas`, `events`."""
        read = {one if one in ("ptv", "lipas") else EVENTS for one in self.beside.read}
        held = (("ptv", self.services or self.channels), ("lipas", self.sites))
        return frozenset(
            read | {name for name, some in held if some} | ({EVENTS} if self.events else set())
        )

    def lacks(self, needs: Iterable[str]) -> tuple[str, ...]:
        """Return which of *needs* nothing is known of: a rule that needs them is not checked."""
        return tuple(sorted(set(needs) - self.sources))

    def was_read(self, source: str, municipality: str | None = None) -> bool:
        """Whether everything of a source was read: of a municipality, or of the whole country."""
        if source not in self.beside.read:
            return False
        reach = self.beside.read[source]
        return reach is None or (municipality is not None and municipality in reach)

    def is_gone(self, ref: SourceRef) -> bool:
        """Whether later reads no longer gave a record that was there."""
        return (ref.source, ref.kind, ref.id) in self.beside.gone

    # --- PTV -----------------------------------------------------------------------------------

    @cached_property
    def _connected(self) -> Mapping[str, Sequence[str]]:
        """Ids of channels by service, the same perhaps twice."""
        channels: dict[str, list[str]] = defaultdict(list)
        for one in self.connections:
            channels[one.service].append(one.channel)
        for service in self.services.values():
            if service.channels:
                channels[service.id] += service.channels
        return channels

    @cached_property
    def _used(self) -> frozenset[str]:
        return frozenset(one for some in self._connected.values() for one in some)

    def channels_of(self, service: ServiceFacts) -> frozenset[str] | None:
        """Return the ids of the channels that a service is got through; None: not known."""
        found = frozenset(self._connected.get(service.id, ()))
        if found or service.channels is not None or self._knows_connections:
            return found
        return None

    def is_connected(self, channel: ChannelFacts) -> bool | None:
        """Whether any service is got through a channel; None: not known."""
        if channel.services or channel.id in self._used:
            return True
        return False if channel.services == 0 or self._knows_connections else None

    @property
    def _knows_connections(self) -> bool:
        return bool(self.connections) and self.was_read("ptv")

    def root(self, organisation: str | None) -> str | None:
        """Return the id of the topmost organisation above one; itself where none is known."""
        here = organisation
        for _ in range(_DEEPEST):
            known = self.organisations.get(here) if here else None
            if known is None or known.parent is None:
                break
            here = known.parent
        return here

    # --- places --------------------------------------------------------------------------------

    @cached_property
    def locations(self) -> tuple[ChannelFacts, ...]:
        """Channels that people go to and see, by id."""
        told = (one for one in self.channels.values() if one.is_place and one.is_public)
        return tuple(sorted(told, key=lambda one: one.id))

    @cached_property
    def sites_in(self) -> Mapping[str, Sequence[SiteFacts]]:
        """Sites in use or retired, by municipality."""
        return _grouped(one for one in self.sites.values() if one.is_public or one.is_retired)

    @cached_property
    def locations_in(self) -> Mapping[str, Sequence[ChannelFacts]]:
        """Locations by municipality; without one under `NO_MUNICIPALITY`."""
        return _grouped(self.locations)

    @cached_property
    def grid(self) -> Grid[PlaceFacts]:
        """Sites in use and locations by where they are."""
        return Grid(self.places)

    @property
    def places(self) -> Iterator[PlaceFacts]:
        """Sites in use, and locations."""
        yield from (one for one in self.sites.values() if one.is_public)
        yield from self.locations

    @cached_property
    def links(self) -> tuple[tuple[SiteFacts | None, ChannelFacts], ...]:
        """Linked pairs whose channel is seen, by channel; None: the site is not there."""
        found = {(site, channel) for site, channel in self.beside.links}
        return tuple(
            (self.sites.get(site), self.channels[channel])
            for site, channel in sorted(found, key=lambda pair: (pair[1], pair[0]))
            if channel in self.channels and self.channels[channel].is_public
        )

    @cached_property
    def linked(self) -> frozenset[str]:
        """Ids of sites and of channels that stand for one another."""
        return frozenset(one for pair in self.beside.links for one in pair)

    @cached_property
    def alike(self) -> tuple[Alike, ...]:
        """Pairs of a site and a location that may be one and are not linked."""
        unlinked = {
            code: [one for one in some if one.id not in self.linked]
            for code, some in self.locations_in.items()
            if code != NO_MUNICIPALITY
        }
        sites = {
            code: [one for one in some if one.id not in self.linked]
            for code, some in self.sites_in.items()
        }
        return tuple(alike_places(sites, unlinked))

    @cached_property
    def pairs(self) -> tuple[Alike, ...]:
        """Of `alike` the strong ones, paired off: each place is in one at most, the best first."""
        taken: set[str] = set()
        found: list[Alike] = []
        for one in self.alike:
            if one.score >= STRONG and not {one.site, one.channel} & taken:
                taken |= {one.site, one.channel}
                found.append(one)
        return tuple(found)

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what *make* makes; made once for all rules that ask for *key*."""
        if key not in self._made:
            self._made[key] = make()
        return cast("T", self._made[key])

    @cached_property
    def _made(self) -> dict[Hashable, object]:
        return {}


def _grouped(places: Iterable[P]) -> Mapping[str, Sequence[P]]:
    grouped: dict[str, list[P]] = defaultdict(list)
    for place in places:
        grouped[place.municipality or NO_MUNICIPALITY].append(place)
    return grouped
