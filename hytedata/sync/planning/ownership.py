"""Who decides on a field: the source, or the people who look after the target."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from hytedata.models.plan import FieldChange
from hytedata.models.publication import Fields
from hytedata.sync.planning.compare import Difference, FieldDrift

Owner: TypeAlias = Literal["source", "once", "target", "report"]
"""`source`: the source wins. `once`: written when the item is created, then left. `target`: never
written. `report`: written when the item is created; later differences are told and left."""

Ownership: TypeAlias = Mapping[str, Owner]
"""Path or beginning of a path (`summary`, `summary.sv`) → owner; the longest one that fits counts.
What none fits belongs to the source."""


def owner_of(path: str, ownership: Ownership) -> Owner:
    """Who decides on *path*."""
    parts = path.split(".")
    for length in range(len(parts), 0, -1):
        found = ownership.get(".".join(parts[:length]))
        if found:
            return found
    return "source"


def to_create(fields: Fields, ownership: Ownership) -> Fields:
    """The fields that a new item is written with."""
    if not ownership:
        return fields
    return {path: v for path, v in fields.items() if owner_of(path, ownership) != "target"}


def to_update(difference: Difference, ownership: Ownership) -> Difference:
    """What is written of a difference, and what of it is told as drift."""
    if not ownership:
        return difference
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
