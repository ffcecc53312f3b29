"""Why an upstream gave no answer, told by what failed below, and what to do about it."""

import errno
import os
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from hytedata.config import Config
from hytedata.errors import SourceUnavailable

# OpenSSL's reasons, as numbers: X509_V_ERR_… of x509_vfy.h.
_EXPIRED: Final = 10
_NOT_YET: Final = 9
_WRONG_HOST: Final = frozenset({62, 64})
_UNREACHED: Final = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL})


@dataclass(frozen=True)
class Diagnosis:
    """What is wrong on the way.

    Attributes:
        seen: What was found.
        do: What to do.
    """

    seen: str
    do: str


def diagnose(error: BaseException, host: str, config: Config) -> Diagnosis | None:
    """Return what kept *host* from answering; None where nothing below tells.

    Args:
        error: Of ours, with what led to it as its cause.
        host: Host of the upstream.
        config: Whether a proxy or certificates of one's own are used.
    """
    links = list(_chain(error))
    for link in links:
        if isinstance(link, ssl.SSLCertVerificationError):
            return _certificate(link, host, config)
    by_proxy = config.proxy is not None
    for link in links:
        if type(link).__name__ == "ProxyError":
            return _refused_by_proxy(link, host)
        if isinstance(link, socket.gaierror):
            return _unknown_name(host, config)
    if any(_is_refused(link) for link in links):
        return _closed_door(host, by_proxy=by_proxy, how="nothing listens there")
    if any(isinstance(link, ssl.SSLError) for link in links):
        seen = f"{host} does not speak TLS as it should"
        return Diagnosis(seen, "check the address in the configuration, and that it is not a proxy")
    if any("Timeout" in type(link).__name__ for link in links):
        return _closed_door(host, by_proxy=by_proxy, how="no answer in time")
    if isinstance(error, SourceUnavailable) and error.status is None:
        return _closed_door(host, by_proxy=by_proxy, how="no whole answer came in time")
    return None


def _certificate(link: ssl.SSLCertVerificationError, host: str, config: Config) -> Diagnosis:
    number = link.verify_code
    if number == _EXPIRED:
        do = "check the clock of this machine (timedatectl); if it is right, tell who runs the host"
        return Diagnosis(f"the certificate of {host} has run out", do)
    if number == _NOT_YET:
        do = "set the clock of this machine: timedatectl set-ntp true"
        return Diagnosis(f"the certificate of {host} is not valid yet", do)
    if number in _WRONG_HOST:
        do = "check the address in the configuration, and who answers there instead"
        return Diagnosis(f"the certificate that came is for another host than {host}", do)
    seen = f"the certificate of {host} is signed by nobody who is trusted here"
    if config.ca_bundle is not None:
        do = f"add the signer's certificate to {config.ca_bundle}"
    else:
        do = (
            "if your network opens TLS, set ca_bundle to a PEM file with its certificate (and the "
            "usual ones); never switch the check off"
        )
    return Diagnosis(seen, do)


def _refused_by_proxy(link: BaseException, host: str) -> Diagnosis:
    said = str(link).strip()
    status = f" ({said[:60]})" if said[:3].isdigit() else ""
    do = f"let the proxy's keeper allow this machine to reach {host}:443"
    return Diagnosis(f"the proxy refuses to connect to {host}{status}", do)


def _unknown_name(host: str, config: Config) -> Diagnosis:
    if config.proxy is not None:
        return Diagnosis(
            "the proxy's host name is not known", "check proxy in the configuration, and DNS"
        )
    do = "check the address and DNS; behind a proxy, set proxy in the configuration"
    return Diagnosis(f"the host name {host} is not known", do)


def _closed_door(host: str, *, by_proxy: bool, how: str) -> Diagnosis:
    if by_proxy:
        do = "check proxy in the configuration, and that it lets this machine in"
        return Diagnosis(f"the proxy cannot be reached, or not {host} through it: {how}", do)
    do = (
        f"let this machine out to {host}, or set proxy in the configuration; if others reach it, "
        "wait: the daemon tries again by itself"
    )
    return Diagnosis(f"{host} cannot be reached: {how}", do)


def _is_refused(link: BaseException) -> bool:
    return isinstance(link, ConnectionRefusedError) or (
        isinstance(link, OSError) and link.errno in _UNREACHED
    )


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and all that led to it, each once; of a group all its members."""
    seen: set[int] = set()
    todo = [error]
    while todo:
        link = todo.pop()
        if id(link) in seen:
            continue
        seen.add(id(link))
        yield link
        todo += [one for one in (link.__cause__, link.__context__) if one is not None]
        if isinstance(link, BaseExceptionGroup):
            todo += link.exceptions


def through(config: Config, environ: dict[str, str] | None = None) -> str:
    """Return how upstreams are reached, for people; never a proxy's address."""
    names = ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")
    if config.proxy is not None:
        return "through the configured proxy"
    given = os.environ if environ is None else environ
    return "through the environment's proxy" if any(map(given.get, names)) else "directly"
