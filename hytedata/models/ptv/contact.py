"""Phones, e-mail addresses and links; in PTV they belong to a language version."""

from pydantic import Field

from hytedata.models.base import Model
from hytedata.models.common import LocalizedText


class Phone(Model):
    """A number to call, to send a text message or a fax to.

    Attributes:
        type: `InternationalPhone`, `DomesticPhone` (a number without a dialling code: a Finnish
            service number), `Sms` or `Fax`.
        dial_code: `+358`; None with a `DomesticPhone`.
        number: Digits only.
        charge: `Free`, `Charged`, `ExtraCharge`, or None where nothing is said.
        charge_description: What it costs, in words.
        info: Whose number it is, or when it is answered.
    """

    type: str
    number: str
    dial_code: str | None = None
    charge: str | None = None
    charge_description: str | None = None
    info: str | None = None


class Email(Model):
    """An e-mail address, and at organisations a word on it."""

    address: str
    info: str | None = None


class WebLink(Model):
    """A link; the name is what readers see. Either may be missing at a channel's own address."""

    url: str | None = None
    name: str | None = None
    info: str | None = None


class FormFile(Model):
    """A file of a printable form: `type` is `pdf`, `doc`, `odt`, `rtf` or `excel`."""

    url: str
    name: str | None = None
    type: str | None = None


class EInvoiceAddress(Model):
    """Where an organisation receives e-invoices."""

    address: str
    intermediator_code: str | None = None
    info: LocalizedText = Field(default_factory=dict)
