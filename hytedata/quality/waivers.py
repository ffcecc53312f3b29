"""Which findings people's waivers name."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from hytedata.models.finding import Waiver


@dataclass(frozen=True)
class WaiverBook:
    """Waivers that hold now, for looking up."""

    findings: frozenset[str] = frozenset()
    rules: frozenset[tuple[str, str]] = field(default_factory=frozenset)

    @classmethod
    def of(cls, waivers: Iterable[Waiver]) -> "WaiverBook":
        """Put waivers together; each of them holds now."""
        known = tuple(waivers)
        return cls(
            frozenset(one.finding for one in known if one.finding),
            frozenset((one.rule, one.owner) for one in known if not one.finding),
        )

    def holds(self, finding: str, rule: str, owner: str | None) -> bool:
        """Return whether a finding is waived: by itself, or its rule for its owner or for all."""
        if not self.findings and not self.rules:
            return False
        return (
            finding in self.findings
            or (rule, "") in self.rules
            or (owner is not None and (rule, owner) in self.rules)
        )
