"""The division of the country on 1 January of a year, as one value; that of 2026 is packaged.

Codes are text with leading zeros: three digits for municipalities, two for regions and counties.
Source: Statistics Finland (CC BY 4.0), the division of 1 January 2026; see `data/`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache, cached_property, wraps
from typing import Literal, TypeVar, cast

import msgspec

from hytedata.codes.division_values import (
    AbolishedMunicipality,
    CountyKind,
    DivisionOrigin,
    FoundMunicipality,
    MovedMunicipality,
    Municipality,
    MunicipalityLanguage,
    Region,
    RenamedMunicipality,
    WellbeingServicesCounty,
)
from hytedata.codes.reading import read
from hytedata.codes.values import Labels, UnknownCode

T = TypeVar("T")


@dataclass(frozen=True)
class Division:
    """Municipalities, regions and counties of one year, and what became of older municipalities.

    Look-ups here and in `hytedata.codes` take one as `division`; without it they use
    `packaged_division()`. A later one is read by `hytedata.clients.divisions.Divisions`.

    Attributes:
        year: The division is of 1 January of this year.
        municipalities: By code.
        regions: By code.
        counties: By code; Helsinki (90) and Åland (91) are last, see their `kind`.
        abolished: Municipalities that ceased to exist since 2009, by code.
        origin: Where it was taken from, and why.
        renamed: Names that municipalities bore earlier, as far as they are known.
        moved: Municipalities that changed region (since 2016) or county.
    """

    year: int
    municipalities: tuple[Municipality, ...]
    regions: tuple[Region, ...]
    counties: tuple[WellbeingServicesCounty, ...]
    abolished: tuple[AbolishedMunicipality, ...]
    origin: DivisionOrigin
    renamed: tuple[RenamedMunicipality, ...] = ()
    moved: tuple[MovedMunicipality, ...] = ()

    def __hash__(self) -> int:
        # Hashing 400 municipalities takes longer than any look-up among them.
        return hash((self.year, self.origin))

    def __getstate__(self) -> dict[str, object]:
        # What was made of it for look-ups stays here: functions are no part of a value.
        return {one.name: getattr(self, one.name) for one in fields(self)}

    def find(self, code: str | int) -> FoundMunicipality | None:
        """Return the municipality behind *code*, current or abolished; None if unknown."""
        key = padded_code(code)
        if key is None:
            return None
        if key in self._municipalities:
            return FoundMunicipality(self._municipalities[key])
        old = self._abolished.get(key)
        return FoundMunicipality(self._municipalities[old.successor], old) if old else None

    def municipality(self, code: str | int) -> Municipality:
        """Return the municipality with exactly this code.

        Raises:
            UnknownCode: There is none. For an abolished code it says who holds the place now.
        """
        found, listed = self.find(code), f"municipalities of {self.year}"
        if found is None:
            raise UnknownCode(listed, code, hint="a code has three digits")
        if (old := found.abolished) is not None:
            now = found.municipality
            hint = f"{old.name.fi} became part of {now.name.fi} ({now.code}) on {old.abolished_on}"
            raise UnknownCode(listed, code, hint=hint, successor=now.code)
        return found.municipality

    def county(self, code: str) -> WellbeingServicesCounty:
        """Return the county with this code (two digits; 90 is Helsinki, 91 Åland).

        Raises:
            UnknownCode: There is none.
        """
        found = self._counties.get(code.strip().zfill(2))
        if found is None:
            raise UnknownCode("wellbeing services counties", code, hint="a code has two digits")
        return found

    def region(self, code: str) -> Region:
        """Return the region (maakunta) with this code (two digits).

        Raises:
            UnknownCode: There is none.
        """
        found = self._regions.get(code.strip().zfill(2))
        if found is None:
            raise UnknownCode("regions", code, hint="a code has two digits")
        return found

    def members(
        self, *, county: str | None = None, region: str | None = None
    ) -> tuple[Municipality, ...]:
        """Return the municipalities by code, all or those of a *county* or *region* code.

        Raises:
            UnknownCode: There is no such county or region.
        """
        in_county = self.county(county).code if county is not None else None
        in_region = self.region(region).code if region is not None else None
        return tuple(
            place
            for place in self.municipalities
            if in_county in (None, place.county.code) and in_region in (None, place.region.code)
        )

    @cached_property
    def _made(self) -> dict[Callable[["Division"], object], object]:
        return {}

    @cached_property
    def _municipalities(self) -> Mapping[str, Municipality]:
        return {place.code: place for place in self.municipalities}

    @cached_property
    def _abolished(self) -> Mapping[str, AbolishedMunicipality]:
        return {old.code: old for old in self.abolished}

    @cached_property
    def _counties(self) -> Mapping[str, WellbeingServicesCounty]:
        return {county.code: county for county in self.counties}

    @cached_property
    def _regions(self) -> Mapping[str, Region]:
        return {region.code: region for region in self.regions}


def once_per_division(make: Callable[[Division], T]) -> Callable[[Division], T]:
    """Keep what *make* makes of a division with the division itself, as long as that lives."""

    @wraps(make)
    def made(division: Division) -> T:
        kept = division._made
        if make not in kept:
            kept[make] = make(division)
        return cast("T", kept[make])

    return made


class DivisionTable(msgspec.Struct):
    """A division as rows, the shape of `data/municipalities.json` and of cached divisions."""

    year: int
    regions: list[tuple[str, str, str | None]]
    counties: list[tuple[str, str, str | None, CountyKind]]
    municipalities: list[tuple[str, str, str | None, MunicipalityLanguage | None, str, str]]
    abolished: list[tuple[str, str, str | None, str, date, bool]]
    renamed: list[tuple[str, str, str | None, date]]
    moved: list[tuple[str, Literal["region", "county"], str, str, date]]


def division_of(table: DivisionTable, origin: DivisionOrigin) -> Division:
    """Turn rows into a division.

    Raises:
        KeyError: A municipality names a region, county or successor that is not in the rows.
    """
    regions = {code: Region(code, Labels(fi, sv)) for code, fi, sv in table.regions}
    counties = {
        code: WellbeingServicesCounty(code, Labels(fi, sv), kind)
        for code, fi, sv, kind in table.counties
    }
    current = {
        code: Municipality(code, Labels(fi, sv), language, regions[region], counties[county])
        for code, fi, sv, language, region, county in table.municipalities
    }
    abolished = (
        AbolishedMunicipality(code, Labels(fi, sv), current[successor].code, day, confirmed)
        for code, fi, sv, successor, day, confirmed in table.abolished
    )
    return Division(
        table.year,
        tuple(current.values()),
        tuple(regions.values()),
        tuple(counties.values()),
        tuple(abolished),
        origin,
        tuple(
            RenamedMunicipality(code, Labels(fi, sv), day) for code, fi, sv, day in table.renamed
        ),
        tuple(MovedMunicipality(*row) for row in table.moved),
    )


def to_table(division: Division) -> DivisionTable:
    """Turn a division into rows; its origin is left out."""
    return DivisionTable(
        division.year,
        [(one.code, one.name.fi, one.name.sv) for one in division.regions],
        [(one.code, one.name.fi, one.name.sv, one.kind) for one in division.counties],
        [
            (one.code, one.name.fi, one.name.sv, one.language, one.region.code, one.county.code)
            for one in division.municipalities
        ],
        [
            (one.code, one.name.fi, one.name.sv, one.successor, one.abolished_on, one.confirmed)
            for one in division.abolished
        ],
        [(one.code, one.name.fi, one.name.sv, one.renamed_on) for one in division.renamed],
        [(one.code, one.kind, one.before, one.after, one.moved_on) for one in division.moved],
    )


@cache
def packaged_division() -> Division:
    """Return the division of 2026, which comes with hytedata."""
    table = read("municipalities", DivisionTable)
    reason = f"the table of {table.year} comes with hytedata"
    return division_of(table, DivisionOrigin("packaged", table.year, reason))


def padded_code(code: str | int) -> str | None:
    """Return *code* as three digits, or None where it is no municipality code at all.

    `91`, `"91"` and `"091"` are the same code: several sources publish numbers.
    """
    text = str(code).strip() if not isinstance(code, bool) else ""
    return text.zfill(3) if text.isascii() and text.isdigit() and len(text) <= 3 else None
