"""The settings in force: read again on request, kept as they are where the file is broken."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Self

from hytedata.config import Config
from hytedata.errors import ConfigError
from hytedata_daemon.settings import Daemon, Settings, Web, load_settings

# The socket has them from the start on.
_OF_WEB: Final = ("host", "port")


@dataclass(frozen=True)
class Reloaded:
    """What reading the file again led to.

    Attributes:
        changed: Whether settings that are in force now differ from those before.
        restart: Keys that differ in the file and hold only after a restart.
    """

    changed: bool
    restart: tuple[str, ...]


class SettingsHolder:
    """Gives the settings in force; parts call it whenever they need them, from any thread.

    Attributes:
        path: The file.
    """

    def __init__(self, path: Path, environ: Mapping[str, str], settings: Settings) -> None:
        self.path = path
        self._environ, self._settings = environ, settings

    @classmethod
    def reading(cls, path: Path, environ: Mapping[str, str]) -> Self:
        """Read the file for the first time.

        Raises:
            ConfigError: It is missing or wrong.
        """
        return cls(path, environ, load_settings(path, environ=environ))

    def __call__(self) -> Settings:
        """Return the settings in force: one value, never half old and half new."""
        return self._settings

    def reload(self) -> Reloaded:
        """Read the file again; what can change while the service runs is in force at once.

        Raises:
            ConfigError: The file is missing or wrong; the settings stay as they were.
        """
        held = self._settings
        read = load_settings(self.path, environ=self._environ)
        applied = _keeping(held, read)
        self._settings = applied
        return Reloaded(changed=applied != held, restart=tuple(_differing(held, read)))


def _differing(held: Settings, read: Settings) -> list[str]:
    web = [f"daemon.web.{key}" for key in _OF_WEB if _of(held, key) != _of(read, key)]
    return ["store"] * (held.config.store != read.config.store) + web


def _of(settings: Settings, key: str) -> object:
    value: object = getattr(settings.daemon.web, key)
    return value


def _keeping(held: Settings, read: Settings) -> Settings:
    """Return *read* with what only a restart can change as it is held."""
    moved = any(_of(held, key) != _of(read, key) for key in _OF_WEB)
    # All of the table or nothing: who may ask for the pages depends on where they are served.
    web: Web = held.daemon.web if moved else read.daemon.web
    daemon: Daemon = read.daemon.model_copy(update={"web": web})
    # Their echo in the library's part: settings that are the same are to be equal.
    raw = held.config.daemon if daemon == held.daemon else read.config.daemon
    config: Config = read.config.model_copy(update={"store": held.config.store, "daemon": raw})
    return replace(read, config=config, daemon=daemon)


OnConfigProblem = Callable[[ConfigError | None], None]
"""Told of a configuration that broke while the service ran; of None when it is in order again."""
