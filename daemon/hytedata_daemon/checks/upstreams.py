"""Each upstream, by one gentle read; and what the answers say of the clock here."""

import ssl
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import urlsplit

from hytedata.config import Calendar, Config
from hytedata.connectors._http import (
    Endpoint,
    Request,
    Response,
    RetryPolicy,
    SyncShell,
    Upstream,
    user_agent,
)
from hytedata.connectors.statfin.wfs import list_layers
from hytedata.errors import ConfigError, HytedataError, SourceUnavailable
from hytedata_daemon.checks.diagnosis import diagnose, through
from hytedata_daemon.checks.found import Check, failed, fine, warned

SKEW_S: Final = 60.0
"""A token is renewed so long before its end."""
SLIGHT_S: Final = 5.0

_ANY: Final = frozenset(range(100, 600))
_ONCE: Final = RetryPolicy(attempts=1, attempts_on_500=1)
_V12_LIST: Final = "/v12/municipality-codes"
_OK: Final = 400


@dataclass(frozen=True)
class Read:
    """One read that shows whether an upstream answers.

    Attributes:
        name: The upstream, for people.
        url: Its address.
        request: What is asked.
        key: Sent as `X-Api-Key`; "" for none.
    """

    name: str
    url: str
    request: Request
    key: str = ""


@dataclass(frozen=True)
class Seen:
    """What a read showed.

    Attributes:
        check: The verdict.
        apart_s: By how many seconds the clock here is ahead of the upstream's; None where that was
            not told.
    """

    check: Check
    apart_s: float | None = None


def reads_of(config: Config, environ: Mapping[str, str]) -> Iterator[Read | Check]:
    """Yield a read for each upstream of a configuration; a check where one cannot be read."""
    if config.lipas.url is not None:
        yield Read("Lipas", config.lipas.url, Request("GET", "/v2"))
    yield Read("PTV v11", config.ptv.url, Request("GET", "/v11/Service"))
    if config.ptv.read_version == "v12":
        yield _v12(config, environ)
    if config.boundaries.url is not None:
        yield Read("Statistics Finland", config.boundaries.url, list_layers().request)
    for calendar in config.calendar:
        yield Read(f"calendar {calendar.name}", calendar.url, _first_of(calendar))


def look(
    read: Read,
    config: Config,
    environ: Mapping[str, str],
    *,
    limit_s: float,
    now: Callable[[], datetime],
) -> Seen:
    """Read once, in *limit_s* seconds at the most; never raises an error of ours."""
    host = urlsplit(read.url).hostname or read.url
    headers = {"X-Api-Key": read.key} if read.key else {}
    try:
        response = send_once(
            upstream_of(read.name, read.url, config, limit_s=limit_s, headers=headers), read.request
        )
    except (HytedataError, OSError) as error:
        found = diagnose(error, host, config)
        seen = found.seen if found else str(error)
        do = found.do if found else "check the address and the network"
        return Seen(failed("upstreams", read.name, seen, do))
    way = through(config, dict(environ))
    return Seen(_judged(read, host, response, way), _apart_s(response, now()))


def upstream_of(
    name: str, url: str, config: Config, *, limit_s: float, headers: Mapping[str, str]
) -> Upstream:
    """Return an upstream that is asked once and waited for *limit_s* seconds."""
    return Upstream(
        name,
        url,
        user_agent=user_agent(config.contact),
        at_once=1,
        retry=_ONCE,
        attempt_s=limit_s,
        total_s=limit_s,
        headers=headers,
        proxy=config.proxy,
        ca_bundle=config.ca_bundle,
    )


def send_once(upstream: Upstream, request: Request) -> Response:
    """Send a request and return its answer, whatever its status."""
    endpoint = Endpoint(request, _itself, _never, _ANY)
    with SyncShell(upstream) as shell:
        return shell.send(endpoint)


def clock(found: list[Seen]) -> Check:
    """Judge the clock here by the upstreams' own."""
    apart = sorted((one.apart_s for one in found if one.apart_s is not None), key=abs)
    if not apart:
        do = "check it by hand: timedatectl"
        return warned("machine", "clock", "no upstream told the time, so it is not known", do)
    # The nearest of them: one upstream's clock may be wrong, all of them hardly are.
    seen = f"{abs(apart[0]):.0f} s {'ahead of' if apart[0] > 0 else 'behind'} the upstreams' clocks"
    if abs(apart[0]) > SKEW_S:
        do = "set it: timedatectl set-ntp true; logins and reads of changes go wrong by it"
        return failed("machine", "clock", seen, do)
    if abs(apart[0]) > SLIGHT_S:
        return warned("machine", "clock", seen, "set it: timedatectl set-ntp true")
    return fine("machine", "clock", seen)


def trusted(config: Config) -> Iterator[Check]:
    """Check that the certificates of one's own can be read."""
    bundle = config.ca_bundle
    if bundle is None:
        return
    try:
        if bundle.is_dir():
            context = ssl.create_default_context(capath=str(bundle))
        else:
            context = ssl.create_default_context(cafile=str(bundle))
    except (OSError, ssl.SSLError) as error:
        seen = f"ca_bundle: {bundle} cannot be read as certificates: {error.strerror or error}"
        do = "name a PEM file (-----BEGIN CERTIFICATE-----), or a folder made by openssl rehash"
        yield failed("configuration", "certificates", seen, do, blocks=True)
        return
    number = len(context.get_ca_certs())
    yield fine("configuration", "certificates", f"{number} of your own, from {bundle}")


def _first_of(calendar: Calendar) -> Request:
    """Return what shows that a calendar is there; whole addresses, which may have a query."""
    if calendar.kind == "linked-events":
        return Request("GET", f"{calendar.url}/event/", (("page_size", "1"),))
    return Request("GET", calendar.sitemap or calendar.url)


def _v12(config: Config, environ: Mapping[str, str]) -> Read | Check:
    try:
        key = config.ptv_api_key(environ)
    except ConfigError as error:
        seen, _, do = "; ".join(error.problems).partition("; ")
        return failed("upstreams", "PTV v12", seen, do or "mend it, then check again")
    if key is None:
        do = "put it into HYTEDATA_PTV_API_KEY, or a file that ptv.api_key_file names"
        return failed("upstreams", "PTV v12", "its key is missing", do)
    request = Request("GET", _V12_LIST, (("page", "1"), ("pageSize", "1")))
    return Read("PTV v12", config.ptv.v12_url, request, key.get_secret_value())


def _judged(read: Read, host: str, response: Response, way: str) -> Check:
    status = response.status
    if status in (401, 403):
        do = "check its key" if read.key else f"ask who runs {host} why this machine is refused"
        return failed("upstreams", read.name, f"{host} answers {status}: it lets nobody in", do)
    if status == 407:
        seen = "the proxy asks for a login, which is not supported"
        return failed("upstreams", read.name, seen, f"let this machine reach {host} without one")
    if status >= 500 or status == 429:
        seen = f"{host} answers {status}"
        do = "wait: it is in trouble itself, and the daemon tries again by itself"
        return warned("upstreams", read.name, seen, do)
    if status >= _OK:
        do = f"check the address in the configuration: {read.url}"
        return failed("upstreams", read.name, f"{host} answers {status}", do)
    secure = ", certificate trusted" if read.url.startswith("https://") else ""
    return fine("upstreams", read.name, f"{host} answers {status}, {way}{secure}")


def _apart_s(response: Response, now: datetime) -> float | None:
    stated = response.headers.get("date")
    try:
        return (now - parsedate_to_datetime(stated)).total_seconds() if stated else None
    except (TypeError, ValueError):
        return None  # no date, or one without a zone


def _itself(response: Response) -> Response:
    return response


def _never(response: Response) -> Exception:
    return SourceUnavailable("it", response.url, attempts=1, status=response.status)
