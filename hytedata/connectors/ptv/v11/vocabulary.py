"""PTV's words: ours beside theirs, and those of versions before v8 that old data still shows.

Source: PTV Open API v11, state of 2026 (ptv-api 9.1). The old words are read and never written.
"""

from collections.abc import Mapping
from typing import Final

CHARGES: Final[Mapping[str, str]] = {"Charged": "Chargeable", "Free": "FreeOfCharge"}
HOUR_TYPES: Final[Mapping[str, str]] = {
    "Standard": "DaysOfTheWeek",
    "Special": "OverMidnight",
    "Exception": "Exceptional",
}
NAME_TYPES: Final[Mapping[str, str]] = {"AlternateName": "AlternativeName"}
DESCRIPTION_TYPES: Final[Mapping[str, str]] = {
    "ShortDescription": "Summary",
    "ServiceUserInstruction": "UserInstruction",
}
AREA_TYPES: Final[Mapping[str, str]] = {
    "WholeCountry": "Nationwide",
    "WholeCountryExceptAlandIslands": "NationwideExceptAlandIslands",
    "AreaType": "LimitedType",
}
AREA_KINDS: Final[Mapping[str, str]] = {
    "Province": "Region",
    "BusinessRegions": "BusinessSubRegion",
    "HospitalRegions": "HospitalDistrict",
}
PROVISION_TYPES: Final[Mapping[str, str]] = {
    "SelfProduced": "SelfProducedServices",
    "PurchaseServices": "ProcuredServices",
}

NAME_PATHS: Final[Mapping[str, str]] = {"name": "Name", "alternative_name": "AlternativeName"}
"""First part of a field path → PTV's name type."""

DESCRIPTION_PATHS: Final[Mapping[str, str]] = {
    "summary": "Summary",
    "description": "Description",
    "user_instruction": "UserInstruction",
}
"""First part of a field path → PTV's description type."""

CLASSIFICATIONS: Final[Mapping[str, str]] = {
    "service_classes": "serviceClasses",
    "ontology_terms": "ontologyTerms",
    "target_groups": "targetGroups",
}
"""Field path → key of the lists that a publishing write of a service must repeat."""

CLASSIFICATION_LIMITS: Final[Mapping[str, int]] = {"serviceClasses": 4, "ontologyTerms": 10}
"""Most entries that a write takes (ptv-api 6.5)."""


def present(word: str | None, old: Mapping[str, str]) -> str | None:
    """Translate an old word into the present one; others pass as they are."""
    return old.get(word, word) if word is not None else None
