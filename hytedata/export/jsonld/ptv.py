"""Services, channels, organisations and connections of PTV in the terms of schema.org."""

from collections.abc import Iterable
from typing import Final

from hytedata.classify import find_theme, themes_of_service
from hytedata.codes import PtvClass, find_life_event, find_service_class, find_target_group
from hytedata.export.channel_texts import addresses_of_web, numbers_of
from hytedata.export.jsonld.places import addresses, geo, hours
from hytedata.export.jsonld.values import (
    Node,
    code,
    each,
    labels,
    municipality,
    node,
    part,
    texts,
    to,
)
from hytedata.export.located import Degrees
from hytedata.export.properties import web_address
from hytedata.models.common import Json
from hytedata.models.ptv import (
    AvailabilityArea,
    Connection,
    Organisation,
    OrganisationTexts,
    Phone,
    Service,
    ServiceLocation,
)
from hytedata.models.ptv.channel import Channel
from hytedata.models.ptv.record import Texts, Worded

_PUBLIC: Final = frozenset({"State", "Municipality", "RegionalOrganization", "Region"})
_CHANNEL: Final = "service-channel"


def organisation(one: Organisation, degrees: Degrees | None) -> Node:
    """Return an organisation; one of the public sector as such."""
    versions = one.language_versions.values()
    places = part("Place", {"address": addresses(one.location), "geo": geo(degrees)})
    return node(
        {
            "@type": "GovernmentOrganization" if one.type in _PUBLIC else "Organization",
            "name": texts(one.name),
            "alternateName": _stated(one, "alternative_name"),
            "description": texts(one.description),
            "disambiguatingDescription": texts(one.summary),
            "taxID": one.business_id,
            "parentOrganization": to("ptv", one.kind, one.parent_id),
            "additionalType": one.type,
            "areaServed": municipality(one.municipality) if one.municipality else None,
            "url": _links(it.url for version in versions for it in version.web_pages),
            "email": _once(it.address for version in versions for it in version.emails),
            "contactPoint": _phones(it for version in versions for it in version.phones),
            "location": places,
            "address": addresses(one.contact_addresses),
        }
    )


def service(one: Service) -> Node:
    """Return a service with its classes, areas and channels."""
    return node(
        {
            "@type": "GovernmentService",
            "name": texts(one.name),
            "alternateName": _stated(one, "alternative_name"),
            "description": texts(one.description),
            "disambiguatingDescription": texts(one.summary),
            "serviceType": one.type,
            "provider": to("ptv", "organisation", one.organisation_id),
            "category": _classes(one),
            "audience": [
                part("Audience", {"audienceType": _named(find_target_group(it), it)})
                for it in one.target_groups
            ],
            "areaServed": _areas(one.area),
            "availableChannel": [to("ptv", _CHANNEL, it) for it in one.channel_ids or ()],
            "termsOfService": _stated(one, "conditions"),
            "offers": part(
                "Offer",
                {
                    "price": 0 if one.charge == "Free" else None,
                    "description": _stated(one, "charge_info"),
                },
            ),
        }
    )


def connection(one: Connection) -> Node:
    """Return what a connection says of its service: one more channel."""
    return {"availableChannel": to("ptv", _CHANNEL, one.channel_id)}


def channel(one: Channel[Texts], degrees: Degrees | None) -> Node:
    """Return a channel; a place to go to with address, position and hours."""
    versions = list(one.language_versions.values())
    place: Json = None
    written_to: list[Json] = []
    if isinstance(one, ServiceLocation):
        written_to = addresses(one.contact_addresses)
        place = part(
            "Place",
            {
                "name": texts(one.name),
                "address": addresses(one.location),
                "geo": geo(degrees),
                "openingHoursSpecification": hours(one.service_hours),
            },
        )
    return node(
        {
            "@type": "ServiceChannel",
            "name": texts(one.name),
            "alternateName": _stated(one, "alternative_name"),
            "description": texts(one.description),
            "disambiguatingDescription": texts(one.summary),
            "additionalType": str(getattr(one, "type", "")),
            "providesService": [to("ptv", "service", it) for it in one.service_ids or ()],
            "availableLanguage": list(one.service_languages),
            "serviceUrl": _once(url for version in versions for url in addresses_of_web(version)),
            "servicePhone": _phones(it for version in versions for it in numbers_of(version)),
            "serviceLocation": place,
            "servicePostalAddress": written_to,
        }
    )


def _classes(one: Service) -> list[Json]:
    listed = (
        ("ptv-service-class", find_service_class, one.service_classes),
        ("ptv-life-event", find_life_event, one.life_events),
    )
    found = [
        code(scheme, value, known.name if (known := find(value)) else None)
        for scheme, find, values in listed
        for value in values
    ]
    found += [code("ontology-term", uri) for uri in one.ontology_terms]
    found += [code("industrial-class", uri) for uri in one.industrial_classes]
    # What is only possible is not said: schema.org has no word for doubt.
    sure = (it.theme for it in themes_of_service(one) if it.strength == "certain")
    return [*found, *(code("hyte-theme", slug, find_theme(slug).name) for slug in sure)]


def _named(found: PtvClass | None, value: str) -> Json:
    return labels(found.name) if found else value


def _areas(area: AvailabilityArea | None) -> list[Json]:
    if area is None:
        return []
    if area.is_nationwide:
        return [part("Country", {"name": "Suomi", "identifier": area.type})]
    others = (("region", area.regions), ("county", area.wellbeing_services_counties))
    return [
        *map(municipality, area.municipalities),
        *(
            part("AdministrativeArea", {"identifier": f"{kind}:{it}"})
            for kind, codes in (*others, *sorted(area.others.items()))
            for it in codes
        ),
    ]


def _stated(one: Worded[Texts] | Worded[OrganisationTexts] | Service, field: str) -> Json:
    told = {
        language: text
        for language, version in one.language_versions.items()
        if (text := getattr(version, field, None))
    }
    return texts(told)


def _phones(some: Iterable[Phone]) -> list[Json]:
    found: dict[str, Json] = {}
    for one in some:
        number = f"{one.dial_code or ''}{one.number}"
        what = "faxNumber" if one.type == "Fax" else "telephone"
        found.setdefault(number, part("ContactPoint", {what: number, "description": one.info}))
    return list(found.values())


def _links(some: Iterable[str | None]) -> list[Json]:
    return _once(map(web_address, some))


def _once(some: Iterable[str | None]) -> list[Json]:
    return each(dict.fromkeys(some))
