"""The command `hytedata-daemon`."""

import logging
import os
import sys
import threading
from collections.abc import Sequence
from typing import NoReturn

from hytedata_daemon.cli.missing import told_missing


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and leave with its exit code."""
    try:
        from hytedata_daemon.cli.app import run
    except ModuleNotFoundError as error:
        sys.exit(told_missing(error))
    _leave(run(arguments))


def _leave(code: int) -> NoReturn:
    others = [one for one in threading.enumerate() if one is not threading.main_thread()]
    if any(not one.daemon for one in others):
        # Work that was not waited for, on purpose: the interpreter would wait for its threads.
        logging.shutdown()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)
