"""Where to go after signing in: a page of ours, never another site."""

from typing import Final
from urllib.parse import urlsplit

HOME: Final = "/"
_LONGEST: Final = 2_000


def safe_path(target: str | None) -> str:
    """Return *target* if it is a path of this site, else the first page."""
    if not target or len(target) > _LONGEST or not target.startswith("/"):
        return HOME
    # Browsers read \ as /, and leave out line breaks and tabs: each makes "//elsewhere" possible.
    if (
        target[1:2] == "/"
        or "\\" in target
        or any(char <= " " or char == "\x7f" for char in target)
    ):
        return HOME
    try:
        parts = urlsplit(target)
    except ValueError:
        return HOME
    return HOME if parts.scheme or parts.netloc else target
