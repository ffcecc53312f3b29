"""A sports place of Lipas's API v1 to the same `SportsSite` as v2 gives; pure.

The record is turned into v2's wire model, then normalised like any other. v1 lists only sites
in use and has no status: `active` stands for both `active` and `out-of-service-temporarily`.
Its labels are Finnish, its texts too, and it drops all but the first surface material.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache

from hytedata.codes import CodeList, PropertyType, admins, owners, property_types
from hytedata.connectors.lipas.raw_site import hash_site, reject
from hytedata.connectors.lipas.wire import WireCity, WireLocation, WireSite, WireType
from hytedata.connectors.lipas.wire_v1 import WireV1City, WireV1Location, WireV1Site, WireV1Type
from hytedata.connectors.wire_values import Decoded, NotADocument, decode_document
from hytedata.models.clock import HELSINKI
from hytedata.models.common import Rejection
from hytedata.models.sports_site import SportsSite
from hytedata.normalise.lipas import normalise_decoded, text
from hytedata.normalise.remarks import Remarks

STATUS = "active"

OLDER_ADMINS: Mapping[str, str] = {
    "yksityinen / yhdistys": "private-association",
    "yksityinen / yritys": "private-company",
    "yksityinen / säätiö": "private-foundation",
}
"""Labels that v1 keeps and the classification of 2026 has renamed (seen in records of 2025)."""

COMMENT_KEY = "infoFi"

_RENAMED = {
    "lipas-id": "sportsPlaceId",
    "event-date": "lastModified",
    "comment": f"properties.{COMMENT_KEY}",
    "properties.school-use?": "schoolUse",
    "properties.free-use?": "freeUse",
}
_TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?", re.ASCII)


def normalise_v1_site(raw: bytes, *, place: str = "?") -> SportsSite | Rejection:
    """Normalise one JSON document of API v1; *place* names a document without an id."""
    try:
        decoded = decode_document(raw, WireV1Site)
    except NotADocument as problem:
        return reject(place, "document", str(problem))
    content_hash = hash_site(raw, decoded.wire.last_modified, "lastModified")
    return normalise_decoded_v1(decoded, content_hash=content_hash, place=place)


def normalise_decoded_v1(
    decoded: Decoded[WireV1Site], *, content_hash: str, place: str = "?"
) -> SportsSite | Rejection:
    """Normalise a decoded document; see `normalise_v1_site`."""
    remarks = Remarks(v1_path)
    return normalise_decoded(
        Decoded(_to_v2(decoded.wire, remarks), decoded.odd, decoded.unknown, decoded.unread),
        content_hash=content_hash,
        place=place,
        read_time=read_helsinki_time,
        spell=v1_path,
        remarks=remarks,
        tells_translations=False,
    )


def v1_path(path: str) -> str:
    """Return v1's spelling of a path of v2 (`location.postal-code` → `location.postalCode`)."""
    return _RENAMED.get(path) or ".".join(_camel(name) for name in path.split("."))


def read_helsinki_time(stated: str) -> datetime | None:
    """Read a local time of Europe/Helsinki as UTC; None where it is no time.

    An hour that comes twice in autumn is taken for the first of the two.
    """
    if not _TIME.fullmatch(stated):
        return None
    try:
        local = datetime.fromisoformat(stated).replace(tzinfo=HELSINKI)
        return local.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _to_v2(v1: WireV1Site, remarks: Remarks) -> WireSite:
    place = v1.location or WireV1Location()
    city = place.city or WireV1City()
    properties = dict(v1.properties or {})
    return WireSite(
        lipas_id=v1.sports_place_id,
        event_date=v1.last_modified,
        status=STATUS,
        name=v1.name,
        marketing_name=v1.marketing_name,
        owner=_code("owner", v1.owner, owners(), {}, remarks),
        admin=_code("admin", v1.admin, admins(), OLDER_ADMINS, remarks),
        email=v1.email,
        www=v1.www,
        phone_number=v1.phone_number,
        reservations_link=v1.reservations_link,
        comment=_comment(properties.pop(COMMENT_KEY, None), remarks),
        construction_year=v1.construction_year,
        renovation_years=v1.renovation_years,
        type=WireType(type_code=(v1.type or WireV1Type()).type_code),
        location=WireLocation(
            city=WireCity(city_code=city.city_code, neighborhood=place.neighborhood),
            address=place.address,
            postal_code=place.postal_code,
            postal_office=place.postal_office,
            geometries=place.geometries,
        ),
        properties={
            **_properties(properties),
            "school-use?": v1.school_use,
            "free-use?": v1.free_use,
        },
    )


def _code(
    field: str, label: str | None, codes: CodeList, older: Mapping[str, str], remarks: Remarks
) -> str | None:
    """Return the code behind a label in any language; None with a remark for an unknown one."""
    stated = text(label)
    if stated is None or stated in codes:
        return stated
    found = codes.labelled(stated)
    code = found.value if found else older.get(stated.casefold())
    if code is None:
        remarks.lose(field, "unknown-label", stated)
    return code


def _comment(value: object, remarks: Remarks) -> str | None:
    if value is None or isinstance(value, str):
        return value
    remarks.lose("comment", "odd-value", value)
    return None


def _properties(properties: Mapping[str, object]) -> dict[str, object]:
    known = _by_camel_key()
    renamed: dict[str, object] = {}
    for key, value in properties.items():
        kind = known.get(key)
        renamed[kind.key if kind else key] = _options(value, kind)
    return renamed


def _options(value: object, kind: PropertyType | None) -> object:
    """Turn labels of enumerations into codes; v1 gives one label where v2 gives a list."""
    if kind is None or kind.kind not in ("enum", "enum-coll"):
        return value
    if isinstance(value, list):
        return [_option(label, kind.options) for label in value]
    return _option(value, kind.options)


def _option(label: object, options: CodeList) -> object:
    found = options.labelled(label) if isinstance(label, str) else None
    return found.value if found else label


@cache
def _by_camel_key() -> Mapping[str, PropertyType]:
    return {_camel(kind.key): kind for kind in property_types()}


def _camel(key: str) -> str:
    first, *others = key.rstrip("?").split("-")
    return first + "".join(part[:1].upper() + part[1:] for part in others)
