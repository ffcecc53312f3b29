"""The places that links are between: sports sites, service locations, places of calendars."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, get_args

from hytedata.export.link_rows import EVENT_PLACE, Key, Named
from hytedata.links import StreetAddress, Thing, kinds_in
from hytedata.models.common import Language, SourceRef
from hytedata.models.event import EventPlace
from hytedata.models.ptv import ServiceLocation
from hytedata.models.sports_site import SportsSite
from hytedata.places.event_places import is_whole_town
from hytedata.quality.facts import ChannelFacts, SiteFacts, facts_of
from hytedata.quality.facts.alike import thing_of
from hytedata.quality.facts.spelling import street_address
from hytedata.runs.progress import OnProgress, Step, silent
from hytedata.store import Catalogue
from hytedata.store.event_rows import EventRecord

SITE: Final = ("lipas", "sports-site")
CHANNEL: Final = ("ptv", "service-channel")
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
STEP: Final = "collecting places"
_NOBODY_KNOWS: Final = ""
_TELL_EVERY: Final = 1000

Things = dict[str, dict[SourceRef, Thing]]
"""Municipality → record → what is compared of it; "" where no municipality is known."""


@dataclass
class Places:
    """All places, by municipality, and what rows tell of each."""

    sites: Things = field(default_factory=lambda: defaultdict(dict))
    locations: Things = field(default_factory=lambda: defaultdict(dict))
    venues: Things = field(default_factory=lambda: defaultdict(dict))
    named: dict[Key, Named] = field(default_factory=dict)

    def look(self, ref: SourceRef) -> Named:
        """Return what rows tell of a record; nothing where it is not in the catalogue."""
        return self.named.get(Key.of(ref), Named())

    def codes(self) -> list[str]:
        """Return the municipalities that have places of several kinds."""
        kinds = (self.sites, self.locations, self.venues)
        known = {code for some in kinds for code in some} - {_NOBODY_KNOWS}
        return sorted(code for code in known if sum(code in some for some in kinds) > 1)

    def put(
        self, ref: SourceRef, thing: Thing, here: Things, licence: str = "", credit: str = ""
    ) -> None:
        """Note one place."""
        here[thing.municipality or _NOBODY_KNOWS][ref] = thing
        names = {one: thing.names[one] for one in LANGUAGES if thing.names.get(one)}
        self.named[Key.of(ref)] = Named(names, thing.municipality, licence, credit)


def collect_places(catalogue: Catalogue, *, tell: OnProgress = silent) -> Places:
    """Read all places that are in use out of the catalogue; slim values of all are held."""
    found = Places()
    count = 0
    for (source, kind), some in (
        (SITE, catalogue.models(SportsSite)),
        (CHANNEL, catalogue.models(ServiceLocation)),
    ):
        shares = catalogue.places.shares(source, kind)
        for one in some:
            _put(found, one, shares.get(one.ref.id, {}))
            count += 1
            if count % _TELL_EVERY == 0:
                tell(Step(STEP, count))
    for portion in catalogue.events.portions():
        for record in portion:
            _put_venues(found, record)
    tell(Step(STEP, len(found.named), finished=True))
    return found


def _put(found: Places, one: SportsSite | ServiceLocation, shares: Mapping[str, float]) -> None:
    facts = facts_of(one)
    if not isinstance(facts, SiteFacts | ChannelFacts) or not facts.is_public:
        return
    thing = thing_of(facts)
    # By all evidence, where that is known; else what the record states.
    largest = max(shares, key=lambda code: (shares[code], code), default=thing.municipality)
    here = found.sites if isinstance(facts, SiteFacts) else found.locations
    found.put(one.ref, _moved(thing, largest), here)


def _put_venues(found: Places, record: EventRecord) -> None:
    event = record.event
    surest = record.places[0].municipality if record.places else None
    for place in event.places:
        ref = SourceRef(source=event.source, kind=EVENT_PLACE, id=place.id)
        if not place.id or not place.names or is_whole_town(place) or Key.of(ref) in found.named:
            continue
        thing = _venue(place, place.municipality or surest)
        found.put(ref, thing, found.venues, event.licence, event.attribution)


def _venue(place: EventPlace, municipality: str | None) -> Thing:
    told = street_address(place.street.values(), None, place.postal_code)
    return Thing(
        place.id,
        dict(place.names.items()),
        position=place.position,
        address=StreetAddress(told.street, told.number, told.postal_code) if told else None,
        kinds=frozenset(kind for name in place.names.values() for kind in kinds_in(name)),
        municipality=municipality,
    )


def _moved(thing: Thing, municipality: str | None) -> Thing:
    if thing.municipality == municipality:
        return thing
    return replace(thing, municipality=municipality)
