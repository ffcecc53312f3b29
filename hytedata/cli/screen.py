"""Where the command writes: results to standard output, everything else to standard error."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import msgspec
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

from hytedata.runs.progress import OnProgress, Step


class Screen(Console):
    """A console whose broken pipe is an error like any other, not an exit of its own."""

    def on_broken_pipe(self) -> None:
        """Tell the command that its reader went away."""
        raise BrokenPipeError


def results() -> Console:
    """Console for what the command was asked for."""
    return Screen(file=sys.stdout, highlight=False, soft_wrap=False)


def notes() -> Console:
    """Console for progress, notes and errors."""
    return Screen(file=sys.stderr, highlight=False, soft_wrap=True)


def say(text: str, *, style: str = "") -> None:
    """Print a result as it stands: no line of it is broken, whatever the width."""
    results().print(text, markup=False, soft_wrap=True, style=style)


def print_json(value: Mapping[str, object]) -> None:
    """Print the one JSON object of `--json`."""
    encoded = msgspec.json.format(msgspec.json.encode(value), indent=2)
    sys.stdout.write(encoded.decode() + "\n")


@contextmanager
def progress() -> Iterator[OnProgress]:
    """Show the steps of long work: bars on a terminal, one line per finished step elsewhere."""
    console = notes()
    if console.is_terminal:
        with _bars(console) as shown:
            yield shown
    else:
        yield _lines(console)


@contextmanager
def _bars(console: Console) -> Iterator[OnProgress]:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as bars:
        tasks = {}

        def show(step: Step) -> None:
            if step.name not in tasks:
                tasks[step.name] = bars.add_task(step.name, total=step.total)
            bars.update(tasks[step.name], completed=step.done, total=step.total)

        yield show


def _lines(console: Console) -> OnProgress:
    def show(step: Step) -> None:
        if step.finished:
            console.print(f"{step.name}: {step.done}", markup=False)

    return show
