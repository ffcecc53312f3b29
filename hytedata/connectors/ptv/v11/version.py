"""Hashes of what was read: of an item's content, and of its connections.

Left out is what moves without an edit of the item: times, connections, collections, labels of
codes, accessibility data of another register, and what PTV merges from elsewhere.
"""

from collections.abc import Iterable
from typing import Final

from hytedata.connectors.ptv.v11.documents import Document, uris
from hytedata.models.common import Json
from hytedata.models.plan import content_hash

VOLATILE: Final = frozenset(
    {
        "modified",
        "services",
        "serviceChannels",
        "serviceCollections",
        "oid",
        "subType",
        "responsibleSoteOrganization",
    }
)
_LABELS: Final = frozenset({"name", "postOffice", "entrances", "coordinateState"})
CODED: Final = (
    "serviceClasses",
    "ontologyTerms",
    "targetGroups",
    "lifeEvents",
    "industrialClasses",
)


def content_version(document: Document) -> str:
    """Hash an item's content as read; null, missing, blank and empty are the same.

    Service hours are hashed as a set, since PTV may give them in another order (field notes 2).
    """
    is_channel = "serviceChannelType" in document
    kept: dict[str, Json] = {}
    for key, value in document.items():
        if key in VOLATILE or not value:
            continue
        if key in CODED:
            # A channel's terms are those of its services: they move with its connections.
            kept[key] = [] if is_channel else list[Json](uris(document, key))
        elif key == "serviceHours" and isinstance(value, list):
            kept[key] = list[Json](sorted(content_hash(_bare(hour)) for hour in value))
        elif key == "serviceDescriptions" and isinstance(value, list):
            kept[key] = [_bare(row) for row in value if not _inherited(row)]
        elif key != "areas" or not is_channel or document.get("areaType"):
            # Without an area type a channel shows the areas of its services.
            kept[key] = _bare(value)
    return content_hash({key: value for key, value in kept.items() if value})


def relations_version(connections: Iterable[tuple[str, Document]]) -> str:
    """Hash connections with their extra information, independent of their order."""
    hashed: list[str] = []
    for end, row in connections:
        extra = {key: _bare(value) for key, value in row.items() if value and key not in _OWN}
        hashed.append(content_hash([end, extra]) if extra else end)
    return content_hash(sorted(hashed))


_OWN: Final = frozenset({"modified", "service", "serviceChannel"})


def _inherited(row: Json) -> bool:
    return isinstance(row, dict) and str(row.get("type") or "").startswith("GD_")


def _bare(value: Json) -> Json:
    """Drop labels and whatever is empty, at every depth."""
    if isinstance(value, dict):
        bare = {key: _bare(inner) for key, inner in value.items() if key not in _LABELS}
        return {key: inner for key, inner in bare.items() if inner not in (None, "", [], {})}
    if isinstance(value, list):
        return [_bare(inner) for inner in value]
    return value
