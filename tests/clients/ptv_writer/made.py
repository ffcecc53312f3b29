"""Items that the typed writer writes, and what the simulated catalogue holds of them."""

import json
from datetime import time
from typing import Any

from hytedata.models.common import Language, Position
from hytedata.models.ptv import (
    Addresses,
    AvailabilityArea,
    OpenHours,
    ServiceProducer,
    SourcedPosition,
    StreetAddress,
)
from hytedata.models.ptv_write import ServiceLocationWrite, ServiceWrite
from hytedata.sandbox import Sandbox
from tests.connectors.ptv.bodies.writes import location_texts, service_texts

TERM = "http://www.yso.fi/onto/koko/p10416"
OFFICE_HOURS = OpenHours(start=time(9, 0), end=time(16, 0))


def postal_code(sandbox: Sandbox) -> str:
    known = sandbox.world.ptv_seed.codes.postal_codes
    return min(code for code, place in known.items() if place.municipality == "889")


def service(sandbox: Sandbox, *languages: Language, **changes: Any) -> ServiceWrite:
    own = sandbox.organisation
    fields: dict[str, Any] = {
        "source_id": "own-service",
        "type": "Service",
        "organisation_id": own,
        "producers": (ServiceProducer(provision="SelfProduced", organisation_id=own),),
        "service_classes": ("P27.1",),
        "ontology_terms": (TERM,),
        "target_groups": ("KR1",),
        "service_languages": ("fi", "sv"),
        "funding": "PubliclyFunded",
        "area": AvailabilityArea(type="LimitedArea", municipalities=("889",)),
        "language_versions": {
            language: service_texts(f"Melonta {language}") for language in languages or ("fi",)
        },
    }
    return ServiceWrite(**(fields | changes))


def location(sandbox: Sandbox, *languages: Language, **changes: Any) -> ServiceLocationWrite:
    street = StreetAddress(
        street={language: f"Melatie {language}" for language in languages or ("fi",)},
        detail="7",
        postal_code=postal_code(sandbox),
        positions=(
            SourcedPosition(position=Position(east=480_000.5, north=7_200_000), source="User"),
        ),
    )
    fields: dict[str, Any] = {
        "source_id": "own-place",
        "organisation_id": sandbox.organisation,
        "connectable_by": "AllOrganizations",
        "service_languages": ("fi",),
        "location": Addresses(street=(street,)),
        "language_versions": {
            language: location_texts(f"Vaja {language}") for language in languages or ("fi",)
        },
    }
    return ServiceLocationWrite(**(fields | changes))


def held(sandbox: Sandbox, ptv_id: str) -> dict[str, Any]:
    snapshot: dict[str, Any] = json.loads(json.dumps(sandbox.controls.snapshot_ptv()))
    entity: dict[str, Any] = snapshot["entities"][ptv_id]
    return entity
