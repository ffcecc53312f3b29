"""Open what a job reads and writes, as the configuration names it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from hytedata.clients.lipas import LipasFile
from hytedata.clients.ptv import PtvTarget
from hytedata.clients.ptv_codes import CODES_AGE, CodesCache
from hytedata.config import Config, Organisation
from hytedata.errors import ConfigError
from hytedata.runs.open_lipas import open_lipas
from hytedata.store import Store
from hytedata.sync.ports import SiteSource, Target


@contextmanager
def open_source(config: Config) -> Iterator[SiteSource]:
    """Open Lipas, or the file that is read instead of it."""
    if config.lipas.file:
        yield LipasFile(config.lipas.file)
        return
    with open_lipas(config) as client:
        yield client


@contextmanager
def open_target(
    config: Config, organisation: Organisation, environ: Mapping[str, str], store: Store
) -> Iterator[Target]:
    """Log in to PTV for one organisation.

    Raises:
        ConfigError: The organisation has no user name, or its password cannot be had.
    """
    if not organisation.username:
        place = f"organisation {organisation.name}: username"
        raise ConfigError(config.file, [f"{place}: the sync needs PTV's API user of it"])
    with PtvTarget(
        config.ptv.url,
        config.ptv.token_url,
        organisation.username,
        config.password(organisation, environ).get_secret_value(),
        contact=config.contact,
        login_organisation=organisation.login_organisation or None,
        at_once=config.ptv.at_once,
        per_second=config.ptv.per_second,
        codes_cache=_codes_in(store),
        proxy=config.proxy,
        ca_bundle=config.ca_bundle,
    ) as target:
        yield target


def login_name(organisation: Organisation) -> str:
    """Name of an organisation's login, as links are kept under: user, and organisation if set."""
    user, chosen = organisation.username, organisation.login_organisation
    return f"{user}@{chosen}" if chosen else user


def _codes_in(store: Store) -> CodesCache:
    def get(name: str) -> bytes | None:
        kept = store.codes_get(name, CODES_AGE.days)
        return kept.encode() if isinstance(kept, str) else None

    def put(name: str, codes: bytes) -> None:
        store.codes_put(name, codes.decode())

    return CodesCache(get=get, put=put)
