"""Where the command writes: results to standard output, everything else to standard error."""

import sys
from collections.abc import Mapping

import msgspec
from rich.console import Console

from hytedata.runs.progress import OnProgress, Step


def results() -> Console:
    """Return the console for what the command was asked for."""
    return Console(file=sys.stdout, highlight=False)


def note(text: str, *, style: str = "") -> None:
    """Tell something that is not the result; no line of it is broken."""
    console = Console(file=sys.stderr, highlight=False)
    console.print(text, markup=False, soft_wrap=True, style=style)


def say(text: str, *, style: str = "") -> None:
    """Print a result as it stands: no line of it is broken, whatever the width."""
    results().print(text, markup=False, soft_wrap=True, style=style)


def print_json(value: Mapping[str, object]) -> None:
    """Print the one JSON object of `--json`."""
    encoded = msgspec.json.format(msgspec.json.encode(value), indent=2)
    sys.stdout.write(encoded.decode() + "\n")


def progress() -> OnProgress:
    """Return who is told of progress: one line for each step that is over."""

    def tell(step: Step) -> None:
        if step.finished:
            note(f"{step.name}: {step.done}", style="dim")

    return tell
