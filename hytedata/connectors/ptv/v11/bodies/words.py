"""Our words, which are v12's → those of PTV v11 (ptv-api 9.1)."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from hytedata.codes import PtvClass, find_life_event, find_service_class, find_target_group
from hytedata.models.common import Json

SERVICE_TYPES: Final[Mapping[str, str]] = {"PermitOrOtherObligation": "PermitOrObligation"}
CHARGES: Final[Mapping[str, str]] = {"Charged": "Chargeable", "Free": "FreeOfCharge"}
PHONE_CHARGES: Final[Mapping[str, str]] = {**CHARGES, "ExtraCharge": "Other"}
PROVISIONS: Final[Mapping[str, str]] = {
    "SelfProduced": "SelfProducedServices",
    "Procured": "ProcuredServices",
}
AREA_TYPES: Final[Mapping[str, str]] = {
    "WholeCountry": "Nationwide",
    "WholeCountryExceptAland": "NationwideExceptAlandIslands",
    "LimitedArea": "LimitedType",
}
NAME_TYPES: Final[Mapping[str, str]] = {"name": "Name", "alternative_name": "AlternativeName"}
LOCATION_DESCRIPTIONS: Final[Mapping[str, str]] = {
    "summary": "Summary",
    "description": "Description",
}
SERVICE_DESCRIPTIONS: Final[Mapping[str, str]] = {
    **LOCATION_DESCRIPTIONS,
    "user_instruction": "UserInstruction",
    "charge_info": "ChargeTypeAdditionalInfo",
    "deadline": "DeadLine",
    "processing_time": "ProcessingTime",
    "validity_time": "ValidityTime",
    "type_info": "ServiceType",
}
CONNECTION_DESCRIPTIONS: Final[Mapping[str, str]] = {
    "description": "Description",
    "charge_info": "ChargeTypeAdditionalInfo",
}

_FINDERS: Final[Mapping[str, Callable[[str], PtvClass | None]]] = {
    "service_classes": find_service_class,
    "target_groups": find_target_group,
    "life_events": find_life_event,
}
_INDUSTRIES: Final = "http://www.stat.fi/meta/luokitukset/toimiala/001-2008/"
_OTHER_INDUSTRIES: Final = "http://uri.suomi.fi/codelist/jhs/toimiala_1_20080101/code/"


def theirs(word: str | None, table: Mapping[str, str]) -> str | None:
    """Translate one of our words; one that is not in *table* is the same in both."""
    return None if word is None else table.get(word, word)


def uris(field: str, entries: Iterable[str]) -> list[Json]:
    """Turn codes and URIs of a classification into the URIs that PTV takes, each once."""
    find = _FINDERS.get(field)
    found: dict[str, None] = {}
    for entry in entries:
        known = find(entry) if find else None
        uri = known.uri if known and known.uri else entry
        found[_industry(uri) if field == "industrial_classes" else uri] = None
    return list[Json](found)


def _industry(uri: str) -> str:
    # v12's spelling of a class is refused by v11 (field notes 3); letters have only that one.
    code = uri.removeprefix(_OTHER_INDUSTRIES)
    return _INDUSTRIES + code if code != uri and code.isdigit() else uri
