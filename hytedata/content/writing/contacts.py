"""Phones, e-mail addresses and links of language versions (ptv-api 5.3, 6.3)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeVar

from hytedata.content import limits
from hytedata.content.contact_values import (
    c1_phone,
    c2_phone_language,
    c5_phone_length,
    c7_url,
    c8_email,
)
from hytedata.content.limits import Limit
from hytedata.content.writing.faults import Fault, told
from hytedata.content.writing.texts import length, prose
from hytedata.content.writing.view import View
from hytedata.models.ptv.contact import Email, Phone, WebLink
from hytedata.models.ptv_write.base import is_empty

T = TypeVar("T")

LAW_NAME: Final = Limit(500)
VOUCHER_INFO: Final = Limit(300, warn=150)
_CHARGES: Final = (None, "Free", "Charged", "ExtraCharge")
_CALLED: Final = ("InternationalPhone", "DomesticPhone")
# PTV wants a host and nothing before or behind it that a host cannot have.
_HOST: Final = re.compile(r"https?://(?P<host>[^/?#]*)", re.IGNORECASE)
_LABEL: Final = re.compile(r"[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?", re.IGNORECASE)
_MAILBOX: Final = re.compile(r"[^.@\s]+(?:\.[^.@\s]+)*@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}")


def check_contacts(view: View) -> Iterator[Fault]:
    """Return what is wrong with the contacts that the write gives."""
    for language, path, phones in view.given("phones"):
        yield from _phones(path, _of(phones, Phone), language, _CALLED)
    for language, path, faxes in view.given("faxes"):
        yield from _phones(path, _of(faxes, Phone), language, ("Fax",))
    for _, path, emails in view.given("emails"):
        yield from _emails(path, _of(emails, Email))
    for language, path, pages in view.given("web_pages"):
        for number, page in enumerate(_of(pages, WebLink)):
            yield from link(f"{path}[{number}]", page, limits.LINK_TEXT, language)


def link(
    path: str, page: WebLink, name: Limit, language: str, *, info: Limit | None = None
) -> Iterator[Fault]:
    """Return what is wrong with a link; *info* is None where v11 has no place for words on it."""
    yield from web_address(f"{path}.url", page.url)
    if page.name is not None:
        if is_empty(page.name):
            yield Fault(f"{path}.name", "blank", "is blank; leave it out instead")
        yield from length(f"{path}.name", page.name, name, "L1") if page.name.strip() else ()
    if page.info is not None:
        if info is None:
            yield Fault(f"{path}.info", "v11", "version 11 has no place for words on a link here")
        elif not is_empty(page.info):
            yield from prose(f"{path}.info", page.info, info, "L1", language)


def web_address(path: str, url: str | None) -> Iterator[Fault]:
    """Return what C7 has against a web address."""
    yield from told(path, c7_url(url or ""))
    match = _HOST.match(url or "")
    host = match["host"].rpartition("@")[2].partition(":")[0] if match else ""
    if host and not all(_LABEL.fullmatch(label) for label in host.split(".")):
        yield Fault(path, "C7", f"{host!r} is no host that PTV knows")


def _emails(path: str, emails: Sequence[Email]) -> Iterator[Fault]:
    for number, email in enumerate(emails):
        at = f"{path}[{number}].address"
        faults = tuple(told(at, c8_email(email.address)))
        yield from faults
        if not faults and not _MAILBOX.fullmatch(email.address):
            yield Fault(at, "C8", f"{email.address[:100]!r} is no e-mail address")
        if email.info is not None:
            yield Fault(f"{path}[{number}].info", "v11", "words on an e-mail have no place here")


def _phones(
    path: str, phones: Sequence[Phone], language: str, kinds: Sequence[str]
) -> Iterator[Fault]:
    for number, phone in enumerate(phones):
        at = f"{path}[{number}]"
        if phone.type not in kinds:
            yield Fault(f"{at}.type", "v11", f"{phone.type!r} is none of {', '.join(kinds)}")
        service_number = phone.type == "DomesticPhone" or not (phone.dial_code or kinds == _CALLED)
        yield from told(at, c1_phone(phone.number, phone.dial_code, service_number=service_number))
        if phone.number.isdigit():
            yield from told(at, c5_phone_length(phone.number, service_number=service_number))
        yield from told(at, c2_phone_language(language))
        yield from _charge(at, phone, language) if kinds == _CALLED else _fax_words(at, phone)
    if len(phones) > 1 and kinds == _CALLED and not all(phone.info for phone in phones):
        yield Fault(path, "C4", "several numbers, not all explained", "warn")


def _charge(path: str, phone: Phone, language: str) -> Iterator[Fault]:
    if phone.charge not in _CHARGES:
        yield Fault(f"{path}.charge", "C3", f"{phone.charge!r} is no charge of a phone")
    if phone.charge == "ExtraCharge" and is_empty(phone.charge_description):
        yield Fault(f"{path}.charge_description", "C3", "an extra charge needs its price in words")
    words: Mapping[str, tuple[str | None, Limit, str]] = {
        "charge_description": (phone.charge_description, limits.CHARGE_INFO, "C3"),
        "info": (phone.info, limits.PHONE_INFO, "L1"),
    }
    for field, (text, limit, rule) in words.items():
        if text is not None and not is_empty(text):
            yield from prose(f"{path}.{field}", text, limit, rule, language)


def _fax_words(path: str, fax: Phone) -> Iterator[Fault]:
    for field in ("charge", "charge_description", "info"):
        if getattr(fax, field) is not None:
            yield Fault(f"{path}.{field}", "v11", "a fax number has neither price nor words")


def _of(values: object, model: type[T]) -> tuple[T, ...]:
    entries = values if isinstance(values, (tuple, list)) else ()
    return tuple(entry for entry in entries if isinstance(entry, model))
