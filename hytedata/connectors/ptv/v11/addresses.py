"""Addresses in both directions: fields for comparing, and PTV's objects re-encoded for writing."""

from collections.abc import Collection, Iterator, Mapping
from math import isfinite
from typing import Final

from hytedata.connectors.ptv.v11.documents import Document, local_texts, part, rows, text
from hytedata.models.common import Json

KINDS: Final[Mapping[str, str]] = {"Single": "street", "Other": "other", "Abroad": "abroad"}
"""PTV's sub type of a visiting address → our `address.kind`."""

PARTS: Final[Mapping[str, str]] = {
    "Single": "streetAddress",
    "Street": "streetAddress",
    "PostOfficeBox": "postOfficeBoxAddress",
    "Other": "otherAddress",
}
"""Sub type → key of the part that it fills; `Abroad` fills `locationAbroad`."""

_TEXT_KEYS: Final[Mapping[str, str]] = {"street": "street", "info": "additionalInformation"}
_PLAIN_KEYS: Final[Mapping[str, str]] = {
    "number": "streetNumber",
    "postal_code": "postalCode",
    "municipality": "municipality",
}
_LOCALISED: Final[Mapping[str, str]] = {
    "streetAddress": "street",
    "postOfficeBoxAddress": "postOfficeBox",
}


def visiting(document: Document) -> Document | None:
    """Return the visiting address that is compared and written: the first one.

    A place that moves about may have several; the others are carried through untouched.
    """
    for address in rows(document, "addresses"):
        if text(address, "type") == "Location":
            return address
    return None


def decode_visiting(document: Document, languages: Collection[str]) -> Iterator[tuple[str, Json]]:
    """Yield the `address.…` fields of a service location.

    Args:
        document: The channel.
        languages: Its own languages. PTV pads street names to all data languages, so others
            are left out (ptv-api 5.5).
    """
    address = visiting(document)
    if address is None:
        return
    sub_type = text(address, "subType") or ""
    yield "address.kind", KINDS.get(sub_type, sub_type.lower())
    filled = part(address, PARTS.get(sub_type, "streetAddress"))
    for path, key in _TEXT_KEYS.items():
        for language, value in local_texts(filled, key):
            if language in languages:
                yield f"address.{path}.{language}", value
    for path in ("number", "postal_code"):
        plain = text(filled, _PLAIN_KEYS[path])
        if plain:
            yield f"address.{path}", plain
    municipality = municipality_code(filled)
    if municipality:
        yield "address.municipality", municipality
    position = decode_position(filled)
    if position:
        yield "address.position", position


def municipality_code(filled: Document) -> str | None:
    """Return an address's municipality: an object on reading, in old data a bare code."""
    code = text(part(filled, "municipality"), "code") or text(filled, "municipality")
    return code.zfill(3) if code else None


def decode_position(filled: Document) -> list[Json] | None:
    """Return `[east, north]` in EPSG:3067 metres with one decimal, or None.

    PTV calls the northing latitude and may shorten the decimals (ptv-api 5.5): they are compared
    as numbers.
    """
    try:
        east, north = (float(text(filled, key) or "") for key in ("longitude", "latitude"))
    except ValueError:
        return None
    if not (isfinite(east) and isfinite(north)):
        return None
    return [round(east, 1), round(north, 1)]


def encode_address(address: Document, languages: Collection[str]) -> dict[str, Json]:
    """Turn an address as read into one that PTV takes (ptv-api 8).

    Texts in languages other than *languages* are left out: they come from PTV's padding of
    street names or from a removed language version, and would be refused as a new one.
    """
    sub_type = text(address, "subType") or ""
    body: dict[str, Json] = {
        name: value for name in ("type", "subType", "country") if (value := text(address, name))
    }
    key = PARTS.get(sub_type)
    if key:
        body[key] = _encode_part(key, part(address, key), languages)
    else:
        body["locationAbroad"] = encode_texts(address, "locationAbroad", languages)
    return body


def encode_texts(document: Document, key: str, languages: Collection[str]) -> list[Json]:
    """Re-encode a single-type list of texts, limited to *languages*."""
    return [
        {"language": language, "value": value}
        for language, value in local_texts(document, key)
        if language in languages
    ]


def _encode_part(key: str, filled: Document, languages: Collection[str]) -> dict[str, Json]:
    body: dict[str, Json] = {}
    for texts in (_LOCALISED.get(key), "additionalInformation"):
        encoded = encode_texts(filled, texts, languages) if texts else []
        if texts and encoded:
            body[texts] = encoded
    plain = ["postalCode"]
    if key == "streetAddress":
        plain.append("streetNumber")
    if key != "postOfficeBoxAddress":
        plain += ["latitude", "longitude"]
    body.update({name: value for name in plain if (value := text(filled, name))})
    municipality = municipality_code(filled)
    if municipality and key != "otherAddress":
        body["municipality"] = municipality
    return body


def patch_visiting(addresses: list[dict[str, Json]], changes: Mapping[str, Json]) -> None:
    """Apply `address.…` changes to the first visiting address of encoded *addresses*, in place.

    Where there is none yet, one is added. A change of `address.kind` keeps what both forms
    have: position, postal code and additional information.
    """
    if not changes:
        return
    address = next((row for row in addresses if row.get("type") == "Location"), None)
    if address is None:
        address = {"type": "Location", "subType": "Single", "country": "FI"}
        addresses.insert(0, address)
    if "address.kind" in changes or address.get("subType") not in PARTS:
        _change_kind(address, str(changes.get("address.kind")))
    key = PARTS[str(address["subType"])]
    filled = dict(part(address, key))
    for path, value in changes.items():
        _patch_part(filled, key, path.removeprefix("address."), value)
    address[key] = filled


def _change_kind(address: dict[str, Json], kind: str) -> None:
    sub_type = "Other" if kind == "other" else "Single"
    old = PARTS.get(str(address.get("subType")))
    if address.get("subType") == sub_type:
        return
    before = part(address, old) if old else {}
    for key in [*PARTS.values(), "locationAbroad"]:
        address.pop(key, None)
    shared = ("additionalInformation", "postalCode", "latitude", "longitude")
    address["subType"] = sub_type
    address[PARTS[sub_type]] = {key: before[key] for key in shared if key in before}


def _patch_part(filled: dict[str, Json], key: str, path: str, value: Json) -> None:
    name, _, language = path.partition(".")
    if name in {"street", "number", "municipality"} and key == "otherAddress":
        return  # that form has no such parts
    if name == "position":
        _patch_position(filled, value)
    elif name in _TEXT_KEYS:
        _patch_text(filled, _TEXT_KEYS[name], language, value)
    elif name in _PLAIN_KEYS:
        if value is None:
            filled.pop(_PLAIN_KEYS[name], None)
        else:
            filled[_PLAIN_KEYS[name]] = value


def _patch_position(filled: dict[str, Json], value: Json) -> None:
    if value is None:
        filled.pop("latitude", None)
        filled.pop("longitude", None)
    elif isinstance(value, (list, tuple)) and len(value) == 2:
        filled["longitude"], filled["latitude"] = (decimal(number) for number in value)


def decimal(number: Json) -> str:
    """Write metres as PTV's shortest decimal text, at most one decimal."""
    return f"{float(str(number)):.1f}".removesuffix(".0")


def _patch_text(filled: dict[str, Json], key: str, language: str, value: Json) -> None:
    kept = dict(local_texts(filled, key))
    if value is None:
        kept.pop(language, None)
    else:
        kept[language] = str(value)
    if kept:
        filled[key] = [{"language": code, "value": said} for code, said in kept.items()]
    else:
        filled.pop(key, None)
