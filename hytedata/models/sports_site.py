"""A sports site as Lipas knows it, in our spelling."""

import re
from collections.abc import Mapping
from typing import TypeAlias

import msgspec
from pydantic import AwareDatetime

from hytedata.errors import InputError
from hytedata.models.base import Model
from hytedata.models.common import (
    Json,
    Language,
    LocalizedText,
    MunicipalityCode,
    Remark,
    SourceRef,
)
from hytedata.models.quantity import Quantity, unit_of
from hytedata.models.site_content import Activity, Image, Renovation
from hytedata.models.site_geometry import GeometryKind, Ring, SiteGeometry

__all__ = [
    "PUBLIC_STATUSES",
    "RETIRED_STATUSES",
    "AnySite",
    "GeometryKind",
    "PropertyValue",
    "Ring",
    "SiteGeometry",
    "SiteHead",
    "SportsSite",
    "site_page",
]

PropertyValue: TypeAlias = bool | int | float | str | tuple[str, ...]

PUBLIC_STATUSES = frozenset({"active", "out-of-service-temporarily"})
RETIRED_STATUSES = frozenset({"out-of-service-permanently", "incorrect-data"})

_PAGE = "https://www.lipas.fi/liikuntapaikat/{id}"

_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\??", re.ASCII)


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
        owner_org_id: Lipas organisation that owns the site, a UUID.
        renovations: As Lipas computes them; `renovation_years` are stated years and these.
        properties: Lipas v2's kebab-case keys → values; only keys that the site has.
            `codes.property_type(key)` tells name, type, unit and options of each.
        activities: Content for luontoon.fi by key (`cycling` …); one key per site.
        floorball: The blocks `fields`, `locker-rooms`, `audits` and `circumstances` as they came,
            not typed (lipas-api 3.4).
        lipas_publishes: Whether Lipas itself publishes the site to PTV; None where the view
            that was read cannot tell.
        tells_translations: Whether what was read tells names in other languages at all; API v1
            does not, so that a missing Swedish name says nothing there.
        content_hash: Hash of the content as read, without `event-date`. The single view has more
            keys than the list and so another hash: compare like with like.
        extras: Values that no field holds, by their path in the source's spelling: unknown fields,
            values of a wrong type (each with a remark), and what only the single view shows
            (`search-meta`, `ptv`, `edit-grants`).
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
    owner_org_id: str | None = None
    renovations: tuple[Renovation, ...] = ()
    images: tuple[Image, ...] = ()
    properties: Mapping[str, PropertyValue] = {}
    geometry: SiteGeometry | None = None
    activities: Mapping[str, Activity] = {}
    floorball: Mapping[str, Json] = {}
    lipas_publishes: bool | None = None
    tells_translations: bool = True
    remarks: tuple[Remark, ...] = ()
    content_hash: str = ""
    extras: Mapping[str, Json] = {}

    @property
    def ref(self) -> SourceRef:
        """The site's reference."""
        return SourceRef(source="lipas", kind="sports-site", id=str(self.lipas_id))

    def property(self, key: str) -> PropertyValue | None:
        """Return a property by its key in Lipas v2's spelling; None where the site has none.

        Missing means unknown, not false.

        Raises:
            InputError: No property can be spelled so (`surface_material`).
        """
        if not _KEY.fullmatch(key):
            raise InputError(f"{key!r}: properties are spelled like surface-material or toilet?")
        return self.properties.get(key)

    def quantity(self, key: str) -> Quantity | None:
        """Return a numeric property with its unit; None where the site has none.

        Raises:
            InputError: The property has no unit, or no property can be spelled so.
        """
        value, unit = self.property(key), unit_of(key)
        if unit is None:
            raise InputError(f"{key!r} has no unit; ask for the property itself")
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        return Quantity(value=value, unit=unit)


AnySite: TypeAlias = SportsSite | SiteHead
"""A site, or as much of it as has to be known where it stands as the last plan saw it."""


def site_page(lipas_id: int | str) -> str:
    """Return the address of the page where people see a site, and mend it."""
    return _PAGE.format(id=lipas_id)
