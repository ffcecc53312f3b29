"""The status pages: is their port free, who can reach them, can their key be read."""

import ipaddress
import socket
from collections.abc import Iterator, Mapping

from hytedata.errors import ConfigError
from hytedata_daemon.checks.found import Check, failed, fine, warned
from hytedata_daemon.settings import Settings, Web, session_key
from hytedata_daemon.settings.values import is_loopback


def pages(settings: Settings, environ: Mapping[str, str], *, is_running: bool) -> Iterator[Check]:
    """Check the status pages.

    Args:
        settings: The settings.
        environ: The environment.
        is_running: Whether a daemon runs on the store, which may be the one at the port.
    """
    web = settings.daemon.web
    yield _port(web, is_running=is_running)
    yield _exposure(web)
    try:
        session_key(settings, environ)
    except ConfigError as error:
        yield failed("pages", "session key", *_parted(error), blocks=True)


def _port(web: Web, *, is_running: bool) -> Check:
    where = f"{web.host}:{web.port}"
    try:
        _listen(web)
    except OSError as error:
        if is_running:
            return fine("pages", "port", f"{where} is in use, as it should be while a daemon runs")
        seen = f"{where} cannot be listened on: {error.strerror or error}"
        do = "choose another daemon.web.port, or stop what listens there (ss -ltnp shows it)"
        return failed("pages", "port", seen, do, blocks=True)
    return fine("pages", "port", f"{where} is free")


def _listen(web: Web) -> None:
    host = "127.0.0.1" if web.host == "localhost" else web.host
    family = socket.AF_INET6 if ipaddress.ip_address(host).version == 6 else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as tried:
        # As the server does: what is left of closed connections does not count.
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        tried.bind((host, web.port))


def _exposure(web: Web) -> Check:
    name, proxies = "who reaches them", ", ".join(web.proxy_addresses)
    if not is_loopback(web.host):
        seen = f"the network does, at {web.host}, without encryption"
        do = f"let only the proxy ({proxies or 'none is named'}) through the firewall to the port"
        return warned("pages", name, seen, do)
    if web.public_url is None and web.proxy_addresses:
        seen = f"a proxy ({proxies}) stands before them, their own address is not known"
        return warned("pages", name, seen, "set daemon.web.public_url; notices link to it")
    return fine("pages", name, "this machine" + (f", and a proxy ({proxies})" if proxies else ""))


def _parted(error: ConfigError) -> tuple[str, str]:
    seen, _, do = "; ".join(error.problems).partition("; ")
    return seen, do or "mend it, then check again"
