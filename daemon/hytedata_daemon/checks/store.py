"""The store: can it be opened and written, is its schema ours, can it be backed up."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from hytedata.errors import StoreError
from hytedata.store import Store, dumping
from hytedata.store.keeping import (
    ENGINE_FILE,
    ENGINE_SCHEMA,
    Standing,
    check_file,
    look_at,
    try_writing,
)
from hytedata_daemon.checks.found import Check, failed, fine, warned
from hytedata_daemon.settings import Settings

Now = Callable[[], datetime]

_SHORT: Final = 2.0


def store(
    settings: Settings, environ: Mapping[str, str], now: Now, *, wait_s: float = _SHORT
) -> Iterator[Check]:
    """Check the store, whatever its state; others who write it are waited for *wait_s*."""
    url = settings.config.store
    try:
        standing = look_at(url, now=now)
        if standing.is_empty:
            yield fine("store", "database", f"{standing.where} is empty; the first run makes it")
        else:
            yield _usable(url, standing, now)
            try_writing(url, now=now, wait_s=wait_s)
            yield fine("store", "writing", "a change was begun and taken back")
        yield from _of_server(settings, standing, environ)
    except StoreError as error:
        seen, do = _parted(error)
        yield failed("store", "database", seen, do, blocks=True)


def is_used(settings: Settings, now: Now) -> bool:
    """Whether a daemon or a run uses the store now; False where that cannot be told."""
    try:
        return bool(look_at(settings.config.store, now=now).users)
    except StoreError:
        return False


def _usable(url: str, standing: Standing, now: Now) -> Check:
    if standing.is_older and not standing.moved:
        seen = f"{standing.where} is of schema {standing.schema}, older than this version's"
        do = "nothing: the first start backs it up and upgrades it"
        return warned("store", "database", seen, do)
    Store.open(url, now=now, create=False).close()
    used = f", in use: {'; '.join(standing.users)}" if standing.users else ""
    return fine("store", "database", f"{standing.where} opens, schema {standing.schema}{used}")


def _of_server(
    settings: Settings, standing: Standing, environ: Mapping[str, str]
) -> Iterator[Check]:
    if standing.path is not None:
        yield from _engine_file(standing.path.with_name(ENGINE_FILE))
        return
    if not standing.may_create_schema:
        do = "as its owner: GRANT CREATE ON DATABASE … TO …"
        seen = "the user may not make the engine's schema"
        yield failed("store", "engine", seen, do, blocks=True)
    else:
        yield fine("store", "engine", f"its schema is there or can be made ({ENGINE_SCHEMA})")
    why = dumping.why_not(standing, environ)
    if why is None:
        yield fine("store", "backup", f"pg_dump can dump the server (version {standing.server})")
    elif settings.daemon.backup.upgrade_without:
        yield fine("store", "backup", "made elsewhere (daemon.backup.upgrade_without)")
    elif standing.is_older:
        yield failed("store", "backup", "none can be made before the upgrade", why, blocks=True)
    else:
        yield warned("store", "backup", "none can be made here", why)


def _engine_file(file: Path) -> Iterator[Check]:
    if not file.exists():
        yield fine("store", "engine", "its file is made beside the store")
        return
    try:
        check_file(file)
    except StoreError as error:
        do = f"remove it: rm {file}*; work that was due is due again"
        yield failed("store", "engine", str(error).partition("; ")[0], do, blocks=True)
        return
    yield fine("store", "engine", f"{file} is whole")


def _parted(error: StoreError) -> tuple[str, str]:
    """Part what our error says into what was found and what to do: they follow a semicolon."""
    seen, _, do = str(error).partition("; ")
    return seen, do or "look at what it says, then check again"
