"""A service of PTV as HSDS has it, with all that belongs to it; a connection is at a location."""

from collections.abc import Container
from typing import Final, TypeAlias

from hytedata.codes import UnknownCode, county, find_municipality, region
from hytedata.export.hsds import terms
from hytedata.export.hsds.channels import languages_of, location_row
from hytedata.export.hsds.contacts import contacts_of, phones_of
from hytedata.export.hsds.gathered import Gathered
from hytedata.export.hsds.hours import schedules_of
from hytedata.export.hsds.organisations import organisation_row
from hytedata.export.hsds.values import Row, key, own_key, row, some, version
from hytedata.export.properties import stamp
from hytedata.models.common import Json, Language
from hytedata.models.ptv import AvailabilityArea, Connection, Organisation, Service, ServiceTexts
from hytedata.store.catalogue import CatalogueRecord

Told: TypeAlias = Container[tuple[str, Json]]

_PUBLISHED: Final = "Published"


def service_row(
    record: CatalogueRecord,
    one: Service,
    known: Gathered,
    language: Language,
    told: Told = frozenset(),
) -> Row:
    """Return *one* with its organisation, places, areas, languages and classes nested in it.

    Args:
        record: As the catalogue has it.
        one: Its model.
        known: What it refers to.
        language: Of its texts, where they have it.
        told: Tables and ids of organisations and locations that nobody needs again: they are
            nested by their ids alone.
    """
    texts = version(one, language) or ServiceTexts()
    its = own_key(one.id)
    by = known.organisation(one.organisation_id)
    shown = one.status == _PUBLISHED and record.absent_since is None
    found: dict[str, Json] = {
        "id": its,
        "organization_id": own_key(by.id) if by else None,
        "alternate_name": texts.alternative_name,
        "description": texts.description,
        "application_process": texts.user_instruction,
        "fees_description": texts.charge_info,
        "eligibility_description": texts.conditions,
        "wait_time": texts.processing_time,
        "last_modified": stamp(one.modified_at),
        "service_areas": _areas(one.id, one.area, language),
        "service_at_locations": _connections(one, known, language, told),
        "languages": languages_of(one.id, one.service_languages),
        "organization": _provider(by, known, language, told) if by else None,
        "funding": _single(one.id, "funding", {"source": one.funding}),
        "cost_options": _single(one.id, "cost", {"option": one.charge}),
        "attributes": _attributes(one, texts, known, language),
    }
    status = "active" if shown else "inactive"
    return {**row(found), "name": texts.name or "", "status": status}


def _provider(one: Organisation, known: Gathered, language: Language, told: Told) -> Row:
    its = own_key(one.id)
    if ("organization", its) in told:
        return {"id": its}
    return organisation_row(one, known, language)


def _attributes(
    one: Service, texts: ServiceTexts, known: Gathered, language: Language
) -> list[Json]:
    link = terms.Linking("service", own_key(one.id), language)
    return some(
        [
            *link.terms(terms.SERVICE_CLASSES, one.service_classes),
            *link.terms(terms.TARGET_GROUPS, one.target_groups),
            *link.terms(terms.LIFE_EVENTS, one.life_events),
            *link.terms(terms.ONTOLOGY, one.ontology_terms),
            *link.terms(terms.INDUSTRIES, one.industrial_classes),
            *link.themes(known.themes_of(one)),
            *link.values("type", [one.type]),
            *link.values("general_description_id", [one.general_description_id]),
            *link.values("area_type", [one.area.type if one.area else None]),
            *link.values("summary", [texts.summary]),
            *link.values("deadline", [texts.deadline]),
            *link.values("validity_time", [texts.validity_time]),
            *link.values("keywords", texts.keywords),
        ]
    )


def _single(owner: str, what: str, found: dict[str, Json]) -> list[Json]:
    told = row(found)
    return [{"id": key(owner, what), **told}] if told else []


def _areas(owner: str, area: AvailabilityArea | None, language: Language) -> list[Json]:
    """Return a row per code of the area; `extent` says of what the code is."""
    if area is None:
        return []
    codes = {
        "municipality": area.municipalities,
        "region": area.regions,
        "county": area.wellbeing_services_counties,
        **dict(sorted(area.others.items())),
    }
    return some(
        {
            "id": key(owner, "area", kind, code),
            "name": _name(kind, code, language),
            "extent": f"{kind}:{code}",
            "extent_type": "text",
        }
        for kind, some_codes in codes.items()
        for code in some_codes
    )


def _name(kind: str, code: str, language: Language) -> str:
    try:
        if kind == "region":
            return region(code).name.best(language)
        if kind == "county":
            return county(code).name.best(language)
    except UnknownCode:
        return code
    found = find_municipality(code) if kind == "municipality" else None
    return found.municipality.name.best(language) if found else code


def _connections(one: Service, known: Gathered, language: Language, told: Told) -> list[Json]:
    found = []
    for channel_id in known.channels_of(one):
        place = _place(channel_id, known, language, told)
        if place is not None:
            own = known.connection(one.id, channel_id)
            found.append(_at_location(one.id, place, own, language))
    return some(found)


def _place(channel_id: str, known: Gathered, language: Language, told: Told) -> Row | None:
    its = own_key(channel_id)
    if ("location", its) in told:
        return {"id": its}
    channel = known.channel(channel_id)
    return location_row(channel, known, language) if channel else None


def _at_location(service_id: str, place: Row, own: Connection | None, language: Language) -> Row:
    its = key(service_id, "at", str(place["id"]))
    head: Row = {
        "id": its,
        "service_id": own_key(service_id),
        "location_id": place["id"],
        "location": place,
    }
    if own is None:
        return head
    texts = version(own, language)
    return row(
        {
            **head,
            "description": texts.description if texts else None,
            "contacts": contacts_of(own, lambda it: it.emails, language),
            "phones": phones_of(own, lambda it: (*it.phones, *it.faxes), language),
            "schedules": schedules_of(own.id, own.service_hours, language),
        }
    )
