"""Bodies of services."""

from collections.abc import Mapping
from typing import Final

from hytedata.connectors.ptv.v11.decode import area_municipalities, own_uris, owner_of
from hytedata.connectors.ptv.v11.documents import NO_DOCUMENT, Document, rows, text, uris, words
from hytedata.connectors.ptv.v11.text_lists import (
    encode_texts,
    patch_texts,
    refuse_emptying,
    refuse_unknown,
    typed_texts,
)
from hytedata.connectors.ptv.v11.vocabulary import (
    AREA_KINDS,
    AREA_TYPES,
    CLASSIFICATION_LIMITS,
    CLASSIFICATIONS,
    DESCRIPTION_PATHS,
    DESCRIPTION_TYPES,
    NAME_TYPES,
    present,
)
from hytedata.models.common import Json
from hytedata.models.publication import Fields

_NAME_PATHS: Final = {"name": "Name"}
_SCALARS: Final = {"type": "type", "funding": "fundingType"}
_NOT_EMPTIED: Final = (
    *CLASSIFICATIONS,
    *_SCALARS,
    "languages",
    "area_type",
    "main_organisation",
    "producers",
)
_KNOWN: Final = frozenset({*_NAME_PATHS, *DESCRIPTION_PATHS, *_NOT_EMPTIED, "area"})


def new_service(organisation: str, fields: Fields) -> dict[str, Json]:
    """Build a POST body's content from *fields* alone."""
    return updated_service(NO_DOCUMENT, {"main_organisation": organisation, **fields}, NO_DOCUMENT)


def updated_service(
    document: Document, changes: Mapping[str, Json], general_description: Document
) -> dict[str, Json]:
    """Build a PUT body's content: *document* re-encoded with *changes*.

    Raises:
        InputError: A path that cannot be written.
    """
    refuse_unknown("service", changes, _KNOWN)
    refuse_emptying(changes, _NOT_EMPTIED)
    names = patch_texts(typed_texts(document, "serviceNames", NAME_TYPES), changes, _NAME_PATHS)
    descriptions = patch_texts(
        typed_texts(document, "serviceDescriptions", DESCRIPTION_TYPES), changes, DESCRIPTION_PATHS
    )
    body: dict[str, Json] = {
        "generalDescriptionId": text(document, "generalDescriptionId"),
        "serviceNames": encode_texts(names),
        "serviceDescriptions": encode_texts(descriptions),
        "languages": changes.get("languages") or list[Json](words(document, "languages")),
        "mainResponsibleOrganization": changes.get("main_organisation")
        or owner_of("service", document),
        **demanded(document, general_description),
    }
    for path, key in {**CLASSIFICATIONS, **_SCALARS}.items():
        if path in changes:
            body[key] = changes[path]
    if "area_type" in changes or "area.municipalities" in changes:
        body.update(_area(document, changes))
    if "producers" in changes:
        body["serviceProducers"] = _producers(changes["producers"])
    return {key: value for key, value in body.items() if value not in (None, [])}


def demanded(document: Document, general_description: Document) -> dict[str, Json]:
    """Return the classification lists, which PTV demands on every publishing PUT.

    What comes from the general description is left out. Where nothing else is in a list it is
    sent as read (field notes 2), as far as PTV's own limits allow that.
    """
    lists: dict[str, Json] = {}
    for key in CLASSIFICATIONS.values():
        as_read = uris(document, key)
        own = own_uris(document, general_description, key)
        if own:
            lists[key] = list[Json](own)
        elif as_read and len(as_read) <= CLASSIFICATION_LIMITS.get(key, len(as_read)):
            lists[key] = list[Json](as_read)
    return lists


def _area(document: Document, changes: Mapping[str, Json]) -> dict[str, Json]:
    """Encode the area: codes per kind; a nationwide type takes none (ptv-api 6.4)."""
    stored = present(text(document, "areaType"), AREA_TYPES)
    area_type = changes.get("area_type") or stored or "LimitedType"
    if area_type != "LimitedType":
        return {"areaType": area_type}
    codes: dict[str, list[Json]] = {}
    for area in rows(document, "areas"):
        kind, code = present(text(area, "type"), AREA_KINDS), text(area, "code")
        if kind and kind != "Municipality" and code:
            codes.setdefault(kind, []).append(code)
    municipalities = changes.get("area.municipalities", list[Json](area_municipalities(document)))
    if isinstance(municipalities, (list, tuple)) and municipalities:
        codes["Municipality"] = list(municipalities)
    areas: list[Json] = [
        {"type": kind, "areaCodes": listed} for kind, listed in sorted(codes.items())
    ]
    return {"areaType": area_type, "areas": areas}


def _producers(value: Json) -> list[Json]:
    return [
        {"provisionType": entry.get("provision"), "organizations": entry.get("organisations")}
        for entry in (value if isinstance(value, (list, tuple)) else [])
        if isinstance(entry, Mapping)
    ]
