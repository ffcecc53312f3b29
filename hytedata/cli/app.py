"""The commands, and the one place where errors become messages and exit codes."""

import logging
import os
import signal
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

import hytedata
from hytedata.cli.boundaries_command import boundaries
from hytedata.cli.config_commands import config
from hytedata.cli.doctor_command import doctor
from hytedata.cli.events_command import events
from hytedata.cli.exits import Exit, exit_of
from hytedata.cli.export_command import export
from hytedata.cli.formats_command import formats
from hytedata.cli.gaps_command import gaps
from hytedata.cli.locate_command import locate
from hytedata.cli.logs import configure_logs
from hytedata.cli.read_command import read
from hytedata.cli.sandbox_command import sandbox
from hytedata.cli.screen import notes
from hytedata.cli.store_commands import store
from hytedata.cli.sync_commands import sync
from hytedata.errors import HytedataError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(hytedata.__version__, prog_name="hytedata", message="%(prog)s %(version)s")
@click.option("-v", "--verbose", count=True, help="Tell more; twice for each request.")
@click.option("--log-json", is_flag=True, help="Write logs as JSON lines.")
def app(verbose: int, log_json: bool) -> None:
    """Read Finland's service registers, and publish a municipality's Lipas sites to PTV."""
    configure_logs(verbose=verbose, as_json=log_json)


app.add_command(read)
app.add_command(locate)
app.add_command(sync)
app.add_command(config)
app.add_command(store)
app.add_command(sandbox)
app.add_command(doctor)
app.add_command(events)
app.add_command(boundaries)
app.add_command(gaps)
app.add_command(formats)
app.add_command(export)


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
    given = list(arguments) if arguments is not None else None
    try:
        result = app.main(args=given, prog_name="hytedata", standalone_mode=False)
        return int(result) if isinstance(result, int) else Exit.DONE
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return Exit.USAGE
    except click.ClickException as error:
        error.show()
        return Exit.USAGE
    except (click.Abort, KeyboardInterrupt):
        notes().print("Stopped. What was being written is looked up by the next run.")
        return Exit.FAILED
    except HytedataError as error:
        notes().print(str(error), markup=False, style="red")
        return exit_of(error)
    except BrokenPipeError:
        # The reader of our output went away; that is its right.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in (sys.stdout, sys.stderr):
            os.dup2(nowhere, stream.fileno())
        return Exit.DONE
    except Exception as error:  # noqa: BLE001 - the last resort: a message and the way to more
        return _unforeseen(error)


def _unforeseen(error: Exception) -> int:
    logging.getLogger("hytedata.cli").debug("unforeseen", exc_info=error)
    notes().print(
        f"Something unforeseen happened: {type(error).__name__}: {error}\n"
        "Run the command again with -vv to see where; nothing that was written is lost.",
        markup=False,
        style="red",
    )
    return Exit.FAILED
