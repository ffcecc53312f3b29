"""Files with sites of Lipas: what they are, and the documents in them.

Accepted: a list of API v1 or v2, a page of v2, a single site, or one site per line (NDJSON); any
of them may be packed with gzip.
"""

import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

import msgspec

from hytedata.connectors.wire_values import Json
from hytedata.errors import InputError

ACCEPTED = (
    "a JSON list of sites (API v1 or v2), a page of API v2 (items, pagination), one site, or one "
    "site per line (NDJSON), also packed with gzip"
)

Version: TypeAlias = Literal["v1", "v2"]

_GZIP = b"\x1f\x8b"
_BOM = b"\xef\xbb\xbf"
_SIGNATURES = (
    (b"PK\x03\x04", "a ZIP archive or an Excel file"),
    (b"SQLite format 3", "a GeoPackage or another SQLite database"),
    (b"%PDF", "a PDF file"),
    (b"\xff\xfe", "text in UTF-16"),
    (b"\xfe\xff", "text in UTF-16"),
    (b"PAR1", "a Parquet file"),
)
_ID_KEYS: dict[str, Version] = {"lipas-id": "v2", "sportsPlaceId": "v1"}


@dataclass(frozen=True)
class SiteDocuments:
    """The documents of a file.

    Attributes:
        version: Of the API that they came from.
        documents: Number and bytes of each; not all need be whole JSON.
        place: What the numbers count: items, or lines.
        total: How many sites there are in all, where the file says so.
    """

    version: Version
    documents: tuple[tuple[int, bytes], ...]
    place: str = "item {}"
    total: int | None = None


class _Pagination(msgspec.Struct, rename="kebab"):
    total_items: int | None = None


class _Page(msgspec.Struct):
    items: list[msgspec.Raw]
    pagination: _Pagination | None = None


def read_site_file(path: Path) -> SiteDocuments:
    """Read the documents of *path*.

    Raises:
        InputError: It cannot be read or is something else; says what it looks like and what is
            accepted.
    """
    content = _content(path)
    stripped = content.strip()
    if not stripped:
        raise _unfit(path, "is empty")
    if stripped[:1] not in (b"{", b"["):
        raise _unfit(path, f"looks like {_looks_like(stripped)}")
    try:
        whole = msgspec.json.decode(stripped, type=msgspec.Raw)
    except (msgspec.DecodeError, RecursionError):
        lines = _lines(content)
        version = _version_of(document for _, document in lines)
        if version is None:
            raise _broken(path, content) from None
        return SiteDocuments(version, lines, "line {}")
    _check_encoding(path, content)
    return _documents(path, bytes(whole))


def _documents(path: Path, content: bytes) -> SiteDocuments:
    if content.startswith(b"["):
        items = msgspec.json.decode(content, type=list[msgspec.Raw])
        return _listed(path, items, "a JSON list", None)
    keys = _keys(content)
    if "items" in keys and "pagination" in keys:
        try:
            page = msgspec.json.decode(content, type=_Page)
        except msgspec.ValidationError as error:
            raise _unfit(path, f"looks like a page of API v2, but {error}") from error
        total = page.pagination.total_items if page.pagination else None
        return _listed(path, page.items, "a page", total)
    version = _version_of([content])
    if version is None:
        raise _unfit(path, f"looks like {_object_kind(keys)}")
    return SiteDocuments(version, ((1, content),))


def _listed(path: Path, items: list[msgspec.Raw], what: str, total: int | None) -> SiteDocuments:
    documents = tuple((n, bytes(item)) for n, item in enumerate(items, 1))
    version = _version_of(document for _, document in documents)
    if documents and version is None:
        raise _unfit(path, f"looks like {what} of {_object_kind(_keys(documents[0][1]))}")
    return SiteDocuments(version or "v2", documents, total=total)


def _content(path: Path) -> bytes:
    try:
        content = path.read_bytes()
        if content.startswith(_GZIP):
            content = gzip.decompress(content)
    except FileNotFoundError as error:
        raise InputError(f"{path}: there is no such file") from error
    except IsADirectoryError as error:
        raise InputError(f"{path} is a folder; name one file") from error
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise InputError(f"{path} is packed with gzip and damaged ({error})") from error
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from error
    return content.removeprefix(_BOM)


def _lines(content: bytes) -> tuple[tuple[int, bytes], ...]:
    numbered = enumerate(content.split(b"\n"), 1)
    return tuple((n, line.strip()) for n, line in numbered if line.strip())


def _version_of(documents: Iterator[bytes] | list[bytes]) -> Version | None:
    """Return the version that the first recognisable document belongs to."""
    for document in documents:
        for key in _keys(document):
            if key in _ID_KEYS:
                return _ID_KEYS[key]
    return None


def _keys(document: bytes) -> tuple[str, ...]:
    try:
        return tuple(msgspec.json.decode(document, type=dict[str, msgspec.Raw]))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ()


def _looks_like(content: bytes) -> str:
    for signature, name in _SIGNATURES:
        if content.startswith(signature):
            return name
    first = content.split(b"\n", 1)[0]
    if content.startswith(b"<"):
        return "HTML" if b"html" in content[:500].lower() else "XML"
    if any(first.count(mark) >= 2 for mark in (b",", b";", b"\t")):
        return "CSV"
    return f"something else (it begins with {first[:40].decode('utf-8', 'replace')!r})"


def _object_kind(keys: tuple[str, ...]) -> str:
    known = set(keys)
    if "features" in known:
        return "GeoJSON"
    if {"humanized", "coercion"} & known:
        return "an error answer of Lipas"
    if "loi-type" in known:
        return "Locations of Interest of Lipas, which are no sports sites"
    shown = ", ".join(sorted(known)[:6])
    return f"other JSON (keys: {shown})" if shown else "other JSON"


def _check_encoding(path: Path, content: bytes) -> None:
    try:
        content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _unfit(
            path, f"is not UTF-8 (line {line}, byte {error.start}; perhaps ISO 8859-1?)"
        ) from error


def _broken(path: Path, content: bytes) -> InputError:
    """Say where the JSON ends being JSON."""
    _check_encoding(path, content)
    try:
        parsed: Json = json.loads(content)
    except json.JSONDecodeError as error:
        cut = error.pos >= len(content.decode().rstrip()) or error.msg.startswith("Unterminated")
        what = "is JSON that was cut off" if cut else "is broken JSON"
        where = f"line {error.lineno}, column {error.colno}, offset {error.pos}"
        return _unfit(path, f"{what} at {where} ({error.msg})")
    except (RecursionError, ValueError) as error:
        return _unfit(path, f"is JSON that cannot be read ({error})")
    return _unfit(path, f"is JSON that cannot be read (of {type(parsed).__name__})")


def _unfit(path: Path, what: str) -> InputError:
    return InputError(f"{path} {what}; accepted: {ACCEPTED}")
