"""Put a backup back, after everything that could be lost by it is safe."""

import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from hytedata.errors import StoreError
from hytedata.models.clock import utc_now
from hytedata.store import dumping
from hytedata.store.database import Database
from hytedata.store.keeping import ENGINE_FILE, Standing, look_at
from hytedata.store.putting_back import put_back, set_aside, settle
from hytedata_daemon.backup.making import Backup, Free, free_bytes, make_backup
from hytedata_daemon.backup.manifest import Manifest, verify
from hytedata_daemon.settings import Settings

AFTERWARDS: Final = (
    "PTV may have moved on since this backup was made. The next plan looks up every write that was "
    "open, and stops with exit code 5 where PTV holds items of ours that the restored store does "
    "not know. Then: hytedata sync relink, read its list, --confirm. Nothing is created twice.",
    "Decisions made since then are gone: approvals, adopted channels, waived findings.",
    "Everybody signs in to the status pages again.",
)
"""What whoever restores must know."""


@dataclass(frozen=True)
class Restored:
    """A store that was put back.

    Attributes:
        manifest: Of the backup.
        where: The store's address.
        before: Backup of what was there before; None where nothing was, or it could not be read.
        aside: New name of the file that was there and could not be read.
        advice: What to know and to do now, sentences in English.
    """

    manifest: Manifest
    where: str
    before: Backup | None
    aside: Path | None
    advice: tuple[str, ...]


def restore(
    settings: Settings,
    folder: Path,
    environ: Mapping[str, str],
    *,
    replace: bool = False,
    now: Callable[[], datetime] = utc_now,
    free: Free = free_bytes,
) -> Restored:
    """Make the configured store what the backup in *folder* holds.

    The configuration in the backup is for a person to compare; it is not put back.

    Args:
        settings: Name the store.
        folder: One backup, with its manifest.
        environ: The environment, for passwords and programs of PostgreSQL.
        replace: Whether a store that is there may go; a backup of it is made first, beside
            *folder*.
        now: Gives the time, aware.
        free: Gives the free bytes of a folder's disk.

    Raises:
        InputError: The backup is not whole, or not for this version.
        StoreError: A daemon runs, a store is there already, or it cannot be written; the store is
            as it was then.
    """
    manifest = verify(folder)
    url = settings.config.store
    standing, damage = _looked_at(url, now)
    _refuse(manifest, standing, damage, replace=replace)
    before, aside = None, None
    if damage is not None:
        aside = set_aside(url, now=now)
    elif not standing.is_empty:
        beside = folder.absolute().parent
        before = make_backup(settings, beside, environ, reason="restore", now=now, free=free)
    _put(url, folder, manifest, environ)
    settle(url, now=now, backup=folder.name)
    found = look_at(url, now=now)
    if (found.id, found.schema) != (manifest.store_id, manifest.store_schema):
        raise StoreError(f"the store {found.where} is not what {folder} holds; restore it again")
    return Restored(manifest, found.where, before, aside, _advice(found))


def _looked_at(url: str, now: Callable[[], datetime]) -> tuple[Standing, StoreError | None]:
    """Look at what is there; a file that cannot be read is no reason to stop, but its error."""
    try:
        return look_at(url, now=now), None
    except StoreError as error:
        path = Database.path_of(url)
        if path is None:
            raise
        return Standing(str(path), "sqlite", path), error


def _refuse(
    manifest: Manifest, standing: Standing, damage: StoreError | None, *, replace: bool
) -> None:
    if manifest.kind != standing.kind:
        raise StoreError(
            f"the backup is of a store in {manifest.kind}, {standing.where} is in "
            f"{standing.kind}; restore it where it came from, then: hytedata store copy"
        )
    if standing.users:
        raise StoreError(f"the store {standing.where} is in use: {'; '.join(standing.users)}")
    if replace or (standing.is_empty and damage is None):
        return
    what = f"cannot be used ({damage})" if damage is not None else "holds a store already"
    kept = "is renamed" if damage is not None else "is backed up"
    raise StoreError(
        f"{standing.where} {what}; with --replace the backup takes its place, and what is there "
        f"{kept} first"
    )


def _put(url: str, folder: Path, manifest: Manifest, environ: Mapping[str, str]) -> None:
    file = folder / manifest.store_file
    if manifest.kind == "sqlite":
        put_back(url, file)
        _forget_engine(Database.path_of(url))
        return
    beside = folder.absolute().parent
    # There is room for a dump where backups are; the usual place may be small, in memory.
    place = beside if os.access(beside, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix=".hytedata-restore-", dir=place) as work:
        dumping.load(url, file, Path(work), environ)


def _forget_engine(store: Path | None) -> None:
    # It would take work for done that the restored store does not know of.
    if store is not None:
        for ending in ("", "-wal", "-shm", "-journal"):
            store.with_name(ENGINE_FILE + ending).unlink(missing_ok=True)


def _advice(found: Standing) -> tuple[str, ...]:
    more: list[str] = []
    if found.is_older:
        more.append("The store is of an older schema; the daemon upgrades it when it starts.")
    if found.moved:
        more.append("This store was moved when the backup was made; see hytedata store reopen.")
    return (*AFTERWARDS, *more)
