"""A site document of Lipas as the sandbox keeps it: bytes, with what the filters need beside."""

from collections.abc import Mapping
from typing import NamedTuple, cast

import msgspec

PRIVATE_KEYS = frozenset({"reservations-link", "edit-grants", "ptv"})
"""Keys that only the single-site view shows (lipas-api 2.4, point 5)."""

LIST_KEYS = frozenset(
    {
        "lipas-id",
        "event-date",
        "status",
        "name",
        "marketing-name",
        "name-localized",
        "owner",
        "admin",
        "owner-org-id",
        "email",
        "www",
        "phone-number",
        "comment",
        "construction-year",
        "renovation-years",
        "renovations",
        "type",
        "location",
        "properties",
        "activities",
        "images",
        "fields",
        "locker-rooms",
        "audits",
        "circumstances",
    }
)
"""The 25 keys of the list view (lipas-api 3)."""


class SiteDocument(NamedTuple):
    """One site.

    Attributes:
        municipality: Three digits.
        activities: Keys of its enriched blocks.
        body: The document of the list view, JSON.
        private: JSON object of the keys that only the single view shows, or empty.
    """

    lipas_id: int
    status: str
    type_code: int
    municipality: str
    owner: str
    admin: str
    activities: tuple[str, ...]
    body: bytes
    private: bytes = b""

    @classmethod
    def of(cls, document: Mapping[str, object]) -> "SiteDocument":
        """Keep a whole document (as in the single view)."""
        location = cast("Mapping[str, Mapping[str, object]]", document["location"])
        kind = cast("Mapping[str, object]", document["type"])
        private = {key: value for key, value in document.items() if key in PRIVATE_KEYS}
        public = {key: value for key, value in document.items() if key in LIST_KEYS}
        return cls(
            lipas_id=int(cast("int", document["lipas-id"])),
            status=str(document["status"]),
            type_code=int(cast("int", kind["type-code"])),
            municipality=str(location["city"]["city-code"]).zfill(3),
            owner=str(document["owner"]),
            admin=str(document["admin"]),
            activities=tuple(cast("Mapping[str, object]", document.get("activities", {}))),
            body=msgspec.json.encode(public),
            private=msgspec.json.encode(private) if private else b"",
        )

    def document(self) -> dict[str, object]:
        """Return the whole document, without what Lipas derives (`search-meta`)."""
        public = cast("dict[str, object]", msgspec.json.decode(self.body))
        private = cast(
            "dict[str, object]", msgspec.json.decode(self.private) if self.private else {}
        )
        return {**public, **private}


def first_vertex(document: Mapping[str, object]) -> tuple[float, float]:
    """Return longitude and latitude of the first vertex of the first feature: Lipas's point."""
    location = cast("Mapping[str, Mapping[str, object]]", document["location"])
    features = cast("list[Mapping[str, Mapping[str, object]]]", location["geometries"]["features"])
    vertex = features[0]["geometry"]["coordinates"]
    while isinstance(vertex, list) and isinstance(vertex[0], list):
        vertex = vertex[0]
    lon, lat = cast("list[float]", vertex)[:2]
    return lon, lat
