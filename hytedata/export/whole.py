"""A file or a folder takes its place when it is whole, or not at all."""

import os
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final

from hytedata.errors import InputError

_BUFFER: Final = 1 << 20
_OPEN_FILES: Final = frozenset({Path("/dev/fd"), Path("/proc/self/fd")})
_STANDARD: Final = {Path("/dev/stdout"): 1, Path("/dev/stderr"): 2}


def write_whole(path: Path, write: Callable[[BinaryIO], int]) -> int:
    """Give *write* a file to fill that becomes *path*; returns what it returns.

    The file takes its place when it is whole and on disk: who reads it meanwhile, or after a
    failure, sees the one before. A pipe or device is written to as it is.

    Raises:
        InputError: *path* cannot be written.
    """
    try:
        descriptor = _descriptor(path)
        if descriptor is not None:
            with os.fdopen(os.dup(descriptor), "wb", buffering=_BUFFER) as stream:
                return write(stream)
        if is_device(path):
            with path.open("wb", buffering=_BUFFER) as stream:
                return write(stream)
        # Where the name is a link, what it leads to is replaced.
        target = path.resolve()
        if target.is_dir():
            raise InputError(f"{path} is a folder; name a file in it with --out")
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = _beside(target, "part")
        try:
            with draft.open("xb", buffering=_BUFFER) as stream:
                count = write(stream)
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(draft, target)
        finally:
            draft.unlink(missing_ok=True)
        return count
    except OSError as error:
        raise _unwritable(path, error) from error


def is_device(path: Path) -> bool:
    """Whether *path* is a pipe or device, such as `/dev/stdout`: nothing of it can be kept."""
    if _descriptor(path) is not None:
        return True
    return path.exists() and not path.is_file() and not path.is_dir()


def _descriptor(path: Path) -> int | None:
    """Return the open file that *path* names by its number; None where it names none.

    Opened by that name a log behind it would be emptied, and replaced it would be lost.
    """
    if path.parent in _OPEN_FILES and path.name.isdigit():
        return int(path.name)
    return _STANDARD.get(path)


def write_whole_folder(
    path: Path, write: Callable[[Path], int], *, is_ours: Callable[[Path], bool]
) -> int:
    """Give *write* an empty folder to fill that becomes *path*; returns what it returns.

    The folder before is there until the new one is whole; for a moment between the two there is
    none. It is removed only where each file in it is of an earlier export.

    Args:
        path: The folder; new, empty, or that of an earlier export.
        write: Fills the folder that it is given.
        is_ours: Whether a file, by its path within the folder, is of an earlier export.

    Raises:
        InputError: *path* cannot be written, or holds something else.
    """
    try:
        target = path.resolve()
        _check_folder(path, target, is_ours)
        target.parent.mkdir(parents=True, exist_ok=True)
        draft, before = _beside(target, "part"), _beside(target, "old")
        try:
            draft.mkdir()
            count = write(draft)
            _change_places(target, draft, before)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
        shutil.rmtree(before, ignore_errors=True)
        return count
    except OSError as error:
        raise _unwritable(path, error) from error


def _change_places(target: Path, draft: Path, before: Path) -> None:
    if target.exists():
        os.replace(target, before)
    try:
        os.replace(draft, target)
    except OSError:
        if before.exists():
            os.replace(before, target)
        raise


def _check_folder(path: Path, target: Path, is_ours: Callable[[Path], bool]) -> None:
    if target.exists() and not target.is_dir():
        raise InputError(f"{path} is a file; this format is a folder: name another with --out")
    for one in sorted(target.rglob("*")):
        within = one.relative_to(target)
        if one.is_symlink() or (not one.is_dir() and not is_ours(within)):
            raise InputError(
                f"{path} holds {within}, which no export wrote; name a new folder with --out"
            )


def _beside(target: Path, what: str) -> Path:
    return target.with_name(f".{target.name}.{secrets.token_hex(4)}.{what}")


def _unwritable(path: Path, error: OSError) -> InputError:
    return InputError(f"{path} cannot be written: {error.strerror or error}")
