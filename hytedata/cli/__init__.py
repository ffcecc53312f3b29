"""The `hytedata` command: thin, it reads arguments, calls `runs`, and shows what came of it.

What it shows and how it ends is in modules of their own, which the daemon's command uses as well.
"""

from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and leave with its exit code; being told to end is like Ctrl-C."""
    # Late: whoever wants a part of this package is not to load all commands.
    from hytedata.cli.app import main as run_and_leave

    run_and_leave(arguments)
