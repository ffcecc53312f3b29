"""`hytedata-daemon once JOB`: a job now, in this process."""

import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Self, get_args

import click
from rich.table import Table

from hytedata.cli.options import config_option, json_option, organisation_option
from hytedata.cli.screen import notes, print_json, progress, results
from hytedata_daemon.cli.exits import exit_of_outcomes
from hytedata_daemon.outcome import EVERYBODY, Outcome
from hytedata_daemon.service.once import Done, works_of
from hytedata_daemon.settings import JobName, Settings, load_settings


@click.command(epilog="\b\nExample:\n  hytedata-daemon once read-lipas --full")
@click.argument("job", type=click.Choice(get_args(JobName)))
@config_option
@organisation_option
@click.option("--full", is_flag=True, help="Read everything, not only what has changed.")
@json_option
def once(job: JobName, file: Path, organisation: str | None, full: bool, as_json: bool) -> int:
    """Do a job now, whatever its times; also one that does not run by itself.

    What the service is at work on is not begun beside it. Ctrl-C ends the write in hand first.
    """
    settings = load_settings(file, environ=os.environ)
    works = works_of(settings, job, organisation=organisation, full=full)
    # Late: with it come the jobs and the database.
    from hytedata_daemon.service.once_here import once_with

    with (
        _StopAsked().listening() as stop,
        once_with(settings, os.environ) as do,
        progress() as tell,
    ):
        done = [do(work, stop=stop, tell=tell) for work in works]
    if as_json:
        print_json({"works": [_document(one) for one in done]})
    else:
        _show(settings, done)
    return exit_of_outcomes(one.outcome for one in done)


class _StopAsked:
    """Whether the one at the terminal, or the system, wants an end; asked twice, it is at once."""

    def __init__(self) -> None:
        self._asked = False

    def __call__(self) -> bool:
        return self._asked

    @contextmanager
    def listening(self) -> Iterator[Self]:
        """Take SIGINT and SIGTERM of this process inside the block."""
        numbers = (signal.SIGINT, signal.SIGTERM)
        before = {number: signal.signal(number, self._ask) for number in numbers}
        try:
            yield self
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        if self._asked:
            raise KeyboardInterrupt
        self._asked = True
        notes().print("Ending what is in hand; once more to stop at once.")


def _show(settings: Settings, done: Sequence[Done]) -> None:
    names = {one.id: one.name for one in settings.config.organisation}
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("job", "for", "ended", "counts", "what to know"):
        table.add_column(title, overflow="fold")
    for work, outcome in done:
        job = f"{work.job}{' (full)' if work.full else ''}"
        whom = "all" if work.organisation == EVERYBODY else names[work.organisation]
        counts = ", ".join(f"{name} {number}" for name, number in sorted(outcome.counts.items()))
        style = "" if outcome.state == "done" else "yellow"
        table.add_row(job, whom, outcome.state, counts, _told(outcome), style=style)
    results().print(table)


def _told(outcome: Outcome) -> str:
    return ": ".join(text for text in (outcome.code, outcome.detail) if text)


def _document(done: Done) -> dict[str, object]:
    return {"work": done.work.model_dump(mode="json"), "outcome": done.outcome.document()}
