"""A site in the shape of Lipas v1: Finnish labels, Helsinki time, flat positions, floats."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import cast

from hytedata.models.clock import HELSINKI
from hytedata.sandbox.lipas.views import LANGUAGES
from hytedata.sandbox.world.documents import SiteDocument, first_vertex
from hytedata.sandbox.world.legacy import RENAMED, camel_case
from hytedata.sandbox.world.projection import to_tm35fin
from hytedata.sandbox.world.tables import PropertyRow, lipas_codes, municipalities

LONGEST_ADDRESS = 100
OWN_KEYS = {"school-use?": "schoolUse", "free-use?": "freeUse"}
"""Properties that v1 shows beside the others."""

Place = dict[str, object]


def helsinki_time(event_date: str) -> str:
    """Return an event-date as v1 shows it: Helsinki's local time, without saying so."""
    local = datetime.fromisoformat(event_date).astimezone(HELSINKI)
    return local.strftime("%Y-%m-%d %H:%M:%S.") + f"{local.microsecond // 1000:03d}"


def utc_time(text: str) -> datetime:
    """Read a time that v1 takes as UTC."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def to_v1(site: SiteDocument, language: str = "fi") -> Place:
    """Return a site as `/v1/sports-places/{id}` shows it; empty values are left out."""
    document = site.document()
    codes = lipas_codes()
    at = LANGUAGES.index(language)
    properties = cast("Mapping[str, object]", document.get("properties", {}))
    localized = cast("Mapping[str, str]", document.get("name-localized", {}))
    place: Place = {
        "sportsPlaceId": site.lipas_id,
        "name": localized.get(language, document["name"]),
        "type": {"typeCode": site.type_code, "name": codes.types[site.type_code].names[at]},
        "lastModified": helsinki_time(str(document["event-date"])),
        "owner": codes.owners[site.owner][at],
        "admin": codes.admins[site.admin][at],
        "location": _location(site, document, at),
        "properties": {
            camel_case(key): _value(codes.properties[key], value, at)
            for key, value in properties.items()
            if key not in OWN_KEYS
        },
    }
    place |= {name: document[key] for name, key in RENAMED.items() if key in document}
    place |= {name: properties[key] for key, name in OWN_KEYS.items() if key in properties}
    if "comment" in document:
        cast("Place", place["properties"])["infoFi"] = document["comment"]
    return place


def _value(row: PropertyRow, value: object, at: int) -> object:
    if isinstance(value, list):
        # Only the first surface material comes through.
        return _label(row, str(value[0]), at) if value else ""
    if isinstance(value, str):
        return _label(row, value, at)
    return value if isinstance(value, bool) else float(cast("float", value))


def _label(row: PropertyRow, value: str, at: int) -> str:
    return next((option[at + 1] for option in row.options if option[0] == value), value)


def _location(site: SiteDocument, document: Mapping[str, object], at: int) -> Place:
    location = cast("Mapping[str, object]", document["location"])
    city = cast("Mapping[str, object]", location["city"])
    row = municipalities().get(site.municipality)
    names = (row.name_fi, row.name_sv, row.name_fi) if row else (site.municipality,) * 3
    lon, lat = first_vertex(document)
    east, north = to_tm35fin(lon, lat)
    found: Place = {
        "locationId": 0,
        "address": str(location["address"])[:LONGEST_ADDRESS],
        "postalCode": location["postal-code"],
        "city": {"name": names[at], "cityCode": city["city-code"]},
        "geometries": _flat(cast("Mapping[str, object]", location["geometries"])),
        "coordinates": {
            "wgs84": {"lon": lon, "lat": lat},
            "tm35fin": {"lon": round(east, 6), "lat": round(north, 6)},
        },
        "sportsPlaces": [site.lipas_id],
    }
    if "postal-office" in location:
        found["postalOffice"] = location["postal-office"]
    if "neighborhood" in city:
        found["neighborhood"] = city["neighborhood"]
    return found


def _flat(collection: Mapping[str, object]) -> Place:
    features = []
    for feature in cast("list[Mapping[str, Mapping[str, object]]]", collection["features"]):
        geometry = feature["geometry"]
        flat = {"type": geometry["type"], "coordinates": _two(geometry["coordinates"])}
        features.append({"type": "Feature", "geometry": flat, "properties": {"pointId": 0}})
    return {"type": "FeatureCollection", "features": features}


def _two(coordinates: object) -> object:
    numbers = cast("list[object]", coordinates)
    if isinstance(numbers[0], list):
        return [_two(each) for each in numbers]
    return numbers[:2]
