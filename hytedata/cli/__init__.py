"""The `hytedata` command: thin, it reads arguments, calls `runs`, and shows what came of it.

What it shows and how it ends is in modules of their own, which the daemon's command uses as well.
"""

import sys
from collections.abc import Sequence

from hytedata.cli.exits import Exit

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and leave with its exit code; being told to end is like Ctrl-C."""
    # Late: whoever wants a part of this package is not to load all commands.
    try:
        from hytedata.cli.app import main as run_and_leave
    except KeyboardInterrupt:
        # Loading takes a second or so; nothing has been begun.
        sys.stderr.write("\nStopped.\n")
        sys.exit(Exit.FAILED)

    run_and_leave(arguments)
