"""Renders the five kinds of channels (ptv-api 5.8–5.12)."""

from collections.abc import Callable, Mapping

from hytedata.sandbox.ptv.formats import write_moment
from hytedata.sandbox.ptv.holidays import as_exceptions
from hytedata.sandbox.ptv.render import parts
from hytedata.sandbox.ptv.render.view import View
from hytedata.sandbox.ptv.rules.service import known_uris
from hytedata.sandbox.ptv.state import Entity, Version
from hytedata.sandbox.ptv.values import Body, flag, items, text, texts


def render_channel(view: View, entity: Entity, version: Version) -> Body:
    """Render all of a channel but its id and source id."""
    body = version.body
    connections = view.connections(entity, version)
    head: Body = {
        "serviceChannelType": entity.kind.name,
        "organizationId": body.get("organizationId"),
        "serviceChannelNames": parts.typed(items(body, "serviceChannelNames")),
        "serviceChannelDescriptions": parts.typed(
            items(body, "serviceChannelDescriptions"), headings=view.headings
        ),
        "areaType": body.get("areaType"),
        "areas": parts.areas(view.book, _areas(body, [other for _, other in connections])),
        "languages": texts(body, "languages"),
    }
    if entity.kind.name == "ServiceLocation":
        head = {"oid": None, **head}
    return {
        **head,
        **_SPECIFIC[entity.kind.name](view, body),
        "services": [
            view.connection(connection, other, "service") for connection, other in connections
        ],
        "serviceCollections": view.collections(entity),
        "publishingStatus": version.status,
        "modified": write_moment(version.modified),
        "responsibleSoteOrganization": None,
        "ontologyTerms": parts.terms(view.book, _terms(view, [other for _, other in connections])),
    }


def _areas(body: Body, services: list[Entity]) -> list[Body]:
    """Own areas or, without an area type, those of the connected services."""
    if text(body, "areaType") is not None:
        return items(body, "areas")
    return [area for service in services for area in items(_shown(service), "areas")]


def _terms(view: View, services: list[Entity]) -> list[str]:
    found: dict[str, None] = {}
    for service in services:
        found.update(dict.fromkeys(known_uris(view.book, _shown(service), "ontologyTerms")))
    return list(found)


def _shown(entity: Entity) -> Body:
    return (entity.published or entity.newest).body


def _location(view: View, body: Body) -> Body:
    return {
        "displayNameType": [
            {"type": item.get("type"), "language": item.get("language")}
            for item in items(body, "displayNameType")
        ],
        "phoneNumbers": parts.phones_and_faxes(body),
        "emails": parts.localised(items(body, "emails")),
        "webPages": parts.web_pages(items(body, "webPages")),
        "addresses": [
            parts.address(view.book, item, "location") for item in items(body, "addresses")
        ],
        "serviceHours": _hours(view, body),
    }


def _hours(view: View, body: Body) -> list[Body]:
    listed = items(body, "serviceHours") + as_exceptions(body, view.today.date())
    return parts.hours(listed, view.today)


def _support(body: Body) -> Body:
    return {
        "supportPhones": [parts.phone(item, None) for item in items(body, "supportPhones")],
        "supportEmails": parts.localised(items(body, "supportEmails")),
    }


def _attachments(body: Body) -> list[Body]:
    return [
        {
            "name": item.get("name"),
            "description": item.get("description"),
            "url": item.get("url"),
            "language": item.get("language"),
            "type": "Attachment",
        }
        for item in items(body, "attachments")
    ]


def _accessibility(body: Body) -> list[Body]:
    keys = (
        "accessibilityClassificationLevel",
        "wcagLevel",
        "accessibilityStatementWebPageName",
        "accessibilityStatementWebPage",
        "language",
    )
    return [
        {key: item.get(key) for key in keys} for item in items(body, "accessibilityClassification")
    ]


def _electronic(view: View, body: Body) -> Body:
    quantity = text(body, "signatureQuantity")
    return {
        "signatureQuantity": int(quantity) if quantity else None,
        "requiresSignature": flag(body, "requiresSignature"),
        "requiresAuthentication": flag(body, "requiresAuthentication"),
        "attachments": _attachments(body),
        **_support(body),
        "webPages": parts.addresses_as_pages(items(body, "webPage")),
        "serviceHours": _hours(view, body),
        "accessibilityClassification": _accessibility(body),
    }


def _web_page(view: View, body: Body) -> Body:
    return {
        **_support(body),
        "webPages": parts.addresses_as_pages(items(body, "webPage")),
        "serviceHours": [],
        "accessibilityClassification": _accessibility(body),
    }


def _phone(view: View, body: Body) -> Body:
    return {
        "phoneNumbers": [
            parts.phone(item, text(item, "type") or "Phone") for item in items(body, "phoneNumbers")
        ],
        "supportEmails": parts.localised(items(body, "supportEmails")),
        "webPages": parts.addresses_as_pages(items(body, "webPage")),
        "serviceHours": _hours(view, body),
    }


def _form(view: View, body: Body) -> Body:
    return {
        "formIdentifier": parts.localised(items(body, "formIdentifier")),
        "deliveryAddresses": [
            parts.delivery(view.book, item) for item in items(body, "deliveryAddresses")
        ],
        "channelUrls": parts.typed(items(body, "channelUrls")),
        "attachments": _attachments(body),
        **_support(body),
        "webPages": [],
        "serviceHours": [],
    }


_SPECIFIC: Mapping[str, Callable[[View, Body], Body]] = {
    "ServiceLocation": _location,
    "EChannel": _electronic,
    "WebPage": _web_page,
    "Phone": _phone,
    "PrintableForm": _form,
}
