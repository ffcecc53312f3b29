"""Where the pages are, as browsers see it: their origin, and the names they may be asked by."""

import ipaddress
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from hytedata_daemon.settings import Web

_USUAL_PORTS = {"http": ":80", "https": ":443"}


@dataclass(frozen=True)
class Site:
    """The address of the pages.

    Attributes:
        origin: Scheme and host of the public address, as browsers write it; None where only this
            machine is served.
    """

    origin: str | None = None

    @classmethod
    def of(cls, web: Web) -> Self:
        """Return what `[daemon.web]` says."""
        if web.public_url is None:
            return cls()
        parts = urlsplit(web.public_url)
        return cls(f"{parts.scheme}://{_without_usual_port(parts.netloc, parts.scheme)}")

    @property
    def is_secure(self) -> bool:
        """Whether browsers come by TLS."""
        return self.origin is not None and self.origin.startswith("https://")

    def answers_to(self, host: str) -> bool:
        """Whether a request may name this host.

        Others are refused: a page elsewhere whose name was made to point at this machine (DNS
        rebinding) would else be of one origin with ours.
        """
        return self._is_public(host) or is_loopback_name(host)

    def is_own(self, origin: str, host: str) -> bool:
        """Whether *origin* is that of our own pages, for a request that names *host*."""
        if self._is_public(host) and self.origin is not None:
            return origin.lower() == self.origin
        # By a tunnel from another machine, say, at whatever port.
        return is_loopback_name(host) and origin.lower() == f"http://{host}".lower()

    def _is_public(self, host: str) -> bool:
        if self.origin is None:
            return False
        scheme, _, public = self.origin.partition("://")
        return _without_usual_port(host, scheme) == public


def is_loopback_name(host: str) -> bool:
    """Whether a Host header names this machine by its own address: `localhost`, `127.0.0.1`."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
        return name == "localhost" or ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _without_usual_port(host: str, scheme: str) -> str:
    return host.lower().removesuffix(_USUAL_PORTS[scheme])
