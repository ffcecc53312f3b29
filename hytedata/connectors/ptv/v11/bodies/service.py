"""The body of a service: what is freshly read, re-encoded, with a typed write over it.

What `encode.py` always sends is always sent here too, from the same code; every other list goes
along only where the write touches it, then whole. An emptied list becomes its `deleteAll…` flag,
with the list's own key left out (ptv-api 7.1).
"""

from typing import Final

from hytedata.connectors.ptv.v11.bodies.laws import laws, voucher_in_use, vouchers
from hytedata.connectors.ptv.v11.bodies.places import area
from hytedata.connectors.ptv.v11.bodies.rows import (
    local,
    patched_rows,
    patched_texts,
    stored_rows,
    touches,
    values,
    without_blanks,
)
from hytedata.connectors.ptv.v11.bodies.shared import for_posting, publishing
from hytedata.connectors.ptv.v11.bodies.words import (
    CHARGES,
    NAME_TYPES,
    PROVISIONS,
    SERVICE_DESCRIPTIONS,
    SERVICE_TYPES,
    theirs,
    uris,
)
from hytedata.connectors.ptv.v11.documents import NO_DOCUMENT, Document, part, rows, text
from hytedata.connectors.ptv.v11.service_bodies import updated_service
from hytedata.connectors.ptv.v11.text_lists import encode_texts, languages_of, typed_texts
from hytedata.connectors.ptv.v11.vocabulary import DESCRIPTION_TYPES
from hytedata.connectors.ptv.v11.vocabulary import NAME_TYPES as OLD_NAME_TYPES
from hytedata.models.common import Json
from hytedata.models.ptv.service import ServiceProducer
from hytedata.models.ptv_write import ServiceWrite

_DEMANDED: Final = {
    "service_classes": "serviceClasses",
    "ontology_terms": "ontologyTerms",
    "target_groups": "targetGroups",
}
_FLAGGED: Final = {
    "life_events": ("lifeEvents", "deleteAllLifeEvents"),
    "industrial_classes": ("industrialClasses", "deleteAllIndustrialClasses"),
}


def new_service_body(write: ServiceWrite) -> dict[str, Json]:
    """Build the body that creates a service, connected at once where the write says so."""
    body = for_posting(service_body(write))
    if write.channel_ids:
        body["serviceChannels"] = list[Json](write.channel_ids)
    return body


def service_body(
    write: ServiceWrite,
    document: Document = NO_DOCUMENT,
    general_description: Document = NO_DOCUMENT,
) -> dict[str, Json]:
    """Build a PUT body: *document* re-encoded, with what *write* mentions.

    Args:
        write: Checked before.
        document: As read right before, with headings.
        general_description: The one that *document* builds on: what it brings is not sent as the
            service's own.
    """
    body = updated_service(document, {}, general_description)
    body.update(publishing(write, document))
    body.update(_texts(write, document))
    body.update(_plain(write, document, body))
    body.update(_classification(write))
    body.update(_organisations(write, document))
    body.update(_listed(write, document))
    if write.clears("general_description_id"):
        body.pop("generalDescriptionId", None)
    return without_blanks(body)


def _texts(write: ServiceWrite, document: Document) -> dict[str, Json]:
    versions = write.language_versions
    names = typed_texts(document, "serviceNames", OLD_NAME_TYPES)
    descriptions = typed_texts(document, "serviceDescriptions", DESCRIPTION_TYPES)
    return {
        "serviceNames": encode_texts(patched_texts(names, versions, NAME_TYPES)),
        "serviceDescriptions": encode_texts(
            patched_texts(descriptions, versions, SERVICE_DESCRIPTIONS)
        ),
    }


def _languages(write: ServiceWrite, document: Document) -> frozenset[str]:
    """The service's language versions after the write."""
    now = languages_of(
        typed_texts(document, "serviceNames", OLD_NAME_TYPES),
        typed_texts(document, "serviceDescriptions", DESCRIPTION_TYPES),
    )
    given = {one for one, texts in write.language_versions.items() if texts is not None}
    return (now | given) - (write.language_versions.keys() - given)


def _plain(write: ServiceWrite, document: Document, body: dict[str, Json]) -> dict[str, Json]:
    changed: dict[str, Json] = {}
    if write.service_languages:
        changed["languages"] = list[Json](write.service_languages)
    if _said(write.general_description_id):
        changed["generalDescriptionId"] = write.general_description_id
    elif write.clears("general_description_id") and body.get("generalDescriptionId"):
        # Without the general description the service says its type itself (ptv-api 5.7).
        changed["deleteGeneralDescriptionId"] = True
        changed["type"] = text(document, "type")
    if write.type:
        changed["type"] = theirs(write.type, SERVICE_TYPES)
    if write.funding:
        changed["fundingType"] = write.funding
    if _said(write.charge):
        changed["serviceChargeType"] = theirs(write.charge, CHARGES)
    elif write.clears("charge"):
        changed["deleteServiceChargeType"] = True
    if write.area:
        changed.update(area(write.area))
    return changed


def _said(text: str | None) -> str | None:
    """A text with something in it; a blank one empties, as None does."""
    return text if text and text.strip() else None


def _classification(write: ServiceWrite) -> dict[str, Json]:
    body: dict[str, Json] = {
        key: uris(field, getattr(write, field))
        for field, key in _DEMANDED.items()
        if getattr(write, field)
    }
    for field, (key, flag) in _FLAGGED.items():
        entries = getattr(write, field)
        if entries:
            body[key] = uris(field, entries)
        elif write.clears(field):
            body[flag] = True
    return body


def _organisations(write: ServiceWrite, document: Document) -> dict[str, Json]:
    body: dict[str, Json] = {}
    if write.organisation_id:
        body["mainResponsibleOrganization"] = write.organisation_id
    if write.other_organisation_ids:
        body["otherResponsibleOrganizations"] = list[Json](write.other_organisation_ids)
    if write.producers:
        body["serviceProducers"] = _producers(write.producers)
        if not write.other_organisation_ids:
            # Who produces it is judged by who is named in the same body (ptv-api 6.5 rule 7).
            body["otherResponsibleOrganizations"] = _others(document)
    return body


def _others(document: Document) -> list[Json]:
    named = (
        text(part(row, "organization"), "id")
        for row in rows(document, "organizations")
        if text(row, "roleType") == "OtherResponsible"
    )
    return [one for one in named if one]


def _producers(producers: tuple[ServiceProducer, ...]) -> list[Json]:
    """One entry per way of provision, and one of its own for each producer with words."""
    plain: dict[str, list[Json]] = {}
    told: list[Json] = []
    for producer in producers:
        provision = theirs(producer.provision, PROVISIONS) or ""
        own = producer.organisation_id
        if producer.name:
            entry: dict[str, Json] = {
                "provisionType": provision,
                "organizations": [own] if own else [],
                "additionalInformation": local(producer.name),
            }
            told.append(without_blanks(entry))
        elif own:
            plain.setdefault(provision, []).append(own)
    grouped: list[Json] = [
        {"provisionType": provision, "organizations": listed} for provision, listed in plain.items()
    ]
    return [*grouped, *told]


def _listed(write: ServiceWrite, document: Document) -> dict[str, Json]:
    """Keywords, conditions, laws and vouchers: lists of rows with a language each."""
    versions, own = write.language_versions, _languages(write, document)
    body: dict[str, Json] = {}
    if touches(versions, "keywords"):
        new = {
            language: values(language, texts.keywords or ())
            for language, texts in versions.items()
            if texts is not None and texts.sets("keywords")
        }
        found = patched_rows(stored_rows(document, "keywords", ["value"], own), new)
        body.update({"keywords": list[Json](found)} if found else {"deleteAllKeywords": True})
    if touches(versions, "conditions"):
        told = {
            language: values(language, [said] if (said := _said(texts.conditions)) else [])
            for language, texts in versions.items()
            if texts is not None and texts.sets("conditions")
        }
        stored = stored_rows(document, "requirements", ["value"], own)
        body["requirements"] = list[Json](patched_rows(stored, told))
    if touches(versions, "legislation"):
        acts = laws(document, versions, own)
        body.update({"legislation": acts} if acts else {"deleteAllLaws": True})
    if touches(versions, "voucher"):
        body["serviceVouchers"] = vouchers(document, versions, own)
        if voucher_in_use(versions):
            body["serviceVouchersInUse"] = True
    return body
