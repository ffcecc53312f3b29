"""The area that a report is of: one county or one municipality."""

from collections.abc import Sequence
from dataclasses import dataclass

from hytedata.codes import find_municipality, municipalities
from hytedata.config import Config
from hytedata.places.named_area import NamedArea
from hytedata.quality.report.data import AreaKind
from hytedata.store.finding_query import FindingFilter


@dataclass(frozen=True, slots=True)
class ReportArea:
    """A county, or a municipality.

    Attributes:
        code: Two digits of a county, three of a municipality.
    """

    kind: AreaKind
    code: str

    @property
    def county(self) -> str:
        """The county that it is, or lies in."""
        found = find_municipality(self.code) if self.kind == "municipality" else None
        return found.municipality.county.code if found else self.code

    @property
    def municipalities(self) -> tuple[str, ...]:
        """Codes of the municipalities in it."""
        if self.kind == "municipality":
            return (self.code,)
        return tuple(one.code for one in municipalities(county=self.code))

    @property
    def findings(self) -> FindingFilter:
        """What chooses its findings.

        What is in a county is more than what is in its municipalities: the wellbeing services
        county's own services are nowhere in particular.
        """
        if self.kind == "county":
            return {"county": self.code}
        return {"municipalities": (self.code,)}


def area_of(municipalities: Sequence[str], counties: Sequence[str]) -> ReportArea | None:
    """Return the one area that is named, by codes or names; None for none, or several.

    Raises:
        InputError: One is unknown or ambiguous.
    """
    if not municipalities and not counties:
        return None
    named = NamedArea.of(tuple(municipalities) or None, tuple(counties) or None, None)
    found = [
        *(ReportArea("municipality", code) for code in named.municipalities),
        *(ReportArea("county", code) for code in named.counties),
    ]
    return found[0] if len(found) == 1 and not named.regions else None


def area_of_organisations(config: Config) -> ReportArea | None:
    """Return the county that all organisations of the configuration lie in; None: not one."""
    codes = [code for one in config.organisation for code in one.municipalities]
    found = [find_municipality(code) for code in codes]
    counties = {one.municipality.county.code if one else None for one in found}
    code = next(iter(counties)) if len(counties) == 1 else None
    return ReportArea("county", code) if code else None
