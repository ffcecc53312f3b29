"""Secrets are read when they are needed, from the environment or a file, and wrapped at once."""

import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from pydantic import SecretStr

from hytedata.errors import ConfigError

API_KEY_VARIABLE: Final = "HYTEDATA_PTV_API_KEY"
CREDENTIALS: Final = "CREDENTIALS_DIRECTORY"
PASSWORD: Final = "ptv-password-"
API_KEY: Final = "ptv-api-key"
FOLDER: Final = "hytedata_"
"""What systemd puts before the names of a folder's files, `LoadCredential=hytedata:FOLDER`."""


def password(
    config_file: str,
    place: str,
    environ: Mapping[str, str],
    *,
    variable: str | None,
    file: Path | None,
) -> SecretStr:
    """Read a password from the environment variable or the file that the configuration names.

    One line break at its end is not part of it.

    Raises:
        ConfigError: Neither is named, or what is named cannot be used.
    """
    if variable is not None:
        value = environ.get(variable)
        if value is None:
            raise ConfigError(
                config_file,
                [f"{place}.password_env: the environment variable {variable} is not set; set it"],
            )
        return wrapped(config_file, f"{place}.password_env: {variable}", value)
    if file is not None:
        key = f"{place}.password_file"
        return wrapped(config_file, f"{key}: {file}", read_private(config_file, key, file))
    raise ConfigError(
        config_file,
        [
            f"{place}: the password is named nowhere; set password_env to an environment variable "
            "that holds it, or password_file to a file"
        ],
    )


def api_key(config_file: str, environ: Mapping[str, str], *, file: Path | None) -> SecretStr | None:
    """Read the key of PTV v12: from the environment, else from *file*, else None.

    Raises:
        ConfigError: The variable is empty or the file cannot be used.
    """
    value = environ.get(API_KEY_VARIABLE)
    if value is not None:
        return wrapped(config_file, API_KEY_VARIABLE, value)
    if file is None:
        return None
    key = "ptv.api_key_file"
    return wrapped(config_file, f"{key}: {file}", read_private(config_file, key, file))


def handed_over(name: str, environ: Mapping[str, str]) -> Path | None:
    """Return the file of a secret that systemd handed over to this service, or None.

    Args:
        name: Of the credential, or of a file in the folder that our own unit hands over whole.
        environ: Names the folder that only this service can read.
    """
    folder = environ.get(CREDENTIALS)
    files = (Path(folder, name), Path(folder, f"{FOLDER}{name}")) if folder else ()
    return next((file for file in files if file.exists()), None)


def wrapped(config_file: str, place: str, value: str) -> SecretStr:
    """Wrap a secret, without the line break at its end.

    Raises:
        ConfigError: It is empty.
    """
    without_break = value.removesuffix("\n").removesuffix("\r")
    if not without_break:
        raise ConfigError(config_file, [f"{place} is empty; put the secret there"])
    return SecretStr(without_break)


def read_private(config_file: str, key: str, file: Path) -> str:
    """Read a file that other users of the machine cannot get at.

    Raises:
        ConfigError: It is not there, cannot be read, or is open to others.
    """
    try:
        mode = file.stat().st_mode
        if os.name == "posix" and mode & stat.S_IRWXO:
            raise ConfigError(
                config_file,
                [f"{key}: every user of this machine can get at {file}; run: chmod 600 {file}"],
            )
        return file.read_bytes().decode()
    except FileNotFoundError as exc:
        raise ConfigError(
            config_file, [f"{key}: {file} does not exist; make it, readable only by its user"]
        ) from exc
    except OSError as exc:
        raise ConfigError(config_file, [f"{key}: {file} cannot be read: {exc.strerror}"]) from exc
    except UnicodeDecodeError:
        # The original would carry the secret's bytes along.
        raise ConfigError(config_file, [f"{key}: {file} is not text in UTF-8"]) from None
