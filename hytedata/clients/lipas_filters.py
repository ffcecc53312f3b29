"""Arguments of Lipas's reads, checked and turned into queries before anything is sent."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypedDict, TypeVar

from hytedata.codes import (
    UnknownCode,
    loi_type,
    main_categories,
    municipality,
    sports_site_type,
    sports_site_types,
    sub_categories,
)
from hytedata.connectors.lipas.loi_query import LoiQuery
from hytedata.connectors.lipas.query import LARGEST_PAGE, SiteQuery, all_statuses
from hytedata.connectors.lipas.v1_query import V1_FIELDS, V1Query
from hytedata.connectors.lipas.v1_query import Near as Circle
from hytedata.errors import InputError
from hytedata.models.location_of_interest import LocationOfInterest
from hytedata.models.sports_site import SportsSite
from hytedata.places.named_area import Codes, NamedArea
from hytedata.places.shapes import shape_of
from hytedata.places.surroundings import Near, Surroundings, Within

T = TypeVar("T", str, int)


class SiteFilter(TypedDict, total=False):
    """Which sites are asked for; filters are ANDed, values within one ORed (lipas-api 2.1).

    An argument that is None or left out filters nothing; an empty list is refused, since it
    would ask for the whole country where a computed list happens to be empty.

    Attributes:
        municipalities: Three-digit codes of today; an abolished one is refused with its successor.
        municipality, county, region: Codes or names of today, one or several; they add up, with
            `municipalities` too. A site is of the municipality that it states.
        within: Only sites with a part in here: a shapely geometry with `crs`, GeoJSON, a frame.
            Lipas cannot be asked so: it is chosen from what comes.
        near: Only sites with a part so near: `((longitude, latitude), metres)`; likewise.
        crs: What a shapely geometry and a pair of numbers are in.
        statuses: Lipas's six; left out means all of them: a site that is retired disappears from
            a read of active ones.
        type_codes: Active types; Lipas refuses the eight deprecated ones.
        categories: Codes of sub- or main categories. Sites of deprecated types are among them:
            where a category has such types, its sites are chosen here, from all that is sent.
        owners: Codes of `codes.owners()`.
        admins: Codes of `codes.admins()`.
        activities: Codes of `codes.site_activities()`: sites with content about one of them.
    """

    municipalities: Sequence[str] | None
    municipality: Codes | None
    county: Codes | None
    region: Codes | None
    within: Within | None
    near: Near | None
    crs: object
    statuses: Sequence[str] | None
    type_codes: Sequence[int] | None
    categories: Sequence[int] | None
    owners: Sequence[str] | None
    admins: Sequence[str] | None
    activities: Sequence[str] | None


class LoiFilter(TypedDict, total=False):
    """Which Locations of Interest are asked for; see `SiteFilter`.

    Attributes:
        statuses: Lipas's six; left out means all of them.
        categories: Codes of `codes.loi_categories()`.
        types: Codes of `codes.loi_types()`.
        within, near, crs: As of sites. They have no municipality; give its border as *within*.
    """

    statuses: Sequence[str] | None
    categories: Sequence[str] | None
    types: Sequence[str] | None
    within: Within | None
    near: Near | None
    crs: object


class V1Filter(TypedDict, total=False):
    """Which sites of API v1 are asked for; see `SiteFilter`.

    Attributes:
        municipalities: Three-digit codes of today.
        type_codes: Types, deprecated ones included.
        modified_after: Sites saved after this time, which must have a zone. v1 compares local
            times of Helsinki, so the hour that comes twice in autumn is ambiguous: take an hour
            less to be sure (lipas-api 4).
        search: Words to look for; results are then ordered by relevance.
        near: Only sites within a circle.
        excursion_map: Only sites that may be shown on the excursion map.
        harrastuspassi: Only sites that may be shown in harrastuspassi.fi.
    """

    municipalities: Sequence[str] | None
    type_codes: Sequence[int] | None
    modified_after: datetime | None
    search: str | None
    near: Circle | None
    excursion_map: bool
    harrastuspassi: bool


@dataclass(frozen=True)
class SiteChoice:
    """What is sent to Lipas, and what is chosen here from what comes.

    Attributes:
        types: Codes of types that are wanted; None for all that come.
        around: Where a site must have a part.
    """

    query: SiteQuery
    types: frozenset[int] | None = None
    around: Surroundings = field(default_factory=Surroundings)

    def wants(self, type_code: int | None) -> bool:
        """Whether a site is wanted; one without a usable type is, so that it is told about."""
        return self.types is None or type_code is None or type_code in self.types

    def holds(self, site: SportsSite) -> bool:
        """Whether a site is where it is wanted."""
        return not self.around or self.around.hold(shape_of(site))


def site_choice(given: SiteFilter) -> SiteChoice:
    """Check a filter of sites.

    Raises:
        InputError: Names argument, value and what is allowed.
    """
    known = _Arguments("sites", given, SiteFilter.__annotations__)
    _named("municipalities", known.texts("municipalities"), municipality)
    _named("type_codes", known.numbers("type_codes"), sports_site_type)
    types, chosen = _types(known.numbers("type_codes"), known.numbers("categories"))
    named = NamedArea.of(given.get("municipality"), given.get("county"), given.get("region"))
    codes = dict.fromkeys((*known.texts("municipalities"), *(one.code for one in named.members)))
    query = SiteQuery(
        municipalities=tuple(codes),
        statuses=known.texts("statuses") or all_statuses(),
        type_codes=types,
        owners=known.texts("owners"),
        admins=known.texts("admins"),
        activities=known.texts("activities"),
    )
    return SiteChoice(query, chosen, _around(given))


def _around(given: SiteFilter | LoiFilter) -> Surroundings:
    return Surroundings.of(given.get("within"), given.get("near"), crs=given.get("crs"))


def _named(argument: str, values: Iterable[T], check: Callable[[T], object]) -> None:
    """Check values, and name the argument in the error."""
    for value in values:
        try:
            check(value)
        except UnknownCode as error:
            named = UnknownCode(error.code_list, error.code, successor=error.successor)
            named.args = (f"{argument}: {error}",)
            raise named from error


@dataclass(frozen=True)
class LoiChoice:
    """What is sent to Lipas, and where a Location of Interest must have a part."""

    query: LoiQuery
    around: Surroundings

    def holds(self, loi: LocationOfInterest) -> bool:
        """Whether one is where it is wanted."""
        return not self.around or self.around.hold(shape_of(loi))


def loi_choice(given: LoiFilter) -> LoiChoice:
    """Check a filter of Locations of Interest; see `site_choice`."""
    known = _Arguments("lois", given, LoiFilter.__annotations__)
    _named("types", known.texts("types"), loi_type)
    query = LoiQuery(
        statuses=known.texts("statuses") or all_statuses(),
        categories=known.texts("categories"),
        types=known.texts("types"),
    )
    return LoiChoice(query, _around(given))


def v1_query(given: V1Filter, fields: Sequence[str] = V1_FIELDS) -> V1Query:
    """Check a filter of API v1; see `site_choice`."""
    known = _Arguments("v1.sites", given, V1Filter.__annotations__)
    if isinstance(fields, str):
        raise InputError(f"fields: give a list, [{fields!r}]")
    _named("municipalities", known.texts("municipalities"), municipality)
    _named("type_codes", known.numbers("type_codes"), sports_site_type)
    return V1Query(
        municipalities=known.texts("municipalities"),
        type_codes=known.numbers("type_codes"),
        modified_after=given.get("modified_after"),
        search=given.get("search"),
        near=given.get("near"),
        excursion_map=bool(given.get("excursion_map")),
        harrastuspassi=bool(given.get("harrastuspassi")),
        fields=tuple(fields),
    )


class _Arguments:
    """Arguments by name, as lists; unknown names are refused, as in any call."""

    def __init__(self, what: str, given: SiteFilter | LoiFilter | V1Filter, known: Iterable[str]):
        self._given: dict[str, object] = dict(given)
        names = tuple(known)
        for name in given:
            if name not in names:
                raise InputError(f"{what} know no {name!r}, only {', '.join(names)}")

    def texts(self, name: str) -> tuple[str, ...]:
        return self._list(name, lambda value: value if isinstance(value, str) else None)

    def numbers(self, name: str) -> tuple[int, ...]:
        return self._list(name, _whole)

    def _list(self, name: str, read: Callable[[object], T | None]) -> tuple[T, ...]:
        value = self._given.get(name)
        if value is None:
            return ()
        if isinstance(value, str) or not isinstance(value, Iterable):
            raise InputError(f"{name}: give a list, [{value!r}]")
        values = list(value)
        if not values:
            raise InputError(f"{name}: the list is empty; leave it out to ask for all")
        found = [read(it) for it in values]
        for it, told in zip(values, found, strict=True):
            if told is None:
                raise InputError(f"{name}: {it!r} is no code")
        return tuple(dict.fromkeys(it for it in found if it is not None))


def _whole(value: object) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() else None


def _types(
    types: tuple[int, ...], categories: tuple[int, ...]
) -> tuple[tuple[int, ...], frozenset[int] | None]:
    """Return the types to ask Lipas for, and those to choose from what it sends."""
    if not categories:
        return types, None
    known = {it.code for it in sub_categories()} | {it.code for it in main_categories()}
    for code in categories:
        if code not in known:
            allowed = ", ".join(map(str, sorted(known)))
            raise InputError(f"categories: {code} is none of {allowed}")
    wanted = [
        it.code
        for it in sports_site_types()
        if (it.sub_category in categories or it.main_category in categories)
        and (not types or it.code in types)
    ]
    if not wanted:
        raise InputError("type_codes and categories have no type in common")
    if any(sports_site_type(code).status == "deprecated" for code in wanted):
        return types, frozenset(wanted)
    return tuple(wanted), None


def checked_page_size(page_size: int) -> int:
    """Refuse a page size that Lipas would refuse.

    Raises:
        InputError: It is not within 1–100.
    """
    if not 1 <= page_size <= LARGEST_PAGE:
        raise InputError(f"page_size: {page_size} is not within 1–{LARGEST_PAGE}")
    return page_size
