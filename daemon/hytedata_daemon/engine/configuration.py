"""How DBOS is set up: where its tables are, and that it speaks to nobody else."""

import os
from collections.abc import MutableMapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from dbos import DBOSConfig

ENGINE_VERSION: Final = "engine-1"
"""Work that an older version left is taken up under the same one. Raise it only where what the
steps of a workflow mean has changed; works are then due again by themselves."""

_NAME: Final = "hytedata-daemon"
_SQLITE: Final = "sqlite:///"
_FOREIGN: Final = "DBOS__"


@dataclass(frozen=True)
class EngineConfig:
    """What one launch of the engine needs.

    Attributes:
        url: Its database.
        executor: Id of this process, which its work is recovered by.
        at_once: How many works are done at the same time.
        poll_s: How often it looks for work, in seconds.
    """

    url: str
    executor: str
    at_once: int = 2
    poll_s: float = 0.5

    def for_dbos(self) -> "DBOSConfig":
        """Return it as DBOS takes it.

        Only plain JSON is written. No telemetry, no account, no connection to anybody's cloud.
        """
        from dbos import DBOSPortableJSONSerializer

        return {
            "name": _NAME,
            "system_database_url": self.url,
            "executor_id": self.executor,
            "application_version": ENGINE_VERSION,
            "serializer": DBOSPortableJSONSerializer(),
            "enable_otlp": False,
            "log_level": "WARNING",
            "sys_db_pool_size": self.at_once + 6,
        }


def engine_url(store_url: str) -> str:
    """Return where the engine's tables are, for a store at *store_url*.

    With PostgreSQL they are in the store's database, in a schema of their own; with SQLite in a
    file of their own beside it, since they are locked and polled every second.
    """
    if not store_url.startswith(_SQLITE):
        return store_url
    path = Path(store_url.removeprefix(_SQLITE).partition("?")[0])
    return f"{_SQLITE}{path.with_name(f'{path.stem}-engine{path.suffix}')}"


def lay_down(url: str) -> None:
    """Make the file of a SQLite database, where it is missing, so that only its owner reads it."""
    if not url.startswith(_SQLITE):
        return
    # One that is there keeps its rights; where none can be made the launch tells why.
    with suppress(OSError):
        path = url.removeprefix(_SQLITE)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def without_cloud(environ: MutableMapping[str, str]) -> None:
    """Take out of the environment what would make DBOS think that it runs in its cloud.

    It reads these variables when it is imported, so this comes first.
    """
    for name in [name for name in environ if name.startswith(_FOREIGN)]:
        del environ[name]
