"""Facts out of records."""

from collections.abc import Callable, Iterator, Mapping
from math import dist
from typing import Any, Final

from hytedata.codes.folding import fold
from hytedata.content.connection_rules import channel_details, connection_details
from hytedata.models.clock import day_in_finland
from hytedata.models.common import LocalizedText, Position
from hytedata.models.event import Event, When
from hytedata.models.ptv import (
    AvailabilityArea,
    Channel,
    Connection,
    GeneralDescription,
    Organisation,
    Service,
    ServiceLocation,
    Worded,
)
from hytedata.models.sports_site import SportsSite
from hytedata.places.event_places import is_only_in_town, is_only_online, positions_of_event
from hytedata.places.shapes import bounds_of
from hytedata.quality.facts import values
from hytedata.quality.facts.details import detail_mark, detail_marks
from hytedata.quality.facts.sentences import sentence_marks
from hytedata.quality.facts.spelling import (
    address_of,
    page_of,
    pages_of,
    phone_mark,
    phone_marks,
    street_address,
)

_NOT_HELD: Final = frozenset({"cancelled", "deleted", "postponed"})
_TEXTS: Final = ("summary", "description", "user_instruction", "conditions")


def facts_of(record: object) -> values.Facts | None:
    """Return what cross rules have to know of a record; None where they ask nothing of it.

    Pure: the same record gives the same facts. Where it is by all evidence is told to the world,
    not here: that may change while the record stays.
    """
    for model, make in _MAKERS.items():
        if isinstance(record, model):
            return make(record)
    return None


def _names(texts: LocalizedText) -> dict[str, str]:
    return {language: text for language, text in texts.items() if text}


def _service(one: Service) -> values.ServiceFacts:
    return values.ServiceFacts(
        id=one.id,
        names=_names(one.name),
        organisation=one.organisation_id,
        area=_area(one.area),
        channels=one.channel_ids,
        general=one.general_description_id,
        sentences=sentence_marks(_texts(one)) if one.general_description_id else "",
        is_public=_is_public(one.status),
    )


def _general(one: GeneralDescription) -> values.GeneralFacts:
    return values.GeneralFacts(one.id, sentence_marks(_texts(one)))


def _texts(one: Worded[Any]) -> Iterator[str]:
    for version in one.language_versions.values():
        for field in _TEXTS:
            yield getattr(version, field) or ""


def _channel(one: Channel[Any]) -> values.ChannelFacts:
    facts = values.ChannelFacts(
        id=one.id,
        type=getattr(one, "type", ""),
        names=_names(one.name),
        organisation=one.organisation_id,
        services=None if one.service_ids is None else len(one.service_ids),
        is_public=_is_public(one.status),
        details=detail_marks(channel_details(one)),
    )
    return _located(facts, one) if isinstance(one, ServiceLocation) else facts


def _located(facts: values.ChannelFacts, one: ServiceLocation) -> values.ChannelFacts:
    street = next(iter(one.location.street), None)
    versions = tuple(one.language_versions.values())
    numbers = (phone_mark(it.dial_code, it.number) for text in versions for it in text.phones)
    return values.ChannelFacts(
        id=facts.id,
        type=facts.type,
        names=facts.names,
        organisation=facts.organisation,
        services=facts.services,
        municipality=street.municipality if street else None,
        position=_metres(one.position),
        address=street_address(street.street.values(), street.detail, street.postal_code)
        if street
        else None,
        phones=tuple(sorted({mark for mark in numbers if mark is not None})),
        pages=pages_of(link.url for text in versions for link in text.web_pages),
        is_public=facts.is_public,
        details=facts.details,
    )


def _organisation(one: Organisation) -> values.OrganisationFacts:
    return values.OrganisationFacts(
        id=one.id,
        names=_names(one.name),
        type=one.type,
        parent=one.parent_id,
        municipality=one.municipality,
        area=_area(one.area),
    )


def _connection(one: Connection) -> values.ConnectionFacts:
    told = {field: detail_mark(detail) for field, detail in connection_details(one)}
    return values.ConnectionFacts(one.service_id, one.channel_id, told)


def _site(one: SportsSite) -> values.SiteFacts:
    position, spread = _ground(one)
    return values.SiteFacts(
        id=str(one.lipas_id),
        type_code=one.type_code,
        status=one.status,
        names=_names(one.names),
        other_name=one.marketing_name or "",
        owner=one.owner,
        municipality=one.municipality,
        position=position,
        spread_m=spread,
        address=address_of(one.address, one.postal_code),
        phones=phone_marks(one.phone),
        page=page_of(one.www),
    )


def _ground(site: SportsSite) -> tuple[values.Metres | None, float]:
    """Where a visitor would look for a site, and how far from there its parts may lie."""
    box = bounds_of(site)
    if site.geometry is None or box is None:
        return None, 0.0
    if box.is_point:
        return (round(box.min_east, 1), round(box.min_north, 1)), 0.0
    # The libraries for geometry take a second to load; most sites are points.
    from hytedata.places.representative import representative_point

    point = representative_point(site.geometry)
    at = (round(point.east, 1), round(point.north, 1))
    easts, norths = (box.min_east, box.max_east), (box.min_north, box.max_north)
    farthest = max(dist(at, (east, north)) for east in easts for north in norths)
    return at, float(round(farthest))


def _event(one: Event) -> values.EventFacts:
    first, last = _day(one.time.start), _day(one.time.end)
    place = next(iter(one.places), None)
    names = tuple(dict.fromkeys(name for it in one.places for name in it.names.values() if name))
    return values.EventFacts(
        source=one.source,
        id=one.id,
        names=_names(one.names),
        role=one.series_role,
        series=one.series_id,
        first=first,
        last=first if last is None else last,
        where=_where(one),
        place=(place.id or fold(next(iter(names), ""))) if place else "",
        place_names=names,
        position=next(map(_metres, positions_of_event(one)), None),
        municipality=place.municipality if place else None,
        is_held=one.status not in _NOT_HELD,
    )


def _where(one: Event) -> values.Whereabouts:
    if is_only_online(one):
        return "online"
    if not one.places:
        return ""
    return "town" if is_only_in_town(one) else "spot"


def _day(when: When | None) -> int | None:
    if when is None:
        return None
    return day_in_finland(when).toordinal()


def _area(area: AvailabilityArea | None) -> values.AreaFacts | None:
    if area is None:
        return None
    if area.is_nationwide:
        return values.AreaFacts("all" if area.type == "WholeCountry" else "mainland")
    return values.AreaFacts(
        municipalities=area.municipalities,
        regions=area.regions,
        counties=area.wellbeing_services_counties,
        others=bool(area.others),
    )


def _metres(position: Position | None) -> values.Metres | None:
    return (round(position.east, 1), round(position.north, 1)) if position else None


def _is_public(status: str | None) -> bool:
    return status in (None, "Published")


_MAKERS: Final[Mapping[type, Callable[[Any], values.Facts]]] = {
    Service: _service,
    Channel: _channel,
    SportsSite: _site,
    Event: _event,
    Organisation: _organisation,
    Connection: _connection,
    GeneralDescription: _general,
}
