"""The commands, and how the last resort tells of an error."""

import logging
import signal
import sys
from collections.abc import Sequence
from typing import Final, NoReturn

import click

import hytedata
from hytedata.cli.exits import Exit
from hytedata.cli.late_commands import LateCommands
from hytedata.cli.logs import configure_logs
from hytedata.cli.missing import missing_package, needs
from hytedata.cli.running import run_command
from hytedata.cli.screen import notes

_MODULES: Final = {
    "boundaries": "hytedata.cli.boundaries_command",
    "config": "hytedata.cli.config_commands",
    "doctor": "hytedata.cli.doctor_command",
    "events": "hytedata.cli.events_command",
    "export": "hytedata.cli.export_command",
    "formats": "hytedata.cli.formats_command",
    "gaps": "hytedata.cli.gaps_command",
    "links": "hytedata.cli.links_command",
    "locate": "hytedata.cli.locate_command",
    "read": "hytedata.cli.read_command",
    "sandbox": "hytedata.cli.sandbox_command",
    "store": "hytedata.cli.store_commands",
    "sync": "hytedata.cli.sync_commands",
}


@click.group(
    cls=LateCommands,
    modules=_MODULES,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(hytedata.__version__, prog_name="hytedata", message="%(prog)s %(version)s")
@click.option("-v", "--verbose", count=True, help="Tell more; twice for each request.")
@click.option("--log-json", is_flag=True, help="Write logs as JSON lines.")
def app(verbose: int, log_json: bool) -> None:
    """Read Finland's service registers, and publish a municipality's Lipas sites to PTV."""
    configure_logs(verbose=verbose, as_json=log_json)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and leave with its exit code; being told to end is like Ctrl-C."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        # Under nohup a hang-up is to be ignored.
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _interrupt)
    sys.exit(run(arguments))


def _interrupt(number: int, frame: object) -> NoReturn:
    raise KeyboardInterrupt


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code and never raises an error of ours."""
    return run_command(app, arguments, "hytedata", on_unforeseen=_unforeseen)


def _unforeseen(error: Exception) -> int:
    package = missing_package(error)
    if package is not None:
        # One of an extra that is loaded only where data call for it.
        notes().print(needs("hytedata", package), markup=False, style="red")
        return Exit.USAGE
    logging.getLogger("hytedata.cli").debug("unforeseen", exc_info=error)
    notes().print(
        f"Something unforeseen happened: {type(error).__name__}: {error}\n"
        "Run the command again with -vv to see where; nothing that was written is lost.",
        markup=False,
        style="red",
    )
    return Exit.FAILED
