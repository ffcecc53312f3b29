"""The calls of a first look at an unknown calendar: any answer is taken as it is; no I/O here.

One host is looked at, gently. Redirects are never followed by themselves: `redirect_of` says where
one leads, and `same_site` whether that is still the site that was asked for.
"""

import ipaddress
import re
from pathlib import Path
from typing import Final
from urllib.parse import SplitResult, urlsplit, urlunsplit

from hytedata.connectors._http.upstream import RetryPolicy, Upstream, user_agent
from hytedata.connectors._http.values import Endpoint, Request, Response
from hytedata.connectors.calendars.icalendar_feed import LARGEST_FEED, feed_address
from hytedata.connectors.calendars.web_call import MOVED, whole_address
from hytedata.errors import InputError, SourceContractError

PAGE: Final = "text/html,application/xhtml+xml,text/calendar;q=0.9,application/json;q=0.8,*/*;q=0.1"
JSON: Final = "application/json"
CALENDAR: Final = "text/calendar,text/plain;q=0.5,*/*;q=0.1"
TEXT: Final = "text/plain,application/xml;q=0.9,*/*;q=0.1"

# A 429 is repeated after the wait that it asks for; all else is an answer.
_ANY: Final = frozenset(range(100, 600)) - {429}
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(?!\d)")
_HOST: Final = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?")


def look_at(url: str, accept: str) -> Endpoint[Response]:
    """Describe one read of *url*, whatever is answered."""
    return Endpoint(
        Request("GET", url, headers={"Accept": accept}),
        lambda response: response,
        lambda response: SourceContractError(
            "the calendar", response.url, detail=f"status {response.status}"
        ),
        _ANY,
    )


def site_upstream(
    url: str,
    *,
    contact: str,
    per_second: float = 1.0,
    proxy: str | None = None,
    ca_bundle: Path | None = None,
) -> Upstream:
    """Describe the site of *url*: asked one at a time, each answer bounded in size and time.

    Args:
        url: An address of `address_of`.
        contact: E-mail or web address for the User-Agent.
        per_second: Most requests started per second; 0 for no bound.
        proxy: Address of a proxy; None takes the environment's.
        ca_bundle: Trusted certificates, instead of the usual ones.
    """
    parts = urlsplit(url)
    other = parts.netloc.removeprefix("www.")
    hosts = {other, f"www.{other}", parts.netloc}
    return Upstream(
        "the calendar",
        f"{parts.scheme}://{parts.netloc}",
        user_agent=user_agent(contact),
        at_once=1,
        per_second=per_second,
        retry=RetryPolicy(attempts=2, attempts_on_500=1, first_wait_s=2.0, longest_wait_s=5.0),
        attempt_s=20.0,
        total_s=45.0,
        also=tuple(f"{parts.scheme}://{host}" for host in sorted(hosts)),
        proxy=proxy,
        ca_bundle=ca_bundle,
        largest=LARGEST_FEED,
    )


def address_of(given: str) -> str:
    """Return the address that a person means by *given*: https where they name no scheme.

    `webcal` stands for https, and so does `http` but for this machine: calendars are read over
    https alone. Fragments are dropped.

    Raises:
        InputError: It is no web address, or holds a user name or a password.
    """
    text = feed_address(given)
    found = _SCHEME.match(text)
    if found is None:  # `kunta.fi:8080` has no scheme either
        text = f"https://{text.lstrip('/')}"
    elif found[1].lower() not in ("http", "https"):
        raise InputError(f"URL: {found[1]}: is no web address; give one like https://kunta.fi")
    try:
        parts = urlsplit(text)
        host, port = _plain_host(parts.hostname or ""), parts.port
    except ValueError as error:
        raise InputError(f"URL: {given[:100]!r} is no web address ({error})") from error
    if parts.username is not None or parts.password is not None:
        raise InputError("URL: it holds a user name or a password; give the address without them")
    if not host or any(sign.isspace() or not sign.isprintable() for sign in text):
        raise InputError(f"URL: {given[:100]!r} is no web address; give one like https://kunta.fi")
    return _written(parts, host, port)


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one site: the same host, with or without `www.`, and port."""
    return _site(one) == _site(other)


def redirect_of(response: Response, url: str) -> str | None:
    """Return where an answer to *url* redirects to, without a fragment; None where it does not.

    Within the site the scheme stays: sites behind a proxy do not know that they are asked by https.
    """
    link = response.headers.get("location", "").strip()
    if response.status not in MOVED or not link:
        return None
    target = whole_address(url, link)
    if target and same_site(target, url):
        return urlsplit(target)._replace(scheme=urlsplit(url).scheme).geturl()
    return target or None


def is_this_machine(host: str) -> bool:
    """Whether *host* is the loopback."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _plain_host(host: str) -> str:
    """Return *host* in ASCII; "" where it can be none."""
    try:
        plain = host.encode("idna").decode("ascii") if not host.isascii() else host
    except UnicodeError:
        return ""
    if ":" in plain:  # an IPv6 address, whose brackets urlsplit has checked
        return f"[{plain}]"
    is_known = "." in plain or is_this_machine(plain)
    return plain if is_known and _HOST.fullmatch(plain) else ""


def _written(parts: SplitResult, host: str, port: int | None) -> str:
    is_local = is_this_machine(host.strip("[]"))
    scheme = "http" if parts.scheme.lower() == "http" and is_local else "https"
    netloc = f"{host}:{port}" if port and port != {"http": 80, "https": 443}[scheme] else host
    if parts.scheme.lower() == "http" and port == 80:
        netloc = host
    return urlunsplit((scheme, netloc, parts.path or "/", parts.query, ""))


def _site(url: str) -> tuple[str, int | None]:
    try:
        parts = urlsplit(url)
        usual = {"https": 443, "http": 80}.get(parts.scheme)
        port = parts.port or usual
        host = (parts.hostname or "").lower().removeprefix("www.")
    except ValueError:
        return "", None
    return host, 443 if port == 80 and not is_this_machine(host) else port
