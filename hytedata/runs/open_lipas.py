"""Open Lipas, as the configuration names it."""

from hytedata.clients.lipas import LipasClient, lipas_upstream
from hytedata.config import Config
from hytedata.errors import ConfigError


def open_lipas(config: Config) -> LipasClient:
    """Return a client of the Lipas that the configuration names; use it with `with`.

    Raises:
        ConfigError: The configuration names a file to read instead of Lipas.
    """
    if config.lipas.url is None:
        problem = "lipas.file: what is asked for is read from Lipas alone; leave the file out"
        raise ConfigError(config.file, [problem])
    upstream = lipas_upstream(
        config.lipas.url,
        contact=config.contact,
        at_once=config.lipas.at_once,
        per_second=config.lipas.per_second,
        proxy=config.proxy,
        ca_bundle=config.ca_bundle,
    )
    return LipasClient(upstream)
