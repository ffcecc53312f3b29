"""Make a backup: the store as of one moment, the configuration, and a manifest; whole or not."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Final

from hytedata.errors import InputError, StoreError
from hytedata.models.clock import utc_now
from hytedata.store import dumping
from hytedata.store.keeping import Standing, check_file, copy_file, look_at
from hytedata_daemon.backup.manifest import (
    MANIFEST,
    BackedFile,
    Manifest,
    Reason,
    read_manifest,
)
from hytedata_daemon.settings import Settings

_PREFIX: Final = "hytedata-"
_UNFINISHED: Final = ".partial"
_ABANDONED: Final = timedelta(days=1)
_SPARE: Final = 16 * 2**20

Free = Callable[[Path], int]


@dataclass(frozen=True)
class Backup:
    """A backup that was made.

    Attributes:
        folder: Where it is.
        manifest: What is in it.
        removed: Older backups that were removed for it.
    """

    folder: Path
    manifest: Manifest
    removed: tuple[Path, ...] = ()

    @property
    def size_bytes(self) -> int:
        """Of all its files but the manifest."""
        return sum(file.size for file in self.manifest.files)


def free_bytes(folder: Path) -> int:
    """Return how much may still be written to the disk of *folder*."""
    return shutil.disk_usage(folder).free


def make_backup(
    settings: Settings,
    folder: Path,
    environ: Mapping[str, str],
    *,
    keep: int | None = None,
    reason: Reason = "asked",
    now: Callable[[], datetime] = utc_now,
    free: Free = free_bytes,
) -> Backup:
    """Write a backup into a new folder below *folder*; daemons and runs may go on meanwhile.

    Args:
        settings: Name the store and the configuration file.
        folder: Where backups are; it is made where it is not there, closed to other users.
        environ: The environment, for passwords and programs of PostgreSQL.
        keep: Afterwards so many backups of this store are left, the newest; None for all.
        reason: Why it is made.
        now: Gives the time, aware.
        free: Gives the free bytes of a folder's disk.

    Raises:
        StoreError: There is no store, no room, or it cannot be read.
        InputError: *folder* cannot be written.
    """
    standing = look_at(settings.config.store, now=now)
    if standing.schema is None:
        raise StoreError(f"there is no store {standing.where} yet, so there is nothing to back up")
    if standing.kind == "postgresql" and (why := dumping.why_not(standing, environ)):
        raise StoreError(f"no backup of {standing.where} can be made: {why}")
    _make_folder(folder)
    _require_room(folder, standing, free)
    name = f"{_PREFIX}{now():%Y%m%dT%H%M%SZ}"
    with _appearing(folder / name, now()) as unfinished:
        files = (
            _store_into(unfinished, settings, standing, environ, now),
            *_configuration_into(unfinished, settings),
        )
        manifest = Manifest(
            made_at=now(),
            hytedata=version("hytedata"),
            reason=reason,
            kind=standing.kind,
            store_id=standing.id,
            store_schema=standing.schema,
            files=files,
        )
        _write(unfinished / MANIFEST, manifest.model_dump_json(indent=2).encode() + b"\n")
    removed = tuple(_remove_older(folder, standing.id, keep)) if keep is not None else ()
    return Backup(folder / name, manifest, removed)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as exc:
        raise InputError(f"the folder {folder} cannot be made: {exc.strerror}") from exc


def _require_room(folder: Path, standing: Standing, free: Free) -> None:
    there, wanted = free(folder), standing.size_bytes + _SPARE
    if there < wanted:
        raise StoreError(
            f"the disk of {folder} has {_mib(there)} MiB free and a backup needs up to "
            f"{_mib(wanted)}; free some, or name another folder"
        )


def _mib(size: int) -> int:
    return -(-size // 2**20)


@contextmanager
def _appearing(folder: Path, now: datetime) -> Iterator[Path]:
    """Give a private folder that gets its real name at the end, or vanishes on an error."""
    if folder.exists():
        raise InputError(f"{folder} is there already; wait a second, then start again")
    unfinished = folder.with_name(f".{folder.name}.{os.getpid()}{_UNFINISHED}")
    _remove_abandoned(folder.parent, now)
    try:
        unfinished.mkdir(mode=0o700)
        yield unfinished
        unfinished.rename(folder)
        _onto_disk(folder.parent)
    except OSError as exc:
        raise StoreError(f"the backup could not be written to {folder}: {exc.strerror}") from exc
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _store_into(
    folder: Path,
    settings: Settings,
    standing: Standing,
    environ: Mapping[str, str],
    now: Callable[[], datetime],
) -> BackedFile:
    if standing.kind == "postgresql":
        file = folder / "store.pgdump"
        _write(file, b"")  # private before anything is in it
        dumping.dump(settings.config.store, file, environ)
    else:
        file = folder / "store.db"
        copy_file(settings.config.store, file, now=now)
        check_file(file)
    _onto_disk(file)
    return BackedFile.of(file, "store")


def _configuration_into(folder: Path, settings: Settings) -> Iterator[BackedFile]:
    """Copy the configuration, which never holds a secret, and the texts that it names."""
    config = Path(settings.config.file)
    _write(folder / "hytedata.toml", config.read_bytes())
    yield BackedFile.of(folder / "hytedata.toml", "configuration")
    texts = {one.texts_file for one in settings.config.organisation if one.texts_file is not None}
    for number, file in enumerate(sorted(texts), start=1):
        copy = folder / f"texts-{number}-{file.name}"
        _write(copy, file.read_bytes())
        yield BackedFile.of(copy, "texts")


def _write(file: Path, content: bytes) -> None:
    with open(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())


def _onto_disk(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _remove_abandoned(folder: Path, now: datetime) -> None:
    """Remove what backups that were killed have left."""
    for left in folder.glob(f".{_PREFIX}*{_UNFINISHED}"):
        with suppress(OSError):
            if now.timestamp() - left.stat().st_mtime > _ABANDONED.total_seconds():
                shutil.rmtree(left)


def _remove_older(folder: Path, store_id: str, keep: int) -> Iterator[Path]:
    mine: list[Path] = []
    for one in sorted(folder.glob(f"{_PREFIX}*"), reverse=True):
        with suppress(InputError):
            if read_manifest(one).store_id == store_id:
                mine.append(one)
    for old in mine[keep:]:
        shutil.rmtree(old)
        yield old
