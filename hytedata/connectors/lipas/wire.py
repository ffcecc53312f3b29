"""Wire models of a Lipas site: the source's own names, everything optional, nothing repaired."""

import msgspec

from hytedata.connectors.wire_values import Json, Number, PartlyRead


class WireType(msgspec.Struct, rename="kebab"):
    """`type`."""

    type_code: Number | None = None


class WireCity(msgspec.Struct, rename="kebab"):
    """`location.city`."""

    city_code: Number | None = None
    neighborhood: str | None = None


class WireLocation(msgspec.Struct, rename="kebab"):
    """`location` (lipas-api 3.1); the geometry is left as JSON."""

    city: WireCity | None = None
    address: str | None = None
    postal_code: str | None = None
    postal_office: str | None = None
    geometries: Json = None


class WireNames(msgspec.Struct):
    """`name-localized`: Lipas writes Swedish as `se`."""

    se: str | None = None
    en: str | None = None


class WirePtv(PartlyRead, rename="kebab"):
    """`ptv`: what Lipas itself publishes, single view only (lipas-to-ptv 1).

    It is large, and none of our concern beyond what is read from it.
    """

    sync_enabled: bool | None = None
    service_channel_ids: list[Json] | None = None


class WireSite(msgspec.Struct, rename="kebab"):
    """One site of API v2 (lipas-api 3). Blocks that nothing reads yet are known as JSON."""

    lipas_id: Number | None = None
    event_date: str | None = None
    status: str | None = None
    name: str | None = None
    marketing_name: str | None = None
    name_localized: WireNames | None = None
    owner: str | None = None
    admin: str | None = None
    owner_org_id: str | None = None
    email: str | None = None
    www: str | None = None
    phone_number: str | None = None
    reservations_link: str | None = None
    comment: str | None = None
    construction_year: Number | None = None
    renovation_years: list[Json] | None = None
    renovations: Json = None
    type: WireType | None = None
    location: WireLocation | None = None
    properties: dict[str, Json] | None = None
    activities: Json = None
    images: Json = None
    fields: Json = None
    locker_rooms: Json = None
    audits: Json = None
    circumstances: Json = None
    edit_grants: Json = None
    search_meta: Json = None
    ptv: WirePtv | None = None
