"""Rules whose number of findings jumps: rather the rule is wrong than all the records."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class JumpLimits:
    """From when on a count is in doubt: both must be exceeded.

    Attributes:
        factor: So many times what is expected.
        least: So many findings more than expected.
    """

    factor: float = 3.0
    least: int = 50


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How many findings a rule had, and among how many records of its kinds."""

    found: int
    records: int


def is_jump(now: RuleCount, before: RuleCount | None, limits: JumpLimits) -> bool:
    """Return whether a count is in doubt.

    Expected is what was there before, grown as the records have: a store that now holds a county
    where it held a municipality has more findings, and no rule is to blame.

    Args:
        now: Of this run.
        before: Of the latest run whose count was not in doubt; None: the rule is new here, and
            nothing is expected.
        limits: From when on.
    """
    if before is None or before.records == 0:
        return False
    growth = max(1.0, now.records / before.records)
    expected = before.found * growth
    return now.found > expected * limits.factor and now.found - expected > limits.least
