"""A sports site of Lipas as a SportsActivityLocation."""

from hytedata.codes import UnknownCode, find_sports_site_type, property_type
from hytedata.export.jsonld.places import geo, postal_address
from hytedata.export.jsonld.values import Node, code, each, municipality, node, part, texts
from hytedata.export.located import Degrees
from hytedata.export.properties import web_address
from hytedata.models.common import Json
from hytedata.models.sports_site import SportsSite


def site(one: SportsSite, degrees: Degrees | None) -> Node:
    """Return a site with its type, address, position and properties.

    A property is an amenity with its value; those of Lipas are named by their keys.
    """
    known = find_sports_site_type(one.type_code)
    return node(
        {
            "@type": "SportsActivityLocation",
            "name": texts(one.names),
            "alternateName": one.marketing_name,
            "identifier": str(one.lipas_id),
            "additionalType": code("lipas-type", str(one.type_code), known.name if known else None),
            "address": postal_address(
                one.address, one.postal_code, one.postal_office, one.municipality
            ),
            "containedInPlace": municipality(one.municipality),
            "geo": geo(degrees),
            "telephone": one.phone,
            "email": one.email,
            "url": each([web_address(one.www)]),
            "potentialAction": part(
                "ReserveAction", {"target": web_address(one.reservations_link)}
            ),
            "description": one.comment,
            "image": each(web_address(it.url) for it in one.images),
            "amenityFeature": [_amenity(key, value) for key, value in one.properties.items()],
            "additionalProperty": each(_status(one)),
        }
    )


def _amenity(key: str, value: bool | int | float | str | tuple[str, ...]) -> Json:
    told: Json = list(value) if isinstance(value, tuple) else value
    return {
        "@type": "LocationFeatureSpecification",
        "propertyID": key,
        "name": _label(key),
        "value": told,
    }


def _label(key: str) -> str:
    try:
        return property_type(key).name.best("en")
    except UnknownCode:  # an open set: Lipas adds properties
        return key


def _status(one: SportsSite) -> list[Json]:
    told = (("status", one.status), ("owner", one.owner), ("admin", one.admin))
    return [
        {"@type": "PropertyValue", "propertyID": f"lipas-{name}", "value": value}
        for name, value in told
        if value
    ]
