"""Organisations, general descriptions, collections and connections (ptv-v12 5.3-5.6, 6.5)."""

from hytedata.sandbox.ptv.codebook import id_of
from hytedata.sandbox.ptv.state import Version
from hytedata.sandbox.ptv.v12.mirror import Link, Record
from hytedata.sandbox.ptv.v12.parameters import ORGANISATION_TYPES
from hytedata.sandbox.ptv.v12.render import contacts, places
from hytedata.sandbox.ptv.v12.render.hours import service_hours
from hytedata.sandbox.ptv.v12.render.services import laws, times
from hytedata.sandbox.ptv.v12.render.show import Show
from hytedata.sandbox.ptv.v12.render.texts import (
    alternative_is_shown,
    in_language,
    markdown,
    moment,
    plain_text,
    strings,
    typed_text,
)
from hytedata.sandbox.ptv.values import Body, items, part, text, texts

# v11 does not tell who keeps a general description.
KEEPER = id_of("hytedata-sandbox:keeper-of-general-descriptions")
_DESCRIPTION_TYPES = {"Municipality": "Municipality", "Church": "Church"}


def organisation_type(body: Body) -> str:
    """The type; newer ones of v11 have none of their own in v12."""
    kind = text(body, "organizationType") or "Organization"
    return kind if kind in ORGANISATION_TYPES else "Organization"


def organisation_facets(show: Show, record: Record, version: Version) -> Body:
    """What of an organisation the filters look at, besides its languages."""
    body = version.body
    return {
        "businessId": text(body, "businessCode") or "",
        "organizationType": organisation_type(body),
        "area": places.organisation_area(show.book, body),
    }


def render_organisation(show: Show, record: Record, version: Version) -> Body:
    """All of an organisation but its id and moments."""
    body = version.body
    return {
        "parentOrganizationContentId": text(body, "parentOrganizationId"),
        **organisation_facets(show, record, version),
        "oid": text(body, "oid"),
        "eInvoiceAddresses": [
            {
                "address": text(item, "electronicInvoicingAddress") or "",
                "intermediatorCode": text(item, "operatorCode"),
                "additionalInformation": strings(items(item, "additionalInformation")),
            }
            for item in items(body, "electronicInvoicings")
        ],
        "contactAddresses": places.contact_addresses(show.book, body),
        "location": places.location(show.book, body),
        "languageVersions": {
            language: _organisation_version(body, language) for language in version.languages
        },
    }


def _organisation_version(body: Body, language: str) -> Body:
    names = items(body, "organizationNames")
    described = items(body, "organizationDescriptions")
    return {
        "name": typed_text(names, language, "Name") or "",
        "alternativeName": typed_text(names, language, "AlternativeName"),
        "isAlternativeNamePrimary": alternative_is_shown(body, language),
        "summary": typed_text(described, language, "Summary"),
        "description": markdown(typed_text(described, language, "Description")),
        "contactEmails": [
            {
                "email": text(item, "value") or "",
                "additionalInformation": text(item, "description"),
            }
            for item in in_language(items(body, "emails"), language)
        ],
        "contactWebPages": contacts.pages(body, "webPages", language),
        "contactPhoneNumbers": contacts.phones(body, "phoneNumbers", language),
    }


def description_facets(show: Show, record: Record, version: Version) -> Body:
    """What of a general description the filters look at."""
    body = version.body
    return {
        "organizationContentId": text(body, "organizationId") or KEEPER,
        "generalDescriptionTypes": description_types(body),
        **show.vocabularies(body),
        "serviceType": show.service_type(body),
    }


def render_description(show: Show, record: Record, version: Version) -> Body:
    """All of a general description but its id and moments."""
    body, kind = version.body, show.service_type(version.body)
    return {
        **description_facets(show, record, version),
        "chargeType": contacts.charge(body.get("serviceChargeType")),
        "languageVersions": {
            language: _description_version(body, kind, language) for language in version.languages
        },
    }


def description_types(body: Body) -> list[str]:
    """v11 has one type, v12 a list; what v12 does not know is Other."""
    kind = text(body, "generalDescriptionType")
    return [_DESCRIPTION_TYPES.get(kind, "Other")] if kind else []


def _description_version(body: Body, kind: str, language: str) -> Body:
    described = items(body, "descriptions")

    def rich(name: str) -> str | None:
        return markdown(typed_text(described, language, name))

    shown: Body = {
        "name": typed_text(items(body, "names"), language, "Name") or "",
        "backgroundDescription": rich("BackgroundDescription"),
        "description": rich("Description"),
        "userInstructions": rich("UserInstruction"),
        "conditions": markdown(plain_text(items(body, "requirements"), language)),
        "chargeTypeAdditionalInformation": rich("ChargeTypeAdditionalInfo"),
        "legislationLinks": laws(body, language),
        "freelyAssignedKeywords": [],
    }
    return shown if kind == "Service" else {**shown, **times(described, language)}


def no_facets(show: Show, record: Record, version: Version) -> Body:
    """No filter looks into a collection."""
    return {}


def render_collection(show: Show, record: Record, version: Version) -> Body:
    """A collection as the search shows it, without its members and its id."""
    body = version.body
    described = items(body, "serviceCollectionDescriptions")
    return {
        "organizationContentId": text(body, "organizationId"),
        "languageVersions": {
            language: {
                "name": plain_text(items(body, "serviceCollectionNames"), language) or "",
                "summary": typed_text(described, language, "Summary"),
                "description": markdown(typed_text(described, language, "Description")),
            }
            for language in version.languages
        },
    }


def members(show: Show, version: Version) -> list[Body]:
    """The public members of a collection."""
    kinds = {"services": "Service", "serviceChannels": "Channel"}
    return [
        {"itemType": kind, "contentId": content_id}
        for field, kind in kinds.items()
        for content_id in texts(version.body, field)
        if show.mirror.version(content_id) is not None
    ]


def render_connection(show: Show, link: Link) -> Body:
    """A connection, in the languages that its ends share."""
    ends = [show.mirror.version(end) for end in (link.service, link.channel)]
    spoken = [set(end.languages) if end is not None else set() for end in ends]
    found = part(link.extra, "contactDetails") or {}
    described = items(link.extra, "description")
    shared = [each for each in (ends[0].languages if ends[0] else ()) if each in spoken[1]]
    return {
        "serviceContentId": link.service,
        "channelContentId": link.channel,
        "chargeType": contacts.charge(link.extra.get("serviceChargeType")),
        "serviceHours": service_hours(link.extra, show.today),
        "contactAddresses": places.contact_addresses(show.book, found),
        "publishedAt": moment(link.published_at),
        "migratedAt": moment(link.migrated_at),
        "languageVersions": {
            language: {
                "description": markdown(typed_text(described, language, "Description")),
                "chargeTypeAdditionalInformation": markdown(
                    typed_text(described, language, "ChargeTypeAdditionalInfo")
                ),
                "contactPhoneNumbers": contacts.phones(found, "phoneNumbers", language),
                "contactFaxNumbers": contacts.faxes(found, "faxNumbers", language),
                "contactEmails": contacts.emails(found, "emails", language),
                "contactWebPages": contacts.links(found, "webPages", language),
            }
            for language in shared
        },
    }
