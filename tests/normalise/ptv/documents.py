"""Documents of PTV v11 for these tests, and how they are read and normalised."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from hytedata.connectors.ptv.v11.wire.base import Wire
from hytedata.connectors.ptv.v11.wire.channels import ServiceChannel as WireChannel
from hytedata.connectors.ptv.v11.wire.channels import channel_shape
from hytedata.connectors.ptv.v11.wire.collections import ServiceCollection as WireCollection
from hytedata.connectors.ptv.v11.wire.entities import GeneralDescription as WireGeneralDescription
from hytedata.connectors.ptv.v11.wire.entities import Organization, Service
from hytedata.connectors.ptv.v11.wire.reading import Shape, read_item, shape_of
from hytedata.models.common import Rejection
from hytedata.models.ptv import Channel, Connection, Organisation, Record, ServiceLocation
from hytedata.models.ptv import Service as OurService
from hytedata.normalise.ptv import (
    connections_of_channel,
    connections_of_service,
    normalise_channel,
    normalise_collection,
    normalise_general_description,
    normalise_organisation,
    normalise_service,
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
    connections: Callable[[Wire[Any]], tuple[Connection, ...]] = lambda _: ()

    def read(self, document: Mapping[str, Any]) -> Wire[Any]:
        return read_item(document, self.shape, "record")


SERVICES = Kind(shape_of(Service), normalise_service, connections_of_service)
CHANNELS = Kind(channel_shape, normalise_channel, connections_of_channel)
ORGANISATIONS = Kind(shape_of(Organization), normalise_organisation)
GENERAL = Kind(shape_of(WireGeneralDescription), normalise_general_description)
COLLECTIONS = Kind(shape_of(WireCollection), normalise_collection)
KINDS = (SERVICES, CHANNELS, ORGANISATIONS, GENERAL, COLLECTIONS)


def text(value: str | None, language: str | None = "fi") -> Document:
    return {"value": value, "language": language}


def typed(kind: str, value: str | None, language: str | None = "fi") -> Document:
    return {"type": kind, "value": value, "language": language}


def channel_document(kind: str = "ServiceLocation", /, **changes: Any) -> Document:
    return {
        "id": CHANNEL_ID,
        "serviceChannelType": kind,
        "organizationId": OWNER_ID,
        "serviceChannelNames": [typed("Name", "Uimahalli")],
        "serviceChannelDescriptions": [typed("Summary", "Halli, jossa uidaan.")],
        "publishingStatus": "Published",
        "modified": "2026-03-02T08:10:02.554",
        **changes,
    }


def service_document(**changes: Any) -> Document:
    return {
        "id": SERVICE_ID,
        "type": "Service",
        "serviceNames": [typed("Name", "Uimahallipalvelut")],
        "serviceDescriptions": [typed("Summary", "Kunnan uimahallit.")],
        "publishingStatus": "Published",
        **changes,
    }


def organisation_document(**changes: Any) -> Document:
    return {
        "id": OWNER_ID,
        "organizationType": "Municipality",
        "organizationNames": [typed("Name", "Esimerkkikunta")],
        **changes,
    }


def normalised(kind: Kind, document: Document) -> Any:
    """Normalise a document that is no reason for a rejection."""
    record = kind.normalise(kind.read(document))
    assert isinstance(record, Record), record
    return record


def channel(kind: str = "ServiceLocation", /, **changes: Any) -> Any:
    record = normalised(CHANNELS, channel_document(kind, **changes))
    assert isinstance(record, Channel)
    return record


def location(**changes: Any) -> ServiceLocation:
    record = channel(**changes)
    assert isinstance(record, ServiceLocation)
    return record


def service(**changes: Any) -> OurService:
    record = normalised(SERVICES, service_document(**changes))
    assert isinstance(record, OurService)
    return record


def organisation(**changes: Any) -> Organisation:
    record = normalised(ORGANISATIONS, organisation_document(**changes))
    assert isinstance(record, Organisation)
    return record


def channel_wire(document: Document) -> Wire[WireChannel]:
    return CHANNELS.read(document)


def remarked(record: Record) -> list[tuple[str, str]]:
    """Fields and codes of a record's remarks."""
    return [(one.field, one.code) for one in record.remarks]


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Yield (path without indexes, container, key) of all that is no object and no full list."""
    pairs: Any = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in pairs:
        below = f"{path}[]" if isinstance(value, list) else f"{path}.{key}".lstrip(".")
        if isinstance(inner, (dict, list)) and inner:
            yield from leaves(inner, below)
        else:
            yield below, value, key
