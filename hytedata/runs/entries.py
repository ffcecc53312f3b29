"""From our models to what the catalogue keeps of them: nothing is added to what a record states."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from hytedata.models.common import Json, LocalizedText, Position
from hytedata.models.plan import content_hash
from hytedata.models.sports_site import SiteGeometry, SportsSite
from hytedata.places.area_filter import stated_municipalities
from hytedata.places.shapes import bounds_of
from hytedata.store.catalogue import AreaCode, Entry

if TYPE_CHECKING:
    from hytedata.models.ptv import AvailabilityArea, Record

ALAND = "21"
"""The region that `WholeCountryExceptAland` leaves out."""

_NO_CONTENT = frozenset({"event_date", "published_at", "modified_at", "migrated_at", "remarks"})
"""What moves without a change of content, or tells of our reading of it."""


def entry_of_site(site: SportsSite) -> Entry:
    """Return what is kept of a sports site; its position stands for its geometry."""
    document = site.model_dump(mode="json")
    return Entry(
        ref=site.ref,
        hash=site.content_hash or content_hash_of(document),
        model=encoded(document),
        names=site.names,
        owner=site.owner,
        status=site.status,
        municipalities=(site.municipality,),
        position=_position(site.geometry),
        modified_at=site.event_date,
        bounds=bounds_of(site),
    )


def entry_of_record(record: "Record") -> Entry:
    """Return what is kept of a record of PTV.

    Its place is what an address to visit states, of a municipality also its own code; the area
    that it is meant for is kept apart.
    """
    from hytedata.models.ptv import Organisation, ServiceLocation, Worded

    document = record.model_dump(mode="json")
    position: Position | None = None
    if isinstance(record, ServiceLocation | Organisation):
        position = record.location.position
    area: AvailabilityArea | None = getattr(record, "area", None)
    names: LocalizedText = record.name if isinstance(record, Worded) else {}
    return Entry(
        ref=record.ref,
        hash=content_hash_of(document),
        model=encoded(document),
        raw=encoded(record.raw) if record.raw else None,
        names=names,
        owner=getattr(record, "organisation_id", None),
        status=record.status,
        municipalities=tuple(stated_municipalities(record)),
        area=_area(area),
        is_nationwide=area is not None and area.is_nationwide,
        position=position,
        modified_at=record.modified_at or record.published_at,
        bounds=bounds_of(record),
    )


def _area(area: "AvailabilityArea | None") -> tuple[AreaCode, ...]:
    if area is None:
        return ()
    if area.is_nationwide:
        without = area.type == "WholeCountryExceptAland"
        return (AreaCode("except-region", ALAND),) if without else ()
    return (
        *(AreaCode("municipality", code) for code in area.municipalities),
        *(AreaCode("region", code) for code in area.regions),
        *(AreaCode("county", code) for code in area.wellbeing_services_counties),
    )


def _position(geometry: SiteGeometry | None) -> Position | None:
    if geometry is None:
        return None
    # The geo libraries take a second to load; they are needed where there is geometry.
    from hytedata.places.representative import representative_point

    return representative_point(geometry)


def content_hash_of(document: Mapping[str, Json]) -> str:
    """Hash what a document says, without its times and our remarks on it."""
    return content_hash({key: value for key, value in document.items() if key not in _NO_CONTENT})


def encoded(document: Mapping[str, Json]) -> bytes:
    """Return a document as the catalogue keeps it."""
    return msgspec.json.encode(document, order="deterministic")
