"""A sports site as Lipas knows it, in our spelling."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

import msgspec
from pydantic import AwareDatetime

from hytedata.models.base import Model
from hytedata.models.common import Language, LocalizedText, MunicipalityCode, Remark, SourceRef

PropertyValue: TypeAlias = bool | int | float | str | tuple[str, ...]
GeometryKind: TypeAlias = Literal["point", "route", "area"]

PUBLIC_STATUSES = frozenset({"active", "out-of-service-temporarily"})
RETIRED_STATUSES = frozenset({"out-of-service-permanently", "incorrect-data"})

Ring: TypeAlias = tuple[tuple[float, float], ...]
"""Vertices (east, north) in EPSG:3067 metres."""


class SiteGeometry(Model):
    """Geometry of a site in EPSG:3067, two-dimensional.

    Attributes:
        kind: Fixed by the site's type.
        parts: One entry per GeoJSON feature, in the source's order. A point part is one ring
            of one vertex, a route part one ring of ≥ 2 vertices, an area part its exterior
            ring followed by its holes.
    """

    kind: GeometryKind
    parts: tuple[tuple[Ring, ...], ...]


class SiteHead(msgspec.Struct, frozen=True, gc=False):
    """What can be told of a site without normalising it: who it is, where, and its names.

    Its fields have the values that `SportsSite` would have.

    Attributes:
        lipas_publishes: Never known; what it would say is part of `content_hash`.
    """

    lipas_id: int
    status: str
    name: str
    name_sv: str | None
    name_en: str | None
    type_code: int
    owner: str | None
    municipality: str
    neighbourhood: str | None
    address: str | None
    postal_office: str | None
    content_hash: str
    lipas_publishes: None = None

    @property
    def names(self) -> LocalizedText:
        """As `SportsSite.names`; made anew each time, since tens of thousands are held."""
        names: dict[Language, str] = {"fi": self.name}
        if self.name_sv:
            names["sv"] = self.name_sv
        if self.name_en:
            names["en"] = self.name_en
        return names


class SportsSite(Model):
    """One sports site (liikuntapaikka) of Lipas.

    Texts are as the source states them, trimmed; what is missing is `None` (unknown, not
    false). Contact data stay as stated: `sync` reads them, since each target has rules of its own.

    Attributes:
        lipas_id: Permanent id, never reused.
        event_date: Time of the latest revision, UTC; moves without a change of content.
        status: Lipas's status; an open set (`PUBLIC_STATUSES`, `RETIRED_STATUSES`).
        names: `fi` always; `sv` and `en` where Lipas has them.
        owner: Lipas's code (`city`, `state` …) or None where unknown; `admin` likewise.
        address: As stated; may be a place name or driving directions.
        postal_code: Five digits, or None.
        properties: Lipas v2's kebab-case keys → values; only keys that the site has.
        lipas_publishes: Whether Lipas itself publishes the site to PTV; None where the view
            that was read cannot tell.
        content_hash: Hash of the content as read, without `event-date`.
    """

    lipas_id: int
    event_date: AwareDatetime | None
    status: str
    names: LocalizedText
    marketing_name: str | None = None
    type_code: int
    owner: str | None
    admin: str | None
    municipality: MunicipalityCode
    neighbourhood: str | None = None
    address: str | None = None
    postal_code: str | None = None
    postal_office: str | None = None
    phone: str | None = None
    email: str | None = None
    www: str | None = None
    reservations_link: str | None = None
    comment: str | None = None
    construction_year: int | None = None
    renovation_years: tuple[int, ...] = ()
    properties: Mapping[str, PropertyValue] = {}
    geometry: SiteGeometry | None = None
    lipas_publishes: bool | None = None
    remarks: tuple[Remark, ...] = ()
    content_hash: str = ""

    @property
    def ref(self) -> SourceRef:
        """The site's reference."""
        return SourceRef(source="lipas", kind="sports-site", id=str(self.lipas_id))


AnySite: TypeAlias = SportsSite | SiteHead
"""A site, or as much of it as has to be known where it stands as the last plan saw it."""
