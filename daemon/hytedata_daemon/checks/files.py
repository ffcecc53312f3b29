"""The configuration file, who may write it, the folders of the store and of backups, their disk."""

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from hytedata.store.database import Database
from hytedata_daemon.checks.found import Check, failed, fine, warned
from hytedata_daemon.settings import Settings

Free = Callable[[Path], int]

ADMIN: Final = Path("/usr/local/bin/hytedata-admin")

_MIB: Final = 2**20
_LEAST: Final = 200 * _MIB
_LITTLE: Final = 1024 * _MIB


def free_bytes(folder: Path) -> int:
    """Return how much may still be written to the disk of *folder*."""
    return shutil.disk_usage(folder).free


def configuration_file(file: Path) -> Iterator[Check]:
    """Check who else may write the configuration; whoever can, decides what is published."""
    if os.name != "posix" or not file.exists():
        return
    name = "who may write it"
    for path in (file, file.absolute().parent):
        mode = path.stat().st_mode
        # In a folder such as /tmp others may not replace a file that is not theirs.
        if mode & stat.S_IWOTH and not mode & stat.S_ISVTX:
            do = f"run: chmod o-w {path}"
            seen = f"every user of this machine may change {path}"
            yield failed("configuration", name, seen, do)
            return
    owner = f"user {file.stat().st_uid}" if os.geteuid() != file.stat().st_uid else "its own user"
    yield fine("configuration", name, f"{file} belongs to {owner}, others cannot change it")


def who_checks(admin: Path = ADMIN) -> Iterator[Check]:
    """Tell where rights were looked at as a user who has all of them.

    Args:
        admin: Where the administrator's command is, on a server that it set up.
    """
    if os.name == "posix" and os.geteuid() == 0:
        yield warned(
            "machine",
            "user",
            "the check runs as root, who may read and write everything",
            f"run it as the service does: {_as_service(admin)}",
        )


def _as_service(admin: Path) -> str:
    # It also hands the secrets over, which sudo alone does not.
    if admin.exists():
        return f"{admin.name} check"
    return "sudo -u hytedata hytedata-daemon check"


def store_folder(settings: Settings, free: Free = free_bytes) -> Iterator[Check]:
    """Check the folder and the file of a store in SQLite, and the room that it has."""
    path = Database.path_of(settings.config.store)
    if path is None:
        return
    folder, name = path.parent, "its folder"
    if not folder.is_dir():
        do = f"make it: mkdir -p {folder}, and give it to the service's user"
        yield failed("store", name, f"{folder} does not exist", do, blocks=True)
        return
    if not os.access(folder, os.W_OK | os.X_OK):
        do = f"run: chown hytedata {folder}"
        yield failed("store", name, f"{folder} cannot be written", do, blocks=True)
        return
    yield fine("store", name, f"{folder} can be written")
    yield from _file_mode(path)
    yield _room(folder, free(folder))


def backups(settings: Settings, free: Free = free_bytes) -> Iterator[Check]:
    """Check the folder of backups, or where it will be made, and whether one more fits in."""
    folder, name = settings.backup_folder, "backups"
    there = next((one for one in (folder, *folder.parents) if one.exists()), folder)
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        do = f"make {folder} for the service's user, or set daemon.backup.folder"
        yield failed("store", name, f"{folder} cannot be written", do)
        return
    if folder.exists() and os.name == "posix" and folder.stat().st_mode & stat.S_IRWXO:
        seen = f"every user of this machine can get at {folder}"
        yield warned("store", name, seen, f"run: chmod 700 {folder}")
        return
    path = Database.path_of(settings.config.store)
    size = path.stat().st_size if path is not None and path.exists() else 0
    seen = f"{free(there) // _MIB} MiB free for {folder}, one takes up to {size // _MIB + 1}"
    if free(there) < size + _LEAST:
        yield warned("store", name, seen, "free some, keep fewer, or set daemon.backup.folder")
        return
    yield fine("store", name, seen)


def _file_mode(path: Path) -> Iterator[Check]:
    if os.name == "posix" and path.exists() and path.stat().st_mode & stat.S_IRWXO:
        seen = f"every user of this machine can get at {path}"
        yield warned("store", "its file", seen, f"run: chmod 600 {path}")


def _room(folder: Path, there: int) -> Check:
    seen = f"{there // _MIB} MiB free in {folder}"
    if there < _LEAST:
        return failed("store", "disk", seen, "free some: at least 1 GiB should be", blocks=True)
    if there < _LITTLE:
        return warned("store", "disk", seen, "free some: at least 1 GiB should be")
    return fine("store", "disk", seen)
