"""The five kinds of service channel, and those of kinds that are not known (ptv-v12 5.2)."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from hytedata.connectors.ptv.v11.wire.base import Wire
from hytedata.connectors.ptv.v12.wire import channels as wires
from hytedata.connectors.ptv.v12.wire.texts import Localized
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
from hytedata.normalise.ptv.classes import served_languages
from hytedata.normalise.ptv.notes import Notes, shape
from hytedata.normalise.ptv.record import plain_id
from hytedata.normalise.ptv.texts import Fields, Versions, filled
from hytedata.normalise.ptv_v12.addresses import delivery_addresses, visited, written_to
from hytedata.normalise.ptv_v12.areas import normalise_area
from hytedata.normalise.ptv_v12.contacts import (
    emails,
    files,
    links,
    own_link,
    phones,
    put_phones_and_faxes,
)
from hytedata.normalise.ptv_v12.hours import normalise_hours
from hytedata.normalise.ptv_v12.record import build, head
from hytedata.normalise.ptv_v12.texts import each_version, stated

T = TypeVar("T", bound=wires.ChannelTexts)

KIND = "service-channel"

_SIGNATURES = range(1, 10_000)


def normalise_channel(wire: Wire[wires.Channel]) -> ServiceChannel | Rejection:
    """Normalise a channel of any kind; only one without an id is rejected.

    Which services it belongs to is told by connections only.
    """
    model, document = wire.model, wire.document
    own = model.content_id
    if isinstance(model, wires.ServiceLocation):
        return build(ServiceLocation, KIND, own, document, partial(_location, model))
    if isinstance(model, wires.EService):
        return build(EChannel, KIND, own, document, partial(_electronic, model))
    if isinstance(model, wires.WebPage):
        return build(WebPage, KIND, own, document, partial(_web_page, model))
    if isinstance(model, wires.TelephoneService):
        return build(PhoneChannel, KIND, own, document, partial(_phone, model))
    if isinstance(model, wires.PrintableForm):
        return build(PrintableForm, KIND, own, document, partial(_form, model))
    return build(OtherChannel, KIND, own, document, partial(_other, model))


def _shared(channel: wires.Channel, notes: Notes) -> Fields:
    """Return the fields that channels of every kind have, but for their texts."""
    return head(channel, notes) | {
        "organisation_id": plain_id(channel.organization_content_id),
        "connectable_by": filled(channel.allowed_connection_type),
        "service_languages": served_languages(channel.service_languages),
        "area": normalise_area(channel.area, notes),
    }


def _versions(
    told: Localized[T] | None, fill: Callable[[T, Notes, str], Fields], notes: Notes
) -> Versions:
    """Return the language versions, each with the texts of all channels and those of its kind."""
    return {
        language: _texts(texts) | fill(texts, notes, path)
        for language, texts, path in each_version(told, notes)
    }


def _texts(texts: wires.ChannelTexts) -> Fields:
    return stated(name=texts.name, summary=texts.summary, description=texts.description)


def _location(channel: wires.ServiceLocation, notes: Notes) -> Fields:
    versions = _versions(channel.language_versions, _location_texts, notes)
    return _shared(channel, notes) | {
        "language_versions": versions,
        "location": visited(channel.location, versions, notes),
        "contact_addresses": written_to(channel.contact_addresses, versions, notes),
        "service_hours": normalise_hours(channel.service_hours, notes),
    }


def _location_texts(texts: wires.ServiceLocationTexts, notes: Notes, path: str) -> Fields:
    version = stated(alternative_name=texts.alternative_name)
    put_phones_and_faxes(
        version, texts.contact_phone_numbers, texts.contact_fax_numbers, notes, path
    )
    version["shows_alternative_name"] = bool(texts.is_alternative_name_primary)
    version["emails"] = emails(texts.contact_emails, notes, f"{path}.contactEmails")
    version["web_pages"] = links(texts.contact_web_pages)
    return version


def _electronic(channel: wires.EService, notes: Notes) -> Fields:
    return _shared(channel, notes) | {
        "language_versions": _versions(channel.language_versions, _electronic_texts, notes),
        "signatures": _signatures(channel.electronic_signature, notes),
        "requires_identification": _identification(channel.electronic_identification, notes),
        "service_hours": normalise_hours(channel.service_hours, notes),
    }


def _electronic_texts(texts: wires.EServiceTexts, notes: Notes, path: str) -> Fields:
    return _page_texts(texts, notes, path) | {"attachments": links(texts.attachment_links)}


def _web_page(channel: wires.WebPage, notes: Notes) -> Fields:
    versions = _versions(channel.language_versions, _page_texts, notes)
    return _shared(channel, notes) | {"language_versions": versions}


def _page_texts(texts: wires.EServiceTexts | wires.WebPageTexts, notes: Notes, path: str) -> Fields:
    return _support(texts, notes, path) | {
        "web_address": own_link(texts.web_address),
        "accessibility": filled(texts.accessibility_classification_level),
    }


def _phone(channel: wires.TelephoneService, notes: Notes) -> Fields:
    return _shared(channel, notes) | {
        "language_versions": _versions(channel.language_versions, _phone_texts, notes),
        "service_hours": normalise_hours(channel.service_hours, notes),
    }


def _phone_texts(texts: wires.TelephoneServiceTexts, notes: Notes, path: str) -> Fields:
    return {
        "phones": phones(texts.phone_numbers, notes, f"{path}.phoneNumbers"),
        "web_address": own_link(texts.web_address),
        "support_emails": emails(texts.support_emails, notes, f"{path}.supportEmails"),
    }


def _form(channel: wires.PrintableForm, notes: Notes) -> Fields:
    versions = _versions(channel.language_versions, _form_texts, notes)
    addresses = delivery_addresses(channel.delivery_addresses, versions, notes)
    return _shared(channel, notes) | {
        "language_versions": versions,
        "delivery_addresses": addresses,
    }


def _form_texts(texts: wires.PrintableFormTexts, notes: Notes, path: str) -> Fields:
    return _support(texts, notes, path) | {
        "form_identifier": filled(texts.form_identifier),
        "files": files(texts.form_files, notes, f"{path}.formFiles"),
        "attachments": links(texts.attachment_links),
    }


def _support(
    texts: wires.EServiceTexts | wires.WebPageTexts | wires.PrintableFormTexts,
    notes: Notes,
    path: str,
) -> Fields:
    return {
        "support_emails": emails(texts.support_emails, notes, f"{path}.supportEmails"),
        "support_phones": phones(texts.support_phone_numbers, notes, f"{path}.supportPhoneNumbers"),
    }


def _other(channel: wires.Channel, notes: Notes) -> Fields:
    """Return what a channel of an unknown kind has for certain; the rest of it is in `raw`."""
    kind = filled(channel.service_channel_type)
    if kind is None:
        notes.add("serviceChannelType", "no-type", "")
    versions = {
        language: _texts(texts)
        for language, texts, _ in each_version(channel.language_versions, notes)
    }
    return _shared(channel, notes) | {"language_versions": versions, "stated_type": kind or ""}


def _signatures(told: wires.Signature | None, notes: Notes) -> int | None:
    """Return how many signatures an e-service asks for; 0 where it says that it asks for none."""
    if told is None or told.type is None:
        return None
    quantity, path = told.number_of_required_signatures, "electronicSignature"
    if told.type == "NotRequired":
        if quantity:
            notes.add(path, "signatures-not-required", shape(told))
        return 0
    if told.type != "Required":
        notes.add(f"{path}.type", "unknown-signature-type", shape(told))
        return None
    if quantity not in _SIGNATURES:
        notes.add(path, "no-signature-quantity", shape(told))
        return None
    return quantity


def _identification(stated_word: str | None, notes: Notes) -> bool | None:
    """Return whether one has to identify oneself; None where it is not told."""
    word = filled(stated_word)
    if word is None:
        return None
    if word not in {"Required", "NotRequired"}:
        notes.add("electronicIdentification", "unknown-identification", word)
        return None
    return word == "Required"
