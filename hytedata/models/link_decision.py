"""What a person decided about a pair of things that may be one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

from hytedata.models.common import Json
from hytedata.models.publication import ItemKind, SourceItem

Verdict: TypeAlias = Literal["adopt", "reject"]
"""`adopt`: the two are one. `reject`: they are not, and are not to be asked about again."""


@dataclass(frozen=True)
class LinkDecision:
    """One decision; a later one about the same thing takes its place, and none is deleted.

    Attributes:
        ptv_id: The item of the target.
        who: The person.
        at: When, UTC; None until it is stored.
        evidence: What the person was shown.
    """

    source: SourceItem
    kind: ItemKind
    ptv_id: str
    decision: Verdict
    who: str
    at: datetime | None = None
    evidence: Mapping[str, Json] = field(default_factory=dict)
