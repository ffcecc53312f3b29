"""Services (ptv-v12 5.1, 6.3) and general descriptions (ptv-v12 5.5, 6.5)."""

from collections.abc import Iterator
from functools import partial

from hytedata.connectors.ptv.v11.wire.base import Wire
from hytedata.connectors.ptv.v12.wire.services import (
    Classified,
    DescribedTexts,
    Producer,
    Producers,
)
from hytedata.connectors.ptv.v12.wire.services import GeneralDescription as WireGeneralDescription
from hytedata.connectors.ptv.v12.wire.services import Service as WireService
from hytedata.connectors.ptv.v12.wire.services import Voucher as WireVoucher
from hytedata.models.common import Rejection
from hytedata.models.ptv import GeneralDescription, Service
from hytedata.normalise.ptv.classes import served_languages
from hytedata.normalise.ptv.notes import Notes
from hytedata.normalise.ptv.record import plain_id
from hytedata.normalise.ptv.texts import Fields, Versions, filled
from hytedata.normalise.ptv_v12.areas import normalise_area
from hytedata.normalise.ptv_v12.contacts import links
from hytedata.normalise.ptv_v12.record import build, head, ids, listed_ids, words
from hytedata.normalise.ptv_v12.texts import each_version, local_text, stated

_VOUCHERS = frozenset({"NotUsed", "WithAdditionalInformation", "WithUrl"})


def normalise_service(wire: Wire[WireService]) -> Service | Rejection:
    """Normalise a service; only one without an id is rejected.

    Whether classes of a linked general description are among its own is not known (ptv-v12 6.3).
    Its channels are connections of their own.
    """
    model = wire.model
    return build(Service, "service", model.content_id, wire.document, partial(_service, model))


def _service(service: WireService, notes: Notes) -> Fields:
    versions: Versions = {}
    for language, texts, path in each_version(service.language_versions, notes):
        version = _described(texts, notes, path)
        version |= stated(alternative_name=texts.alternative_name, summary=texts.summary)
        if texts.voucher is not None:
            version["voucher"] = _voucher(texts.voucher, notes, f"{path}.voucher")
        versions[language] = version
    responsible = "otherResponsibleOrganizations"
    return _classified(service, notes) | {
        "language_versions": versions,
        "other_organisation_ids": ids(service.other_responsible_organizations, notes, responsible),
        "general_description_id": plain_id(service.general_description_content_id),
        "producers": _producers(service.producers, notes),
        "service_languages": served_languages(service.service_languages),
        "funding": filled(service.funding_type),
        "area": normalise_area(service.area, notes),
    }


def normalise_general_description(
    wire: Wire[WireGeneralDescription],
) -> GeneralDescription | Rejection:
    """Normalise a general description; only one without an id is rejected."""
    model = wire.model
    fill = partial(_general_description, model)
    kind = "general-description"
    return build(GeneralDescription, kind, model.content_id, wire.document, fill)


def _general_description(told: WireGeneralDescription, notes: Notes) -> Fields:
    versions: Versions = {}
    for language, texts, path in each_version(told.language_versions, notes):
        version = _described(texts, notes, path)
        version |= stated(background=texts.background_description)
        versions[language] = version
    return _classified(told, notes) | {
        "language_versions": versions,
        "description_types": words(told.general_description_types),
    }


def _classified(told: Classified, notes: Notes) -> Fields:
    """Return what services and general descriptions share."""
    kind = filled(told.service_type)
    if kind is None:
        notes.add("serviceType", "no-type", "")
    return head(told, notes) | {
        "type": kind or "",
        "organisation_id": plain_id(told.organization_content_id),
        "service_classes": words(told.service_classes),
        "target_groups": words(told.target_groups),
        "life_events": words(told.life_events),
        "ontology_terms": words(told.ontology_terms),
        "industrial_classes": words(told.industrial_classes),
        "charge": filled(told.charge_type),
    }


def _described(texts: DescribedTexts, notes: Notes, path: str) -> Fields:
    """Return what their language versions share."""
    version = stated(
        name=texts.name,
        description=texts.description,
        user_instruction=texts.user_instructions,
        conditions=texts.conditions,
        charge_info=texts.charge_type_additional_information,
        deadline=texts.deadline_additional_information,
        processing_time=texts.processing_time_additional_information,
        validity_time=texts.validity_time_additional_information,
    )
    version["legislation"] = links(texts.legislation_links)
    version["keywords"] = [
        keyword for keyword in texts.freely_assigned_keywords or () if filled(keyword)
    ]
    return version


def _voucher(voucher: WireVoucher, notes: Notes, path: str) -> Fields:
    """Return what is said of vouchers; of a word that is not known, that they are in use."""
    kind = voucher.voucher_type
    if kind not in _VOUCHERS:
        notes.add(f"{path}.voucherType", "unknown-voucher-type", kind or "")
    fields: Fields = {"in_use": kind != "NotUsed", "links": links(voucher.urls)}
    return fields | stated(info=voucher.additional_information)


def _producers(told: Producers | None, notes: Notes) -> list[Fields]:
    """Return who does it, by the way of producing: known organisations, then others by name."""
    if told is None:
        return []
    return [
        *_produced("SelfProduced", told.self_produced_producers, notes, "selfProducedProducers"),
        *_produced("Procured", told.procured_producers, notes, "procuredProducers"),
        *_produced("Other", told.other_producers, notes, "otherProducers"),
    ]


def _produced(provision: str, told: Producer | None, notes: Notes, name: str) -> Iterator[Fields]:
    if told is None:
        return
    path = f"producers.{name}"
    for known in listed_ids(told.organizations, notes, f"{path}.organizations"):
        yield {"provision": provision, "organisation_id": known}
    for number, other in enumerate(told.other or ()):
        texts = local_text(other.name, notes, f"{path}.other[{number}].name")
        yield {"provision": provision, "name": texts}
