"""Open a test environment for a test, as the configuration names it; production is refused."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

import anyio

from hytedata.config import Config, Organisation
from hytedata.connectors._http import RetryPolicy, SyncShell, Upstream, user_agent
from hytedata.connectors._http.budget import Sleep
from hytedata.connectors._http.wire import HttpxWire
from hytedata.connectors.ptv.login import PtvLogin
from hytedata.errors import ConfigError
from hytedata.models.clock import day_in_finland, utc_now
from hytedata.runs.acceptance.bench import Bench
from hytedata.runs.acceptance.hosts import Where, require_test_addresses
from hytedata.runs.acceptance.marker import new_run
from hytedata.runs.acceptance.recording import RecordingWire
from hytedata.runs.acceptance.secrecy import Secrecy


@dataclass(frozen=True)
class Ground:
    """Where a test is made, and everything that it needs there.

    Attributes:
        organisation: Whose items are made.
        kind: What kind of address it is.
        url: PTV's address.
        now: Aware clock.
    """

    bench: Bench
    secrecy: Secrecy
    organisation: Organisation
    kind: Where
    url: str
    now: Callable[[], datetime]


@contextmanager
def open_ground(
    config: Config,
    organisation: Organisation,
    environ: Mapping[str, str],
    *,
    agreed: bool = False,
    run: str | None = None,
    retry: RetryPolicy | None = None,
    attempt_s: float = 60.0,
    sleep: Sleep = anyio.sleep,
    now: Callable[[], datetime] = utc_now,
) -> Iterator[Ground]:
    """Open the PTV that *config* names, if it is a test environment.

    Args:
        config: The configuration.
        organisation: Whose login is used, and whose items are made.
        environ: Where the password may be.
        agreed: Whether unknown hosts are test environments.
        run: Id of the run; a new one where there is none.
        retry: When to stop trying; the usual where there is none.
        attempt_s: Longest time in seconds for one attempt.
        sleep: Waits between attempts.
        now: Aware clock.

    Raises:
        InputError: An address is production, or unknown and not agreed to; nothing is sent.
        ConfigError: There is no login, or its password cannot be had.
    """
    addresses = {"ptv.url": config.ptv.url, "ptv.token_url": config.ptv.token_url}
    kind = require_test_addresses(addresses, agreed=agreed)
    if not organisation.username:
        place = f"organisation {organisation.name}: username"
        raise ConfigError(config.file, [f"{place}: the test needs PTV's API user of it"])
    password = config.password(organisation, environ).get_secret_value()
    secrecy = Secrecy([password, organisation.username, *_others(config, environ)])
    logins: list[None] = []
    login = PtvLogin(
        config.ptv.token_url,
        organisation.username,
        password,
        organisation.login_organisation or None,
    )
    upstream = Upstream(
        "PTV",
        config.ptv.url,
        user_agent=user_agent(config.contact),
        at_once=config.ptv.at_once,
        per_second=config.ptv.per_second,
        retry=retry or RetryPolicy(),
        attempt_s=attempt_s,
        auth=login.shared(now=lambda: now().timestamp(), on_login=lambda: logins.append(None)),
        also=(config.ptv.token_url,),
        proxy=config.proxy,
        ca_bundle=config.ca_bundle,
    )
    wire = RecordingWire(HttpxWire(upstream), secrecy, login_url=config.ptv.token_url, now=now)

    def today() -> date:
        return day_in_finland(now())

    with SyncShell(upstream, wire=wire, sleep=sleep) as shell:
        bench = Bench(
            shell,
            wire,
            organisation.id,
            organisation.municipalities[0],
            run=run or new_run(),
            logins=lambda: len(logins),
            today=today,
        )
        yield Ground(bench, secrecy, organisation, kind, config.ptv.url, now)


def _others(config: Config, environ: Mapping[str, str]) -> Iterator[str]:
    """What else a message could quote: the key of v12, a proxy's password."""
    try:
        key = config.ptv_api_key(environ)
    except ConfigError:
        key = None
    if key is not None:
        yield key.get_secret_value()
    for url in (config.proxy, config.ptv.url, config.ptv.token_url):
        if url and (password := urlsplit(url).password):
            yield password
