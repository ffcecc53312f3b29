"""How the doctor gets at each upstream: addresses, manners and credentials of a configuration."""

from collections.abc import Mapping

from hytedata.config import Config, Organisation
from hytedata.connectors._http import RetryPolicy, Upstream, user_agent
from hytedata.connectors.ptv.login import PtvLogin
from hytedata.errors import ConfigError
from hytedata.runs.doctor.assumption import Place
from hytedata.runs.doctor.look import Door, Doors

PER_SECOND = 2.0
"""Requests per second to one upstream: half a second between two."""
MANNERS = RetryPolicy(attempts=2, attempts_on_500=1, first_wait_s=2.0, longest_wait_s=5.0)

_FROM_FILES: Mapping[Place, str] = {
    "lipas": "the configuration reads sites from a file, not from Lipas",
    "statfin": "the configuration reads boundaries from a file, not from Statistics Finland",
}
_PROXIES = ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")


def doors_of(
    config: Config,
    environ: Mapping[str, str],
    *,
    organisation: Organisation | None = None,
    per_second: float = PER_SECOND,
) -> Doors:
    """Read addresses and credentials; a missing credential is a reason, not an error.

    Args:
        config: The configuration.
        environ: Where passwords and keys may be.
        organisation: Whose login is used.
        per_second: Requests per second to one upstream; 0 for no bound.
    """

    def door(place: Place, url: str | None) -> Door:
        if url is None:
            return Door(closed=_FROM_FILES[place])
        upstream = Upstream(
            place,
            url,
            user_agent=user_agent(config.contact),
            at_once=1,
            per_second=per_second,
            retry=MANNERS,
            attempt_s=45.0,
            total_s=90.0,
            proxy=config.proxy,
            ca_bundle=config.ca_bundle,
        )
        return Door(upstream, way=_way(config, environ))

    places: Mapping[Place, Door] = {
        "lipas": door("lipas", config.lipas.url),
        "ptv": door("ptv", config.ptv.url),
        "ptv12": door("ptv12", config.ptv.v12_url),
        "login": door("login", config.ptv.token_url),
        "statfin": door("statfin", config.boundaries.url),
    }
    login, no_login = _login(config, organisation, environ)
    key, no_key = _key(config, environ)
    return Doors(
        places,
        login=login,
        no_login=no_login,
        api_key=key,
        no_key=no_key,
        private=_paths(config, organisation),
    )


def _paths(config: Config, organisation: Organisation | None) -> tuple[str, ...]:
    """Paths that messages may quote; they hold the names of people's folders."""
    files = [
        config.ca_bundle,
        config.ptv.api_key_file,
        config.lipas.file,
        config.boundaries.file,
    ]
    if organisation is not None:
        files.append(organisation.password_file)
    return (*(str(file) for file in files if file is not None), config.file)


def _login(
    config: Config, organisation: Organisation | None, environ: Mapping[str, str]
) -> tuple[PtvLogin | None, str]:
    if organisation is None or not organisation.username:
        return None, "no login is configured; set username and password_env of an organisation"
    try:
        password = config.password(organisation, environ)
    except ConfigError as error:
        return None, "; ".join(error.problems)
    login = PtvLogin(
        config.ptv.token_url,
        organisation.username,
        password.get_secret_value(),
        organisation.login_organisation or None,
    )
    return login, ""


def _key(config: Config, environ: Mapping[str, str]) -> tuple[str, str]:
    try:
        key = config.ptv_api_key(environ)
    except ConfigError as error:
        return "", "; ".join(error.problems)
    if key is None:
        return "", "no key of v12 is set; put it into HYTEDATA_PTV_API_KEY"
    return key.get_secret_value(), ""


def _way(config: Config, environ: Mapping[str, str]) -> str:
    if config.proxy is not None:
        return "through the configured proxy"
    if any(environ.get(name) for name in _PROXIES):
        return "through the environment's proxy, if it applies"
    return "directly"
