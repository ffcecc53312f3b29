"""What a site lets robots read, and how fast (RFC 9309); no I/O here."""

from dataclasses import dataclass
from math import isfinite
from typing import Final

from protego import Protego

from hytedata.connectors._http.values import Endpoint, Response
from hytedata.connectors.calendars.web_call import Moved, web_call

AGENT: Final = "hytedata"
"""The name by which rules may address us; it begins our User-Agent too."""

LARGEST: Final = 512_000
"""Bytes of a file that are read: RFC 9309 asks for 500 KiB at least."""

_ABSENT: Final = frozenset(range(400, 500)) - {429}
"""Statuses that say that there are no rules. With 429 and 5xx the rules are unknown."""


@dataclass(frozen=True)
class Robots:
    """The rules of one site, for us.

    Attributes:
        delay_s: Seconds that it asks for between two requests; 0 where it asks for none.
        sitemaps: Addresses of its sitemaps, as stated.
    """

    rules: Protego
    delay_s: float = 0.0
    sitemaps: tuple[str, ...] = ()

    def allows(self, url: str) -> bool:
        """Whether we may read *url*."""
        return self.rules.can_fetch(url, AGENT)


def get_robots(source: str, origin: str) -> Endpoint[Robots | Moved]:
    """The rules of *origin* (scheme and host); a site without the file allows everything."""
    return robots_at(source, f"{origin}/robots.txt")


def robots_at(source: str, url: str) -> Endpoint[Robots | Moved]:
    """The rules that are kept at *url*, the file itself or what it has moved to."""

    def decode(response: Response) -> Robots:
        return robots_of(response.content if response.status == 200 else b"")

    return web_call(source, url, decode, accept="text/plain, */*;q=0.1", statuses=_ABSENT)


def robots_of(content: bytes) -> Robots:
    """Read the rules; what is no rule, as a web page, forbids nothing."""
    rules = Protego.parse(content[:LARGEST].decode("utf-8-sig", "replace"))
    return Robots(rules, _delay(rules), tuple(rules.sitemaps))


def _delay(rules: Protego) -> float:
    stated = float(rules.crawl_delay(AGENT) or 0)
    rate = rules.request_rate(AGENT)
    if rate is not None and rate.requests:
        stated = max(stated, rate.seconds / rate.requests)
    return stated if isfinite(stated) and stated > 0 else 0.0
