"""Entries of the eleven reference lists (ptv-v12 5.7)."""

from collections.abc import Mapping
from typing import TypeAlias

from hytedata.connectors.ptv.v11.wire.base import Wire, said
from hytedata.connectors.ptv.v12.wire.codes import (
    AreaCode,
    ClassificationCode,
    Code,
    OntologyTerm,
)
from hytedata.models.common import Rejection
from hytedata.models.ptv import CodeItem
from hytedata.normalise.ptv.codes import KIND
from hytedata.normalise.ptv.notes import Notes
from hytedata.normalise.ptv.record import NO_ID, rejection
from hytedata.normalise.ptv.texts import Fields
from hytedata.normalise.ptv_v12.record import words
from hytedata.normalise.ptv_v12.texts import local_text

WireCode: TypeAlias = Code | OntologyTerm


def normalise_code(wire: Wire[WireCode]) -> CodeItem | Rejection:
    """Normalise an entry of a reference list.

    One without a code, of ontology terms without a URI, is rejected. Names in other languages than
    PTV's data languages are left out, as are the empty ones that PTV sends.
    """
    item = wire.model
    key, name = (item.uri, "uri") if isinstance(item, OntologyTerm) else (item.code, "code")
    if said(key) is None:
        return rejection(KIND, NO_ID, name, "it is missing")
    fields: Fields = {
        "is_valid": item.is_valid,
        "names": local_text(item.name, Notes(), "name"),
        **_own(item),
    }
    return CodeItem.model_validate(fields)


def _own(item: WireCode) -> Mapping[str, object]:
    """Return what entries of the list's kind have."""
    if isinstance(item, OntologyTerm):
        return {
            "uri": item.uri,
            "type": said(item.type),
            "parent_uris": words(item.parent_uris),
        }
    if isinstance(item, ClassificationCode):
        parent = said(item.parent_uri)
        return {
            "code": item.code,
            "uri": said(item.uri),
            "parent_uris": (parent,) if parent else (),
        }
    municipalities = words(item.municipalities) if isinstance(item, AreaCode) else ()
    return {"code": item.code, "municipalities": municipalities}
