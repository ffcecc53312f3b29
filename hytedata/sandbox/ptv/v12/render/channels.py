"""The five types of channels (ptv-v12 5.2 and 6.4)."""

from collections.abc import Callable, Mapping

from hytedata.sandbox.ptv.state import Version
from hytedata.sandbox.ptv.v12.mirror import Record
from hytedata.sandbox.ptv.v12.render import contacts, places
from hytedata.sandbox.ptv.v12.render.hours import service_hours
from hytedata.sandbox.ptv.v12.render.show import Show
from hytedata.sandbox.ptv.v12.render.texts import (
    alternative_is_shown,
    in_language,
    markdown,
    plain_text,
    served,
    typed_text,
)
from hytedata.sandbox.ptv.values import Body, flag, items, text

CHANNEL_TYPES = {
    "EChannel": "EService",
    "Phone": "TelephoneService",
    "PrintableForm": "PrintableForm",
    "ServiceLocation": "ServiceLocation",
    "WebPage": "WebPage",
}
"""v11's kind → v12's type."""


def channel_facets(show: Show, record: Record, version: Version) -> Body:
    """What of a channel the filters look at, besides its languages."""
    kind = CHANNEL_TYPES[record.entity.kind.name]
    return {"area": places.area(show.book, version.body), "serviceChannelType": kind}


def render_channel(show: Show, record: Record, version: Version) -> Body:
    """All of a channel but its id and moments."""
    body, kind = version.body, record.entity.kind.name
    opened = record.entity.visible_for_all
    own = _OWN.get(kind)
    return {
        "organizationContentId": text(body, "organizationId"),
        "allowedConnectionType": "AllOrganizations" if opened else "OwnOrganizations",
        "serviceLanguages": served(body),
        **channel_facets(show, record, version),
        "languageVersions": {
            language: {**_shared(body, language), **_VERSIONS[kind](body, language)}
            for language in version.languages
        },
        **(own(show, body) if own is not None else {}),
    }


def _shared(body: Body, language: str) -> Body:
    described = items(body, "serviceChannelDescriptions")
    return {
        "name": typed_text(items(body, "serviceChannelNames"), language, "Name") or "",
        "summary": typed_text(described, language, "Summary"),
        "description": markdown(typed_text(described, language, "Description")),
    }


def _location(show: Show, body: Body) -> Body:
    where = places.location(show.book, body)
    streets = where["streetAddresses"]
    point = text(body, "accessibilityRegisterServicePointId")
    return {
        "location": {
            **where,
            "streetAddresses": [
                {**each, "accessibilityRegisterServicePointId": point}
                for each in (streets if isinstance(streets, list) else [])
            ],
        },
        "contactAddresses": places.contact_addresses(show.book, body),
        "serviceHours": service_hours(body, show.today),
    }


def _electronic(show: Show, body: Body) -> Body:
    quantity = text(body, "signatureQuantity")
    signature: Body = {"type": "NotRequired"}
    if flag(body, "requiresSignature"):
        signature = {"type": "Required", "numberOfRequiredSignatures": int(quantity or "1")}
    identified = flag(body, "requiresAuthentication")
    return {
        "electronicSignature": signature,
        "electronicIdentification": "Required" if identified else "NotRequired",
        "serviceHours": service_hours(body, show.today),
    }


def _phone(show: Show, body: Body) -> Body:
    return {"serviceHours": service_hours(body, show.today)}


def _form(show: Show, body: Body) -> Body:
    addresses = items(body, "deliveryAddresses")
    return {"deliveryAddresses": [places.delivery(show.book, each) for each in addresses]}


def _location_version(body: Body, language: str) -> Body:
    names = items(body, "serviceChannelNames")
    return {
        "alternativeName": typed_text(names, language, "AlternativeName"),
        "isAlternativeNamePrimary": alternative_is_shown(body, language),
        "contactEmails": contacts.emails(body, "emails", language),
        "contactPhoneNumbers": contacts.phones(body, "phoneNumbers", language),
        "contactFaxNumbers": contacts.faxes(body, "faxNumbers", language),
        "contactWebPages": contacts.pages(body, "webPages", language),
    }


def _support(body: Body, language: str) -> Body:
    return {
        "supportEmails": contacts.emails(body, "supportEmails", language),
        "supportPhoneNumbers": contacts.phones(body, "supportPhones", language),
    }


def _accessible(body: Body, language: str) -> Body:
    found = in_language(items(body, "accessibilityClassification"), language)
    level = text(found[0], "accessibilityClassificationLevel") if found else None
    return {"accessibilityClassificationLevel": level or "Unknown"}


def _web_page_version(body: Body, language: str) -> Body:
    return {
        "webAddress": contacts.web_address(body, language),
        **_accessible(body, language),
        **_support(body, language),
    }


def _attachments(body: Body, language: str) -> Body:
    return {"attachmentLinks": contacts.links(body, "attachments", language, key="name")}


def _electronic_version(body: Body, language: str) -> Body:
    return {**_web_page_version(body, language), **_attachments(body, language)}


def _phone_version(body: Body, language: str) -> Body:
    return {
        "phoneNumbers": contacts.phones(body, "phoneNumbers", language),
        "webAddress": contacts.web_address(body, language),
        "supportEmails": contacts.emails(body, "supportEmails", language),
    }


def _form_version(body: Body, language: str) -> Body:
    return {
        "formIdentifier": plain_text(items(body, "formIdentifier"), language),
        "formFiles": contacts.form_files(body, language),
        **_attachments(body, language),
        **_support(body, language),
    }


_OWN: Mapping[str, Callable[[Show, Body], Body]] = {
    "ServiceLocation": _location,
    "EChannel": _electronic,
    "Phone": _phone,
    "PrintableForm": _form,
}
_VERSIONS: Mapping[str, Callable[[Body, str], Body]] = {
    "ServiceLocation": _location_version,
    "EChannel": _electronic_version,
    "WebPage": _web_page_version,
    "Phone": _phone_version,
    "PrintableForm": _form_version,
}
