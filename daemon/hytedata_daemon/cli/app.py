"""The commands, and the one place where errors become messages and exit codes.

A command imports what it needs when it runs, so that `--help` and a missing package are told at
once and clearly.
"""

import logging
from collections.abc import Sequence

import click

import hytedata
from hytedata.errors import HytedataError
from hytedata_daemon.cli.account_commands import account
from hytedata_daemon.cli.backup_commands import backup, restore
from hytedata_daemon.cli.check_command import check
from hytedata_daemon.cli.exits import Exit, exit_of
from hytedata_daemon.cli.missing import told_missing
from hytedata_daemon.cli.once_command import once
from hytedata_daemon.cli.run_command import run as run_service
from hytedata_daemon.cli.screen import note


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
    given = list(arguments) if arguments is not None else None
    try:
        result = app.main(args=given, prog_name="hytedata-daemon", standalone_mode=False)
        return int(result) if isinstance(result, int) else Exit.DONE
    except click.ClickException as error:
        error.show()
        return Exit.USAGE
    except (click.Abort, KeyboardInterrupt):
        note("Stopped. What was being written is looked up by the next run.")
        return Exit.FAILED
    except HytedataError as error:
        note(str(error), style="red")
        return exit_of(error)
    except ModuleNotFoundError as error:
        return told_missing(error)
    except Exception as error:
        # The last resort: a message and the way to more.
        logging.getLogger(__name__).exception("unforeseen")
        note(
            f"Something unforeseen happened: {type(error).__name__}: {error}\n"
            "The lines above say where; nothing that was written is lost.",
            style="red",
        )
        return Exit.FAILED
