"""The libraries that reading calendars needs, beyond those that hytedata always has."""

from importlib.util import find_spec
from typing import Final

from hytedata.errors import InputError

ALWAYS: Final = ("nh3", "pyproj")
ICALENDAR: Final = ("icalendar", "recurring_ical_events")
PAGES: Final = ("dateutil", "protego", "selectolax")


def require_libraries(*more: str) -> None:
    """Find out now, and not amid a read, whether a library is missing.

    Args:
        more: What a kind of calendar needs besides what all do.

    Raises:
        InputError: One is; it says how to get it.
    """
    missing = [name for name in (*ALWAYS, *more) if find_spec(name) is None]
    if missing:
        are = "is" if len(missing) == 1 else "are"
        raise InputError(
            f"reading calendars needs {', '.join(missing)}, which {are} not installed: "
            "pip install 'hytedata[calendars]'"
        )
