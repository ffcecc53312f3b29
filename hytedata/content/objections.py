"""What a rule says against a text or a field."""

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

Severity: TypeAlias = Literal["block", "warn", "note"]


@dataclass(frozen=True, slots=True)
class Objection:
    """One fault.

    Attributes:
        rule: Id of the rule (`S3`, `F5` …).
        severity: `block`: do not publish; `warn`: publish and report; `note`: report only.
        detail: What is wrong, in English, with the value.
        start: Where it begins in the text; 0 where the whole value is meant.
        end: Where it ends; 0 where the whole value is meant.
        field: Path of the field (`summary.fi`); empty for a text on its own.
    """

    rule: str
    severity: Severity
    detail: str
    start: int = 0
    end: int = 0
    field: str = ""

    def at(self, field: str) -> "Objection":
        """Return the same objection against *field*."""
        return replace(self, field=field)
