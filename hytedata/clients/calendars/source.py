"""A calendar as its clients know it: where it is, whom to name, and how gently it is asked."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from hytedata.connectors._http.upstream import MEBIBYTE, RetryPolicy, Upstream, user_agent
from hytedata.connectors.calendars.icalendar_feed import feed_address
from hytedata.errors import InputError
from hytedata.models.common import Language, MunicipalityCode
from hytedata.normalise.calendars.facts import CalendarFacts


@dataclass(frozen=True)
class CalendarSource:
    """One calendar.

    Attributes:
        name: Short, unlike that of any other calendar: it is the source of its events.
        url: Of the feed, or of the site.
        contact: E-mail or web address for the User-Agent: small sites like to know their readers.
        licence: Of its data, "" where unknown.
        attribution: Whom to name where its events are shown.
        language: Of its texts, where it does not say.
        home_municipality: Code, for a calendar of one municipality.
        allowed_hosts: Hosts that its links may lead to besides its own, by https.
        sitemap: Address of the sitemap that lists its pages, for events in pages; "" takes those
            that robots.txt names, else `/sitemap.xml`.
        pages: Which pages of the sitemap are read: beginnings of paths (`/tapahtumat/`), or
            whole paths with `*` for anything (`/*/tapahtuma/*`); none reads all.
        most_pages: Most pages of one read; those that changed last go first.
        at_once: Most requests in flight; 0 for no bound.
        per_second: Most requests started per second; 0 for no bound.
        largest_mib: Largest answer that is read, MiB.
        retry: When to try again.
        proxy: Address of a proxy; None takes the environment's.
        ca_bundle: Trusted certificates, instead of the usual ones.
    """

    name: str
    url: str
    contact: str
    licence: str = ""
    attribution: str = ""
    language: Language = "fi"
    home_municipality: MunicipalityCode | None = None
    allowed_hosts: tuple[str, ...] = ()
    sitemap: str = ""
    pages: tuple[str, ...] = ()
    most_pages: int = 500
    at_once: int = 1
    per_second: float = 1.0
    largest_mib: int = 20
    retry: RetryPolicy = field(default_factory=RetryPolicy)
    proxy: str | None = None
    ca_bundle: Path | None = None

    def __post_init__(self) -> None:
        if not self.name or not self.contact:
            raise InputError("a calendar needs a name, and a contact for the User-Agent")
        if not urlsplit(self.address).netloc or not self.address.startswith(("https:", "http:")):
            raise InputError(f"{self.name}: {self.url!r} is no web address of a calendar")
        if self.sitemap and not self.sitemap.startswith(("https://", "http://")):
            raise InputError(f"{self.name}: sitemap: {self.sitemap!r} is no web address")
        for pattern in self.pages:
            if not pattern.startswith("/"):
                raise InputError(f"{self.name}: pages: {pattern!r} is no path: it begins with /")
        if self.most_pages < 1:
            raise InputError(f"{self.name}: most_pages: {self.most_pages} is not 1 or more")

    @property
    def address(self) -> str:
        """The address that is asked."""
        return feed_address(self.url)

    @property
    def allowed_addresses(self) -> tuple[str, ...]:
        """The addresses of `allowed_hosts`."""
        return tuple(f"https://{host}" for host in self.allowed_hosts)

    @property
    def facts(self) -> CalendarFacts:
        """What its events say of it."""
        return CalendarFacts(
            self.name, self.language, self.licence, self.attribution, self.home_municipality
        )

    def upstream(self) -> Upstream:
        """Return it as an upstream, whose requests name whole addresses on its host."""
        parts = urlsplit(self.address)
        return Upstream(
            self.name,
            f"{parts.scheme}://{parts.netloc}",
            user_agent=user_agent(self.contact),
            at_once=self.at_once,
            per_second=self.per_second,
            retry=self.retry,
            also=self.allowed_addresses,
            proxy=self.proxy,
            ca_bundle=self.ca_bundle,
            largest=self.largest_mib * MEBIBYTE,
        )
