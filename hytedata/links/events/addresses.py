"""Ids and addresses of events, folded so that two spellings of one are equal."""

import re
from typing import Final
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

_TRACKING: Final = re.compile(
    r"utm_\w*|fb_\w*|hsa_\w*|mtm_\w*|pk_\w*|[dg]clid|fbclid|msclkid|yclid|twclid|igshid|igsh"
    r"|[gw]braid|mc_[ce]id|_ga|_gl|_hs\w+",
    re.IGNORECASE,
)
"""Parameters that say by which way a reader came; the page is the same without them."""

_PORTS: Final = {"http": 80, "https": 443}
_UNSTABLE: Final = re.compile(r"\d+-\d{9,}-\d{9,}@")
"""A UID of The Events Calendar: number, start and end; it is another once the event moves."""

_NAMES_ITS_ORIGIN: Final = re.compile(r"[:@/]|\?id=")
_LONG: Final = 16  # characters from which on an id is not by chance that of another calendar


def canonical_url(url: str) -> str:
    """Return *url* without what does not tell pages apart, or "" where it is no web address.

    Scheme, `www.`, the usual port, a slash at the end, the order of parameters, those that only
    track readers, and fragments are folded away; a fragment that is a path (`#/event/5`) stays.
    """
    if "://" not in url:
        return ""
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return ""
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not host:
        return ""
    shown = _punycode(host.removeprefix("www."))
    shown += f":{port}" if port not in (None, *_PORTS.values()) else ""
    asked = [
        pair
        for pair in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(pair[0])
    ]
    query = f"?{urlencode(sorted(asked))}" if asked else ""
    route = parts.fragment if parts.fragment.startswith(("/", "!/")) else ""
    return f"https://{shown}{unquote(parts.path).rstrip('/')}{query}" + (route and f"#{route}")


def _punycode(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def host_of(url: str) -> str:
    """Return the host of a canonical address."""
    return url.removeprefix("https://").partition("/")[0].partition("?")[0]


def is_front_page(url: str) -> bool:
    """Whether a canonical address is but a site: it tells of no single event."""
    return not url.removeprefix("https://").strip("/").partition("/")[2] and "?" not in url


def telling_id(stated: str) -> str:
    """Return *stated* folded, or "" where it may as well be the id of another thing elsewhere.

    An id tells where it says whose it is (`esim:e100`, `site.example?id=4101`, `…@host`), or is
    long. A bare number is one in every calendar; a UID of The Events Calendar changes with its
    event.
    """
    folded = stated.strip().casefold().removeprefix("www.")
    whose = folded.partition("|")[0]  # what follows is the start of an occurrence
    if _UNSTABLE.match(whose) or whose.startswith("no-uid-"):
        return ""
    return folded if len(whose) >= _LONG or _NAMES_ITS_ORIGIN.search(whose) else ""
