"""What a benchmark returns: one measured value beside its baseline and its target."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Result:
    """One line of the table.

    Attributes:
        name: What was measured.
        ours: Our value, in *unit*.
        baseline: The value that it is compared with, in *unit*.
        target: Largest ratio of ours to baseline that is fine.
        unit: `s`, `MB` and the like.
        note: What the baseline is, and whatever a reader must know.
    """

    name: str
    ours: float
    baseline: float
    target: float
    unit: str = "s"
    note: str = ""

    @property
    def ratio(self) -> float:
        return self.ours / self.baseline

    @property
    def ok(self) -> bool:
        return self.ratio <= self.target

    def as_json(self) -> dict[str, object]:
        return asdict(self) | {"ratio": round(self.ratio, 4), "ok": self.ok}


def table(results: list[Result]) -> str:
    """Render *results* as a table of plain text."""
    head = ("name", "ours", "baseline", "ratio", "target", "verdict", "note")
    rows = [head, *(_row(result) for result in results)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])


def _row(result: Result) -> tuple[str, ...]:
    return (
        result.name,
        f"{result.ours:.3f} {result.unit}",
        f"{result.baseline:.3f} {result.unit}",
        f"{result.ratio:.3f}",
        f"{result.target:.3f}",
        "ok" if result.ok else "over",
        result.note,
    )
