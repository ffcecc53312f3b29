"""The fast view of a site: what decides whether it is wanted and changed, and its raw bytes.

No dict is built: one pass over the bytes for the few fields, one for the hash. Of a document whose
hash is known, the pass for the fields is saved.
"""

import hashlib
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, TypeAlias

import msgspec

from hytedata.codes import padded_code
from hytedata.connectors.lipas.wire import WireSite
from hytedata.connectors.lipas.wire_v1 import WireV1Site
from hytedata.connectors.wire_values import NotADocument, decode_document, whole_number
from hytedata.models.common import Rejection, SourceRef
from hytedata.models.sports_site import SiteHead

Known: TypeAlias = Mapping[str, SiteHead]
"""`content_hash` → the head of the site with that content, as an earlier read noted it."""

_EVENT_DATE = b'"event-date":"'
# In hardware on the processors of today, and then faster than BLAKE2.
_sha256 = hashlib.sha256


class RawSite(msgspec.Struct, frozen=True, gc=False):
    """One site as its bytes came, with the fields that decide what to do with it.

    Attributes:
        event_date: As stated; empty where missing.
        municipality: Three digits; None where the record has no usable code.
        content_hash: Hash of `raw` without the value of `event-date` (SHA-256, hex).
            Another order of keys gives another hash: that costs a comparison, never a change.
        raw: The JSON document.
        usual: Whether the fields are of the types that they should be; only then those that
            follow are read, too.
        head: The head of a site whose content is known: nothing of it was read again but its date.
    """

    lipas_id: int
    event_date: str
    status: str
    type_code: int | None
    owner: str | None
    name: str
    municipality: str | None
    content_hash: str
    raw: bytes
    usual: bool = False
    swedish_name: str | None = None
    english_name: str | None = None
    address: str | None = None
    postal_office: str | None = None
    neighborhood: str | None = None
    head: SiteHead | None = None


class _Type(msgspec.Struct, gc=False):
    code: int = msgspec.field(name="type-code")


class _City(msgspec.Struct, gc=False):
    code: int = msgspec.field(name="city-code")
    neighborhood: str | None = None


class _Names(msgspec.Struct, gc=False):
    se: str | None = None
    en: str | None = None


class _Location(msgspec.Struct, gc=False):
    city: _City
    address: str | None = None
    postal_office: str | None = msgspec.field(name="postal-office", default=None)


class _Head(msgspec.Struct, gc=False):
    """The usual case, and nothing else: what does not fit takes the tolerant way."""

    lipas_id: Annotated[int, msgspec.Meta(ge=1)] = msgspec.field(name="lipas-id")
    event_date: str = msgspec.field(name="event-date")
    status: str
    name: str
    owner: str
    type: _Type
    location: _Location
    names: _Names | None = msgspec.field(name="name-localized", default=None)


_NO_NAMES = _Names()
_decode_head = msgspec.json.Decoder(_Head).decode


def read_raw_site(
    document: bytes | msgspec.Raw,
    index: int = 1,
    place: str = "item {}",
    known: Known | None = None,
) -> RawSite | Rejection:
    """Read the head of *document* and hash it.

    Args:
        document: One JSON object of API v2.
        index: Where it stood, from 1.
        place: What *index* counts; with it names a record that has no id (`item 7`).
        known: Heads that need not be read again.
    """
    raw = bytes(document)
    span = _usual_span(raw, _EVENT_DATE)
    content_hash = _hash_without(raw, span) if span else ""
    if known and span and (seen := known.get(content_hash)):
        stated = raw[slice(*span)]
        # An escaped date, which never was seen, would have to be decoded.
        if stated.isascii() and b"\\" not in stated:
            return _known_site(raw, seen, stated.decode())
    try:
        head = _decode_head(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _read_tolerantly(raw, place.format(index))
    names, location = head.names or _NO_NAMES, head.location
    return RawSite(
        head.lipas_id,
        head.event_date,
        head.status,
        head.type.code,
        head.owner,
        head.name,
        _three_digits(location.city.code),
        content_hash or hash_site(raw, head.event_date),
        raw,
        True,
        names.se,
        names.en,
        location.address,
        location.postal_office,
        location.city.neighborhood,
    )


def _known_site(raw: bytes, head: SiteHead, event_date: str) -> RawSite:
    return RawSite(
        head.lipas_id,
        event_date,
        head.status,
        head.type_code,
        head.owner,
        head.name,
        head.municipality,
        head.content_hash,
        raw,
        head=head,
    )


def _read_tolerantly(raw: bytes, place: str) -> RawSite | Rejection:
    try:
        head = decode_document(raw, WireSite).wire
    except NotADocument as problem:
        return reject(place, "document", str(problem))
    lipas_id = whole_number(head.lipas_id)
    if lipas_id is None or lipas_id < 1:
        return reject(place, "lipas-id", "it is missing or no number", name=head.name or "")
    city = head.location.city if head.location else None
    code = whole_number(city.city_code) if city else None
    return RawSite(
        lipas_id=lipas_id,
        event_date=head.event_date or "",
        status=head.status or "",
        type_code=whole_number(head.type.type_code) if head.type else None,
        owner=head.owner,
        name=head.name or "",
        municipality=_three_digits(code) if code is not None else None,
        content_hash=hash_site(raw, head.event_date),
        raw=raw,
    )


def read_raw_v1_site(
    document: bytes, index: int = 1, place: str = "item {}"
) -> RawSite | Rejection:
    """Read the head of a document of API v1, which states no status; see `read_raw_site`."""
    try:
        head = decode_document(document, WireV1Site).wire
    except NotADocument as problem:
        return reject(place.format(index), "document", str(problem))
    lipas_id = whole_number(head.sports_place_id)
    if lipas_id is None or lipas_id < 1:
        why = "it is missing or no number"
        return reject(place.format(index), "sportsPlaceId", why, name=head.name or "")
    city = head.location.city if head.location else None
    code = whole_number(city.city_code) if city else None
    return RawSite(
        lipas_id=lipas_id,
        event_date=head.last_modified or "",
        status="active",
        type_code=whole_number(head.type.type_code) if head.type else None,
        owner=head.owner,
        name=head.name or "",
        municipality=_three_digits(code) if code is not None else None,
        content_hash=hash_site(document, head.last_modified, "lastModified"),
        raw=document,
    )


def reject(record: str, field: str, reason: str, *, name: str = "") -> Rejection:
    """Return a rejection of the site *record*: its id, or where it stood."""
    ref = SourceRef(source="lipas", kind="sports-site", id=record)
    return Rejection(ref=ref, name=name.strip(), field=field, reason=reason)


def hash_site(raw: bytes, event_date: str | None, key: str = "event-date") -> str:
    """Hash a document (SHA-256, hex) without the value of its *key*, which moves by itself.

    The value is cut out of the bytes. Where it cannot be found with certainty, everything is
    hashed: then a moved date looks like a change, which costs a comparison.

    Args:
        raw: The document; one JSON object.
        event_date: The value of *key* as decoded; None where the document has none.
        key: Name of the key.
    """
    opening = _EVENT_DATE if key == "event-date" else f'"{key}":"'.encode()
    span = _usual_span(raw, opening)
    if span is None and event_date:
        span = _only_value_span(raw, key, event_date)
    return _hash_without(raw, span) if span else _sha256(raw).hexdigest()


def _hash_without(raw: bytes, span: tuple[int, int]) -> str:
    return _sha256(raw[: span[0]] + raw[span[1] :]).hexdigest()


def _usual_span(raw: bytes, opening: bytes) -> tuple[int, int] | None:
    """Find the text that follows *opening* (key, colon, quotation mark): start and end in *raw*.

    None where it is not certain to be a key of the document itself.
    """
    at = raw.find(opening)
    # With one brace before it, it is a key of the document itself and not of an inner object.
    # Inside a text it cannot stand: its quotation marks would be escaped there.
    if at < 0 or raw.count(b"{", 0, at) != 1:
        return None
    start = at + len(opening)
    return start, raw.find(b'"', start)


def _only_value_span(raw: bytes, key: str, value: str) -> tuple[int, int] | None:
    """Find the text *value* of *key* where both occur exactly once: start and end in *raw*."""
    spaced = rf'"{re.escape(key)}"[ \t\r\n]*:[ \t\r\n]*"({re.escape(value)})"'
    found = list(re.finditer(spaced.encode(), raw))
    return found[0].span(1) if len(found) == 1 else None


@lru_cache(maxsize=2048)
def _three_digits(code: int) -> str | None:
    return padded_code(code)
