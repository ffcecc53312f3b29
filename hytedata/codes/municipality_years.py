"""Which municipalities there were in a year, told from those of today and what was merged."""

from typing import Final

from hytedata.codes.municipality_codes import (
    abolished_municipalities,
    division_year,
    municipalities,
)

FIRST_DIVISION: Final = 2013
"""Since then every merger went into a municipality that was there already."""


def municipality_codes_of(year: int) -> frozenset[str]:
    """Return the codes in force on 1 January of *year*, from 2013 on.

    What a year after `division_year` brought is not known here: it gives the codes of today.
    """
    current = {place.code for place in municipalities()}
    later = {old.code for old in abolished_municipalities() if old.abolished_on.year > year}
    return frozenset(current | later)


def years_with_municipalities(codes: frozenset[str]) -> tuple[int, ...]:
    """Return the years since 2013 whose municipalities were exactly *codes*, oldest first."""
    years = range(FIRST_DIVISION, division_year() + 1)
    return tuple(year for year in years if municipality_codes_of(year) == codes)
