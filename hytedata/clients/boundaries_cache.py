"""Borders kept on disk, ready for use: one checked file per layer, read in milliseconds."""

import hashlib
import os
import secrets
import struct
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final, cast

import msgspec
import numpy as np
import shapely
from numpy.typing import NDArray

from hytedata.connectors.statfin.wfs import URL, BoundaryKind, Layer, Scale

_MAGIC: Final = b"hytedata boundaries 1\n"
_HASH_BYTES: Final = hashlib.sha256().digest_size
_LENGTH: Final = struct.Struct("<I")


class Facts(msgspec.Struct, frozen=True):
    """What is known of a set of borders besides their geometries; see `Boundaries`.

    Attributes:
        url: The service that they came from, or nothing for a file.
    """

    kind: BoundaryKind
    year: int
    scale: Scale | None
    codes: tuple[str, ...]
    attribution: str
    licence: str
    source: str
    checksum: str
    url: str = ""
    remarks: tuple[str, ...] = ()


class _Head(msgspec.Struct):
    facts: Facts
    sizes: list[int]


class DamagedCache(Exception):
    """A cache file that cannot be used; says why."""


def default_cache_folder(environ: Mapping[str, str]) -> Path:
    """Return the folder for caches of this user: XDG_CACHE_HOME, LOCALAPPDATA, or `~/.cache`."""
    names = ("LOCALAPPDATA",) if sys.platform == "win32" else ("XDG_CACHE_HOME",)
    named = next((environ[name] for name in names if environ.get(name)), None)
    return (Path(named) if named else Path.home() / ".cache") / "hytedata"


def content_checksum(codes: tuple[str, ...], geometries: NDArray[np.object_]) -> str:
    """Hash codes and geometries: the same borders have the same checksum, wherever from."""
    digest = hashlib.sha256("\n".join(codes).encode())
    for wkb in shapely.to_wkb(geometries, byte_order=1).tolist():
        digest.update(wkb)
    return digest.hexdigest()


def cache_file(folder: Path, layer: Layer, url: str) -> Path:
    """Return where a layer is kept; what another service serves has another name."""
    mark = "" if url == URL else f"-{hashlib.sha256(url.encode()).hexdigest()[:8]}"
    return folder / f"{layer.name}{mark}.boundaries"


def save(file: Path, facts: Facts, geometries: NDArray[np.object_]) -> None:
    """Write a cache file: whole or not at all.

    Raises:
        OSError: It cannot be written.
    """
    wkb = cast("list[bytes]", shapely.to_wkb(geometries, byte_order=1).tolist())
    head = msgspec.json.encode(_Head(facts, [len(one) for one in wkb]))
    content = b"".join([_LENGTH.pack(len(head)), head, *wkb])
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{secrets.token_hex(4)}.part")
    try:
        with draft.open("xb") as stream:
            stream.write(_MAGIC + hashlib.sha256(content).digest() + content)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(draft, file)
    finally:
        draft.unlink(missing_ok=True)


def load(file: Path, layer: Layer, url: str) -> tuple[Facts, NDArray[np.object_]] | None:
    """Read a cache file; None where there is none.

    Raises:
        DamagedCache: It cannot be read, is cut off or changed, or is about something else.
    """
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise DamagedCache(f"cannot be read ({error.strerror})") from error
    head, blob = _checked(content)
    facts = head.facts
    if (facts.kind, facts.scale, facts.year, facts.url) != (*_key(layer), url):
        raise DamagedCache("is about another layer")
    return facts, _geometries(head, blob)


def _key(layer: Layer) -> tuple[BoundaryKind, Scale, int]:
    return layer.kind, layer.scale, layer.year


def _checked(content: bytes) -> tuple[_Head, memoryview]:
    start = len(_MAGIC) + _HASH_BYTES
    if not content.startswith(_MAGIC):
        raise DamagedCache("is no cache file of this version")
    body = memoryview(content)[start:]
    if hashlib.sha256(body).digest() != content[len(_MAGIC) : start]:
        raise DamagedCache("is cut off or changed")
    # Past its checksum the file is as it was written; what follows is about older writers.
    (size,) = _LENGTH.unpack_from(body)
    try:
        head = msgspec.json.decode(body[_LENGTH.size : _LENGTH.size + size], type=_Head)
    except (msgspec.DecodeError, ValueError) as error:
        raise DamagedCache(f"has another head ({error})") from error
    blob = body[_LENGTH.size + size :]
    if len(head.sizes) != len(head.facts.codes) or sum(head.sizes) != len(blob):
        raise DamagedCache("does not hold what its head says")
    return head, blob


def _geometries(head: _Head, blob: memoryview) -> NDArray[np.object_]:
    wkb = np.empty(len(head.sizes), dtype=np.object_)
    start = 0
    for index, size in enumerate(head.sizes):
        wkb[index] = bytes(blob[start : start + size])
        start += size
    return shapely.from_wkb(wkb)
