"""Organisations (ptv-v12 5.4, 6.5)."""

from collections.abc import Sequence
from functools import partial

from hytedata.connectors.ptv.v11.wire.base import Wire
from hytedata.connectors.ptv.v12.wire.contacts import EInvoiceAddress
from hytedata.connectors.ptv.v12.wire.organisations import Organization as WireOrganization
from hytedata.connectors.ptv.v12.wire.organisations import OrganizationTexts
from hytedata.models.common import Rejection
from hytedata.models.ptv import AvailabilityArea, Organisation
from hytedata.normalise.ptv.notes import Notes
from hytedata.normalise.ptv.record import plain_id
from hytedata.normalise.ptv.texts import Fields, filled
from hytedata.normalise.ptv_v12.addresses import visited, written_to
from hytedata.normalise.ptv_v12.areas import normalise_area
from hytedata.normalise.ptv_v12.contacts import emails, links, phones
from hytedata.normalise.ptv_v12.record import build, head
from hytedata.normalise.ptv_v12.texts import each_version, local_text, stated


def normalise_organisation(wire: Wire[WireOrganization]) -> Organisation | Rejection:
    """Normalise an organisation; only one without an id is rejected."""
    model = wire.model
    fill = partial(_organisation, model)
    return build(Organisation, "organisation", model.content_id, wire.document, fill)


def _organisation(told: WireOrganization, notes: Notes) -> Fields:
    versions = {
        language: _texts(texts, notes, path)
        for language, texts, path in each_version(told.language_versions, notes)
    }
    kind = filled(told.organization_type)
    if kind is None:
        notes.add("organizationType", "no-type", "")
    area = normalise_area(told.area, notes)
    return head(told, notes) | {
        "language_versions": versions,
        "type": kind or "",
        "parent_id": plain_id(told.parent_organization_content_id),
        "business_id": filled(told.business_id),
        "oid": filled(told.oid),
        "municipality": _municipality(kind, area, notes),
        "area": area,
        "location": visited(told.location, versions, notes),
        "contact_addresses": written_to(told.contact_addresses, versions, notes),
        "e_invoice_addresses": _invoicing(told.e_invoice_addresses, notes),
    }


def _texts(texts: OrganizationTexts, notes: Notes, path: str) -> Fields:
    version = stated(
        name=texts.name,
        alternative_name=texts.alternative_name,
        summary=texts.summary,
        description=texts.description,
    )
    version["shows_alternative_name"] = bool(texts.is_alternative_name_primary)
    version["emails"] = emails(texts.contact_emails, notes, f"{path}.contactEmails")
    version["phones"] = phones(texts.contact_phone_numbers, notes, f"{path}.contactPhoneNumbers")
    version["web_pages"] = links(texts.contact_web_pages)
    return version


def _municipality(kind: str | None, area: AvailabilityArea | None, notes: Notes) -> str | None:
    """Return a municipality's own code: its area is itself (ptv-v12 5.4)."""
    if kind != "Municipality" or area is None:
        return None
    if len(area.municipalities) == 1:
        return area.municipalities[0]
    notes.add("area.municipalities", "no-single-municipality", list(area.municipalities))
    return None


def _invoicing(entries: Sequence[EInvoiceAddress] | None, notes: Notes) -> list[Fields]:
    found = []
    for number, one in enumerate(entries or ()):
        path = f"eInvoiceAddresses[{number}].additionalInformation"
        info = local_text(one.additional_information, notes, path)
        entry = stated(address=one.address, intermediator_code=one.intermediator_code)
        if "address" in entry:
            found.append(entry | {"info": info})
        elif entry or info:
            notes.odd("eInvoiceAddresses", entries, one, "no-address")
    return found
