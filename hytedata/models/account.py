"""People who look at the status pages, and what they may do there."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

Role: TypeAlias = Literal["viewer", "approver"]
"""`viewer` reads; `approver` also decides."""


@dataclass(frozen=True, slots=True)
class Account:
    """One person.

    Attributes:
        name: Who; in lower case.
        organisations: Ids of the organisations that the role holds for; empty means all of them.
        made_at: When it was added, UTC.
        disabled: Whether the person is kept out.
        password: A hash, never the password; None where a proxy signs the person in.
    """

    name: str
    role: Role
    organisations: tuple[str, ...]
    made_at: datetime
    disabled: bool = False
    password: str | None = field(default=None, repr=False)
