"""Municipalities, counties and regions that are asked for, by code or name: the meaning of all.

Three arguments, `municipality`, `county` and `region`, add up: together they name a set of
municipalities of today.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeAlias

from hytedata.codes import (
    Municipality,
    UnknownCode,
    abolished_municipalities,
    county,
    get_place,
    municipalities,
    municipality,
    region,
)
from hytedata.codes.place_answers import PlaceKind
from hytedata.errors import InputError

Codes: TypeAlias = str | Sequence[str]
"""One code or name, or several of which any will do."""

ALAND: Final = "21"
"""The region of Åland, which has content of its own within what is nationwide."""


@dataclass(frozen=True)
class NamedArea:
    """A set of municipalities, by the names of their areas; false where nothing was named.

    Attributes:
        municipalities: Three digits. counties, regions: two digits.
    """

    municipalities: tuple[str, ...] = ()
    counties: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        municipality: Codes | None = None,
        county: Codes | None = None,
        region: Codes | None = None,
    ) -> "NamedArea":
        """Understand codes and names.

        Helsinki (90) and Åland (91), which stand among the counties and are none, are the
        municipality 091 and the region 21.

        Raises:
            InputError: One is unknown, or may be several: names argument, value and candidates.
                An abolished municipality is refused with its successor.
        """
        counties = _checked("county", county, _county)
        found = _checked("municipality", municipality, _municipality)
        regions = _checked("region", region, _region)
        if "90" in counties:
            found = (*found, *({"091"} - {*found}))
        if "91" in counties:
            regions = (*regions, *({ALAND} - {*regions}))
        return cls(found, tuple(one for one in counties if one not in {"90", "91"}), regions)

    def __bool__(self) -> bool:
        return bool(self.municipalities or self.counties or self.regions)

    @cached_property
    def members(self) -> tuple[Municipality, ...]:
        """Its municipalities, by code."""
        return tuple(
            one
            for one in municipalities()
            if one.code in self.municipalities
            or one.county.code in self.counties
            or one.region.code in self.regions
        )

    @cached_property
    def codes(self) -> frozenset[str]:
        """The codes of its municipalities, and former ones that became part of them."""
        now = {one.code for one in self.members}
        return frozenset(now).union(
            one.code for one in abolished_municipalities() if one.successor in now
        )

    @property
    def is_aland(self) -> bool:
        """Whether all of it lies in Åland."""
        return all(one.region.code == ALAND for one in self.members)

    def reach(self, *, include_county_wide: bool = True) -> "NamedArea":
        """Return the codes of all areas of each kind that it has a municipality in common with.

        Args:
            include_county_wide: Also counties and regions that go beyond it.
        """
        places = self.members
        counties = {one.county.code for one in places if one.county.kind == "county"}
        regions = {one.region.code for one in places}
        if not include_county_wide:
            beyond = [one for one in municipalities() if one.code not in self.codes]
            counties -= {one.county.code for one in beyond}
            regions -= {one.region.code for one in beyond}
        codes = tuple(one.code for one in places)
        return NamedArea(codes, tuple(sorted(counties)), tuple(sorted(regions)))


def _checked(argument: str, codes: Codes | None, look_up: Callable[[str], str]) -> tuple[str, ...]:
    if codes is None:
        return ()
    several = (codes,) if isinstance(codes, str) else codes
    if not isinstance(several, Iterable) or not all(isinstance(one, str) for one in several):
        raise InputError(f"{argument}: {codes!r} is no code, nor several; a code is a text")
    if not several:
        # No filter at all would be the whole country, which nobody means by an empty list.
        raise InputError(f"{argument}: the list of codes is empty; leave it out for all")
    try:
        return tuple(dict.fromkeys(map(look_up, several)))
    except UnknownCode as error:
        named = UnknownCode(error.code_list, error.code, successor=error.successor)
        named.args = (f"{argument}: {error}",)
        raise named from error


def _municipality(text: str) -> str:
    if _is_code(text):
        return municipality(text).code
    return _named("municipality", text)


def _county(text: str) -> str:
    return county(text).code if _is_code(text) else _named("county", text)


def _region(text: str) -> str:
    return region(text).code if _is_code(text) else _named("region", text)


def _is_code(text: str) -> bool:
    return text.strip().isdigit() or not text.strip()


def _named(kind: PlaceKind, name: str) -> str:
    try:
        found = get_place(name, kinds=(kind,))
    except InputError as error:
        raise InputError(f"{kind}: {error}") from error
    if found.former is not None and found.former.change == "merged":
        # As its code is: who asks for a part should not get the whole unawares.
        raise InputError(f"{kind}: {found.told()}; ask for that")
    return found.code
