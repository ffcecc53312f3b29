"""The table `[daemon]` itself, and the one of its web pages."""

from hytedata.config.table import Table
from hytedata.config.tables import VariableName
from hytedata.config.values import FilePath, Url
from hytedata_daemon.settings.backup_table import BackupTable
from hytedata_daemon.settings.jobs import Jobs
from hytedata_daemon.settings.values import (
    CredentialName,
    HeaderName,
    Host,
    Network,
    Port,
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
        session_key_env: Environment variable with the key that sessions are signed with. Without
            any key one is made at each start, and people sign in again.
        session_key_file: File with that key.
        session_key_credential: systemd credential with that key.
    """

    host: Host = "127.0.0.1"
    port: Port = 8470
    public_url: Url | None = None
    proxy_addresses: tuple[Network, ...] = ()
    proxy_user_header: HeaderName | None = None
    session_key_env: VariableName | None = None
    session_key_file: FilePath | None = None
    session_key_credential: CredentialName | None = None


class Daemon(Table):
    """All of `[daemon]`. Immutable; holds no secret.

    Attributes:
        time_zone: Whose clock times of jobs and quiet hours are meant on.
        quiet_hours: Hours such as `08:00-16:00` in which no job begins; what is due then begins
            when they are over. None by default.
        jobs: What runs, and when.
        web: The status pages.
        backup: Where backups of the store go, and how many are kept.
    """

    time_zone: ZoneName = "Europe/Helsinki"
    quiet_hours: tuple[QuietSpan, ...] = ()
    jobs: Jobs = Jobs()
    web: Web = Web()
    backup: BackupTable = BackupTable()
