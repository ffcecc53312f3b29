"""Looking up municipalities, regions and counties by code, and municipalities by exact name.

Every function takes a `division`; without it the packaged one of 2026 is asked. For what people
write (cases, suffixes, former names) there is `hytedata.codes.find_places`.
"""

from collections.abc import Mapping

from hytedata.codes.division import (
    Division,
    once_per_division,
    packaged_division,
    padded_code,
)
from hytedata.codes.division_values import (
    AbolishedMunicipality,
    CountyKind,
    FoundMunicipality,
    Municipality,
    MunicipalityLanguage,
    Region,
    WellbeingServicesCounty,
)

__all__ = [
    "AbolishedMunicipality",
    "CountyKind",
    "FoundMunicipality",
    "Municipality",
    "MunicipalityLanguage",
    "Region",
    "WellbeingServicesCounty",
    "abolished_municipalities",
    "counties",
    "county",
    "division_year",
    "find_municipality",
    "municipalities",
    "municipalities_named",
    "municipality",
    "padded_code",
    "region",
    "regions",
]


def division_year() -> int:
    """Return the year whose 1 January the packaged division is of."""
    return packaged_division().year


def find_municipality(
    code: str | int, *, division: Division | None = None
) -> FoundMunicipality | None:
    """Return the municipality of today behind *code*, current or abolished; None if unknown."""
    return _or_packaged(division).find(code)


def municipality(code: str | int, *, division: Division | None = None) -> Municipality:
    """Return the municipality of today with exactly this code.

    Raises:
        UnknownCode: There is none. For an abolished code it says who holds the place now.
    """
    return _or_packaged(division).municipality(code)


def municipalities(
    *, county: str | None = None, region: str | None = None, division: Division | None = None
) -> tuple[Municipality, ...]:
    """Return the municipalities of today by code, all or those of a *county* or *region* code.

    Raises:
        UnknownCode: There is no such county or region.
    """
    return _or_packaged(division).members(county=county, region=region)


def municipalities_named(
    name: str, *, division: Division | None = None
) -> tuple[FoundMunicipality, ...]:
    """Return what is or was called *name* in Finnish or Swedish, whatever the case.

    Municipalities of today come first. The whole name is compared, never its beginning: Kemi is
    not Kemijärvi.
    """
    return _by_name(_or_packaged(division)).get(" ".join(name.split()).casefold(), ())


def abolished_municipalities(
    *, division: Division | None = None
) -> tuple[AbolishedMunicipality, ...]:
    """Return the municipalities that ceased to exist since 2009, by code."""
    return _or_packaged(division).abolished


def county(code: str, *, division: Division | None = None) -> WellbeingServicesCounty:
    """Return the county with this code (two digits; 90 is Helsinki, 91 Åland).

    Raises:
        UnknownCode: There is none.
    """
    return _or_packaged(division).county(code)


def counties(*, division: Division | None = None) -> tuple[WellbeingServicesCounty, ...]:
    """Return the 21 counties, then Helsinki and Åland, which are outside them (see `kind`)."""
    return _or_packaged(division).counties


def region(code: str, *, division: Division | None = None) -> Region:
    """Return the region (maakunta) with this code (two digits).

    Raises:
        UnknownCode: There is none.
    """
    return _or_packaged(division).region(code)


def regions(*, division: Division | None = None) -> tuple[Region, ...]:
    """Return the 19 regions by code."""
    return _or_packaged(division).regions


def _or_packaged(division: Division | None) -> Division:
    return packaged_division() if division is None else division


@once_per_division
def _by_name(division: Division) -> Mapping[str, tuple[FoundMunicipality, ...]]:
    index: dict[str, list[FoundMunicipality]] = {}
    for place in division.municipalities:
        for name in {name.casefold() for name in place.name.all()}:
            index.setdefault(name, []).append(FoundMunicipality(place))
    for old in division.abolished:
        found = division.find(old.code)
        for name in {name.casefold() for name in old.name.all()}:
            index.setdefault(name, []).extend([found] if found else [])
    return {name: tuple(found) for name, found in index.items()}
