"""What a person decided about two events of calendars that may be one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from hytedata.errors import InputError
from hytedata.models.common import SourceRef

EventVerdict: TypeAlias = Literal["same", "different"]
"""`same`: the two are one. `different`: they are not, and are not to be asked about again."""


@dataclass(frozen=True)
class EventDecision:
    """One decision; a later one about the same two takes its place, and none is deleted.

    It names series where there are any, so that it holds for every occurrence, also for those
    that are read later.

    Attributes:
        left: An event or a series of a calendar.
        right: Another; which of the two is left does not matter.
        who: The person.
        decided_at: When, UTC; None until it is stored, which counts as before all others.
        note: Why, in the person's words.

    Raises:
        InputError: Both sides are one record, or the time lacks its zone.
    """

    left: SourceRef
    right: SourceRef
    decision: EventVerdict
    who: str
    decided_at: datetime | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if (self.left.source, self.left.id) == (self.right.source, self.right.id):
            raise InputError(
                f"a decision needs two events; both sides are {self.left.id} of {self.left.source}"
            )
        if self.decided_at is not None and self.decided_at.tzinfo is None:
            raise InputError(f"decided_at needs its zone; {self.decided_at} has none")
