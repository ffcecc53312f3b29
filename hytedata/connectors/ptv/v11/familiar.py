"""Documents that a caller knows already: told apart by a hash of their bytes, read lightly.

Of an item whose bytes are as they were at an earlier read, only what other items depend on is
read: its names, its key, its connections. The document is taken apart once, into the bytes of
each key: they give the digest, and few of them are decoded. That costs a tenth of decoding all
of them (measured).
"""

import hashlib
from collections.abc import Mapping
from functools import cache, lru_cache
from sys import intern
from typing import Final, TypeAlias

import msgspec

from hytedata.connectors.ptv.v11.version import CODED, VOLATILE
from hytedata.models.publication import TargetItem

Versions: TypeAlias = Mapping[str, str]
"""PTV id → `noted_version` of channels as an earlier read saw them."""

# What says nothing of a channel's own content (see `version`); a channel's terms and classes are
# those of its services.
_LEFT_OUT: Final = VOLATILE | frozenset(CODED)


class _Name(msgspec.Struct, gc=False):
    language: str
    value: str
    type: str | None = None


class _End(msgspec.Struct, gc=False):
    id: str


class _Relation(msgspec.Struct, gc=False):
    service: _End


Parts: TypeAlias = dict[str, msgspec.Raw]
"""A document taken apart: the bytes of each key."""

_parts = msgspec.json.Decoder(Parts).decode
_text = msgspec.json.Decoder(str).decode
_names = msgspec.json.Decoder(list[_Name]).decode
_relations = msgspec.json.Decoder(list[_Relation] | None).decode
_NONE: Final = msgspec.Raw(b"null")


def digest_of(raw: bytes | msgspec.Raw) -> str:
    """Hash a channel's bytes without what moves by itself (SHA-256, 32 hex digits).

    Equal digests mean an equal `content_version`; not the other way round.

    Raises:
        msgspec.DecodeError: It is no JSON object.
    """
    return _digest(_parts(raw))


def _digest(parts: Parts) -> str:
    kept, told_keys = _kept(tuple(parts))
    # All keys, then all values: JSON values one after the other can be told apart.
    told = b"\n".join([told_keys, *map(parts.__getitem__, kept)])
    return hashlib.sha256(told).hexdigest()[:32]


@lru_cache(maxsize=64)
def _kept(keys: tuple[str, ...]) -> tuple[tuple[str, ...], bytes]:
    """Say which keys go into a digest, as they are and as one text; channels have the same ones."""
    kept = tuple(key for key in keys if key not in _LEFT_OUT)
    return kept, "\n".join(kept).encode()


def read_familiar(parts: Parts, owner: str, known: Versions) -> TargetItem | str:
    """Return the channel in *parts* where *known* has it with this digest, else its digest.

    A channel of another organisation than *owner* is never familiar.
    """
    digest = _digest(parts)
    if not known:
        return digest
    try:
        ptv_id = _text(parts["id"])
        noted_digest, _, version = known.get(ptv_id, "").partition(".")
        if noted_digest != digest or _text(parts["organizationId"]) != owner:
            return digest
        return _item(ptv_id, parts, version)
    except (KeyError, msgspec.DecodeError, UnicodeDecodeError):
        return digest


def _item(ptv_id: str, parts: Parts, version: str) -> TargetItem:
    """Read the usual case, and nothing else: what does not fit is decoded as a whole."""
    # What comes with every channel, or is held elsewhere too, is kept in memory once.
    names = {
        _path(name.language): name.value
        for name in _names(parts["serviceChannelNames"])
        if (name.type or "").strip() in {"", "Name"} and name.language and name.value.strip()
    }
    services = [intern(one.service.id) for one in _relations(parts.get("services", _NONE)) or ()]
    return TargetItem(
        kind="channel",
        id=intern(ptv_id),
        source_id=intern(_text(parts["sourceId"])),
        status=intern(_text(parts["publishingStatus"])),
        title=names.get("name.fi") or names.get(min(names, default=""), ""),
        fields=names,
        version=version,
        connected=tuple(sorted(set(services)) if len(services) > 1 else services),
        channel_type=intern(_text(parts["serviceChannelType"])),
        familiar=True,
    )


@cache
def _path(language: str) -> str:
    return f"name.{language}"
