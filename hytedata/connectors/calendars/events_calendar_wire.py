"""Wire models of The Events Calendar: its own names, everything optional, nothing repaired."""

import msgspec

from hytedata.connectors.wire_values import Json, Number


class WireRow(msgspec.Struct):
    """One row of `events` (events.md 3.4). What nothing reads is known as JSON."""

    id: Number | None = None
    global_id: str | None = None
    global_id_lineage: list[Json] | None = None
    author: Json = None
    status: str | None = None
    date: str | None = None
    date_utc: str | None = None
    modified: str | None = None
    modified_utc: str | None = None
    url: str | None = None
    rest_url: str | None = None
    title: str | None = None
    description: str | None = None
    excerpt: str | None = None
    slug: str | None = None
    image: Json = None
    all_day: bool | None = None
    start_date: str | None = None
    start_date_details: Json = None
    end_date: str | None = None
    end_date_details: Json = None
    utc_start_date: str | None = None
    utc_start_date_details: Json = None
    utc_end_date: str | None = None
    utc_end_date_details: Json = None
    timezone: str | None = None
    timezone_abbr: str | None = None
    cost: str | None = None
    cost_details: Json = None
    website: str | None = None
    show_map: Json = None
    show_map_link: Json = None
    hide_from_listings: Json = None
    sticky: Json = None
    featured: Json = None
    categories: Json = None
    tags: Json = None
    venue: Json = None
    organizer: Json = None
    custom_fields: Json = None
    json_ld: Json = None
    ticketed: Json = None


class WireTerm(msgspec.Struct):
    """A category or tag."""

    name: str | None = None
    slug: str | None = None


class WireVenue(msgspec.Struct):
    """A venue; empty fields are left out at the source."""

    id: Number | None = None
    venue: str | None = None
    address: str | None = None
    city: str | None = None
    zip: Number | None = None
    geo_lat: Number | None = None
    geo_lng: Number | None = None


class WireOrganizer(msgspec.Struct):
    """An organiser; its telephone number and mail address are not even read."""

    organizer: str | None = None


class WireImage(msgspec.Struct):
    """A picture."""

    url: str | None = None
    alt: str | None = None


class WireCost(msgspec.Struct):
    """`cost_details`."""

    currency_symbol: str | None = None
    currency_code: str | None = None
    values: list[Json] | None = None
