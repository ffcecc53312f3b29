"""Municipalities, regions and counties as values, and what became of a municipality that ended."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from hytedata.codes.values import Labels

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
    """A municipality of a division: of 2026, unless another division was asked.

    Attributes:
        code: Three digits.
        language: Official languages; of a bilingual one the majority's stands first. None for a
            municipality that is younger than the packaged table.
    """

    code: str
    name: Labels
    language: MunicipalityLanguage | None
    region: Region
    county: WellbeingServicesCounty

    @property
    def languages(self) -> tuple[str, ...]:
        """Official languages, the majority's first; empty where they are not known."""
        return tuple(self.language.split("-")) if self.language else ()


@dataclass(frozen=True, slots=True)
class AbolishedMunicipality:
    """A municipality code that ceased to exist between 2009 and the year of the division.

    Attributes:
        successor: Code of the municipality of the division that holds the old centre.
        confirmed: Whether a second source says so; otherwise check before relying on it.
    """

    code: str
    name: Labels
    successor: str
    abolished_on: date
    confirmed: bool


@dataclass(frozen=True, slots=True)
class RenamedMunicipality:
    """A name that a municipality bore under its present code.

    Attributes:
        renamed_on: The first day of the next name.
    """

    code: str
    name: Labels
    renamed_on: date


@dataclass(frozen=True, slots=True)
class MovedMunicipality:
    """A municipality that went from one region or county to another without changing its code.

    Attributes:
        kind: Which of the two *before* and *after* are codes of.
        moved_on: Its first day in *after*.
    """

    code: str
    kind: Literal["region", "county"]
    before: str
    after: str
    moved_on: date


@dataclass(frozen=True, slots=True)
class FoundMunicipality:
    """The municipality of the division behind a code or name of any year.

    Attributes:
        abolished: The old municipality that was asked for; None for one of today.
    """

    municipality: Municipality
    abolished: AbolishedMunicipality | None = None

    @property
    def abolished_on(self) -> date | None:
        """When the code that was asked for ceased to exist; None for one of today."""
        return self.abolished.abolished_on if self.abolished else None


@dataclass(frozen=True, slots=True)
class DivisionOrigin:
    """Where a division was taken from, and why from there.

    Attributes:
        kind: `packaged` with hytedata, `cached` in a folder, or `fetched` just now.
        asked: The year that was asked for; the division may be of an earlier one.
        reason: One sentence, for people.
        read_on: The day it was read from Statistics Finland; None for the packaged one.
    """

    kind: Literal["packaged", "cached", "fetched"]
    asked: int
    reason: str
    read_on: date | None = None
