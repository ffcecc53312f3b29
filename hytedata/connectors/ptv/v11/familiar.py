"""Documents that a caller knows already: told apart by a hash of their bytes, read lightly.

Of an item whose bytes are as they were at an earlier read, only what other items depend on is
read: its names, its key, its connections. That costs a tenth of decoding it (measured).
"""

import hashlib
from collections.abc import Mapping
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


class _Channel(msgspec.Struct, rename="camel"):
    """The usual case, and nothing else: what does not fit is decoded as a whole."""

    id: str
    source_id: str
    publishing_status: str
    service_channel_type: str
    organization_id: str
    service_channel_names: list[_Name]
    services: list[_Relation] | None = None


_keys = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_channel = msgspec.json.Decoder(_Channel).decode


def digest_of(raw: bytes | msgspec.Raw) -> str:
    """Hash a channel's bytes without what moves by itself (SHA-256, 32 hex digits).

    Equal digests mean an equal `content_version`; not the other way round.

    Raises:
        msgspec.DecodeError: It is no JSON object.
    """
    kept = _keys(raw)
    for key in _LEFT_OUT:
        kept.pop(key, None)
    # All keys, then all values: JSON values one after the other can be told apart.
    return hashlib.sha256(b"\n".join(["\n".join(kept).encode(), *kept.values()])).hexdigest()[:32]


def read_familiar(raw: bytes | msgspec.Raw, owner: str, known: Versions) -> TargetItem | str:
    """Return the channel in *raw* where *known* has it with this digest, else its digest.

    The digest is "" where the bytes are no JSON object. A channel of another organisation than
    *owner* is never familiar.
    """
    try:
        digest = digest_of(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ""
    if not known:
        return digest
    try:
        seen = _channel(raw)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return digest
    noted_digest, _, version = known.get(seen.id, "").partition(".")
    if noted_digest != digest or seen.organization_id != owner:
        return digest
    return _item(seen, version)


def _item(seen: _Channel, version: str) -> TargetItem:
    # What comes with every channel, or is held elsewhere too, is kept in memory once.
    names = {
        intern(f"name.{name.language}"): name.value
        for name in seen.service_channel_names
        if (name.type or "").strip() in {"", "Name"} and name.language and name.value.strip()
    }
    return TargetItem(
        kind="channel",
        id=intern(seen.id),
        source_id=intern(seen.source_id),
        status=intern(seen.publishing_status),
        title=names.get("name.fi") or names.get(min(names, default=""), ""),
        fields=names,
        version=version,
        connected=tuple(sorted({intern(one.service.id) for one in seen.services or ()})),
        channel_type=intern(seen.service_channel_type),
        familiar=True,
    )
