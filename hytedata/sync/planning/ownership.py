"""Who decides on a field: the source, or the people who look after the target."""

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

from hytedata.models.plan import FieldChange
from hytedata.models.publication import Fields
from hytedata.sync.planning.compare import Difference, FieldDrift

Owner: TypeAlias = Literal["source", "once", "target", "report"]
"""`source`: the source wins. `once`: written when the item is created, then left. `target`: never
written. `report`: written when the item is created; later differences are told and left."""

Ownership: TypeAlias = Mapping[str, Owner]
"""Path or beginning of a path (`summary`, `summary.sv`) → owner; the longest one that fits counts.
What none fits is as `DEFAULT_OWNERSHIP` has it."""

DEFAULT_OWNERSHIP: Final[Ownership] = {
    # What a site or a sub-category says.
    "name": "source",
    "alternative_name": "source",
    "display_name": "source",
    "summary": "source",
    "description": "source",
    "user_instruction": "source",
    "languages": "source",
    "phones": "source",
    "emails": "source",
    "web_pages": "source",
    "address": "source",
    "area_type": "source",
    "area": "source",
    # That it is published, and which service it belongs to.
    "status": "source",
    "connections": "source",
    # How a service is classified: people of the municipality may know better.
    "service_classes": "report",
    "ontology_terms": "report",
    "target_groups": "report",
    "type": "once",
    "funding": "once",
    "main_organisation": "once",
    "producers": "once",
    "visible_for_all": "once",
}
"""Every field that the sync can write, and who decides on it unless the configuration differs."""

ALWAYS_TARGET: Final[Mapping[str, str]] = {
    "hours": "opening hours",
    "accessibility": "accessibility",
    "attachments": "attachments",
    "fax_numbers": "fax numbers",
    "charge": "charges",
    "general_description": "the general description",
    "keywords": "free keywords",
    "life_events": "life events",
    "industrial_classes": "industrial classes",
    "legislation": "legislation",
    "vouchers": "service vouchers",
    "connection_details": "texts, hours and contacts of connections",
}
"""What Lipas says nothing of: never written, always people's, and kept by every write."""


def owner_of(path: str, ownership: Ownership) -> Owner:
    """Who decides on *path*."""
    return (
        configured_owner(path, ownership) or configured_owner(path, DEFAULT_OWNERSHIP) or "source"
    )


def configured_owner(path: str, ownership: Ownership) -> Owner | None:
    """Whom *ownership* itself names for *path*; None where it says nothing of it."""
    if not ownership:
        return None
    parts = path.split(".")
    for length in range(len(parts), 0, -1):
        found = ownership.get(".".join(parts[:length]))
        if found:
            return found
    return None


def to_create(fields: Fields, ownership: Ownership) -> Fields:
    """The fields that a new item is written with."""
    return {path: v for path, v in fields.items() if owner_of(path, ownership) != "target"}


def to_update(difference: Difference, ownership: Ownership) -> Difference:
    """What is written of a difference, and what of it is told as drift."""
    changes: dict[str, FieldChange] = {}
    drift = {edit.path: edit for edit in difference.drift}
    for path, change in difference.changes.items():
        owner = owner_of(path, ownership)
        if owner == "source":
            changes[path] = change
        elif owner == "report":
            drift.setdefault(path, FieldDrift(path, ours=change.after, theirs=change.before))
    told = (
        edit for path, edit in drift.items() if owner_of(path, ownership) in {"source", "report"}
    )
    return Difference(changes, tuple(told))
