"""The single values of `[daemon]`: durations, times, zones, addresses, each with its check."""

import ipaddress
import re
from datetime import time, timedelta
from typing import Annotated, Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field

from hytedata.config.values import Url
from hytedata_daemon.quiet_hours import QuietHours
from hytedata_daemon.schedule import Cron

_UNITS: Final = {"s": 1, "min": 60, "h": 3600, "d": 86_400, "w": 604_800}
_DURATION: Final = re.compile(rf"(\d{{1,7}})\s*({'|'.join(_UNITS)})")
_SPAN: Final = re.compile(r"(\d{1,2}:\d{2})\s*[-–]\s*(\d{1,2}:\d{2})")
_TOKEN: Final = re.compile(r"[A-Za-z0-9-]+")
_CREDENTIAL: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")
_LONGEST_S: Final = 366 * _UNITS["d"]

# A proxy that passes one of these on says nothing of who is signed in.
_OTHERWISE_USED: Final = frozenset(
    {"authorization", "connection", "content-length", "content-type", "cookie", "host", "origin"}
)


def duration(text: str) -> timedelta:
    """Return what a text such as `15min` means.

    Raises:
        ValueError: It means nothing, or more than a year.
    """
    found = _DURATION.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"must be a number and one of {', '.join(_UNITS)}, such as 15min or 6h")
    seconds = int(found[1]) * _UNITS[found[2]]
    if seconds > _LONGEST_S:
        raise ValueError("must be at most 366d")
    return timedelta(seconds=seconds)


def quiet_hours(text: str) -> QuietHours:
    """Return what a text such as `22:00-06:00` means.

    Raises:
        ValueError: It is no span of a day.
    """
    found = _SPAN.fullmatch(text.strip())
    if found is None:
        raise ValueError("must be two times of day, such as 22:00-06:00")
    try:
        return QuietHours(_wall(found[1]), _wall(found[2]))
    except ValueError as exc:
        raise ValueError(f"must be two different times from 0:00 to 24:00 ({exc})") from exc


def _wall(text: str) -> time:
    hour, _, minute = text.partition(":")
    # The midnight that ends a day is the one that begins the next.
    return time(0) if text == "24:00" else time(int(hour), int(minute))


def _check_interval(text: str) -> str:
    if duration(text) < timedelta(minutes=1):
        raise ValueError("must be at least 1min")
    return text


def _check_jitter(text: str) -> str:
    if duration(text) > timedelta(days=1):
        raise ValueError("must be at most 1d")
    return text


def _check_quiet(text: str) -> str:
    quiet_hours(text)
    return text


def check_time(text: str) -> str:
    """Return a time of day such as `08:00` as it is.

    Raises:
        ValueError: It is none.
    """
    wall_time(text)
    return text


def wall_time(text: str) -> time:
    """Return the time of day that a text such as `08:00` means.

    Raises:
        ValueError: It is none.
    """
    if not re.fullmatch(r"\d{1,2}:\d{2}", text):
        raise ValueError("must be a time of day, such as 08:00")
    try:
        return _wall(text)
    except ValueError as exc:
        raise ValueError(f"must be a time of day, such as 08:00 ({exc})") from exc


def _check_cron(expression: str) -> str:
    try:
        Cron(expression)
    except ValueError as exc:
        raise ValueError(f"{exc}; write for example 30 3 * * * for half past three") from exc
    return expression


def _check_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, OSError, ValueError) as exc:
        # A name that is no key of the database, or one that leads out of its folder.
        raise ValueError("must be a time zone such as Europe/Helsinki") from exc
    return name


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches *host*."""
    return host == "localhost" or ipaddress.ip_address(host).is_loopback


def _check_host(host: str) -> str:
    try:
        is_loopback(host)
    except ValueError as exc:
        raise ValueError("must be an IP address of this machine, or localhost") from exc
    return host


def _check_network(text: str) -> str:
    try:
        network = ipaddress.ip_network(text)
    except ValueError as exc:
        raise ValueError(f"must be an IP address or network, such as 10.0.0.0/24 ({exc})") from exc
    if network.prefixlen == 0:
        raise ValueError("is everybody; name the addresses of your proxy")
    return str(network)


def _check_public(url: str) -> str:
    if urlsplit(url).path:
        raise ValueError("has a path; give the pages a host name of their own, for their cookies")
    return url


def _check_header(name: str) -> str:
    if not _TOKEN.fullmatch(name):
        # An underscore is left out with intent: many servers take it for a hyphen, and with it
        # anybody could send a header that looks like the proxy's.
        raise ValueError("must be a header's name: letters, digits and -, such as X-Remote-User")
    if name.lower() in _OTHERWISE_USED:
        raise ValueError("has another meaning; use a header of its own, such as X-Remote-User")
    return name


def _check_credential(name: str) -> str:
    if not _CREDENTIAL.fullmatch(name):
        raise ValueError("must be the name of a systemd credential: letters, digits, . _ and -")
    return name


Interval = Annotated[str, AfterValidator(_check_interval)]
"""How often: a number and a unit, at least `1min`."""

Jitter = Annotated[str, AfterValidator(_check_jitter)]
"""By how much later at the most: `0s` to `1d`."""

QuietSpan = Annotated[str, AfterValidator(_check_quiet)]
"""Two times of day; across midnight where the second is the smaller one."""

CronText = Annotated[str, AfterValidator(_check_cron)]
"""A cron expression of five fields."""

ZoneName = Annotated[str, AfterValidator(_check_zone)]
"""A time zone of the IANA database."""

Host = Annotated[str, AfterValidator(_check_host)]
"""An IP address, or `localhost`."""

Network = Annotated[str, AfterValidator(_check_network)]
"""An IP address or network in its usual notation (`10.0.0.5/32`)."""

PublicUrl = Annotated[Url, AfterValidator(_check_public)]
"""A web address without a path; https, but for this machine's own."""

HeaderName = Annotated[str, AfterValidator(_check_header)]
"""The name of an HTTP header."""

CredentialName = Annotated[str, AfterValidator(_check_credential)]
"""The name of a systemd credential: of a file in its folder, never a path."""

Port = Annotated[int, Field(ge=1, le=65_535)]
"""A TCP port."""

AtOnce = Annotated[int, Field(ge=1, le=32)]
"""How many works a daemon does at the same time."""
