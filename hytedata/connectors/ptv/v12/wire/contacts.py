"""Phones, e-mail addresses and links; they stand inside a language version (ptv-v12 4)."""

from hytedata.connectors.ptv.v11.wire.base import WireModel
from hytedata.connectors.ptv.v12.wire.texts import Localized


class Phone(WireModel, frozen=True):
    """A number, of the kind in `type`: `InternationalPhone`, `DomesticPhone`, `Sms` or `Fax`.

    A `DomesticPhone` is a number without a dialling code, not any Finnish number.
    """

    type: str | None = None
    dial_code: str | None = None
    number: str | None = None
    charge_type: str | None = None
    charge_description: str | None = None
    additional_information: str | None = None


class Email(WireModel, frozen=True):
    """An e-mail address; only those of organisations have information beside it."""

    email: str | None = None
    additional_information: str | None = None


class Link(WireModel, frozen=True):
    """A web page, attachment, law or a channel's own address; only some have information."""

    name: str | None = None
    url: str | None = None
    additional_information: str | None = None


class FormFile(WireModel, frozen=True):
    """A file of a printable form: `rtf`, `doc`, `pdf`, `odt` or `excel`."""

    name: str | None = None
    url: str | None = None
    type: str | None = None


class EInvoiceAddress(WireModel, frozen=True):
    """Where an organisation receives e-invoices."""

    address: str | None = None
    intermediator_code: str | None = None
    additional_information: Localized[str] | None = None
