"""What a backup says of itself: of which store, when and by what, and what its files must be."""

import hashlib
from datetime import datetime
from pathlib import Path
from typing import Final, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, ValidationError

from hytedata.errors import InputError
from hytedata.store.keeping import Kind
from hytedata.store.schema import NEWEST, REVISIONS

MANIFEST: Final = "manifest.json"
Reason: TypeAlias = Literal["asked", "upgrade", "restore"]


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class BackedFile(_Value):
    """One file of a backup.

    Attributes:
        name: In the backup's folder.
        role: What it is: the store, the configuration, or texts that the configuration names.
        size: In bytes.
        sha256: Of its content.
    """

    name: str
    role: Literal["store", "configuration", "texts"]
    size: int
    sha256: str

    @classmethod
    def of(cls, file: Path, role: Literal["store", "configuration", "texts"]) -> "BackedFile":
        """Describe *file* as it is now."""
        return cls(name=file.name, role=role, size=file.stat().st_size, sha256=digest_of(file))


class Manifest(_Value):
    """What `manifest.json` holds.

    Attributes:
        layout: Of this file.
        made_at: Aware.
        hytedata: Version that made it.
        reason: Why it was made: asked for, before an upgrade, before a restore.
        kind: The database of the store.
        store_id: Whose backup it is.
        store_schema: Version of the store's tables.
        files: All files beside this one.
    """

    layout: Literal[1] = 1
    made_at: datetime
    hytedata: str
    reason: Reason
    kind: Kind
    store_id: str
    store_schema: str
    files: tuple[BackedFile, ...]

    @property
    def store_file(self) -> str:
        """Name of the file that holds the store."""
        return next(file.name for file in self.files if file.role == "store")


def digest_of(file: Path) -> str:
    """Return the SHA-256 of a file's content, in hexadecimal digits."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def read_manifest(folder: Path) -> Manifest:
    """Read what a backup says of itself; its files are not looked at.

    Raises:
        InputError: *folder* holds no backup.
    """
    file = folder / MANIFEST
    try:
        return Manifest.model_validate_json(file.read_bytes())
    except OSError as exc:
        raise InputError(
            f"{folder} holds no backup: {MANIFEST} cannot be read ({exc.strerror}); name the "
            "folder that `hytedata-daemon backup` told of, such as hytedata-20260301T020000Z"
        ) from exc
    except ValidationError as exc:
        raise InputError(
            f"{file} is no manifest of a backup, or one of a newer hytedata; take another backup"
        ) from exc


def verify(folder: Path) -> Manifest:
    """Read what a backup says of itself, and check that all its files are as they were written.

    Raises:
        InputError: A file is missing or was changed, or the store is too new for this version.
    """
    manifest = read_manifest(folder)
    for told in manifest.files:
        file = folder / told.name
        if not file.is_file():
            raise InputError(f"{folder}: {told.name} is missing; take another backup")
        if file.stat().st_size != told.size or digest_of(file) != told.sha256:
            raise InputError(
                f"{folder}: {told.name} is not what was written there; take another backup"
            )
    if not any(told.role == "store" for told in manifest.files):
        raise InputError(f"{folder}: its manifest names no store; take another backup")
    if manifest.store_schema not in REVISIONS:
        raise InputError(
            f"{folder} holds a store of schema {manifest.store_schema}, this hytedata knows up to "
            f"{NEWEST}; install hytedata {manifest.hytedata} or newer, then restore"
        )
    return manifest
