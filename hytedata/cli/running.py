"""Runs a command: the one place where errors become messages and exit codes."""

import os
import sys
from collections.abc import Callable, Sequence

import click

from hytedata.cli.exits import Exit, exit_of
from hytedata.cli.screen import notes
from hytedata.errors import HytedataError


def run_command(
    command: click.Command,
    arguments: Sequence[str] | None,
    name: str,
    *,
    on_unforeseen: Callable[[Exception], int],
) -> int:
    """Run *command*; returns its exit code and raises no error of ours.

    Args:
        command: With all its subcommands.
        arguments: What was typed after its name; None for those of this process.
        name: Its name, for messages.
        on_unforeseen: Tells of any other error, and returns the exit code.
    """
    given = list(arguments) if arguments is not None else None
    try:
        result = command.main(args=given, prog_name=name, standalone_mode=False)
        sys.stdout.flush()  # here, where a reader that went away is told
        return int(result) if isinstance(result, int) else Exit.DONE
    except click.ClickException as error:
        error.show()
        return Exit.USAGE
    except (click.Abort, KeyboardInterrupt):
        notes().print(
            "Stopped. Files are whole or as they were before; what was being written to PTV is "
            "looked up by the next run."
        )
        return Exit.FAILED
    except HytedataError as error:
        notes().print(str(error), markup=False, style="red")
        return exit_of(error)
    except SystemExit:
        # No command of ours leaves so: click does where the reader of our output went away, which
        # is its right. It has silenced what is still to be flushed.
        return Exit.DONE
    except BrokenPipeError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in (sys.stdout, sys.stderr):
            os.dup2(nowhere, stream.fileno())
        return Exit.DONE
    except Exception as error:  # noqa: BLE001 - it is told, whatever it is
        return on_unforeseen(error)
