"""The login of each organisation: where its password is, and whether PTV takes it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from hytedata.config import Config, Organisation
from hytedata.connectors._http import SyncShell
from hytedata.connectors.ptv.login import PtvLogin
from hytedata.errors import ConfigError, HytedataError, LoginRefused
from hytedata_daemon.checks.diagnosis import diagnose
from hytedata_daemon.checks.found import Check, failed, fine, warned
from hytedata_daemon.checks.upstreams import upstream_of


@dataclass(frozen=True)
class Login:
    """A login and those who have it in common.

    Attributes:
        login: What is sent.
        names: Names of the organisations.
    """

    login: PtvLogin
    names: tuple[str, ...]


def logins_of(config: Config, environ: Mapping[str, str]) -> Iterator[Login | Check]:
    """Yield each login once: a wrong password may count against its user every time."""
    shared: dict[PtvLogin, tuple[str, ...]] = {}
    for organisation in config.organisation:
        found = _login(config, organisation, environ)
        if isinstance(found, PtvLogin):
            shared[found] = (*shared.get(found, ()), organisation.name)
        else:
            yield found
    for login, names in shared.items():
        yield Login(login, names)


def secrets_of(logins: Sequence[Login | Check]) -> tuple[str, ...]:
    """Return what no report may show."""
    return tuple(one.login.password for one in logins if isinstance(one, Login))


def try_login(one: Login, config: Config, *, limit_s: float) -> Check:
    """Log in once; never raises an error of ours."""
    name, url = ", ".join(one.names), one.login.token_url
    upstream = upstream_of("PTV's login", url, config, limit_s=limit_s, headers={})
    try:
        with SyncShell(upstream) as shell:
            shell.send(one.login.endpoint())
    except LoginRefused as error:
        seen = f"PTV refuses the user {one.login.username} (status {error.status})"
        do = "check the user name, and the password where the configuration says that it is"
        return failed("logins", name, seen, do)
    except (HytedataError, OSError) as error:
        found = diagnose(error, urlsplit(url).hostname or url, config)
        seen = found.seen if found else str(error)
        return failed("logins", name, seen, found.do if found else "wait, then check again")
    return fine("logins", name, f"PTV accepts the user {one.login.username}")


def _login(
    config: Config, organisation: Organisation, environ: Mapping[str, str]
) -> PtvLogin | Check:
    if not organisation.username:
        if organisation.policy == "observe":
            return fine("logins", organisation.name, "has none: policy observe needs none to read")
        seen = f"has none, and its policy is {organisation.policy}: nothing can be published"
        return warned("logins", organisation.name, seen, "set username and password_file")
    try:
        password = config.password(organisation, environ)
    except ConfigError as error:
        seen, _, do = "; ".join(error.problems).partition("; ")
        return failed("logins", organisation.name, seen, do or "mend it, then check again")
    return PtvLogin(
        config.ptv.token_url,
        organisation.username,
        password.get_secret_value(),
        organisation.login_organisation or None,
    )
