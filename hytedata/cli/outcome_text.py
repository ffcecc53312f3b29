"""What became of a plan, as a person reads it."""

from collections import defaultdict
from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from hytedata.cli.values_text import shortened
from hytedata.models.outcome import ApplyResult, ChangeOutcome, Mender

_MEND: dict[Mender, str] = {
    "lipas": "mend in Lipas",
    "ptv": "mend in PTV",
    "configuration": "mend in the configuration",
    "later": "try again later",
    "": "look at",
}
_IN_PLACE = frozenset({"done", "unchanged"})


def outcome_text(result: ApplyResult) -> RenderableType:
    """Say what was written, and sort what was not by who can mend it."""
    parts: list[RenderableType] = []
    failed: dict[Mender, list[ChangeOutcome]] = defaultdict(list)
    for outcome in result.outcomes:
        if outcome.state not in _IN_PLACE:
            failed[outcome.mend].append(outcome)
    for mender in ("lipas", "ptv", "configuration", "later", ""):
        if failed[mender]:
            parts += _group(_MEND[mender], failed[mender])
    if result.stopped:
        parts.append(Text(f"Stopped early: {result.stopped}", style="red"))
    parts.append(_closing(result))
    return Group(*parts)


def _group(title: str, outcomes: Sequence[ChangeOutcome]) -> list[RenderableType]:
    lines: list[RenderableType] = [Text(f"{title} ({len(outcomes)})", style="bold")]
    lines += [
        Text.assemble(
            "  ",
            (outcome.name, "bold"),
            (f"  {outcome.change_id}", "dim"),
            f"  {outcome.state}: {shortened(outcome.detail, 300)}",
        )
        for outcome in outcomes
    ]
    return lines


def _closing(result: ApplyResult) -> RenderableType:
    if not result.outcomes:
        return Text("Nothing to do: the plan holds no change.", style="bold green")
    told = ", ".join(f"{number} {state}" for state, number in sorted(result.counts.items()))
    style = "bold green" if result.complete else "bold yellow"
    return Text(f"{len(result.outcomes)} changes: {told}.", style=style)
