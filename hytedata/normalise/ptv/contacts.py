"""Phones, e-mail addresses, links and files, into the language versions (ptv-v12 4, 6.4)."""

from collections.abc import Sequence
from typing import Any

from hytedata.connectors.ptv.v11.wire.base import said
from hytedata.connectors.ptv.v11.wire.contacts import (
    AccessibilityClassification,
    AttachmentWithType,
    Email,
    Phone,
    PhoneWithType,
    WebPage,
)
from hytedata.connectors.ptv.v11.wire.texts import LanguageItem, LocalizedListItem
from hytedata.normalise.ptv.notes import Notes, place
from hytedata.normalise.ptv.texts import Fields, Versions, filled, put_listed, version_of
from hytedata.normalise.ptv.words import FILE_TYPES, PHONE_CHARGES, word

_BETWEEN_DIGITS = str.maketrans("", "", " \t\u00a0-–()/.")


def put_phones(
    versions: Versions,
    phones: Sequence[Phone] | None,
    notes: Notes,
    path: str,
    *,
    field: str = "phones",
    fax_field: str | None = None,
) -> None:
    """Put numbers into their language versions; faxes into *fax_field* where there is one."""
    for phone in phones or ():
        fields = _phone(phone, phones, notes, path)
        if fields is None:
            continue
        into = fax_field if fax_field and fields["type"] == "Fax" else field
        if not put_listed(versions, phone.language, into, fields):
            notes.odd(path, phones, phone, "unknown-language")


def _phone(
    phone: Phone, phones: Sequence[Phone] | None, notes: Notes, path: str
) -> dict[str, Any] | None:
    """Return the fields of a number; one without a dialling code is a `DomesticPhone`.

    v12 calls a Finnish service number so (ptv-v12 4, trap 10).
    """
    number = phone.number
    if not isinstance(number, str) or not (number.isdigit() and number.isascii()):
        number = _digits(phone, phones, notes, path)
        if number is None:
            return None
    fields: dict[str, Any] = {"number": number}
    prefix = phone.prefix_number
    kind = phone.type if isinstance(phone, PhoneWithType) else None
    if phone.is_finnish_service_number:
        if prefix and said(prefix):
            notes.odd(path, phones, phone, "dial-code-of-service-number")
    elif prefix:
        fields["dial_code"] = said(prefix)
    if kind and kind != "Phone":
        fields["type"] = kind
    else:
        fields["type"] = "InternationalPhone" if fields.get("dial_code") else "DomesticPhone"
    charge = phone.service_charge_type
    if charge:
        fields["charge"] = PHONE_CHARGES.get(charge, charge)
    if phone.charge_description:
        fields["charge_description"] = filled(phone.charge_description)
    if phone.additional_information:
        fields["info"] = filled(phone.additional_information)
    return fields


def _digits(phone: Phone, phones: Sequence[Phone] | None, notes: Notes, path: str) -> str | None:
    stated = said(phone.number)
    if stated is None:
        notes.odd(path, phones, phone, "no-number")
        return None
    number = stated.translate(_BETWEEN_DIGITS)
    if number.isdigit() and number.isascii():
        return number
    notes.odd(path, phones, phone, "odd-number")
    return stated.strip()


def put_emails(
    versions: Versions,
    emails: Sequence[LanguageItem] | None,
    notes: Notes,
    path: str,
    *,
    field: str = "emails",
) -> None:
    """Put e-mail addresses into their language versions; organisations say a word on each."""
    for email in emails or ():
        address = email.value
        about = filled(email.description) if isinstance(email, Email) else None
        if not address or address.isspace():
            if about:
                notes.odd(path, emails, email, "no-address")
            continue
        entry: Fields = {"address": address}
        if about:
            entry["info"] = about
        if not put_listed(versions, email.language, field, entry):
            notes.odd(path, emails, email, "unknown-language")


def put_links(
    versions: Versions, pages: Sequence[WebPage] | None, notes: Notes, path: str = "webPages"
) -> None:
    """Put web pages into their language versions; one without address and name says nothing."""
    for page in pages or ():
        link = _link(page)
        if link and not put_listed(versions, page.language, "web_pages", link):
            notes.odd(path, pages, page, "unknown-language")


def put_own_address(versions: Versions, pages: Sequence[WebPage] | None, notes: Notes) -> None:
    """Put a channel's own web address into each language version (ptv-v12 6.4).

    Our models have one per language, as v12; further ones are kept in the extras.
    """
    for page in pages or ():
        link = _link(page)
        if link is None:
            continue
        version = version_of(versions, page.language)
        if version is None:
            notes.odd("webPages", pages, page, "unknown-language")
        elif version.setdefault("web_address", link) != link:
            notes.keep_entry("webPages", page)


def keep_pages(pages: Sequence[WebPage] | None, notes: Notes) -> None:
    """Keep web pages of a kind of channel that has none."""
    for page in pages or ():
        if _link(page):
            notes.keep_entry("webPages", page)


def _link(page: WebPage) -> Fields | None:
    url, name = page.url, page.value
    link: Fields = {}
    if url and not url.isspace():
        link["url"] = url
    if name and not name.isspace():
        link["name"] = name
    return link or None


def put_attachments(
    versions: Versions, attachments: Sequence[AttachmentWithType] | None, notes: Notes
) -> None:
    """Put attachments into their language versions; v12 does not tell forms from others."""
    for one in attachments or ():
        link = {
            key: text
            for key, text in (("url", one.url), ("name", one.name), ("info", one.description))
            if filled(text)
        }
        if link and not put_listed(versions, one.language, "attachments", link):
            notes.odd("attachments", attachments, one, "unknown-language")
        elif one.type and one.type != "Attachment":
            notes.extras[f"{place('attachments', attachments, one)}.type"] = one.type


def put_files(versions: Versions, files: Sequence[LocalizedListItem] | None, notes: Notes) -> None:
    """Put the files of a form into their language versions (ptv-v12 6.2)."""
    for one in files or ():
        url = filled(one.value)
        if url is None:
            continue
        entry = {"url": url, "type": word(one.type, FILE_TYPES)}
        if not put_listed(versions, one.language, "files", entry):
            notes.odd("channelUrls", files, one, "unknown-language")


def put_accessibility(
    versions: Versions, told: Sequence[AccessibilityClassification] | None, notes: Notes
) -> None:
    """Put the level of accessibility into each language version.

    v12 does not carry the WCAG level and the statement's address: these are kept in the extras.
    """
    path = "accessibilityClassification"
    for one in told or ():
        level = filled(one.accessibility_classification_level)
        version = version_of(versions, one.language)
        if version is None:
            if level:
                notes.odd(path, told, one, "unknown-language")
            continue
        if level and version.setdefault("accessibility", level) != level:
            notes.odd(path, told, one, "duplicate-text")
        if (
            one.wcag_level
            or one.accessibility_statement_web_page
            or one.accessibility_statement_web_page_name
        ):
            notes.keep_entry(path, one)
