"""What PTV no longer shows: ids of archived records, and what else is told of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from pydantic import AwareDatetime

from hytedata.clients.ptv_catalogue.filters import Changed
from hytedata.models.base import Model
from hytedata.models.common import NO_TEXTS, LocalizedText, SourceRef

ArchivedKind: TypeAlias = Literal[
    "service", "service-channel", "organisation", "general-description", "service-collection"
]

ArchivedStatus: TypeAlias = Literal["Archived", "Withdrawn"]


class ArchivedRecord(Model):
    """An archived record.

    Attributes:
        archived_at: v11 tells it in an organisation's lists only; v12 never.
        organisation_id: v11 only, in an organisation's lists.
        names: Likewise.
    """

    id: str
    kind: ArchivedKind
    organisation_id: str | None = None
    archived_at: AwareDatetime | None = None
    names: LocalizedText = NO_TEXTS

    @property
    def ref(self) -> SourceRef:
        """The record's reference."""
        return SourceRef(source="ptv", kind=self.kind, id=self.id)


@dataclass(frozen=True)
class ArchivedFilter:
    """Which archived records: of one kind, since a time, of one organisation."""

    kind: ArchivedKind
    organisation: str | None
    changed: Changed
    status: ArchivedStatus = "Archived"

    @property
    def since(self) -> datetime | None:
        """Archived at or after this time."""
        return self.changed.since
