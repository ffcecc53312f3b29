"""The tables of HSDS: which columns we fill, and nested objects as rows of them."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeAlias

from hytedata.export.hsds.values import Row
from hytedata.models.common import Json

Found: TypeAlias = tuple[str, Row]
"""A table's name, and a row of it."""

_ADDRESS: Final = ("address_1", "address_2", "city", "state_province", "postal_code", "country")
_RULE: Final = ("freq", "wkst", "byday", "byweekno", "opens_at", "closes_at")
_ATTRIBUTE: Final = ("link_id", "taxonomy_term_id", "link_type", "link_entity", "value")

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "organization": (
        *("id", "name", "alternate_name", "description", "email", "website"),
        "parent_organization_id",
    ),
    "service": (
        *("id", "organization_id", "name", "alternate_name", "description", "status"),
        *("application_process", "fees_description", "eligibility_description", "wait_time"),
        "last_modified",
    ),
    "location": (
        *("id", "location_type", "url", "organization_id", "name", "alternate_name"),
        *("description", "latitude", "longitude"),
    ),
    "service_at_location": ("id", "service_id", "location_id", "description"),
    "address": ("id", "location_id", *_ADDRESS, "address_type"),
    "phone": (
        *("id", "location_id", "service_id", "organization_id", "service_at_location_id"),
        *("number", "type", "description"),
    ),
    "contact": (
        *("id", "organization_id", "service_id", "service_at_location_id", "location_id"),
        *("name", "email"),
    ),
    "schedule": (
        *("id", "service_id", "location_id", "service_at_location_id", "valid_from", "valid_to"),
        *(*_RULE, "description", "notes"),
    ),
    "language": ("id", "service_id", "location_id", "phone_id", "code"),
    "service_area": ("id", "service_id", "name", "extent", "extent_type"),
    "funding": ("id", "organization_id", "service_id", "source"),
    "cost_option": ("id", "service_id", "option"),
    "organization_identifier": ("id", "organization_id", "identifier_type", "identifier"),
    "attribute": ("id", *_ATTRIBUTE),
    "taxonomy_term": (
        *("id", "code", "name", "description", "parent_id", "taxonomy", "language"),
        *("taxonomy_id", "term_uri"),
    ),
    "taxonomy": ("id", "name", "description", "uri"),
}
"""Table → the columns that are filled, `id` first."""

PATHS: Final[Mapping[str, str]] = {
    **{table: f"{table}s.csv" for table in COLUMNS},
    "service_at_location": "service_at_location.csv",
    "address": "addresses.csv",
    "funding": "funding.csv",
    "taxonomy": "taxonomies.csv",
}
"""Table → its file, as the specification names it."""

SHARED: Final = frozenset({"organization", "location", "taxonomy_term", "taxonomy"})
"""Tables whose objects are nested in many others, and are rows once."""

_TABLE_OF: Final[Mapping[str, str]] = {
    "organization": "organization",
    "location": "location",
    "taxonomy_term": "taxonomy_term",
    "taxonomy_detail": "taxonomy",
    "service_at_locations": "service_at_location",
    "addresses": "address",
    "phones": "phone",
    "contacts": "contact",
    "schedules": "schedule",
    "languages": "language",
    "service_areas": "service_area",
    "funding": "funding",
    "cost_options": "cost_option",
    "organization_identifiers": "organization_identifier",
    "attributes": "attribute",
    "locations": "location",
}


def rows_of(table: str, found: Row, is_new: Callable[[str, Json], bool]) -> Iterator[Found]:
    """Yield *found* as a row of *table*, then all that is nested in it, each with its parent's id.

    Args:
        table: What *found* is of.
        found: An object with others nested in it.
        is_new: Asked with table and id of each shared object; what is not new is left out, with
            all that is nested in it.
    """
    if table in SHARED and not is_new(table, found["id"]):
        return
    yield table, {name: found[name] for name in COLUMNS[table] if name in found}
    for field, value in found.items():
        inner = _TABLE_OF.get(field)
        if inner is None:
            continue
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                with_parent = _with_parent(one, inner, table, found["id"])
                yield from rows_of(inner, with_parent, is_new)


def _with_parent(one: Row, table: str, parent: str, parent_id: Json) -> Row:
    column = f"{parent}_id"
    if column not in COLUMNS[table] or column in one:
        return one
    return {**one, column: parent_id}
