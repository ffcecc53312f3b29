"""What schema.org carries of our models, and what it cannot: each field with the reason."""

from collections.abc import Iterator, Mapping
from typing import Final

from hytedata.export.exporter import Account, losses_of
from hytedata.export.model_fields import all_fields

_ADDRESS: Final = (
    *("street.street", "street.postal_code", "street.municipality", "boxes.box"),
    *("boxes.postal_code", "foreign.address", "foreign.country"),
)
_HOURS: Final = (
    *("valid_from", "valid_to", "heading", "info", "days.start", "days.end"),
    *("from_day", "to_day", "from_time", "to_time"),
)


def _carried() -> Iterator[str]:
    yield from (f"record.{one}" for one in ("id", "source", "names", "owner", "position"))
    yield "record.modified_at"
    yield from _of(
        "service",
        *("id", "type", "organisation_id", "service_classes", "target_groups", "life_events"),
        *("ontology_terms", "industrial_classes", "area", "channel_ids", "modified_at"),
        *_texts("name", "alternative_name", "summary", "description", "conditions", "charge_info"),
    )
    yield from _of(
        "service-channel",
        *("id", "type", "organisation_id", "service_ids", "service_languages", "modified_at"),
        *_texts("name", "alternative_name", "summary", "description", "web_address.url"),
        *_texts("web_pages.url", "files.url"),
        *_texts(*(f"{of}.{it}" for of in _NUMBERS for it in ("dial_code", "number", "info"))),
        *(f"location.{it}" for it in (*_ADDRESS, *_POSITIONS)),
        *(f"contact_addresses.{it}" for it in _ADDRESS),
        *(f"service_hours.rules.{it}" for it in _HOURS),
    )
    yield from _of(
        "organisation",
        *("id", "type", "parent_id", "business_id", "municipality", "modified_at"),
        *_texts("name", "alternative_name", "summary", "description", "emails.address"),
        *_texts("web_pages.url", "phones.dial_code", "phones.number", "phones.info"),
        *(f"location.{it}" for it in (*_ADDRESS, *_POSITIONS)),
        *(f"contact_addresses.{it}" for it in _ADDRESS),
    )
    yield from _of("connection", "id", "service_id", "channel_id")
    yield from _of(
        "sports-site",
        *("lipas_id", "names", "marketing_name", "type_code", "owner", "admin", "municipality"),
        *("address", "postal_code", "postal_office", "phone", "email", "www", "status"),
        *("reservations_link", "comment", "images.url", "properties", "event_date"),
    )
    yield from _of(
        "event",
        *("id", "source", "origin_ids", "kind", "names", "summary", "description", "time.start"),
        *("time.end", "status", "series_id", "online", "online_url", "organizers", "publisher"),
        *("is_free", "prices", "registration.url", "registration.opens", "registration.closes"),
        *("keywords", "audience.labels", "age_min", "age_max", "languages", "images.url"),
        *("page_url", "licence", "attribution", "modified_at"),
        *(f"places.{it}" for it in _PLACE),
    )


_NUMBERS: Final = ("phones", "faxes", "support_phones")
_POSITIONS: Final = ("street.positions.position", "other.positions.position")
_PLACE: Final = (
    *("id", "names", "extra", "street", "postal_code", "locality", "municipality"),
    *("position.east", "position.north"),
)


def _of(kind: str, *fields: str) -> Iterator[str]:
    return (f"{kind}.{one}" for one in fields)


def _texts(*fields: str) -> Iterator[str]:
    return (f"language_versions.{one}" for one in fields)


CARRIED: Final = frozenset(_carried())
"""Fields that can be read back. Of several positions of a record the best is told."""

_WHY: Final = "schema.org has no word for it"
_WHYS: Final[Mapping[str, str]] = {
    "record": "schema.org has no word for what hytedata keeps beside a record",
    "general-description": "its classes are counted among the service's; it is no service itself",
    "service-collection": "schema.org has no collection of services and channels",
    "connection": "a service names its channels; what holds at one of them only has no place",
    "sports-site.geometry": "a position stands for it; GeoJSON and GeoParquet have shapes",
    "service.charge": "an offer without an amount says nothing; only what is free has a price",
    "service.language_versions.keywords": "a GovernmentService has no keywords",
    "service-channel.service_hours.rules.days.repetition": (
        "hours of odd or even weeks are left out: schema.org knows weeks only"
    ),
    **{
        f"{kind}.{of}.street.detail": "it ends streetAddress, and is no field of its own"
        for kind, of in (
            ("organisation", "location"),
            ("organisation", "contact_addresses"),
            ("service-channel", "location"),
            ("service-channel", "contact_addresses"),
        )
    },
}


def account() -> Account:
    """Return what becomes of each field."""
    return Account(CARRIED, losses_of(all_fields(), CARRIED, _WHY, _WHYS))
