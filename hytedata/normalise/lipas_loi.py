"""A Location of Interest of Lipas to our model; pure (lipas-api 3.7).

Only what makes one unusable rejects it: no id, status, category or type. Anything else that
cannot be read becomes empty, and stands in `extras` as it came.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypedDict

from hytedata.codes import UnknownCode, loi_categories, loi_type, site_statuses
from hytedata.connectors.lipas.listings import RawLoi, reject_loi
from hytedata.connectors.lipas.wire_loi import WireLoi
from hytedata.connectors.wire_values import Decoded, decode_document
from hytedata.models.common import Json, Rejection, Remark
from hytedata.models.location_of_interest import LocationOfInterest
from hytedata.models.site_geometry import GeometryKind
from hytedata.normalise.lipas import event_time
from hytedata.normalise.lipas_content import to_image
from hytedata.normalise.lipas_geometry import normalise_geometry
from hytedata.normalise.lipas_taking import Taking
from hytedata.normalise.remarks import Remarks

FIELD = "geometries"


@dataclass(frozen=True)
class NormalisedLoi:
    """A Location of Interest or its rejection, and the fields that were unknown."""

    loi: LocationOfInterest | Rejection
    unknown: tuple[str, ...] = ()


def normalise_loi(raw: RawLoi) -> NormalisedLoi:
    """Normalise one document that `read_raw_loi` could read."""
    decoded = decode_document(raw.raw, WireLoi)
    for field, value in (("status", raw.status), ("loi-category", raw.category)):
        if not value.strip():
            return NormalisedLoi(reject_loi(raw.id, field, "it is missing"), decoded.unknown)
    if not raw.type.strip():
        return NormalisedLoi(reject_loi(raw.id, "loi-type", "it is missing"), decoded.unknown)
    return NormalisedLoi(_loi(raw, decoded), decoded.unknown)


def _loi(raw: RawLoi, decoded: Decoded[WireLoi]) -> LocationOfInterest:
    wire, remarks = decoded.wire, Remarks()
    for path, value in decoded.unread.items():
        remarks.set_aside(path, value)
    for odd in decoded.odd:
        remarks.lose(odd.field, "odd-value", odd.value)
    status, category, kind = raw.status.strip(), raw.category.strip(), raw.type.strip()
    if status not in site_statuses():
        remarks.add("status", "unknown-code", status)
    if category not in loi_categories():
        remarks.add("loi-category", "unknown-code", category)
    geometry = normalise_geometry(wire.geometries, _kind_of(kind, remarks), remarks, field=FIELD)
    told = Taking(_told(wire))
    return LocationOfInterest(
        id=raw.id,
        event_date=event_time(wire.event_date, remarks),
        status=status,
        category=category,
        type=kind,
        names=told.texts("name"),
        description=told.texts("description"),
        images=told.each("images", to_image),
        accessible=told.flag("accessible?"),
        accessibility=told.texts("accessibility"),
        use_during_fire_warning=told.flag("use-structure-during-fire-warning"),
        protected_area_specification=told.text("protected-area-specification"),
        itrs_exposure=told.text("itrs-exposure"),
        geometry=geometry,
        content_hash=raw.content_hash,
        **_rest(told, remarks),
    )


def _told(wire: WireLoi) -> Mapping[str, object]:
    return {
        "name": {"fi": wire.name} if isinstance(wire.name, str) else wire.name,
        "description": wire.description,
        "images": wire.images,
        "accessible?": wire.accessible,
        "accessibility": wire.accessibility,
        "use-structure-during-fire-warning": wire.use_structure_during_fire_warning,
        "protected-area-specification": wire.protected_area_specification,
        "itrs-exposure": wire.itrs_exposure,
    }


class _Rest(TypedDict):
    remarks: tuple[Remark, ...]
    extras: Mapping[str, Json]


def _rest(told: Taking, remarks: Remarks) -> _Rest:
    """Return what no field holds; called last."""
    for key, value in told.left.items():
        remarks.add(key, "odd-value", value)
    return {"remarks": remarks.all(), "extras": {**told.left, **Taking(remarks.lost).left}}


def _kind_of(value: str, remarks: Remarks) -> GeometryKind | None:
    try:
        return loi_type(value).geometry
    except UnknownCode:
        remarks.add("loi-type", "unknown-code", value)
        return None
