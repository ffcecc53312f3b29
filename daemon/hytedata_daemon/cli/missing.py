"""What is told where the packages of the extra `daemon` are not installed.

It imports nothing that could be missing.
"""

import sys
from typing import Final

from hytedata.cli.missing import missing_package

_FAILED: Final = 2


def told_missing(error: ModuleNotFoundError) -> int:
    """Tell how to install what is missing; returns the exit code.

    Raises:
        ModuleNotFoundError: A module of ours is missing: the installation itself is broken.
    """
    package = missing_package(error)
    if package is None:
        raise error
    sys.stderr.write(
        f"hytedata-daemon needs packages that are not installed, {package} among them; install "
        "them: pip install 'hytedata[daemon]'\n"
    )
    return _FAILED
