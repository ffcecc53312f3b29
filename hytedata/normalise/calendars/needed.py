"""The libraries that reading calendars needs, beyond those that hytedata always has."""

from importlib.util import find_spec
from typing import Final

from hytedata.errors import InputError

LIBRARIES: Final = ("nh3", "pyproj")


def require_libraries() -> None:
    """Find out now, and not amid a read, whether a library is missing.

    Raises:
        InputError: One is; it says how to get it.
    """
    for name in LIBRARIES:
        if find_spec(name) is None:
            raise InputError(
                f"reading calendars needs {name}, which is not installed: "
                "pip install 'hytedata[calendars]'"
            )
