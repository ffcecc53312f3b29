"""Which addresses a test may write to: never production, others than known ones when told so."""

from collections.abc import Mapping
from ipaddress import ip_address
from typing import Final, Literal, TypeAlias
from urllib.parse import urlsplit

from hytedata.errors import InputError

Where: TypeAlias = Literal["loopback", "test", "unknown", "production"]

TEST_HOST: Final = "palvelutietovaranto.trn.suomi.fi"
"""PTV's customer test environment; its API is at `api.` of it (ptv-api 1.1)."""
_STATE: Final = "suomi.fi"
_LEAST_FIRST: Final[tuple[Where, ...]] = ("loopback", "test", "unknown", "production")


def where(url: str) -> Where:
    """Say what an address leads to.

    Everything of suomi.fi counts as production that is not the customer test environment: PTV's
    own hosts (ptv-api 1.1, 1.3), and whatever they may be called one day.
    """
    host = _host(url)
    if _is_below(host, TEST_HOST):
        return "test"
    if _is_below(host, _STATE):
        return "production"
    return "loopback" if _is_loopback(host) else "unknown"


def require_test_addresses(addresses: Mapping[str, str], *, agreed: bool) -> Where:
    """Refuse to test anywhere but in a test environment; returns the most doubtful address's kind.

    Args:
        addresses: Key of the configuration → address that requests would go to.
        agreed: Whether the caller has said that unknown hosts are test environments.

    Raises:
        InputError: One is production, or unknown and not agreed to. Nothing was sent.
    """
    kinds = {key: where(url) for key, url in addresses.items()}
    for key, kind in kinds.items():
        host = _host(addresses[key])
        if kind == "production":
            raise InputError(
                f"{key} leads to {host}, and that is production: the acceptance test creates and "
                "archives test items, and citizens would see them. Nothing was sent. Point the "
                f"configuration at a sandbox or at {TEST_HOST}"
            )
        if kind == "unknown" and not agreed:
            raise InputError(
                f"{key} leads to {host}, which is neither this machine nor a known test "
                "environment of PTV. Nothing was sent. Where you are sure that it is a test "
                "environment, say so with --yes"
            )
    return max(kinds.values(), key=_LEAST_FIRST.index)


def shown_host(url: str) -> str:
    """The host of an address with its port, for reports; no user name, no path."""
    parts = urlsplit(url)
    return f"{_host(url)}:{parts.port}" if parts.port else _host(url)


def _host(url: str) -> str:
    named = (urlsplit(url).hostname or "").rstrip(".")
    try:
        # As a connection would resolve it: full-width letters and dots are ordinary ones there.
        return named.encode("idna").decode().lower().rstrip(".")
    except UnicodeError:
        return named.lower()


def _is_below(host: str, domain: str) -> bool:
    return host == domain or host.endswith(f".{domain}")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
