"""The `hytedata` command: thin, it reads arguments, calls `runs`, and shows what came of it."""

from hytedata.cli.app import main

__all__ = ["main"]
