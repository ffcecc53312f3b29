"""A small Kainuu in a store: what was read of PTV, Lipas and one calendar."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from hytedata.config import Config
from hytedata.models.common import Completeness, Position
from hytedata.models.event import Event, EventKeyword, EventPlace, EventTime
from hytedata.models.ptv import (
    Addresses,
    AvailabilityArea,
    Connection,
    EChannel,
    EChannelTexts,
    Organisation,
    OrganisationTexts,
    Record,
    Service,
    ServiceLocation,
    ServiceLocationTexts,
    ServiceTexts,
    SourcedPosition,
    StreetAddress,
    WebLink,
)
from hytedata.models.site_geometry import SiteGeometry
from hytedata.models.sports_site import SportsSite
from hytedata.runs.classify import classify_records
from hytedata.runs.entries import entry_of_record, entry_of_site
from hytedata.runs.events.entries import entry_of_event
from hytedata.store import Store
from hytedata.store.catalogue import Entry

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
TODAY = NOW.date()
KAINUU = ("105", "205", "290", "578", "620", "697", "765", "777")
SUMMARY = "Ryhmässä voit liikkua muiden kanssa joka viikko."
EAST, NORTH = 536_000.0, 7_123_000.0


def config(*, area: str = "county:20", **more: Any) -> Config:
    calendar = {
        "name": "kunta",
        "kind": "linked-events",
        "url": "https://kunta.test/v1",
        "area": (area,) if area else (),
    }
    told: dict[str, Any] = {"contact": "it@kunta.example", "calendar": (calendar,), **more}
    return Config.model_validate(told)


def area(*codes: str, county: str = "", whole: bool = False) -> AvailabilityArea:
    if whole:
        return AvailabilityArea(type="WholeCountry")
    counties = (county,) if county else ()
    return AvailabilityArea(
        type="LimitedArea", municipalities=codes, wellbeing_services_counties=counties
    )


def organisation(key: str, name: str, kind: str, **more: Any) -> Organisation:
    return Organisation(
        id=key, type=kind, language_versions={"fi": OrganisationTexts(name=name)}, **more
    )


TOWN = organisation("town", "Kajaanin kaupunki", "Municipality", municipality="205")
COUNTY = organisation("hva", "Kainuun hyvinvointialue", "RegionalOrganization")
KELA = organisation("kela", "Kansaneläkelaitos", "State")


def service(key: str, *classes: str, where: AvailabilityArea, **more: Any) -> Service:
    fields: dict[str, Any] = {
        "type": "Service",
        "status": "Published",
        "organisation_id": "town",
        "target_groups": ("KR1",),
        "channel_ids": (),
        "language_versions": {"fi": ServiceTexts(name=f"Palvelu {key}", summary=SUMMARY)},
        **more,
    }
    return Service(id=key, service_classes=classes, area=where, **fields)


def hall(key: str, *services: str, name: str, **more: Any) -> ServiceLocation:
    position = SourcedPosition(position=Position(east=EAST, north=NORTH), source="NLS")
    street = StreetAddress(street={"fi": "Katu"}, municipality="205", positions=(position,))
    return ServiceLocation(
        id=key,
        status="Published",
        organisation_id="town",
        service_ids=services,
        area=area("205"),
        location=Addresses(street=(street,)),
        language_versions={"fi": ServiceLocationTexts(name=name, summary=SUMMARY)},
        **more,
    )


def e_channel(key: str, *services: str) -> EChannel:
    page = WebLink(url="https://kunta.test")
    return EChannel(
        id=key,
        status="Published",
        organisation_id="town",
        service_ids=services,
        area=area("205"),
        language_versions={"fi": EChannelTexts(name="Verkossa", web_address=page)},
    )


def site(number: int, type_code: int, name: str, **more: Any) -> SportsSite:
    fields: dict[str, Any] = {
        "event_date": None,
        "status": "active",
        "owner": "city",
        "admin": "city-sports",
        "municipality": "205",
        "geometry": SiteGeometry(kind="point", parts=((((EAST, NORTH),),),)),
        **more,
    }
    return SportsSite(lipas_id=number, type_code=type_code, names={"fi": name}, **fields)


def event(key: str, days: float = 3, **more: Any) -> Event:
    start = NOW + timedelta(days=days)
    fields: dict[str, Any] = {
        "names": {"fi": "Jumppa"},
        "keywords": (EventKeyword(scheme="yso", id="yso:p916"),),
        "time": EventTime(start=start, end=start + timedelta(hours=1)),
        "places": (EventPlace(names={"fi": "Talo"}, municipality="205"),),
        "organizers": ({"fi": "Kajaanin Kuntoseura ry"},),
        **more,
    }
    return Event(source="kunta", id=key, **fields)


class County:
    """A store that is filled as reads would fill it."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def ptv(
        self,
        *records: Record,
        kinds: Sequence[str] = ("service", "service-channel", "organisation"),
        complete: bool = True,
        scope: str = "all",
    ) -> None:
        for kind in {*kinds, *(one.kind for one in records)}:
            entries = [entry_of_record(one) for one in records if one.kind == kind]
            self._note("ptv", kind, scope, entries, complete=complete)

    def lipas(self, *sites: SportsSite, codes: Sequence[str] = KAINUU) -> None:
        for code in codes:
            entries = [entry_of_site(one) for one in sites if one.municipality == code]
            self._note("lipas", "sports-site", f"municipality:{code}", entries)

    def calendar(self, *events: Event, complete: bool = True) -> None:
        of = config().calendar[0]
        entries = [entry_of_event(one, of) for one in events]
        self._note("kunta", "event", "all", entries, complete=complete)

    def classify(self) -> None:
        classify_records(self.store.catalogue)

    def _note(
        self, source: str, kind: str, scope: str, entries: Sequence[Entry], *, complete: bool = True
    ) -> None:
        reasons = () if complete else ("timeout",)
        with self.store.catalogue.reading(source, kind, scope) as reading:
            for one in entries:
                reading.put(one)
            reading.finish(Completeness(complete=complete, items=len(entries), reasons=reasons))


def connection(service_id: str, channel_id: str) -> Connection:
    key = f"{service_id}/{channel_id}"
    return Connection(id=key, service_id=service_id, channel_id=channel_id)
