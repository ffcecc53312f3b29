"""Renders organisations, general descriptions and collections (ptv-api 5.13)."""

from hytedata.sandbox.ptv.formats import write_moment
from hytedata.sandbox.ptv.render import parts
from hytedata.sandbox.ptv.render.view import View
from hytedata.sandbox.ptv.rules.service import known_uris
from hytedata.sandbox.ptv.state import Entity, Version
from hytedata.sandbox.ptv.values import Body, items, text, texts

# Producers keep the database's own words here (ptv-api 9.1).
_INTERNAL = {
    "SelfProducedServices": "SelfProduced",
    "ProcuredServices": "PurchaseServices",
    "Other": "Other",
}


def render_organisation(view: View, entity: Entity, version: Version) -> Body:
    """Render all of an organisation but its id and source id."""
    body = version.body
    sub = text(body, "subAreaType") or "Municipality"
    areas: list[Body] = [{"type": sub, "areaCodes": texts(body, "areas")}]
    return {
        "oid": body.get("oid"),
        "parentOrganizationId": body.get("parentOrganizationId"),
        "organizationRootId": _root(view, entity),
        "municipality": parts.municipality(view.book, text(body, "municipality")),
        "organizationType": body.get("organizationType"),
        "businessCode": body.get("businessCode"),
        "businessName": None,
        "organizationNames": parts.typed(items(body, "organizationNames")),
        "displayNameType": items(body, "displayNameType"),
        "areaType": body.get("areaType"),
        "areas": parts.areas(view.book, areas),
        "organizationDescriptions": parts.typed(
            items(body, "organizationDescriptions"), headings=view.headings
        ),
        "emails": [
            {key: item.get(key) for key in ("value", "description", "language")}
            for item in items(body, "emails")
        ],
        "phoneNumbers": [parts.phone(item, None) for item in items(body, "phoneNumbers")],
        "webPages": parts.web_pages(items(body, "webPages")),
        "addresses": [
            parts.address(view.book, item, "organisation") for item in items(body, "addresses")
        ],
        "electronicInvoicings": [
            {
                "operatorCode": item.get("operatorCode"),
                "electronicInvoicingAddress": item.get("electronicInvoicingAddress"),
                "additionalInformation": parts.localised(items(item, "additionalInformation")),
            }
            for item in items(body, "electronicInvoicings")
        ],
        "publishingStatus": version.status,
        "services": _services(view, entity),
        "modified": write_moment(version.modified),
        "subOrganizations": [
            view.reference(other.id)
            for other in view.state.by_group["Organization"]
            if other.published is not None and other.organisation() == entity.id
        ],
    }


def _root(view: View, entity: Entity) -> str:
    at = entity
    while True:
        parent = view.state.entities.get(at.organisation() or "")
        if parent is None:
            return at.id
        at = parent


def _services(view: View, entity: Entity) -> list[Body]:
    shown: list[Body] = []
    for service in view.state.owned("Service", entity.id):
        if service.published is None:
            continue
        reference = view.reference(service.id)
        for role, provision in _roles(service.published.body, entity.id):
            shown.append(
                {
                    "service": reference,
                    "roleType": role,
                    "provisionType": provision,
                    "additionalInformation": [],
                }
            )
    return shown


def _roles(body: Body, organisation: str) -> list[tuple[str, str | None]]:
    roles: list[tuple[str, str | None]] = []
    if text(body, "mainResponsibleOrganization") == organisation:
        roles.append(("Responsible", None))
    if organisation in texts(body, "otherResponsibleOrganizations"):
        roles.append(("OtherResponsible", None))
    roles += [
        ("Producer", _INTERNAL.get(text(producer, "provisionType") or ""))
        for producer in items(body, "serviceProducers")
        if organisation in texts(producer, "organizations")
    ]
    return roles


def render_description(view: View, entity: Entity, version: Version) -> Body:
    """Render all of a general description but its id."""
    body, book = version.body, view.book
    classified: Body = {
        field: parts.terms(book, known_uris(book, body, field))
        if field == "ontologyTerms"
        else parts.classes(book, field, known_uris(book, body, field))
        for field in (
            "serviceClasses",
            "ontologyTerms",
            "targetGroups",
            "lifeEvents",
            "industrialClasses",
        )
    }
    return {
        "names": parts.typed(items(body, "names")),
        "descriptions": parts.typed(items(body, "descriptions"), headings=view.headings),
        **classified,
        "requirements": parts.requirements(items(body, "requirements"), headings=view.headings),
        "type": body.get("type"),
        "serviceChargeType": body.get("serviceChargeType"),
        "legislation": parts.laws(items(body, "legislation")),
        "generalDescriptionType": body.get("generalDescriptionType"),
        "publishingStatus": version.status,
        "modified": write_moment(version.modified),
        "serviceChannels": [
            {
                "serviceChargeType": connection.extra.get("serviceChargeType"),
                "description": parts.typed(items(connection.extra, "description")),
                "digitalAuthorizations": [],
                "serviceChannel": view.reference(connection.channel),
            }
            for connection in view.state.channels_of.get(entity.id, {}).values()
        ],
    }


def render_collection(view: View, entity: Entity, version: Version) -> Body:
    """Render all of a collection but its id and source id."""
    body = version.body
    return {
        "organizationId": body.get("organizationId"),
        "serviceCollectionNames": parts.localised(items(body, "serviceCollectionNames")),
        "serviceCollectionDescriptions": parts.typed(
            items(body, "serviceCollectionDescriptions"), headings=view.headings
        ),
        "services": _members(view, texts(body, "services")),
        "serviceChannels": _members(view, texts(body, "serviceChannels")),
        "publishingStatus": version.status,
        "modified": write_moment(version.modified),
    }


def _members(view: View, ids: list[str]) -> list[Body]:
    shown: list[Body] = []
    for member_id in ids:
        entity = view.state.entities.get(member_id)
        if entity is None or entity.published is None:
            continue
        body = entity.published.body
        member: Body = {
            "id": entity.id,
            "name": parts.typed(items(body, entity.kind.names)),
            "description": parts.typed(items(body, entity.kind.descriptions)),
        }
        if entity.kind.group == "ServiceChannel":
            member["serviceChannelType"] = entity.kind.name
        shown.append(member)
    return shown
