"""The one call of an iCalendar feed, and its bytes as text (events.md 4); no I/O here."""

import re
from dataclasses import dataclass, field
from typing import Final

from hytedata.connectors._http.upstream import MEBIBYTE
from hytedata.connectors._http.values import Endpoint, Request, Response
from hytedata.connectors.calendars.charsets import decoded
from hytedata.connectors.calendars.web_call import MOVED
from hytedata.errors import SourceContractError

LARGEST_FEED: Final = 20 * MEBIBYTE
"""Largest feed in bytes that is read: some thirty thousand events."""

_HEADERS: Final = {"Accept": "text/calendar, text/plain;q=0.5, */*;q=0.1"}
_CHARSET: Final = re.compile(r"charset\s*=\s*\"?([\w.:-]+)", re.IGNORECASE)
_BEGIN: Final = re.compile(r"\s*BEGIN:VCALENDAR\b", re.IGNORECASE)
_END: Final = re.compile(r"^END:VCALENDAR\s*\Z", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True)
class Feed:
    """A feed as text.

    Attributes:
        charset: In which it was read.
        whole: Whether it goes on to the end of the calendar; False where it was cut off.
    """

    text: str = field(repr=False)
    charset: str = "utf-8"
    whole: bool = True


def get_feed(source: str, url: str, *, largest: int = LARGEST_FEED) -> Endpoint[Feed]:
    """The whole feed.

    Args:
        source: The calendar's name, for messages.
        url: Of the feed; `webcal` stands for `https`.
        largest: Most bytes that are taken.
    """

    def decode(response: Response) -> Feed:
        if len(response.content) > largest:
            size = f"{len(response.content) // MEBIBYTE} MiB"
            limit = f"{largest // MEBIBYTE} MiB"
            detail = f"the feed has {size}, and at most {limit} are read; ask for a shorter one"
            raise SourceContractError(source, response.url, detail=detail)
        return _checked(source, response)

    request = Request("GET", feed_address(url), headers=_HEADERS)
    return Endpoint(request, decode, lambda response: _refuse(source, response))


def feed_address(url: str) -> str:
    """Return the address that *url* of a feed stands for."""
    return re.sub(r"^webcals?://", "https://", url.strip(), flags=re.IGNORECASE)


def feed_of(content: bytes, declared: str = "") -> Feed:
    """Decode *content*; see `decoded`. *declared*: the character set that it came with, or ""."""
    text, charset = decoded(content, (declared,))
    text = text.replace("\x00", "")
    return Feed(text, charset, _END.search(text.rstrip()) is not None)


def _checked(source: str, response: Response) -> Feed:
    kind = response.headers.get("content-type", "")
    declared = _CHARSET.search(kind)
    feed = feed_of(response.content, declared[1] if declared else "")
    if _BEGIN.match(feed.text):
        return feed
    start = feed.text.lstrip()[:40]
    if start.startswith("<") or "html" in kind.lower():
        detail = "a web page came where a calendar was due; check the address of the feed"
    elif not start:
        detail = "nothing came where a calendar was due"
    else:
        detail = f"no calendar came; it begins with {start!r}"
    raise SourceContractError(source, response.url, detail=detail)


def _refuse(source: str, response: Response) -> Exception:
    if response.status in MOVED:
        to = response.headers.get("location", "another address")
        detail = f"it has moved to {to}; set that address if you trust it"
    elif response.status in (401, 403):
        detail = f"it is not open to everyone (status {response.status})"
    elif response.status in (404, 410):
        detail = f"there is no feed (status {response.status}); check its address"
    else:
        detail = f"status {response.status}"
    return SourceContractError(source, response.url, detail=detail)
