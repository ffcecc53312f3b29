"""Wire model of a sports place of Lipas's frozen API v1 (lipas-api 4)."""

import msgspec

from hytedata.connectors.wire_values import Json, Number


class WireV1Type(msgspec.Struct, rename="camel"):
    """`type`, with its Finnish name."""

    type_code: Number | None = None
    name: str | None = None


class WireV1City(msgspec.Struct, rename="camel"):
    """`location.city`."""

    name: str | None = None
    city_code: Number | None = None


class WireV1Location(msgspec.Struct, rename="camel"):
    """`location`; `address` is cut at 100 characters by the API."""

    address: str | None = None
    postal_code: str | None = None
    postal_office: str | None = None
    neighborhood: str | None = None
    city: WireV1City | None = None
    geometries: Json = None
    coordinates: Json = None
    sports_places: Json = None
    location_id: Json = None


class WireV1Site(msgspec.Struct, rename="camel"):
    """One sports place. There is no status: only sites in use are listed."""

    sports_place_id: Number | None = None
    name: str | None = None
    marketing_name: str | None = None
    type: WireV1Type | None = None
    school_use: bool | None = None
    free_use: bool | None = None
    construction_year: Number | None = None
    renovation_years: list[Json] | None = None
    last_modified: str | None = None
    owner: str | None = None
    admin: str | None = None
    phone_number: str | None = None
    reservations_link: str | None = None
    www: str | None = None
    email: str | None = None
    location: WireV1Location | None = None
    properties: dict[str, Json] | None = None
