"""Where something is available: never where it is."""

from collections.abc import Mapping

from pydantic import Field

from hytedata.models.base import Model
from hytedata.models.common import MunicipalityCode


class AvailabilityArea(Model):
    """The area that a service, channel or organisation is meant for.

    Attributes:
        type: `WholeCountry`, `WholeCountryExceptAland` or `LimitedArea`; only the last has codes.
        municipalities: Three-digit codes, sorted.
        regions: Two-digit codes of regions (maakunta), sorted.
        wellbeing_services_counties: Two-digit codes of counties (hyvinvointialue), sorted.
        others: Kinds that v12 has no word for (`BusinessSubRegion`, `HospitalDistrict`) → codes.
    """

    type: str
    municipalities: tuple[MunicipalityCode, ...] = ()
    regions: tuple[str, ...] = ()
    wellbeing_services_counties: tuple[str, ...] = ()
    others: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)

    @property
    def is_nationwide(self) -> bool:
        """Whether it is the whole country, with or without Åland."""
        return self.type in {"WholeCountry", "WholeCountryExceptAland"}
