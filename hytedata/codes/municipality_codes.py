"""Municipalities, regions and wellbeing services counties of 2026, and what became of old codes.

Codes are text with leading zeros: three digits for municipalities, two for regions and counties.
Source: Statistics Finland (CC BY 4.0), the division of 1 January 2026; see `data/`.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, TypeAlias

import msgspec

from hytedata.codes.reading import read
from hytedata.codes.values import Labels, UnknownCode

MunicipalityLanguage: TypeAlias = Literal["fi", "sv", "fi-sv", "sv-fi"]
CountyKind: TypeAlias = Literal["county", "helsinki", "aland"]


@dataclass(frozen=True, slots=True)
class Region:
    """A region (maakunta)."""

    code: str
    name: Labels


@dataclass(frozen=True, slots=True)
class WellbeingServicesCounty:
    """A wellbeing services county (hyvinvointialue), or what stands for one.

    Attributes:
        kind: `county` for the 21 real ones. Helsinki (90) and Åland (91) are outside them, and
            have a code so that every municipality has a value.
    """

    code: str
    name: Labels
    kind: CountyKind


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality of 2026.

    Attributes:
        code: Three digits.
        language: Official languages; of a bilingual one the majority's stands first.
    """

    code: str
    name: Labels
    language: MunicipalityLanguage
    region: Region
    county: WellbeingServicesCounty

    @property
    def languages(self) -> tuple[str, ...]:
        """Official languages, the majority's first."""
        return tuple(self.language.split("-"))


@dataclass(frozen=True, slots=True)
class AbolishedMunicipality:
    """A municipality code that ceased to exist between 2009 and 2026.

    Attributes:
        successor: Code of the municipality of 2026 that holds the old centre.
        confirmed: Whether a second source says so; otherwise check before relying on it.
    """

    code: str
    name: Labels
    successor: str
    abolished_on: date
    confirmed: bool


@dataclass(frozen=True, slots=True)
class FoundMunicipality:
    """The municipality of 2026 behind a code or name of any year.

    Attributes:
        abolished: The old municipality that was asked for; None for one of today.
    """

    municipality: Municipality
    abolished: AbolishedMunicipality | None = None

    @property
    def abolished_on(self) -> date | None:
        """When the code that was asked for ceased to exist; None for one of today."""
        return self.abolished.abolished_on if self.abolished else None


class _File(msgspec.Struct):
    year: int
    regions: list[tuple[str, str, str]]
    counties: list[tuple[str, str, str, CountyKind]]
    municipalities: list[tuple[str, str, str, MunicipalityLanguage, str, str]]
    abolished: list[tuple[str, str, str, str, date, bool]]


@dataclass(frozen=True)
class _Tables:
    year: int
    regions: dict[str, Region]
    counties: dict[str, WellbeingServicesCounty]
    municipalities: dict[str, Municipality]
    abolished: dict[str, AbolishedMunicipality]
    by_name: dict[str, tuple[FoundMunicipality, ...]]


@cache
def _tables() -> _Tables:
    file = read("municipalities", _File)
    regions = {code: Region(code, Labels(fi, sv)) for code, fi, sv in file.regions}
    counties = {
        code: WellbeingServicesCounty(code, Labels(fi, sv), kind)
        for code, fi, sv, kind in file.counties
    }
    current = {
        code: Municipality(code, Labels(fi, sv), language, regions[region], counties[county])
        for code, fi, sv, language, region, county in file.municipalities
    }
    abolished = {
        code: AbolishedMunicipality(code, Labels(fi, sv), successor, day, confirmed)
        for code, fi, sv, successor, day, confirmed in file.abolished
    }
    return _Tables(
        file.year, regions, counties, current, abolished, _index_names(current, abolished)
    )


def _index_names(
    current: dict[str, Municipality], abolished: dict[str, AbolishedMunicipality]
) -> dict[str, tuple[FoundMunicipality, ...]]:
    index: dict[str, list[FoundMunicipality]] = {}
    for municipality in current.values():
        for name in {name.casefold() for name in municipality.name.all()}:
            index.setdefault(name, []).append(FoundMunicipality(municipality))
    for old in abolished.values():
        for name in {name.casefold() for name in old.name.all()}:
            index.setdefault(name, []).append(FoundMunicipality(current[old.successor], old))
    return {name: tuple(found) for name, found in index.items()}


def division_year() -> int:
    """Return the year whose 1 January the division is of."""
    return _tables().year


def padded_code(code: str | int) -> str | None:
    """Return *code* as three digits, or None where it is no municipality code at all.

    `91`, `"91"` and `"091"` are the same code: several sources publish numbers.
    """
    text = str(code).strip() if not isinstance(code, bool) else ""
    return text.zfill(3) if text.isascii() and text.isdigit() and len(text) <= 3 else None


def find_municipality(code: str | int) -> FoundMunicipality | None:
    """Return the municipality of 2026 behind *code*, current or abolished; None if unknown."""
    tables, key = _tables(), padded_code(code)
    if key is None:
        return None
    if key in tables.municipalities:
        return FoundMunicipality(tables.municipalities[key])
    old = tables.abolished.get(key)
    return FoundMunicipality(tables.municipalities[old.successor], old) if old else None


def municipality(code: str | int) -> Municipality:
    """Return the municipality of 2026 with exactly this code.

    Raises:
        UnknownCode: There is none. For an abolished code it says who holds the place now.
    """
    found = find_municipality(code)
    if found is None:
        raise UnknownCode("municipalities of 2026", code, hint="a code has three digits")
    if (old := found.abolished) is not None:
        now = found.municipality
        hint = f"{old.name.fi} became part of {now.name.fi} ({now.code}) on {old.abolished_on}"
        raise UnknownCode("municipalities of 2026", code, hint=hint, successor=now.code)
    return found.municipality


def municipalities(
    *, county: str | None = None, region: str | None = None
) -> tuple[Municipality, ...]:
    """Return the municipalities of 2026 by code, all or those of a *county* or *region* code.

    Raises:
        UnknownCode: There is no such county or region.
    """
    in_county = _county(county).code if county is not None else None
    in_region = _region(region).code if region is not None else None
    return tuple(
        place
        for place in _tables().municipalities.values()
        if in_county in (None, place.county.code) and in_region in (None, place.region.code)
    )


def municipalities_named(name: str) -> tuple[FoundMunicipality, ...]:
    """Return what is or was called *name* in Finnish or Swedish, whatever the case.

    Municipalities of today come first. The whole name is compared, never its beginning: Kemi is
    not Kemijärvi.
    """
    return _tables().by_name.get(" ".join(name.split()).casefold(), ())


def abolished_municipalities() -> tuple[AbolishedMunicipality, ...]:
    """Return the municipalities that ceased to exist since 2009, by code."""
    return tuple(_tables().abolished.values())


def county(code: str) -> WellbeingServicesCounty:
    """Return the county with this code (two digits; 90 is Helsinki, 91 Åland).

    Raises:
        UnknownCode: There is none.
    """
    return _county(code)


def counties() -> tuple[WellbeingServicesCounty, ...]:
    """Return the 21 counties, then Helsinki and Åland, which are outside them (see `kind`)."""
    return tuple(_tables().counties.values())


def region(code: str) -> Region:
    """Return the region (maakunta) with this code (two digits).

    Raises:
        UnknownCode: There is none.
    """
    return _region(code)


def regions() -> tuple[Region, ...]:
    """Return the 19 regions by code."""
    return tuple(_tables().regions.values())


def _county(code: str) -> WellbeingServicesCounty:
    found = _tables().counties.get(code.zfill(2))
    if found is None:
        raise UnknownCode("wellbeing services counties", code, hint="a code has two digits")
    return found


def _region(code: str) -> Region:
    found = _tables().regions.get(code.zfill(2))
    if found is None:
        raise UnknownCode("regions", code, hint="a code has two digits")
    return found
