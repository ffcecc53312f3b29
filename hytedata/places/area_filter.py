"""What `municipality=`, `county=`, `region=`, `within=` and `near=` ask for, the same everywhere.

- `municipality`, `county` and `region` add up to a set of municipalities. A record is wanted that
  states one of these as its place, or that is meant for an area which has one of them in common.
  Areas that go beyond the set (a service for a whole county, asked for by one of its
  municipalities) and the whole country are let in or not by arguments of their own: what something
  is meant for is not where it is.
- `within` and `near` ask where a record is: its geometry, or the positions of its addresses. Any
  part will do. What is nowhere (a service, a web page) is not wanted then.
- What is given of the two kinds must both hold.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from hytedata.models.sports_site import SportsSite
from hytedata.places.named_area import Codes, NamedArea
from hytedata.places.shapes import shape_of
from hytedata.places.surroundings import Near, Surroundings, Within

if TYPE_CHECKING:
    from hytedata.models.location_of_interest import LocationOfInterest
    from hytedata.models.ptv import AvailabilityArea, Record


@dataclass(frozen=True, eq=False)
class AreaFilter:
    """A part of the country that records are wanted of; false where none was given.

    Attributes:
        named: Municipalities, as they were named.
        around: A part of the map.
        include_nationwide: With municipalities: also what is meant for the whole country.
        include_county_wide: With municipalities: also what is meant for a county or region that
            goes beyond them.
    """

    named: NamedArea = field(default_factory=NamedArea)
    around: Surroundings = field(default_factory=Surroundings)
    include_nationwide: bool = False
    include_county_wide: bool = True

    @classmethod
    def of(
        cls,
        *,
        municipality: Codes | None = None,
        county: Codes | None = None,
        region: Codes | None = None,
        within: Within | None = None,
        near: Near | None = None,
        crs: object = None,
        include_nationwide: bool = False,
        include_county_wide: bool = True,
    ) -> Self:
        """Check the arguments; see `NamedArea.of` and `Surroundings.of`.

        Raises:
            InputError: One is wrong: names argument, value and what is allowed.
        """
        return cls(
            NamedArea.of(municipality, county, region),
            Surroundings.of(within, near, crs=crs),
            include_nationwide,
            include_county_wide,
        )

    def __bool__(self) -> bool:
        return bool(self.named) or bool(self.around)

    @property
    def reach(self) -> NamedArea:
        """The codes of all areas that what is wanted may be meant for."""
        return self.named.reach(include_county_wide=self.include_county_wide)

    def holds(self, record: "SportsSite | LocationOfInterest | Record") -> bool:
        """Whether a record is wanted."""
        area: AvailabilityArea | None = getattr(record, "area", None)
        named = (
            not self.named
            or not self.named.codes.isdisjoint(stated_municipalities(record))
            or (area is not None and self.holds_area(area))
        )
        return named and (not self.around or self.around.hold(shape_of(record)))

    def holds_area(self, area: "AvailabilityArea") -> bool:
        """Whether something that is meant for *area* is wanted, by the municipalities."""
        if area.is_nationwide:
            return area.type in self.nationwide_types
        reach = self.reach
        return not (
            self.named.codes.isdisjoint(area.municipalities)
            and {*reach.counties}.isdisjoint(area.wellbeing_services_counties)
            and {*reach.regions}.isdisjoint(area.regions)
        )

    @property
    def nationwide_types(self) -> tuple[str, ...]:
        """The kinds of nationwide content that are wanted."""
        if not self.include_nationwide:
            return ()
        everywhere = ("WholeCountry",)
        return everywhere if self.named.is_aland else (*everywhere, "WholeCountryExceptAland")


def stated_municipalities(record: object) -> Iterable[str]:
    """Return the codes that a record states as its place: of its addresses, or its own."""
    if isinstance(record, SportsSite):
        return (record.municipality,)
    from hytedata.models.ptv import Organisation, ServiceLocation

    found: set[str] = set()
    if isinstance(record, ServiceLocation | Organisation):
        found = {one.municipality for one in record.location.street if one.municipality}
    if isinstance(record, Organisation) and record.municipality:
        found.add(record.municipality)
    return sorted(found)
