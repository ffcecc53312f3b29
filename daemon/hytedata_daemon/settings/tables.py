"""The table `[daemon]` itself, and the one of its web pages."""

from typing import Literal

from hytedata.config.table import Table
from hytedata_daemon.settings.jobs import Jobs
from hytedata_daemon.settings.values import (
    HeaderName,
    Host,
    Network,
    Port,
    PublicUrl,
    QuietSpan,
    ZoneName,
)


class Web(Table):
    """The status pages.

    Attributes:
        host: Address that they are served at: this machine's own, unless `proxy_addresses` says
            who stands before them.
        port: Port of that address.
        public_url: Address that people see them at, where a proxy stands before them.
        proxy_addresses: Networks of the reverse proxies whose headers are believed.
        proxy_user_header: Header in which such a proxy names who is signed in; None for local
            accounts. It is taken from nobody else.
        proxy_new_users: What becomes of somebody whom the proxy names and who has no account:
            `refuse` them, or make them a `viewer` of all organisations.
    """

    host: Host = "127.0.0.1"
    port: Port = 8470
    public_url: PublicUrl | None = None
    proxy_addresses: tuple[Network, ...] = ()
    proxy_user_header: HeaderName | None = None
    proxy_new_users: Literal["viewer", "refuse"] = "refuse"


class Daemon(Table):
    """All of `[daemon]`. Immutable; holds no secret.

    Attributes:
        time_zone: Whose clock times of jobs and quiet hours are meant on.
        quiet_hours: Hours such as `08:00-16:00` in which no job begins; what is due then begins
            when they are over. None by default.
        jobs: What runs, and when.
        web: The status pages.
    """

    time_zone: ZoneName = "Europe/Helsinki"
    quiet_hours: tuple[QuietSpan, ...] = ()
    jobs: Jobs = Jobs()
    web: Web = Web()
