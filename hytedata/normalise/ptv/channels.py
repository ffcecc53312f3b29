"""The five kinds of service channel, and those of kinds that are not known (ptv-v12 6.4)."""

from collections.abc import Sequence
from functools import partial

from hytedata.connectors.ptv.v11.documents import Document
from hytedata.connectors.ptv.v11.wire.base import Wire, said
from hytedata.connectors.ptv.v11.wire.channels import ElectronicChannel, PrintableFormChannel
from hytedata.connectors.ptv.v11.wire.channels import PhoneChannel as WirePhoneChannel
from hytedata.connectors.ptv.v11.wire.channels import ServiceChannel as WireChannel
from hytedata.connectors.ptv.v11.wire.channels import ServiceLocationChannel as WireLocation
from hytedata.connectors.ptv.v11.wire.channels import WebPageChannel as WireWebPage
from hytedata.connectors.ptv.v11.wire.connections import ServiceChannelService
from hytedata.models.common import Rejection
from hytedata.models.ptv import (
    EChannel,
    OtherChannel,
    PhoneChannel,
    PrintableForm,
    ServiceChannel,
    ServiceLocation,
    WebPage,
)
from hytedata.normalise.ptv.addresses import delivery_addresses, sort_addresses
from hytedata.normalise.ptv.areas import normalise_area
from hytedata.normalise.ptv.classes import served_languages
from hytedata.normalise.ptv.contacts import (
    keep_pages,
    put_accessibility,
    put_attachments,
    put_emails,
    put_files,
    put_links,
    put_own_address,
    put_phones,
)
from hytedata.normalise.ptv.hours import NO_HOURS, normalise_hours
from hytedata.normalise.ptv.notes import Notes
from hytedata.normalise.ptv.record import build, collection_ids, head, item_id, keep_word, plain_id
from hytedata.normalise.ptv.texts import (
    Fields,
    Versions,
    filled,
    put_plain,
    put_shown_names,
    put_typed,
)
from hytedata.normalise.ptv.words import NAME_FIELDS, PLAIN_NAME_FIELDS, SUMMARY_FIELDS

KIND = "service-channel"


def normalise_channel(
    wire: Wire[WireChannel], *, connectable_by: str | None = None
) -> ServiceChannel | Rejection:
    """Normalise a channel of any kind; only one without an id is rejected.

    The terms of connected services, which PTV repeats in a channel, are not repeated here.

    Args:
        wire: As PTV sent it.
        connectable_by: `AllOrganizations` or `OwnOrganizations`, for a caller who read the list
            with PTV's filter: a channel itself does not tell.
    """
    model, document, by = wire.model, wire.document, connectable_by
    if isinstance(model, WireLocation):
        fill = partial(_location, model, document, by)
        return build(ServiceLocation, KIND, model.id, document, fill)
    if isinstance(model, ElectronicChannel):
        return build(EChannel, KIND, model.id, document, partial(_electronic, model, by))
    if isinstance(model, WireWebPage):
        return build(WebPage, KIND, model.id, document, partial(_web_page, model, by))
    if isinstance(model, WirePhoneChannel):
        return build(PhoneChannel, KIND, model.id, document, partial(_phone, model, by))
    if isinstance(model, PrintableFormChannel):
        return build(PrintableForm, KIND, model.id, document, partial(_form, model, by))
    return build(OtherChannel, KIND, model.id, document, partial(_other, model, by))


def _shared(
    channel: WireChannel, connectable_by: str | None, versions: Versions, notes: Notes
) -> Fields:
    """Return the fields that channels of every kind have, and put their texts into *versions*.

    Hours stay None where there are none: kinds that have hours say so themselves.
    """
    located = isinstance(channel, WireLocation)
    names = NAME_FIELDS if located else PLAIN_NAME_FIELDS
    put_typed(versions, channel.service_channel_names, names, notes, "serviceChannelNames")
    put_typed(
        versions,
        channel.service_channel_descriptions,
        SUMMARY_FIELDS,
        notes,
        "serviceChannelDescriptions",
    )
    keep_word(notes, "responsibleSoteOrganization", channel.responsible_sote_organization)
    fields = head(channel, notes)
    fields |= {
        "source_id": filled(channel.source_id),
        "language_versions": versions,
        "organisation_id": plain_id(channel.organization_id),
        "connectable_by": connectable_by,
        "service_languages": served_languages(channel.languages),
        "area": normalise_area(channel.area_type, channel.areas, notes),
        "service_ids": _service_ids(channel.services, notes),
        "collection_ids": collection_ids(channel.service_collections, notes),
    }
    if channel.service_hours:
        fields["service_hours"] = normalise_hours(channel.service_hours, notes)
    return fields


def _with_hours(fields: Fields) -> Fields:
    fields.setdefault("service_hours", NO_HOURS)
    return fields


def _location(channel: WireLocation, document: Document, by: str | None, notes: Notes) -> Fields:
    versions: Versions = {}
    fields = _shared(channel, by, versions, notes)
    own = frozenset(versions)
    put_shown_names(versions, channel.display_name_type, notes)
    put_phones(versions, channel.phone_numbers, notes, "phoneNumbers", fax_field="faxes")
    put_emails(versions, channel.emails, notes, "emails")
    if channel.support_emails and channel.support_emails != channel.emails:
        # Where some versions of PTV have them instead (ptv-api 8).
        put_emails(versions, channel.support_emails, notes, "supportEmails")
    put_links(versions, channel.web_pages, notes)
    addresses = sort_addresses(channel.addresses, own, notes, "addresses", document)
    fields["location"] = addresses.location
    fields["contact_addresses"] = addresses.contact
    fields["oid"] = filled(channel.oid)
    return _with_hours(fields)


def _electronic(channel: ElectronicChannel, by: str | None, notes: Notes) -> Fields:
    versions: Versions = {}
    fields = _shared(channel, by, versions, notes)
    put_own_address(versions, channel.web_pages, notes)
    put_accessibility(versions, channel.accessibility_classification, notes)
    put_attachments(versions, channel.attachments, notes)
    put_emails(versions, channel.support_emails, notes, "supportEmails", field="support_emails")
    put_phones(versions, channel.support_phones, notes, "supportPhones", field="support_phones")
    fields["signatures"] = _signatures(channel, notes)
    fields["requires_identification"] = channel.requires_authentication
    return _with_hours(fields)


def _web_page(channel: WireWebPage, by: str | None, notes: Notes) -> Fields:
    versions: Versions = {}
    fields = _shared(channel, by, versions, notes)
    put_own_address(versions, channel.web_pages, notes)
    put_accessibility(versions, channel.accessibility_classification, notes)
    put_emails(versions, channel.support_emails, notes, "supportEmails", field="support_emails")
    put_phones(versions, channel.support_phones, notes, "supportPhones", field="support_phones")
    return fields


def _phone(channel: WirePhoneChannel, by: str | None, notes: Notes) -> Fields:
    versions: Versions = {}
    fields = _shared(channel, by, versions, notes)
    put_own_address(versions, channel.web_pages, notes)
    put_phones(versions, channel.phone_numbers, notes, "phoneNumbers")
    put_emails(versions, channel.support_emails, notes, "supportEmails", field="support_emails")
    return _with_hours(fields)


def _form(channel: PrintableFormChannel, by: str | None, notes: Notes) -> Fields:
    versions: Versions = {}
    fields = _shared(channel, by, versions, notes)
    own = frozenset(versions)
    put_plain(versions, channel.form_identifier, "form_identifier", notes, "formIdentifier")
    put_files(versions, channel.channel_urls, notes)
    put_attachments(versions, channel.attachments, notes)
    put_emails(versions, channel.support_emails, notes, "supportEmails", field="support_emails")
    put_phones(versions, channel.support_phones, notes, "supportPhones", field="support_phones")
    keep_pages(channel.web_pages, notes)
    fields["delivery_addresses"] = delivery_addresses(channel.delivery_addresses, own, notes)
    return fields


def _other(channel: WireChannel, by: str | None, notes: Notes) -> Fields:
    fields = _shared(channel, by, {}, notes)
    keep_pages(channel.web_pages, notes)
    kind = filled(channel.service_channel_type)
    if kind is None:
        notes.add("serviceChannelType", "no-type", "")
    fields["stated_type"] = kind or ""
    return fields


def _signatures(channel: ElectronicChannel, notes: Notes) -> int | None:
    """Return how many signatures an e-service asks for; 0 where it says that it asks for none."""
    stated = said(channel.signature_quantity)
    quantity = int(stated) if stated and stated.isdecimal() and len(stated) < 5 else None
    required = channel.requires_signature
    if stated and quantity is None:
        notes.add("signatureQuantity", "no-number", stated)
    if required is None:
        return quantity
    if required and not quantity:
        notes.add("requiresSignature", "no-signature-quantity", required)
        return None
    if not required and quantity:
        notes.add("signatureQuantity", "signatures-not-required", quantity)
    return quantity if required else 0


def _service_ids(
    connections: Sequence[ServiceChannelService] | None, notes: Notes
) -> tuple[str, ...]:
    found = set()
    for one in connections or ():
        service = item_id(one.service)
        if service is None:
            notes.odd("services", connections, one, "no-id")
        else:
            found.add(service)
    return tuple(sorted(found))
