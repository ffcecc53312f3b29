"""Records with a whole content, as a read keeps them."""

import zlib
from dataclasses import replace

import msgspec

from hytedata.models.base import Model
from hytedata.models.common import Position
from hytedata.models.event import Event
from hytedata.models.ptv import Service
from hytedata.models.ptv.service import ServiceTexts
from hytedata.models.site_geometry import SiteGeometry
from hytedata.models.sports_site import SportsSite
from hytedata.store.catalogue import CatalogueRecord
from tests.export.conftest import record

ROUTE = SiteGeometry(
    kind="route",
    parts=(
        (((500_000.0, 7_200_000.0), (500_100.0, 7_200_000.0)),),
        (((500_100.0, 7_200_000.0), (500_100.0, 7_200_300.0)),),
    ),
)


def holding(head: CatalogueRecord, model: Model) -> CatalogueRecord:
    document = msgspec.json.encode(model.model_dump(mode="json"), order="deterministic")
    return replace(head, packed_model=zlib.compress(document))


def site(key: int, *, municipality: str = "889", route: bool = True) -> CatalogueRecord:
    geometry = ROUTE if route else None
    position = Position(east=500_000, north=7_200_000) if route else None
    head = replace(record(str(key), position=position), municipalities=(municipality,))
    return holding(
        head,
        SportsSite(
            lipas_id=key,
            event_date=head.modified_at,
            status="active",
            names={"fi": "Latu"},
            type_code=4402,
            owner="city",
            admin=None,
            municipality=municipality,
            geometry=geometry,
        ),
    )


def service(key: str = "5e2f") -> CatalogueRecord:
    head = replace(record(key, source="ptv"), kind="service", municipalities=())
    texts = ServiceTexts(name="Uinti", keywords=("uinti", "vesi"))
    return holding(head, Service(id=key, type="Service", language_versions={"fi": texts}))


def event(key: str = "e1") -> CatalogueRecord:
    head = replace(record(key, source="oulu"), kind="event", municipalities=("564",))
    return holding(
        head,
        Event(
            source="oulu",
            id=key,
            names={"fi": "Uinti"},
            licence="CC BY 4.0",
            attribution="Oulun kaupunki",
        ),
    )
