"""The eyes of a probe: few reads of one site, robots.txt respected, redirects told."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, Literal, TypeAlias
from urllib.parse import urlsplit, urlunsplit

import anyio
import msgspec

from hytedata.clients.opening import SyncClient
from hytedata.connectors._http import SyncShell, Upstream
from hytedata.connectors._http.budget import Sleep
from hytedata.connectors._http.redact import public_url
from hytedata.connectors._http.wire import HttpxWire, Wire
from hytedata.connectors.calendars.probe import (
    TEXT,
    look_at,
    redirect_of,
    same_site,
    site_upstream,
)
from hytedata.errors import HytedataError, SourceUnavailable
from hytedata.runs.doctor.guard import Allowance, GuardedWire
from hytedata.runs.events.probe.manners import NOTHING_SAID, manners_of

MOST_REQUESTS: Final = 14
"""Requests of one probe, second tries and redirects among them."""

MOST_HOPS: Final = 3
"""Redirects within the site that are followed for one address."""

Way: TypeAlias = Literal["answered", "silent", "disallowed", "moved"]


@dataclass(frozen=True)
class Answer:
    """What became of one read.

    Attributes:
        url: Where the answer came from, after redirects within the site.
        content: Its bytes.
        way: Whether it was answered; `moved`: it leads to another host.
        told: For `silent` and `disallowed` why; for `moved` where to.
    """

    url: str
    status: int = 0
    headers: tuple[tuple[str, str], ...] = ()
    content: bytes = b""
    way: Way = "answered"
    told: str = ""

    @property
    def is_good(self) -> bool:
        """Whether it is a 200."""
        return self.way == "answered" and self.status == 200

    @property
    def is_closed(self) -> bool:
        """Whether it is not open to everyone."""
        return self.status in (401, 403)

    def header(self, name: str) -> str:
        """A header by its lower-case name, or ""."""
        return dict(self.headers).get(name, "")

    @cached_property
    def json(self) -> object:
        """The parsed body; None where it is no JSON."""
        try:
            return msgspec.json.decode(self.content)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return None

    @property
    def is_html(self) -> bool:
        """Whether it is a web page."""
        start = self.content[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
        return start.startswith((b"<!doctype html", b"<html", b"<!--", b"<head", b"<body"))

    @property
    def is_feed(self) -> bool:
        """Whether it is an iCalendar feed."""
        start = self.content[:200].lstrip(b"\xef\xbb\xbf \t\r\n").upper()
        return self.is_good and start.startswith(b"BEGIN:VCALENDAR")

    @property
    def form(self) -> str:
        """What came, in a few words."""
        if self.way != "answered":
            return f"leads to {self.told}" if self.way == "moved" else self.told
        if self.status != 200:
            return f"status {self.status}"
        if not self.content.strip():
            return "an empty answer"
        if self.is_html:
            return "a web page"
        if self.is_feed:
            return "an iCalendar feed"
        return "JSON" if self.json is not None else "neither a web page nor JSON"


class Visitor(SyncClient):
    """Reads one site for a probe; use it with `with`, and `greet` before all else.

    Args:
        url: An address of `address_of`.
        contact: E-mail or web address for the User-Agent.
        most: Requests that may be sent.
        per_second: Most requests per second; 0 for no bound.
        proxy: Address of a proxy; None takes the environment's.
        ca_bundle: Trusted certificates, instead of the usual ones.
        wire_of: What carries the requests; the network by default.
        sleep: Waits between requests.
        clock: Monotonic seconds.

    Attributes:
        manners: What robots.txt says.
        elsewhere: Addresses on other hosts that answers led to.
    """

    def __init__(
        self,
        url: str,
        *,
        contact: str,
        most: int = MOST_REQUESTS,
        per_second: float = 1.0,
        proxy: str | None = None,
        ca_bundle: Path | None = None,
        wire_of: Callable[[Upstream], Wire] = HttpxWire,
        sleep: Sleep = anyio.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.url, self.manners = url, NOTHING_SAID
        self.elsewhere: list[str] = []
        self.allowance = Allowance(most)
        self.asked: list[str] = []
        upstream = site_upstream(
            url, contact=contact, per_second=per_second, proxy=proxy, ca_bundle=ca_bundle
        )
        wire = GuardedWire(wire_of(upstream), self.allowance)
        self._shell = SyncShell(upstream, wire=wire, sleep=sleep, clock=clock)
        self._answers: dict[tuple[str, str], Answer] = {}

    @property
    def origin(self) -> str:
        """Scheme, host and port of the site."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"

    def greet(self) -> Answer:
        """Read robots.txt, and keep to it from now on."""
        answer = self.get(f"{self.origin}/robots.txt", TEXT)
        self.manners = manners_of(answer.status, answer.content)
        self._shell.budget.keep_apart(self.manners.delay_s)
        return answer

    def get(self, url: str, accept: str) -> Answer:
        """Read *url*, once; redirects within the site are followed, those to others are not."""
        asked = url, accept  # a server may answer a browser with a page, and others with JSON
        if asked not in self._answers:
            self._answers[asked] = self._follow(url, accept)
        return self._answers[asked]

    def path_of(self, url: str) -> str:
        """An address as it is shown: without the site's own part, and without secrets."""
        parts = urlsplit(public_url(url))
        path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
        return path if same_site(url, self.url) else public_url(url)

    def _follow(self, url: str, accept: str) -> Answer:
        for _ in range(MOST_HOPS + 1):
            if not same_site(url, self.url):
                self.note_elsewhere(url)
                return Answer(url, way="moved", told=public_url(url))
            if not self.manners.allows(url):
                path = self.path_of(url)
                return Answer(url, way="disallowed", told=f"robots.txt disallows {path}")
            answer, target = self._read(url, accept)
            if target is None:
                return answer
            url = target
        return Answer(url, way="silent", told="it redirects in a circle")

    def _read(self, url: str, accept: str) -> tuple[Answer, str | None]:
        self.asked.append(self.path_of(url))
        try:
            response = self._shell.send(look_at(url, accept))
        except SourceUnavailable as error:
            told = f"it answered {error.status}" if error.status else "no answer"
            return Answer(url, way="silent", told=f"{told}: {error.detail}".rstrip(": ")), None
        except HytedataError as error:
            return Answer(url, way="silent", told=getattr(error, "detail", str(error))), None
        headers = tuple(response.headers.items())
        answer = Answer(url, response.status, headers, response.content)
        return answer, redirect_of(response, url)

    def note_elsewhere(self, url: str) -> None:
        """Remember an address on another host that the site leads to."""
        if url not in self.elsewhere:
            self.elsewhere.append(url)
