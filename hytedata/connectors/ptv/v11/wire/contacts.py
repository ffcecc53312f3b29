"""Phones, pages, attachments, laws and hours (ptv-api 5.3, 5.4)."""

import msgspec

from hytedata.connectors.ptv.v11.wire.base import Scalar, WireModel
from hytedata.connectors.ptv.v11.wire.texts import LanguageItem


class Phone(WireModel, frozen=True):
    """A phone number in one language."""

    prefix_number: Scalar | None = None
    number: Scalar | None = None
    language: str | None = None
    is_finnish_service_number: bool | None = None
    additional_information: str | None = None
    service_charge_type: str | None = None
    charge_description: str | None = None


class PhoneWithType(Phone, frozen=True):
    """A phone, text message or fax number: service locations list faxes among their phones."""

    type: str | None = None


class Email(LanguageItem, frozen=True):
    """An organisation's e-mail address."""

    description: str | None = None


class WebPage(WireModel, frozen=True):
    """A web page; `value` is the visible text of its link."""

    url: str | None = None
    value: str | None = None
    language: str | None = None


class LawWebPage(WebPage, frozen=True):
    """A web page of a law."""


class Law(WireModel, frozen=True):
    """A law that a service is based on."""

    names: list[LanguageItem] | None = None
    web_pages: list[LawWebPage] | None = None


class AttachmentWithType(WireModel, frozen=True):
    """A form or another attachment of a channel."""

    name: str | None = None
    description: str | None = None
    url: str | None = None
    language: str | None = None
    type: str | None = None


class AccessibilityClassification(WireModel, frozen=True):
    """How accessible an e-service or web page is, in one language."""

    accessibility_classification_level: str | None = None
    wcag_level: str | None = None
    accessibility_statement_web_page_name: str | None = None
    accessibility_statement_web_page: str | None = None
    language: str | None = None


class ServiceVoucher(WireModel, frozen=True):
    """A service voucher in one language."""

    value: str | None = None
    language: str | None = None
    url: str | None = None
    additional_information: str | None = None


class EInvoicing(WireModel, frozen=True):
    """An address for electronic invoices."""

    operator_code: str | None = None
    electronic_invoicing_address: str | None = None
    additional_information: list[LanguageItem] | None = None


class DailyOpeningTime(WireModel, frozen=True):
    """One interval: `HH:mm:ss` when read; `day_to` is blank for days of the week."""

    day_from: str | None = None
    day_to: str | None = None
    from_: str | None = msgspec.field(name="from", default=None)
    to: str | None = None


class ServiceHour(WireModel, frozen=True):
    """Hours of one kind, with the days on which they are valid."""

    service_hour_type: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    is_closed: bool | None = None
    valid_for_now: bool | None = None
    is_always_open: bool | None = None
    is_reservation: bool | None = None
    additional_information: list[LanguageItem] | None = None
    opening_hour: list[DailyOpeningTime] | None = None
