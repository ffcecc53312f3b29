"""What a list of API v1 is asked for (lipas-api 4)."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from hytedata.codes import municipalities, municipality, sports_site_type, sports_site_types
from hytedata.connectors.lipas.query import LARGEST_PAGE, LINGERING
from hytedata.errors import InputError
from hytedata.models.clock import HELSINKI

V1_WINDOW = 10_000
"""`page × pageSize` may not exceed it: the search engine's own default (lipas-api 4)."""


V1_FIELDS = (
    "name",
    "marketingName",
    "lastModified",
    "constructionYear",
    "renovationYears",
    "freeUse",
    "schoolUse",
    "type.typeCode",
    "type.name",
    "www",
    "email",
    "phoneNumber",
    "reservationsLink",
    "owner",
    "admin",
    "location.geometries",
    "location.coordinates.wgs84",
    "location.coordinates.tm35fin",
    "location.address",
    "location.postalCode",
    "location.postalOffice",
    "location.neighborhood",
    "location.city.name",
    "location.city.cityCode",
    "location.locationId",
    "location.sportsPlaces",
    "properties",
)
"""All fields of a sports place besides its id, as `fields` may name them."""


@dataclass(frozen=True)
class Near:
    """A circle that sites must touch.

    Attributes:
        lon: Longitude of its middle, WGS 84 degrees.
        lat: Latitude, likewise.
        distance_km: Its radius.
    """

    lon: float
    lat: float
    distance_km: float


@dataclass(frozen=True)
class V1Query:
    """A filter of sports places of API v1; an empty field filters nothing. Checked when made.

    Attributes:
        modified_after: Sites whose latest revision is later; any zone.
        search: Words to look for; results are then ordered by relevance.
        near: A circle.
        excursion_map: Only sites that may be shown in the excursion map (retkikartta.fi).
        harrastuspassi: Only sites that may be shown in harrastuspassi.fi.
        fields: What to tell of each; nothing but the id when empty.

    Raises:
        InputError: A value that Lipas does not know, or a time without a zone.
    """

    municipalities: tuple[str, ...] = ()
    type_codes: tuple[int, ...] = ()
    modified_after: datetime | None = None
    search: str | None = None
    near: Near | None = None
    excursion_map: bool = False
    harrastuspassi: bool = False
    fields: tuple[str, ...] = V1_FIELDS

    def __post_init__(self) -> None:
        codes = tuple(dict.fromkeys(municipality(code).code for code in self.municipalities))
        object.__setattr__(self, "municipalities", codes)
        for code in self.type_codes:
            sports_site_type(code)
        if self.modified_after is not None:
            helsinki_time(self.modified_after, "modified_after")
        for field in self.fields:
            if field not in V1_FIELDS:
                raise InputError(f"fields: {field!r} is none of {', '.join(V1_FIELDS)}")

    @cached_property
    def city_codes(self) -> tuple[str, ...]:
        """The municipalities with the lingering codes of those that became part of them."""
        return tuple(
            code for today in self.municipalities for code in (today, *LINGERING.get(today, ()))
        )

    def params(self, page: int, page_size: int) -> tuple[tuple[str, str], ...]:
        """Return the query parameters of one page.

        Raises:
            ValueError: The page lies outside the window of 10 000 sites.
        """
        if page < 1 or not 1 <= page_size <= LARGEST_PAGE or page * page_size > V1_WINDOW:
            raise ValueError(f"page {page} of {page_size} is outside the window of {V1_WINDOW}")
        found = [("page", str(page)), ("pageSize", str(page_size))]
        if self.fields:
            found.append(("fields", ",".join(self.fields)))
        found += [("cityCodes", str(int(code))) for code in self.city_codes]
        found += [("typeCodes", str(code)) for code in self.type_codes]
        if self.modified_after is not None:
            found.append(("modifiedAfter", helsinki_time(self.modified_after, "modified_after")))
        if self.search:
            found.append(("searchString", self.search))
        if self.near is not None:
            found.append(("closeToLon", str(self.near.lon)))
            found.append(("closeToLat", str(self.near.lat)))
            found.append(("closeToDistanceKm", str(self.near.distance_km)))
        flags = {"retkikartta": self.excursion_map, "harrastuspassi": self.harrastuspassi}
        return (*found, *((name, "true") for name, wanted in flags.items() if wanted))

    def parts(self) -> tuple["V1Query", ...]:
        """Split the query by municipality, then type; itself alone where it cannot be split."""
        if not self.municipalities:
            return tuple(replace(self, municipalities=(it.code,)) for it in municipalities())
        if len(self.municipalities) > 1:
            return tuple(replace(self, municipalities=(code,)) for code in self.municipalities)
        types = self.type_codes or tuple(it.code for it in sports_site_types())
        return tuple(replace(self, type_codes=(code,)) for code in types)

    def __str__(self) -> str:
        """Name the query for people."""
        words = [f"municipality {code}" for code in self.municipalities]
        words += [f"type {code}" for code in self.type_codes]
        return "; ".join(words) or "all sites of API v1"


def helsinki_time(moment: datetime, name: str) -> str:
    """Return a moment as v1 compares it: local time of Helsinki, to milliseconds, rounded down.

    Raises:
        InputError: It has no time zone; *name* is the argument.
    """
    return _to_milliseconds(_aware(moment, name).astimezone(HELSINKI))


def utc_time(moment: datetime, name: str) -> str:
    """Return a moment as v1 reads `since`: UTC, to milliseconds, rounded down.

    Raises:
        InputError: It has no time zone; *name* is the argument.
    """
    return _to_milliseconds(_aware(moment, name).astimezone(ZoneInfo("UTC")))


def _aware(moment: datetime, name: str) -> datetime:
    if moment.tzinfo is None:
        raise InputError(f"{name}: give a time with its zone; v1 mixes Helsinki time and UTC")
    return moment


def _to_milliseconds(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S}.{moment.microsecond // 1000:03d}"
