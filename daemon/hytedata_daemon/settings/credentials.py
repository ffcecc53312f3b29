"""Secrets from the environment, private files or systemd credentials, read when they are needed.

systemd puts what a unit names by `LoadCredential=NAME:FILE` into a folder that only the service can
read, and names the folder in `CREDENTIALS_DIRECTORY`. Logins whose place the configuration does not
name are looked for there: `ptv-password-ORGANISATION` and `ptv-api-key`. Of a whole folder of
secrets, `LoadCredential=hytedata:FOLDER`, systemd calls each `hytedata_` and the file's name; that
is how our unit takes them, so that a new organisation needs no change to the unit.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from hytedata.config.secrets import handed_over, read_private, wrapped
from hytedata.errors import ConfigError
from hytedata_daemon.settings.loading import Settings
from hytedata_daemon.settings.notices import Channel


@dataclass(frozen=True)
class SecretSource:
    """Where a secret is; at most one of the three is named.

    Attributes:
        key: The setting without its ending, for messages.
        variable: An environment variable.
        file: A file, closed to other users.
        credential: A systemd credential.
    """

    key: str
    variable: str | None = None
    file: Path | None = None
    credential: str | None = None


def read_secret(
    config_file: str, source: SecretSource, environ: Mapping[str, str]
) -> SecretStr | None:
    """Read a secret now; None where no place is named. One line break at its end is taken off.

    Raises:
        ConfigError: The named place is missing, empty, or open to others; says how to mend it.
    """
    if source.variable is not None:
        key = f"{source.key}_env"
        value = environ.get(source.variable)
        if value is None:
            told = f"the environment variable {source.variable} is not set; set it"
            raise ConfigError(config_file, [f"{key}: {told}"])
        return wrapped(config_file, f"{key}: {source.variable}", value)
    if source.file is not None:
        return _from_file(config_file, f"{source.key}_file", source.file)
    if source.credential is not None:
        key = f"{source.key}_credential"
        return _from_file(
            config_file, key, _handed_over(config_file, key, source.credential, environ)
        )
    return None


def channel_url(settings: Settings, channel: Channel, environ: Mapping[str, str]) -> SecretStr:
    """Read the address of a channel that names a place of it, now.

    Raises:
        ConfigError: The named place cannot be used.
    """
    source = SecretSource(
        f"daemon.notices.channel {channel.name}: url",
        variable=channel.url_env,
        file=channel.url_file,
        credential=channel.url_credential,
    )
    found = read_secret(settings.config.file, source, environ)
    return found if found is not None else SecretStr("")


def _from_file(config_file: str, key: str, file: Path) -> SecretStr:
    return wrapped(config_file, f"{key}: {file}", read_private(config_file, key, file))


def _handed_over(config_file: str, key: str, name: str, environ: Mapping[str, str]) -> Path:
    file = handed_over(name, environ)
    if file is None:
        told = (
            f"systemd has handed over no credential {name}; add LoadCredential={name}:FILE to the "
            "unit, run systemctl daemon-reload, and restart the service"
        )
        raise ConfigError(config_file, [f"{key}: {told}"])
    return file
