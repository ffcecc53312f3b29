"""A document of each kind that has every field of v11, in PTV's own spelling."""

from collections.abc import Mapping
from typing import Any, get_args, get_origin

import msgspec

from hytedata.connectors.ptv.v11.wire.base import WireModel
from hytedata.connectors.ptv.v11.wire.channels import CHANNELS as CHANNEL_MODELS
from hytedata.connectors.ptv.v11.wire.channels import ServiceChannel
from hytedata.connectors.ptv.v11.wire.collections import ServiceCollection
from hytedata.connectors.ptv.v11.wire.entities import GeneralDescription, Organization, Service
from tests.normalise.ptv.documents import (
    CHANNELS,
    COLLECTIONS,
    GENERAL,
    ORGANISATIONS,
    SERVICES,
    Document,
    Kind,
)

WORDS: Mapping[str, Any] = {
    "language": "fi",
    "modified": "2026-03-02T08:10:02.554",
    "validFrom": "2026-03-02T00:00:00",
    "validTo": "2026-03-20T00:00:00",
    "dayFrom": "Monday",
    "dayTo": "Wednesday",
    "from": "08:00:00",
    "to": "16:00:00",
    "latitude": "6903421.5",
    "longitude": "435210.25",
    "coordinateState": "Ok",
    "number": "401234567",
    "prefixNumber": "+358",
    "code": "179",
    "streetNumber": "12",
    "postalCode": "40100",
    "signatureQuantity": 2,
    "requiresSignature": True,
    "areaType": "LimitedType",
    "serviceHourType": "DaysOfTheWeek",
    "isFinnishServiceNumber": False,
    "isAlwaysOpen": False,
    "isReservation": False,
    "isClosed": False,
    "roleType": "Producer",
    "country": "SE",
}
"""Key → a value that means something there."""


def filled(model: type[WireModel], path: str = "") -> Document:
    """Fill every field of a wire model."""
    return {
        field.encode_name: _value(field.encode_name, field.type, f"{path}.{field.encode_name}")
        for field in msgspec.structs.fields(model)
    }


def _value(key: str, kind: Any, path: str) -> Any:
    choices = [one for one in (get_args(kind) or (kind,)) if one is not type(None)]
    for choice in choices:
        if get_origin(choice) is list:
            (inner,) = get_args(choice)
            return [_value(key, inner, path)]
        if isinstance(choice, type) and issubclass(choice, WireModel):
            return filled(choice, path)
    if key == "type":
        return _type(path)
    if key in WORDS:
        return WORDS[key]
    return bool in choices or f"{key}-word"


def _type(path: str) -> str:
    last = path.split(".")[-2]
    if last.endswith("Names") or last == "names":
        return "Name"
    if last == "displayNameType":
        return "AlternativeName"
    if "escription" in last:
        return "Description"
    if last == "areas":
        return "Municipality"
    if last == "addresses":
        return "Visiting"
    if last == "phoneNumbers":
        return "Sms"
    return "Form"


MODELS: Mapping[str, type[WireModel]] = {
    "service": Service,
    "organisation": Organization,
    "general description": GeneralDescription,
    "collection": ServiceCollection,
    **CHANNEL_MODELS,
    "Fresh": ServiceChannel,
}
"""Name → wire model; the channels by PTV's word for their kind, one of them not known."""

_KINDS: Mapping[str, Kind] = {
    "service": SERVICES,
    "organisation": ORGANISATIONS,
    "general description": GENERAL,
    "collection": COLLECTIONS,
}

FULL: Mapping[str, tuple[Kind, Document]] = {
    name: (_KINDS[name], filled(model))
    if name in _KINDS
    else (CHANNELS, filled(model) | {"serviceChannelType": name})
    for name, model in MODELS.items()
}
"""Name → how it is read, and a document with every field."""
