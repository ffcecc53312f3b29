"""Who decides on each field of one organisation: the defaults, and what its configuration says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from hytedata.config import Organisation
from hytedata.sync.planning.ownership import ALWAYS_TARGET, DEFAULT_OWNERSHIP, Owner

MEANING: Final[Mapping[Owner, str]] = {
    "source": "Lipas wins; an edit in PTV is told and written over",
    "once": "written when the item is created, then left",
    "report": "written when the item is created; later differences are told and left",
    "target": "never written",
}


@dataclass(frozen=True)
class FieldOwnership:
    """Who decides on one field, or on all fields whose path begins so.

    Attributes:
        set_by: `default`, `configuration`, or `fixed` where Lipas says nothing of the field.
    """

    field: str
    owner: Owner
    set_by: Literal["default", "configuration", "fixed"]
    meaning: str


def field_owners(organisation: Organisation) -> tuple[FieldOwnership, ...]:
    """List every field with its owner: what can be set in the default's order, then the fixed."""
    own = organisation.fields
    rows: list[FieldOwnership] = []
    for path, default in DEFAULT_OWNERSHIP.items():
        owner = own.get(path, default)
        set_by: Literal["default", "configuration"] = "configuration" if path in own else "default"
        rows.append(FieldOwnership(path, owner, set_by, MEANING[owner]))
        rows += [
            FieldOwnership(longer, own[longer], "configuration", MEANING[own[longer]])
            for longer in sorted(own)
            if longer.startswith(f"{path}.")
        ]
    rows += [
        FieldOwnership(path, "target", "fixed", f"Lipas says nothing of {what}; it is kept")
        for path, what in ALWAYS_TARGET.items()
    ]
    return tuple(rows)
