"""The table `[daemon]` itself, and the one of its web pages."""

from typing import Literal, TypeAlias

from hytedata.config.table import Table
from hytedata.config.values import FilePath
from hytedata_daemon.settings.backup_table import BackupTable
from hytedata_daemon.settings.jobs import Jobs
from hytedata_daemon.settings.monitoring import Monitoring
from hytedata_daemon.settings.notices import Notices
from hytedata_daemon.settings.values import (
    AtOnce,
    HeaderName,
    Host,
    Interval,
    Network,
    Port,
    PublicUrl,
    QuietSpan,
    ZoneName,
)

Area: TypeAlias = Literal["municipality", "county", "country"]
"""What of the country is read."""


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
        at_once: How many works each daemon does at the same time, of different organisations.
        area: What is read of the registers: the municipalities of the configured organisations,
            all those of the wellbeing services counties that they lie in, or the whole country.
            Without organisations it is the whole country.
        stop_within: How long work in hand may take to end when the daemon is told to stop; a write
            to PTV may last four minutes. systemd is told of it.
        reports: Folder that the job `gaps` writes a report of each county to; None for `reports`
            beside a store in SQLite, else beside the configuration.
        jobs: What runs, and when.
        web: The status pages.
        backup: Where backups of the store go, and how many are kept.
        notices: Who is told what.
        monitoring: Who may read the metrics.
    """

    time_zone: ZoneName = "Europe/Helsinki"
    quiet_hours: tuple[QuietSpan, ...] = ()
    at_once: AtOnce = 2
    area: Area = "county"
    stop_within: Interval = "270s"
    reports: FilePath | None = None
    jobs: Jobs = Jobs()
    web: Web = Web()
    backup: BackupTable = BackupTable()
    notices: Notices = Notices()
    monitoring: Monitoring = Monitoring()
