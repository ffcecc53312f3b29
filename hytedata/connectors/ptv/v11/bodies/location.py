"""The body of a service location: what is freshly read, re-encoded, with a typed write over it."""

from typing import Final

from hytedata.connectors.ptv.v11.addresses import encode_address
from hytedata.connectors.ptv.v11.bodies.contacts import contact_lists
from hytedata.connectors.ptv.v11.bodies.hours import service_hours
from hytedata.connectors.ptv.v11.bodies.places import LOCATION, POSTAL, addresses, area
from hytedata.connectors.ptv.v11.bodies.rows import patched_texts, without_blanks
from hytedata.connectors.ptv.v11.bodies.shared import for_posting, publishing
from hytedata.connectors.ptv.v11.bodies.words import LOCATION_DESCRIPTIONS, NAME_TYPES
from hytedata.connectors.ptv.v11.channel_bodies import updated_location
from hytedata.connectors.ptv.v11.documents import NO_DOCUMENT, Document, rows, text
from hytedata.connectors.ptv.v11.text_lists import (
    TypedTexts,
    encode_texts,
    languages_of,
    typed_texts,
)
from hytedata.connectors.ptv.v11.vocabulary import DESCRIPTION_TYPES, present
from hytedata.connectors.ptv.v11.vocabulary import NAME_TYPES as OLD_NAME_TYPES
from hytedata.models.common import Json
from hytedata.models.ptv.address import Addresses
from hytedata.models.ptv_write import ServiceLocationWrite

OPEN_TO_ALL: Final = "AllOrganizations"
FLAGS: Final = {
    "phones": "deleteAllPhoneNumbers",
    "faxes": "deleteAllFaxNumbers",
    "emails": "deleteAllEmails",
    "web_pages": "deleteAllWebPages",
}


def new_location_body(write: ServiceLocationWrite) -> dict[str, Json]:
    """Build the body that creates a place, connected at once where the write says so."""
    body = for_posting(location_body(write, visible_for_all=False))
    if write.service_ids:
        body["services"] = list[Json](write.service_ids)
    return body


def location_body(
    write: ServiceLocationWrite, document: Document = NO_DOCUMENT, *, visible_for_all: bool
) -> dict[str, Json]:
    """Build a PUT body: *document* re-encoded, with what *write* mentions.

    Args:
        write: Checked before.
        document: As read right before, with headings.
        visible_for_all: The present value, which is repeated where the write does not say
            otherwise: left out it would be false (ptv-api 7.1).

    Raises:
        InputError: The document is no service location.
    """
    body = updated_location(document, {})
    names = patched_texts(
        typed_texts(document, "serviceChannelNames", OLD_NAME_TYPES),
        write.language_versions,
        NAME_TYPES,
    )
    descriptions = patched_texts(
        typed_texts(document, "serviceChannelDescriptions", DESCRIPTION_TYPES),
        write.language_versions,
        LOCATION_DESCRIPTIONS,
    )
    own = languages_of(names, descriptions)
    body.update(publishing(write, document))
    body["serviceChannelNames"] = encode_texts(names)
    body["serviceChannelDescriptions"] = encode_texts(descriptions)
    body["displayNameType"] = _shown_names(write, document, names)
    body["addresses"] = _addresses(write, document, own)
    body.update(contact_lists(document, write.language_versions, own, FLAGS))
    body.update(_plain(write))
    opened = write.connectable_by
    body["isVisibleForAll"] = opened == OPEN_TO_ALL if opened else visible_for_all
    return without_blanks(body)


def _plain(write: ServiceLocationWrite) -> dict[str, Json]:
    body: dict[str, Json] = {}
    if write.organisation_id:
        body["organizationId"] = write.organisation_id
    if write.service_languages:
        body["languages"] = list[Json](write.service_languages)
    if write.area:
        body.update(area(write.area))
    if write.clears("service_hours"):
        body["deleteAllServiceHours"] = True
    elif write.service_hours:
        body["serviceHours"] = service_hours(write.service_hours)
    if write.oid and write.oid.strip():
        body["oid"] = write.oid
    elif write.clears("oid"):
        body["deleteOid"] = True
    return body


def _shown_names(write: ServiceLocationWrite, document: Document, names: TypedTexts) -> list[Json]:
    """One entry per language of the names, each naming a name that is there (ptv-api 6.6)."""
    shown: dict[str, str | None] = {
        language: present(text(row, "type"), OLD_NAME_TYPES)
        for row in rows(document, "displayNameType")
        if (language := text(row, "language"))
    }
    asked: dict[str, str] = {
        language: "AlternativeName" if texts.shows_alternative_name else "Name"
        for language, texts in write.language_versions.items()
        if texts is not None and texts.sets("shows_alternative_name")
    }
    kinds: list[Json] = []
    for language in dict.fromkeys(language for _, language in names):
        kept = shown.get(language)
        there = kept if (kept, language) in names else "Name"
        kinds.append({"type": asked.get(language) or there, "language": language})
    return kinds


def _addresses(write: ServiceLocationWrite, document: Document, own: frozenset[str]) -> list[Json]:
    """Both uses are one list to PTV: what is not written is repeated as it was read."""
    found: list[Json] = []
    given: tuple[tuple[str, str, Addresses | None], ...] = (
        (LOCATION, "location", write.location),
        (POSTAL, "contact_addresses", write.contact_addresses),
    )
    for kind, field, value in given:
        if write.sets(field):
            found += addresses(kind, value or Addresses())
        else:
            found += [
                encode_address(row, own)
                for row in rows(document, "addresses")
                if text(row, "type") == kind
            ]
    return found
