"""Where PTV's refusals point to, in the spelling of our writes (ptv-api 2.1)."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from hytedata.models.common import Json

_FIELDS: Final[Mapping[str, str]] = {
    "sourceid": "source_id",
    "publishingstatus": "status",
    "validfrom": "publish_on",
    "validto": "archive_on",
    "languages": "service_languages",
    "areatype": "area.type",
    "areas": "area",
    # services
    "type": "type",
    "fundingtype": "funding",
    "generaldescriptionid": "general_description_id",
    "servicechargetype": "charge",
    "serviceclasses": "service_classes",
    "ontologyterms": "ontology_terms",
    "targetgroups": "target_groups",
    "lifeevents": "life_events",
    "industrialclasses": "industrial_classes",
    "mainresponsibleorganization": "organisation_id",
    "otherresponsibleorganizations": "other_organisation_ids",
    "serviceproducers": "producers",
    "organizations": "producers",
    "servicechannels": "channel_ids",
    # service locations
    "organizationid": "organisation_id",
    "isvisibleforall": "connectable_by",
    "addresses": "location",
    "servicehours": "service_hours",
    "services": "service_ids",
    "model": "language_versions",
    # connections
    "serviceid": "service_id",
    "servicechannelid": "channel_id",
}
_IN_VERSIONS: Final[Mapping[str, str]] = {
    "servicenames": "name",
    "servicechannelnames": "name",
    "displaynametype": "shows_alternative_name",
    "servicedescriptions": "description",
    "servicechanneldescriptions": "description",
    "keywords": "keywords",
    "requirements": "conditions",
    "legislation": "legislation",
    "servicevouchers": "voucher",
    "emails": "emails",
    "phonenumbers": "phones",
    "faxnumbers": "faxes",
    "webpages": "web_pages",
    "description": "description",
}
_TYPES: Final[Mapping[str, str]] = {
    "Name": "name",
    "AlternativeName": "alternative_name",
    "Summary": "summary",
    "Description": "description",
    "UserInstruction": "user_instruction",
    "ChargeTypeAdditionalInfo": "charge_info",
    "DeadLine": "deadline",
    "ProcessingTime": "processing_time",
    "ValidityTime": "validity_time",
    "ServiceType": "type_info",
}
_LANGUAGE: Final = re.compile(r"language code '(\w+)'", re.IGNORECASE)
_TYPE: Final = re.compile(r"(?:type|value|of type) '(\w+)'", re.IGNORECASE)
_PART: Final = re.compile(r"(?P<name>[^.\[\]]+)(?:\[(?P<at>\d+)\])?")


def our_faults(
    faults: Mapping[str, Sequence[str]], body: Mapping[str, Json]
) -> dict[str, tuple[str, ...]]:
    """Sort PTV's messages by our own paths; what points nowhere known keeps PTV's key.

    Args:
        faults: Key → messages, as `hytedata.connectors.ptv.v11.faults.parse_faults` gives them.
        body: What was sent: its rows tell the language and type that an index means.
    """
    sorted_out: dict[str, list[str]] = {}
    for key, messages in faults.items():
        for message in messages:
            sorted_out.setdefault(our_path(key, message, body), []).append(message)
    return {field: tuple(told) for field, told in sorted(sorted_out.items())}


def our_path(key: str, message: str, body: Mapping[str, Json]) -> str:
    """Return where *message* under PTV's *key* points to in a write."""
    parts = [match for match in _PART.finditer(key) if not match["name"].isdigit()]
    names = [match["name"].casefold() for match in parts]
    if names and names[0] in {"channelrelations", "contactdetails"} and len(names) > 1:
        parts, names = parts[1:], names[1:]
    if not names:
        return key
    if names[0] in _IN_VERSIONS:
        return _in_version(parts[0], message, body)
    field = _FIELDS.get(names[0])
    if field is None:
        return key
    at = parts[0]["at"]
    indexed = f"{field}[{at}]" if at is not None and field != "area" else field
    return indexed if len(parts) == 1 else f"{indexed} ({key})"


def _in_version(part: re.Match[str], message: str, body: Mapping[str, Json]) -> str:
    row = _row(body, part["name"], part["at"])
    language = row.get("language") or _found(_LANGUAGE, message) or "*"
    field = _IN_VERSIONS[part["name"].casefold()]
    kind = row.get("type") or _found(_TYPE, message)
    if field in {"name", "description"}:
        field = _TYPES.get(str(kind), field)
    return f"language_versions.{language}.{field}"


def _row(body: Mapping[str, Json], name: str, at: str | None) -> Mapping[str, Json]:
    listed = next((value for key, value in body.items() if key.casefold() == name.casefold()), None)
    if at is None or not isinstance(listed, list) or int(at) >= len(listed):
        return {}
    row = listed[int(at)]
    return row if isinstance(row, dict) else {}


def _found(pattern: re.Pattern[str], message: str) -> str | None:
    match = pattern.search(message)
    return match[1] if match else None
