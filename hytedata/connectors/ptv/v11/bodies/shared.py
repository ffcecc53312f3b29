"""What bodies of services and service locations have in common."""

from typing import Final

from hytedata.connectors.ptv.v11.bodies.rows import day
from hytedata.connectors.ptv.v11.documents import Document, text
from hytedata.models.common import Json
from hytedata.models.ptv_write import Write
from hytedata.models.ptv_write.base import Patch

_DRAFT: Final = "Draft"


def publishing(write: Write[Patch], document: Document) -> dict[str, Json]:
    """Build status, key and days. What is a draft stays one unless the write says otherwise.

    Never `Modified`: it would lock the item for every API (ptv-api 7.2).
    """
    kept = _DRAFT if text(document, "publishingStatus") == _DRAFT else "Published"
    body: dict[str, Json] = {"publishingStatus": write.status or kept}
    if write.source_id:
        body["sourceId"] = write.source_id
    if write.publish_on:
        body["validFrom"] = day(write.publish_on)
    if write.archive_on:
        body["validTo"] = day(write.archive_on)
    return body


def for_posting(body: dict[str, Json]) -> dict[str, Json]:
    """Leave out the delete flags: a new item has nothing to delete."""
    return {key: value for key, value in body.items() if not key.startswith("delete")}
