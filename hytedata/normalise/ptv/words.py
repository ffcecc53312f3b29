"""PTV v11's words → ours, which are v12's (ptv-v12 6.2); words not listed stay as they are."""

from collections.abc import Mapping
from typing import Final

from hytedata.models.ptv.hours import WEEKDAYS, Weekday

DATA_LANGUAGES: Final = frozenset({"fi", "sv", "en", "se", "smn", "sms"})
"""Languages of texts (ptv-api 9.1). `se` is Northern Sámi."""

SERVICE_TYPES: Final[Mapping[str, str]] = {"PermitOrObligation": "PermitOrOtherObligation"}

CHARGES: Final[Mapping[str, str]] = {"Chargeable": "Charged", "FreeOfCharge": "Free"}
"""Of services and connections; `Other` is v12's word too."""

PHONE_CHARGES: Final[Mapping[str, str]] = {**CHARGES, "Other": "ExtraCharge"}

PROVISIONS: Final[Mapping[str, str]] = {
    "SelfProducedServices": "SelfProduced",
    "ProcuredServices": "Procured",
    "PurchaseServices": "Procured",
}

AREA_TYPES: Final[Mapping[str, str]] = {
    "Nationwide": "WholeCountry",
    "NationwideExceptAlandIslands": "WholeCountryExceptAland",
    "LimitedType": "LimitedArea",
    # Before v8, still seen in old data.
    "WholeCountryExceptAlandIslands": "WholeCountryExceptAland",
    "AreaType": "LimitedArea",
}

AREA_KINDS: Final[Mapping[str, str]] = {
    "Municipality": "municipalities",
    "Region": "regions",
    "Province": "regions",
    "WellbeingServiceCounties": "wellbeing_services_counties",
    # One letter more in one place of PTV's own documents (ptv-api 3.4).
    "WellbeingServicesCounties": "wellbeing_services_counties",
}
"""Kind of area → our field. Of other kinds the codes go to `others`."""

OTHER_AREA_KINDS: Final[Mapping[str, str]] = {
    "BusinessRegions": "BusinessSubRegion",
    "HospitalRegions": "HospitalDistrict",
}

FILE_TYPES: Final[Mapping[str, str]] = {"PDF": "pdf", "DOC": "doc", "Excel": "excel"}

POSITION_SOURCES: Final[Mapping[str, str]] = {
    "Ok": "NLS",
    "EnteredByUser": "User",
    "EnteredByAR": "AccessibilityRegister",
}
"""`coordinateState` → who stated the position."""

WEEKDAY_NUMBERS: Final[Mapping[str | None, int]] = {
    day.capitalize(): number for number, day in enumerate(WEEKDAYS)
}
"""`Monday` → 0."""

DAYS: Final[tuple[Weekday, ...]] = WEEKDAYS

NAME_FIELDS: Final[Mapping[str | None, str]] = {
    "Name": "name",
    "AlternativeName": "alternative_name",
    "AlternateName": "alternative_name",
}
"""Type of a name → our field of a language version, where there may be two names."""

PLAIN_NAME_FIELDS: Final[Mapping[str | None, str]] = {"Name": "name", None: "name"}
"""The same where there is only one; its type may be missing (ptv-api 8)."""

SUMMARY_FIELDS: Final[Mapping[str | None, str]] = {
    "Summary": "summary",
    "ShortDescription": "summary",
    "Description": "description",
}
"""Type of a description of a channel, organisation or collection → our field."""

SERVICE_TEXT_FIELDS: Final[Mapping[str | None, str]] = {
    **SUMMARY_FIELDS,
    "UserInstruction": "user_instruction",
    "ServiceUserInstruction": "user_instruction",
    "ChargeTypeAdditionalInfo": "charge_info",
    "DeadLine": "deadline",
    "ProcessingTime": "processing_time",
    "ValidityTime": "validity_time",
}
"""Of services. `ServiceType` and the `GD_…` types of a merged read have no field."""

GENERAL_TEXT_FIELDS: Final[Mapping[str | None, str]] = {
    **SERVICE_TEXT_FIELDS,
    "BackgroundDescription": "background",
}

CONNECTION_TEXT_FIELDS: Final[Mapping[str | None, str]] = {
    "Description": "description",
    "ChargeTypeAdditionalInfo": "charge_info",
}


def word(stated: str | None, table: Mapping[str, str]) -> str | None:
    """Translate a word; one that is not in *table* stays as it is, a blank one is None."""
    if not stated or stated.isspace():
        return None
    return table.get(stated, stated)
