"""Texts of errors as outcomes, notices and pages may hold them."""

import re
from typing import Final

LONGEST: Final = 1_500
"""Characters of a detail: a configuration may have many faults."""

_USER_IN_URL: Final = re.compile(r"(?<=//)[^/@\s]+@")
_QUERY: Final = re.compile(r"(https?://[^\s?]+)\?[^\s;,]+")


def plain(text: str) -> str:
    """Return a text as an outcome may hold it: bounded, without what addresses may hold of secrets.

    Errors of ours hold no password. An address that somebody configured may: as its user, or in
    its query.
    """
    without = _QUERY.sub(r"\1?…", _USER_IN_URL.sub("", text)).replace("\0", "")
    return without if len(without) <= LONGEST else f"{without[:LONGEST]} …"
