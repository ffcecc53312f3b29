"""What HSDS carries of our models, and what it cannot: each field with the reason."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from hytedata.export.exporter import Loss, losses_of
from hytedata.export.model_fields import all_fields

_PHONE: Final = ("type", "dial_code", "number", "charge", "charge_description", "info")
_ADDRESSES: Final = (
    *("street.street", "street.postal_code", "street.municipality", "street.info"),
    *("other.info", "other.postal_code", "boxes.box", "boxes.postal_code", "boxes.municipality"),
    *("boxes.info", "foreign.address", "foreign.country"),
)
_HOURS: Final = (
    *("valid_from", "valid_to", "heading", "info", "days.start", "days.end", "days.repetition"),
    *("days.info", "from_day", "to_day", "from_time", "to_time", "status", "days.status"),
)


def _carried() -> Iterator[str]:
    yield from (f"record.{one}" for one in ("id", "kind", "source", "names", "owner", "position"))
    yield from _of(
        "service",
        *("id", "type", "organisation_id", "general_description_id", "service_classes"),
        *("target_groups", "life_events", "ontology_terms", "industrial_classes", "charge"),
        *("funding", "service_languages", "area", "channel_ids", "modified_at"),
        *_texts("name", "alternative_name", "summary", "description", "user_instruction"),
        *_texts("conditions", "charge_info", "deadline", "processing_time", "validity_time"),
        *_texts("keywords"),
    )
    yield from _of(
        "organisation",
        *("id", "type", "parent_id", "business_id", "oid", "municipality"),
        *_texts("name", "alternative_name", "summary", "description", "emails"),
        *_texts(*(f"phones.{one}" for one in _PHONE)),
        *_addresses(),
    )
    yield from _of(
        "service-channel",
        *("id", "type", "organisation_id", "service_ids", "service_languages"),
        *_texts("name", "alternative_name", "summary", "description", "web_address.url"),
        *_texts("emails", "support_emails"),
        *_texts(*(f"{of}.{one}" for of in _NUMBERS for one in _PHONE)),
        *_addresses(),
        *(f"service_hours.rules.{one}" for one in _HOURS),
    )
    yield from _of(
        "connection",
        *("id", "service_id", "channel_id"),
        *_texts("description", "emails"),
        *_texts(*(f"{of}.{one}" for of in ("phones", "faxes") for one in _PHONE)),
        *(f"service_hours.rules.{one}" for one in _HOURS),
    )


_NUMBERS: Final = ("phones", "faxes", "support_phones")


def _of(kind: str, *fields: str) -> Iterator[str]:
    return (f"{kind}.{one}" for one in fields)


def _texts(*fields: str) -> Iterator[str]:
    return (f"language_versions.{one}" for one in fields)


def _addresses() -> Iterator[str]:
    yield from (f"{of}.{one}" for of in ("location", "contact_addresses") for one in _ADDRESSES)
    yield from (f"location.{of}.positions.position" for of in ("street", "other"))


CARRIED: Final = frozenset(_carried())
"""Fields that can be read back. Of several positions of an address the best is told."""

_WHY: Final = "HSDS has no field for it"
_WHYS: Final[Mapping[str, str]] = {
    "record": "HSDS has no field for what hytedata keeps beside a record",
    "sports-site": "a site of Lipas is no service of an organisation; the link table names both",
    "event": "HSDS tells of services, not of what takes place when",
    "general-description": "its classes are counted among the service's; it is no service itself",
    "service-collection": "HSDS has programs of one organisation, no collections across several",
    "service.status": "HSDS tells only whether a service is active",
    "service.producers": "HSDS knows one organisation per service",
    "service.other_organisation_ids": "HSDS knows one organisation per service",
    "organisation.language_versions.web_pages": "HSDS has one website; the first is written",
    "service-channel.language_versions.web_pages": "a location has one url; the first is written",
    "service-channel.language_versions.files": "a location has one url; the first is written",
    "service-channel.service_hours.holidays": "HSDS asks for dates, PTV names the holiday",
    "service-channel.service_hours.rules.kind": "told by its dates and its lack of a rule only",
    "connection.service_hours.holidays": "HSDS asks for dates, PTV names the holiday",
    "connection.service_hours.rules.kind": "told by its dates and its lack of a rule only",
    "connection.contact_addresses": "a service at a location has no address of its own",
    **{
        f"{kind}.{of}.street.detail": "it ends address_1, and is no field of its own"
        for kind in ("organisation", "service-channel")
        for of in ("location", "contact_addresses")
    },
}


@cache
def losses() -> tuple[Loss, ...]:
    """Return all other fields, with the reason."""
    return losses_of(all_fields(), CARRIED, _WHY, _WHYS)
