"""One fault of a write: where it is, which rule it breaks, and what is allowed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hytedata.content.objections import Objection, Severity
from hytedata.content.writing.rules import RULES


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault.

    Attributes:
        field: Path in the write's own spelling: `language_versions.fi.summary`, `area`,
            `service_hours.rules[0].days.monday[0]`.
        rule: Id of the rule, a key of `RULES`.
        detail: What is wrong, with the value.
        severity: `block`: it is not sent; `warn` and `note` are told only.
    """

    field: str
    rule: str
    detail: str
    severity: Severity = "block"

    @property
    def allowed(self) -> str:
        """What the rule allows."""
        rule = RULES.get(self.rule)
        return rule.allowed if rule else ""

    @property
    def source(self) -> str:
        """Where the rule is written down."""
        rule = RULES.get(self.rule)
        return rule.source if rule else ""

    @property
    def blocks(self) -> bool:
        """Whether a write with this fault is not sent."""
        return self.severity == "block"

    def __str__(self) -> str:
        allowed = f" (allowed: {self.allowed})" if self.allowed else ""
        return f"{self.field}: {self.detail}{allowed} [{self.rule}]"


def blocking(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Return those faults that keep a write from being sent."""
    return tuple(fault for fault in faults if fault.blocks)


def told(field: str, objections: Iterable[Objection]) -> Iterator[Fault]:
    """Turn what the text and value rules object to into faults of *field*."""
    for one in objections:
        at = f"{field}.{one.field}" if one.field else field
        yield Fault(at, one.rule, one.detail, one.severity)
