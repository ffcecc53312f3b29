"""Formats that a pattern alone does not settle: uuids, web addresses, e-mail addresses, dates."""

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

BAD_GUID = "Guid should contain 32 digits with 4 dashes (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx)."
ZERO_GUID = "00000000-0000-0000-0000-000000000000"

_GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?", re.IGNORECASE)
_TOP_LEVEL = re.compile(r"[a-z]{2,}|xn--[a-z0-9-]+", re.IGNORECASE)
_ADDRESS = re.compile(r"\d{1,3}(\.\d{1,3}){3}")
# PTV takes letters of any alphabet on both sides of the @ (lipas-to-ptv 4.1 and 4.2: seen live).
_ATOM = r"[\w!#$%&'*+/=?^`{|}~-]+"
_MAILBOX = re.compile(rf"{_ATOM}(\.{_ATOM})*")
_MAIL_LABEL = re.compile(r"[^\W_]([\w-]*[^\W_])?")
_MAIL_TOP_LEVEL = re.compile(r"[^\W\d_]{2,}|xn--[a-z0-9-]+", re.IGNORECASE)


def is_guid(value: str) -> bool:
    """Whether *value* is a uuid with dashes."""
    return _GUID.fullmatch(value) is not None


def is_url(value: str) -> bool:
    """Whether *value* is a web address as ptv-api 6.3 wants it."""
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        return False
    if parts.scheme.lower() not in ("http", "https", "ftp") or re.search(r"\s", value):
        return False
    if parts.netloc.endswith(":") and port is None:
        return False
    return _is_host(parts.hostname or "", bare_allowed=True)


def is_email(value: str) -> bool:
    """Whether *value* is an ordinary address with a fully qualified domain."""
    mailbox, at, domain = value.rpartition("@")
    *labels, top = domain.split(".")
    return (
        bool(at and labels)
        and _MAILBOX.fullmatch(mailbox) is not None
        and all(_MAIL_LABEL.fullmatch(label) for label in labels)
        and _MAIL_TOP_LEVEL.fullmatch(top) is not None
    )


def _is_host(host: str, *, bare_allowed: bool = False) -> bool:
    if bare_allowed and (host == "localhost" or ":" in host or _ADDRESS.fullmatch(host)):
        return True
    labels = host.split(".")
    return (
        len(labels) >= 2
        and all(_LABEL.fullmatch(label) for label in labels)
        and _TOP_LEVEL.fullmatch(labels[-1]) is not None
    )


def is_absolute_uri(value: str) -> bool:
    """Whether *value* has a scheme and a host."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return bool(parts.scheme and parts.netloc)


def base_of(uri: str) -> tuple[str, str]:
    """Scheme and host of an absolute URI, lower case."""
    parts = urlsplit(uri)
    return parts.scheme.lower(), parts.netloc.lower()


def parse_moment(value: str) -> datetime | None:
    """Read a date-time of a body as naive UTC; None where it is none."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def parse_window(value: str) -> datetime | None:
    """Read a date parameter: exactly yyyy-MM-ddTHH:mm:ss (ptv-api 3.4)."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", value):
        return None
    return parse_moment(value)


def write_moment(moment: datetime) -> str:
    """Write a naive moment as PTV does: no zone, no trailing zeros among the decimals."""
    whole = moment.strftime("%Y-%m-%dT%H:%M:%S")
    return f"{whole}.{moment.microsecond:06d}".rstrip("0") if moment.microsecond else whole


def shortest_decimal(value: str) -> str:
    """Write a stored number as PTV does: 6730000.500 becomes 6730000.5."""
    return repr(float(value)).removesuffix(".0")
