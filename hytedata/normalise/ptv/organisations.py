"""Organisations (ptv-v12 6.5)."""

from collections.abc import Sequence
from functools import partial

from hytedata.connectors.ptv.v11.wire.base import Wire
from hytedata.connectors.ptv.v11.wire.contacts import EInvoicing
from hytedata.connectors.ptv.v11.wire.entities import Organization as WireOrganization
from hytedata.models.common import Rejection
from hytedata.models.ptv import AvailabilityArea, Organisation
from hytedata.normalise.ptv.addresses import sort_addresses
from hytedata.normalise.ptv.areas import municipality_area, municipality_code, normalise_area
from hytedata.normalise.ptv.contacts import put_emails, put_links, put_phones
from hytedata.normalise.ptv.notes import Notes
from hytedata.normalise.ptv.record import build, head, plain_id
from hytedata.normalise.ptv.texts import (
    Fields,
    Versions,
    filled,
    local_text,
    put_shown_names,
    put_typed,
)
from hytedata.normalise.ptv.words import NAME_FIELDS, SUMMARY_FIELDS


def normalise_organisation(wire: Wire[WireOrganization]) -> Organisation | Rejection:
    """Normalise an organisation; only one without an id is rejected.

    Its lists of services and of organisations below it are not repeated: services name their
    organisations, and these the one above them.
    """
    model = wire.model
    return build(
        Organisation, "organisation", model.id, wire.document, partial(_organisation, wire)
    )


def _organisation(wire: Wire[WireOrganization], notes: Notes) -> Fields:
    told = wire.model
    versions: Versions = {}
    put_typed(versions, told.organization_names, NAME_FIELDS, notes, "organizationNames")
    put_typed(
        versions, told.organization_descriptions, SUMMARY_FIELDS, notes, "organizationDescriptions"
    )
    own = frozenset(versions)
    put_shown_names(versions, told.display_name_type, notes)
    put_phones(versions, told.phone_numbers, notes, "phoneNumbers")
    put_emails(versions, told.emails, notes, "emails")
    put_links(versions, told.web_pages, notes)
    addresses = sort_addresses(told.addresses, own, notes, "addresses", wire.document)
    municipality = municipality_code(told.municipality, notes, "municipality.code")
    kind = filled(told.organization_type)
    if kind is None:
        notes.add("organizationType", "no-type", "")
    fields = head(told, notes)
    fields |= {
        "source_id": filled(told.source_id),
        "language_versions": versions,
        "type": kind or "",
        "parent_id": plain_id(told.parent_organization_id),
        "root_id": plain_id(told.organization_root_id),
        "business_id": filled(told.business_code),
        "business_name": filled(told.business_name),
        "oid": filled(told.oid),
        "municipality": municipality,
        "area": _area(told, municipality, notes),
        "location": addresses.location,
        "contact_addresses": addresses.contact,
        "e_invoice_addresses": _invoicing(told.electronic_invoicings, notes),
    }
    return fields


def _area(
    told: WireOrganization, municipality: str | None, notes: Notes
) -> AvailabilityArea | None:
    """Return the area that is stated, else a municipality's own (ptv-v12 5.4, 6.5)."""
    area = normalise_area(told.area_type, told.areas, notes)
    if area is None and municipality and told.organization_type == "Municipality":
        return municipality_area(municipality)
    return area


def _invoicing(entries: Sequence[EInvoicing] | None, notes: Notes) -> list[Fields]:
    found: list[Fields] = []
    for number, one in enumerate(entries or ()):
        address, operator = filled(one.electronic_invoicing_address), filled(one.operator_code)
        path = f"electronicInvoicings[{number}].additionalInformation"
        info = local_text(one.additional_information, notes, path)
        if address:
            found.append({"address": address, "intermediator_code": operator, "info": info})
        elif operator or info:
            notes.odd("electronicInvoicings", entries, one, "no-address")
    return found
