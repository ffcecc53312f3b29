"""Facts of PTV for coverage: services with their areas, and places with their services' themes."""

from collections.abc import Iterable, Iterator, Mapping

from hytedata.codes import UnknownCode, find_municipality, municipalities
from hytedata.links import Thing
from hytedata.models.classification import ThemeSlug, ThemeStrength
from hytedata.models.ptv import AvailabilityArea, EChannel, Service, ServiceLocation, WebPage
from hytedata.quality.coverage import PlaceFact, ServiceFact
from hytedata.quality.coverage.facts import NONE, Codes, Themes
from hytedata.runs.coverage.ptv_world import PtvWorld
from hytedata.store import Catalogue

_ONLINE = (EChannel, WebPage)


def service_facts(world: PtvWorld, services: Iterable[Service]) -> Iterator[ServiceFact]:
    """Yield what coverage has to know of published services."""
    for one in services:
        if one.status not in (None, "Published"):
            continue
        owner = world.owner(one.organisation_id)
        sure, possible = parted(world.themes.get(one.id, {}))
        direct, wide, unclear = reach(one.area)
        area = one.area
        yield ServiceFact(
            ref=one.ref,
            names=one.name,
            provider=owner.provider,
            owner=one.organisation_id,
            owner_key=owner.key,
            owner_names=owner.names,
            owner_municipality=owner.municipality,
            themes=sure,
            possible=possible,
            municipalities=direct,
            wide=wide,
            nationwide=area is not None and area.is_nationwide,
            without_aland=area is not None and area.type == "WholeCountryExceptAland",
            area_unclear=unclear,
            languages=frozenset(one.name),
            only_online=_is_only_online(world, one),
        )


def place_facts(
    world: PtvWorld, services: Iterable[ServiceFact], catalogue: Catalogue
) -> Iterator[PlaceFact]:
    """Yield the published places of PTV; what a place is for, its services say."""
    known = {one.ref.id: one for one in services}
    shares = catalogue.places.shares("ptv", "service-channel")
    for one in world.channels.values():
        if not isinstance(one, ServiceLocation) or one.status not in (None, "Published"):
            continue
        here = [known[key] for key in world.services_of(one.id) | _own(one) if key in known]
        sure: Themes = frozenset(theme for it in here for theme in it.themes)
        possible: Themes = frozenset(theme for it in here for theme in it.possible) - sure
        if not sure and not possible:
            continue
        owner = world.owner(one.organisation_id)
        codes = frozenset(shares.get(one.id, ())) or _stated(one)
        yield PlaceFact(
            ref=one.ref,
            thing=Thing(
                one.id,
                dict(one.name.items()),
                position=one.position,
                municipality=min(codes) if len(codes) == 1 else None,
            ),
            provider=owner.provider,
            owner_key=owner.key,
            themes=sure,
            possible=possible,
            municipalities=codes,
            languages=frozenset(one.name),
        )


def parted(found: Mapping[ThemeSlug, ThemeStrength]) -> tuple[Themes, Themes]:
    """Return the themes that are certain, and those that are possible."""
    sure = frozenset(theme for theme, strength in found.items() if strength == "certain")
    return sure, frozenset(found) - sure


def reach(area: AvailabilityArea | None) -> tuple[Codes, Codes, bool]:
    """Return the municipalities of an area: named, reached by wider codes; whether any is unclear.

    Hospital districts and the like, which PTV's old areas name, are no set of municipalities of
    today.
    """
    if area is None:
        return NONE, NONE, True
    if area.is_nationwide:
        return NONE, NONE, False
    found = [find_municipality(code) for code in area.municipalities]
    direct = frozenset(one.municipality.code for one in found if one)
    wide: set[str] = set()
    unclear = None in found
    for county in area.wellbeing_services_counties:
        unclear |= not _add(wide, county=county)
    for region in area.regions:
        unclear |= not _add(wide, region=region)
    return direct, frozenset(wide), unclear or not (direct or wide)


def _add(codes: set[str], *, county: str | None = None, region: str | None = None) -> bool:
    try:
        codes.update(one.code for one in municipalities(county=county, region=region))
    except UnknownCode:
        return False
    return True


def _is_only_online(world: PtvWorld, service: Service) -> bool:
    keys = world.channels_of(service)
    return bool(keys) and all(isinstance(world.channels.get(key), _ONLINE) for key in keys or ())


def _own(place: ServiceLocation) -> frozenset[str]:
    return frozenset(place.service_ids or ())


def _stated(place: ServiceLocation) -> Codes:
    stated = (one.municipality for one in place.location.street if one.municipality)
    found = (find_municipality(code) for code in stated)
    return frozenset(one.municipality.code for one in found if one)
