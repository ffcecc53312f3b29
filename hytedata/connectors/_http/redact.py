"""Addresses fit for messages and logs: no secrets, no page-long lists."""

import re
from urllib.parse import parse_qsl, quote, urlsplit, urlunsplit

HIDDEN = "…"
LONGEST_VALUE = 80
"""Characters of a query value that a message shows; a list of a hundred ids is cut."""

_SECRET = re.compile(r"key|token|secret|passw|pwd|signature|credential|^(sig|auth)$", re.IGNORECASE)


def public_url(url: str) -> str:
    """Return *url* without user names, passwords, fragments and secret query values.

    A query value is secret when its name speaks of a key, token, password or signature. Long
    values are cut to 80 characters.
    """
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = "&".join(f"{quote(name)}={_shown(name, value)}" for name, value in pairs)
    return urlunsplit((parts.scheme, host, parts.path, query, ""))


def _shown(name: str, value: str) -> str:
    if _SECRET.search(name):
        return HIDDEN
    short = quote(value[:LONGEST_VALUE], safe=",:/")
    return short if len(value) <= LONGEST_VALUE else short + HIDDEN
