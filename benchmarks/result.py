"""What a benchmark returns: a measured value beside its baseline or bound, and its target."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


class Unavailable(Exception):
    """What a benchmark needs is not on this machine; the message says what."""


@dataclass(frozen=True)
class Result:
    """One number of a benchmark.

    Attributes:
        name: What was measured; says the same from run to run, so that runs can be compared.
        ours: Our value, in *unit*.
        baseline: The value that it is compared with, in *unit*; the bound itself, where *bound*.
        target: Largest ratio of ours to baseline that is fine; None where it is told only.
        unit: `s`, `MB` and the like.
        note: What the baseline is, and whatever a reader must know.
        bound: Whether the target is a stated amount, and not another way of doing the same.
    """

    name: str
    ours: float
    baseline: float
    target: float | None
    unit: str = "s"
    note: str = ""
    bound: bool = False

    @classmethod
    def at_most(cls, name: str, ours: float, most: float, unit: str, note: str = "") -> Result:
        """Compare with an amount that was stated, as `≤ 250 MB`."""
        return cls(name, ours, most, 1.0, unit, note, bound=True)

    @classmethod
    def of_json(cls, stored: dict[str, Any]) -> Result:
        """Build the result that `as_json` wrote."""
        return cls(**{name: stored[name] for name in cls.__dataclass_fields__})

    @property
    def ratio(self) -> float:
        return self.ours / self.baseline

    @property
    def ok(self) -> bool:
        return self.target is None or self.ratio <= self.target

    @property
    def missed_by(self) -> float:
        """By how much of the target it is over; 0.04 is four per cent, 0 is met."""
        return 0.0 if self.target is None else max(0.0, self.ratio / self.target - 1)

    def as_json(self) -> dict[str, object]:
        rounded = {"ours": _short(self.ours), "baseline": _short(self.baseline)}
        return asdict(self) | rounded | {"ratio": _short(self.ratio), "ok": self.ok}


def _short(value: float) -> float:
    """Five digits: more would only make the stored file change."""
    return float(f"{value:.5g}")
