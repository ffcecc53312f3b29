"""The status pages: is their port free, who can reach them, and who may decide there."""

import ipaddress
import socket
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final

from hytedata.errors import StoreError
from hytedata.models.account import Account
from hytedata.store import Store
from hytedata.store.keeping import look_at
from hytedata_daemon.checks.found import Check, failed, fine, warned
from hytedata_daemon.settings import Settings, Web
from hytedata_daemon.settings.values import is_loopback

_ADD: Final = "hytedata-daemon account add NAME --role"


def pages(settings: Settings, *, is_running: bool) -> Iterator[Check]:
    """Check the status pages.

    Args:
        settings: The settings.
        is_running: Whether a daemon runs on the store, which may be the one at the port.
    """
    web = settings.daemon.web
    yield _port(web, is_running=is_running)
    yield _exposure(web)


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
    return fine("pages", name, "this machine" + (f", and a proxy ({proxies})" if proxies else ""))


def sign_in(settings: Settings, now: Callable[[], datetime]) -> Iterator[Check]:
    """Check that somebody can sign in to the pages, and approve what waits for approval.

    Nothing is said where the store is not there, or cannot be opened: other checks tell of that.
    """
    try:
        people = _people(settings.config.store, now)
    except StoreError:
        return
    able = [one for one in people if not one.disabled]
    approvers = [one.name for one in able if one.role == "approver"]
    waits = any(one.approval != "never" for one in settings.config.organisation)
    if not able and settings.daemon.web.proxy_new_users != "viewer":
        yield warned("pages", "sign-in", "nobody has an account", f"{_ADD} approver")
    elif not approvers and waits:
        seen = "nobody may approve the plans that wait for that"
        yield warned("pages", "sign-in", seen, f"{_ADD} approver, or: account role NAME …")
    else:
        yield fine("pages", "sign-in", f"{len(able)} account(s), {len(approvers)} may approve")


def _people(url: str, now: Callable[[], datetime]) -> tuple[Account, ...]:
    if look_at(url, now=now).is_empty:
        return ()
    with Store.open(url, now=now, create=False) as store:
        return store.accounts.all()
