"""Documents of PTV v12 for these tests, and how they are read and normalised."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from hytedata.connectors.ptv.v11.wire.base import Wire
from hytedata.connectors.ptv.v11.wire.reading import Shape, read_item, shape_of
from hytedata.connectors.ptv.v12.wire.channels import channel_shape
from hytedata.connectors.ptv.v12.wire.organisations import Organization, OrganizationHierarchy
from hytedata.connectors.ptv.v12.wire.relations import Connection as WireConnection
from hytedata.connectors.ptv.v12.wire.relations import ServiceCollection as WireCollection
from hytedata.connectors.ptv.v12.wire.services import GeneralDescription as WireGeneralDescription
from hytedata.connectors.ptv.v12.wire.services import Service as WireService
from hytedata.models.common import Rejection
from hytedata.models.ptv import (
    Connection,
    Organisation,
    OrganisationTree,
    Record,
    Service,
    ServiceLocation,
)
from hytedata.normalise.ptv_v12 import (
    normalise_channel,
    normalise_collection,
    normalise_connection,
    normalise_general_description,
    normalise_organisation,
    normalise_service,
    normalise_tree,
)

Document: TypeAlias = dict[str, Any]

SERVICE_ID = "2f9a6d1e-8c47-4d0e-b1a3-5e7f90c2d4a6"
CHANNEL_ID = "9b3e7a40-1d2c-4f5b-8e6a-70c1d2e3f4a5"
OWNER_ID = "7c1f0c52-3b5e-4a0b-9a57-2d5f3a1b0c11"


@dataclass(frozen=True)
class Kind:
    """How records of one kind are read and normalised."""

    shape: Shape[Any]
    normalise: Callable[[Wire[Any]], Record | Rejection]

    def read(self, document: Mapping[str, Any]) -> Wire[Any]:
        return read_item(document, self.shape, "record")


SERVICES = Kind(shape_of(WireService), normalise_service)
CHANNELS = Kind(channel_shape, normalise_channel)
CONNECTIONS = Kind(shape_of(WireConnection), normalise_connection)
ORGANISATIONS = Kind(shape_of(Organization), normalise_organisation)
GENERAL = Kind(shape_of(WireGeneralDescription), normalise_general_description)
COLLECTIONS = Kind(shape_of(WireCollection), normalise_collection)

OF_PATH: Mapping[str, Kind] = {
    "service": SERVICES,
    "service-channel": CHANNELS,
    "connection": CONNECTIONS,
    "organization": ORGANISATIONS,
    "general-description": GENERAL,
    "service-collection": COLLECTIONS,
}
"""Word of v12's paths → kind."""


def normalised(kind: Kind, document: Document) -> Any:
    """Normalise a document that is no reason for a rejection."""
    record = kind.normalise(kind.read(document))
    assert isinstance(record, Record), record
    return record


def channel_document(kind: str = "ServiceLocation", /, **changes: Any) -> Document:
    return {
        "contentId": CHANNEL_ID,
        "organizationContentId": OWNER_ID,
        "serviceChannelType": kind,
        "languageVersions": {"fi": {"name": "Uimahalli"}},
        **changes,
    }


def channel(kind: str = "ServiceLocation", /, **changes: Any) -> Any:
    return normalised(CHANNELS, channel_document(kind, **changes))


def channel_in_finnish(kind: str = "ServiceLocation", /, **texts: Any) -> Any:
    return channel(kind, languageVersions={"fi": {"name": "Uimahalli", **texts}})


def location(**changes: Any) -> ServiceLocation:
    record = channel(**changes)
    assert isinstance(record, ServiceLocation)
    return record


def service(**changes: Any) -> Service:
    record = normalised(SERVICES, {"contentId": SERVICE_ID, "serviceType": "Service", **changes})
    assert isinstance(record, Service)
    return record


def service_in_finnish(**texts: Any) -> Service:
    return service(languageVersions={"fi": {"name": "Uimahallipalvelut", **texts}})


def connection(**changes: Any) -> Connection:
    pair = {"serviceContentId": SERVICE_ID, "channelContentId": CHANNEL_ID}
    record = normalised(CONNECTIONS, {**pair, **changes})
    assert isinstance(record, Connection)
    return record


def organisation(**changes: Any) -> Organisation:
    record = normalised(
        ORGANISATIONS,
        {"contentId": OWNER_ID, "organizationType": "Organization", **changes},
    )
    assert isinstance(record, Organisation)
    return record


def tree(*edges: tuple[str, str], root: str = "a") -> OrganisationTree | Rejection:
    """Normalise edges of (parent, child)."""
    told = [{"parentContentId": parent, "childContentId": child} for parent, child in edges]
    wire = read_item({"edges": told}, shape_of(OrganizationHierarchy), "tree")
    return normalise_tree(wire, root)


def hours(*told: Document, holidays: Document | None = None) -> Document:
    return {"hours": list(told), "holidayServiceHours": holidays}


def opening(start: str, end: str, **changes: Any) -> Document:
    return {
        "start": start,
        "end": end,
        "openingStatus": "Open",
        "repetition": "Weekly",
        "additionalInformation": {},
        **changes,
    }


def coordinate(east: float | None, north: float | None, **changes: Any) -> Document:
    stated = {"system": "EPSG:3067", "source": "User", **changes}
    return {**stated, "easting": east, "northing": north}


def street_address(**changes: Any) -> Document:
    return {
        "streetName": {"fi": "Halliraitti"},
        "addressDetail": "4 A",
        "postalCode": "40100",
        "coordinates": [],
        "additionalInformation": {},
        **changes,
    }


def remarked(record: Record) -> list[tuple[str, str]]:
    """Fields and codes of a record's remarks."""
    return [(one.field, one.code) for one in record.remarks]


def finnish(record: Any) -> Any:
    """Texts and contacts of a record in Finnish."""
    return record.language_versions["fi"]
