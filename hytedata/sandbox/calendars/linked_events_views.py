"""How Linked Events and its forks write events and places (events.md 1.2, 2.4–2.6)."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import UTC
from typing import Any, Final, Literal, TypeAlias

from hytedata.sandbox.calendars.linked_events_world import (
    KEYWORDS,
    PUBLISHER,
    SOURCE,
    EventDocument,
    Fields,
)

Shape: TypeAlias = Literal["helsinki", "espoo", "turku", "tampere"]

_ENROLMENT: Final = ("enrolment_start_time", "enrolment_end_time")
_DELETED: Final = {"fi": "POISTETTU", "sv": "RADERAD", "en": "DELETED"}


@dataclass(frozen=True)
class Views:
    """Writes the documents of one calendar.

    Attributes:
        base: Its address, up to the version.
        shape: Whose code it runs.
        events: By id, for what is included.
        places: By id.
    """

    base: str
    shape: Shape
    events: Mapping[str, EventDocument]
    places: Mapping[str, Fields]

    def event(self, event: EventDocument, include: Set[str]) -> Fields:
        """Write one event; a deleted one shrinks to five keys."""
        if event.deleted:
            return {
                "id": event.id,
                "last_modified_time": self._modified(event),
                "deleted": True,
                "replaced_by": None,
                "name": _DELETED,
            }
        fields = event.fields
        written = fields | {
            "id": event.id,
            "@id": self._address("event", event.id),
            "@context": "http://schema.org",
            "@type": "Event/LinkedEvent",
            "data_source": SOURCE,
            "publisher": PUBLISHER,
            "created_time": "2026-10-01T06:12:05.120000Z",
            "last_modified_time": self._modified(event),
            "deleted": False,
            "replaced_by": None,
            "location": self._place(fields["location"], "location" in include),
            "keywords": [self._keyword(one, "keywords" in include) for one in fields["keywords"]],
            "audience": [self._keyword(one, False) for one in fields["audience"]],
            "in_language": [self._reference("language", one) for one in fields["in_language"]],
            "super_event": self._parent(fields["super_event"], "super_event" in include),
            "sub_events": self._children(event.id),
        }
        return self._as_forked(written)

    def place(self, place_id: str) -> Fields:
        """Write one place."""
        own = {
            "id": place_id,
            "@id": self._address("place", place_id),
            "@context": "http://schema.org",
            "@type": "Place",
            "data_source": SOURCE,
            "deleted": False,
        }
        written = self.places[place_id] | own
        if self.shape == "tampere":
            written.pop("position", None)
        return written

    def keyword(self, keyword_id: str) -> Fields:
        """Write one keyword."""
        return self._keyword(keyword_id, True)

    def organization(self, organization_id: str) -> Fields:
        """Write one publisher; its name is a plain text."""
        return {
            "id": organization_id,
            "data_source": SOURCE,
            "classification": f"{SOURCE}:kunta",
            "name": "Esimerkkikunta",
            "founding_date": None,
            "dissolution_date": None,
            "parent_organization": None,
            "sub_organizations": [],
            "affiliated_organizations": [],
            "created_time": "2020-01-01T06:12:05.120000Z",
            "last_modified_time": "2020-01-01T06:12:05.120000Z",
            "is_affiliated": False,
            "replaced_by": None,
        } | self._reference("organization", organization_id)

    def _as_forked(self, written: Fields) -> Fields:
        if self.shape == "helsinki":
            return written
        if self.shape == "espoo":
            kept = {name: value for name, value in written.items() if name not in _ENROLMENT}
            return kept | {"hobby_categories": [], "event_registration_link": None}
        if self.shape == "turku":
            gone = (*_ENROLMENT, "type_id")
            kept = {name: value for name, value in written.items() if name not in gone}
            is_virtual = written["location"]["@id"].endswith("internet/")
            return kept | {"is_virtualevent": is_virtual, "sub_event_type": None}
        if written["super_event_type"] == "recurring":
            written |= {"start_time": None, "end_time": None}
        return written

    def _place(self, place_id: str, included: bool) -> Fields:
        if included or self.shape == "tampere":
            return self.place(place_id)
        return self._reference("place", place_id)

    def _keyword(self, keyword_id: str, included: bool) -> Fields:
        reference = self._reference("keyword", keyword_id)
        if not included:
            return reference
        return {"id": keyword_id, "name": {"fi": KEYWORDS[keyword_id]}} | reference

    def _parent(self, parent_id: str | None, included: bool) -> Any:
        if parent_id is None or self.shape == "tampere":
            return parent_id
        parent = self.events.get(parent_id)
        # A deleted parent leaves its children without one (trap 10).
        if parent is None or parent.deleted:
            return None
        reference = self._reference("event", parent_id)
        return parent.fields | {"id": parent_id} | reference if included else reference

    def _children(self, event_id: str) -> list[Fields]:
        return [
            self._reference("event", other.id)
            for other in self.events.values()
            if other.fields["super_event"] == event_id and not other.deleted
        ]

    def _reference(self, kind: str, record_id: str) -> Fields:
        return {"@id": self._address(kind, record_id)}

    def _address(self, kind: str, record_id: str) -> str:
        return f"{self.base}/{kind}/{record_id}/"

    @staticmethod
    def _modified(event: EventDocument) -> str:
        return f"{event.modified.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
