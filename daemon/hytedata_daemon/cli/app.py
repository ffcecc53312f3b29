"""The commands, and how the last resort tells of an error.

A command imports what it needs when it runs, so that `--help` and a missing package are told at
once and clearly.
"""

import logging
from collections.abc import Sequence

import click

import hytedata
from hytedata.cli.exits import Exit
from hytedata.cli.running import run_command
from hytedata.cli.screen import notes
from hytedata_daemon.cli.account_commands import account
from hytedata_daemon.cli.backup_commands import backup, restore
from hytedata_daemon.cli.check_command import check
from hytedata_daemon.cli.missing import told_missing
from hytedata_daemon.cli.once_command import once
from hytedata_daemon.cli.run_command import run as run_service


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(
    hytedata.__version__, prog_name="hytedata-daemon", message="%(prog)s %(version)s"
)
def app() -> None:
    """Read the registers, plan, publish what may be published, and tell people: by itself."""


app.add_command(run_service)
app.add_command(check)
app.add_command(once)
app.add_command(backup)
app.add_command(restore)
app.add_command(account)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code and never raises an error of ours."""
    return run_command(app, arguments, "hytedata-daemon", on_unforeseen=_unforeseen)


def _unforeseen(error: Exception) -> int:
    if isinstance(error, ModuleNotFoundError):
        return told_missing(error)
    logging.getLogger(__name__).error("unforeseen", exc_info=error)
    notes().print(
        f"Something unforeseen happened: {type(error).__name__}: {error}\n"
        "The lines above say where; nothing that was written is lost.",
        markup=False,
        style="red",
    )
    return Exit.FAILED
