"""Phones, e-mail addresses, links and files of a language version (ptv-v12 4)."""

from collections.abc import Sequence
from typing import Any

from hytedata.connectors.ptv.v11.wire.base import said
from hytedata.connectors.ptv.v12.wire.contacts import Email, FormFile, Link, Phone
from hytedata.normalise.ptv.notes import Notes
from hytedata.normalise.ptv.texts import Fields
from hytedata.normalise.ptv_v12.texts import stated

_BETWEEN_DIGITS = str.maketrans("", "", " \t\u00a0-–()/.")
_WITHOUT_DIAL_CODE = "DomesticPhone"
_FAX = "Fax"


def phones(listed: Sequence[Phone] | None, notes: Notes, path: str) -> list[Fields]:
    """Return numbers in PTV's order, with digits only; one without a number is remarked on."""
    found = []
    for phone in listed or ():
        number = _number(phone, listed, notes, path)
        if number is not None:
            found.append(_phone(phone, number, listed, notes, path))
    return found


def put_phones_and_faxes(
    version: Fields,
    numbers: Sequence[Phone] | None,
    faxes: Sequence[Phone] | None,
    notes: Notes,
    path: str,
) -> None:
    """Put numbers into `phones` and `faxes`: a fax goes to the faxes wherever it stands."""
    found = phones(numbers, notes, f"{path}.contactPhoneNumbers")
    version["phones"] = [one for one in found if one["type"] != _FAX]
    version["faxes"] = [one for one in found if one["type"] == _FAX]
    for fax in phones(faxes, notes, f"{path}.contactFaxNumbers"):
        version["faxes"].append(fax)


def _phone(
    phone: Phone, number: str, listed: Sequence[Phone] | None, notes: Notes, path: str
) -> dict[str, Any]:
    dial_code = said(phone.dial_code)
    kind = said(phone.type)
    if kind is None:
        kind = "InternationalPhone" if dial_code else _WITHOUT_DIAL_CODE
        notes.odd(path, listed, phone, "no-phone-type")
    elif kind == _WITHOUT_DIAL_CODE and dial_code:
        notes.odd(path, listed, phone, "dial-code-of-service-number")
        dial_code = None
    fields: dict[str, Any] = {"type": kind, "number": number, "dial_code": dial_code}
    return fields | stated(
        charge=phone.charge_type,
        charge_description=phone.charge_description,
        info=phone.additional_information,
    )


def _number(phone: Phone, listed: Sequence[Phone] | None, notes: Notes, path: str) -> str | None:
    """Return the number without what stands between its digits; an odd one as it is."""
    told = said(phone.number)
    if told is None:
        notes.odd(path, listed, phone, "no-number")
        return None
    number = told.translate(_BETWEEN_DIGITS)
    if number.isdigit() and number.isascii():
        return number
    notes.odd(path, listed, phone, "odd-number")
    return told.strip()


def emails(listed: Sequence[Email] | None, notes: Notes, path: str) -> list[Fields]:
    """Return e-mail addresses; only organisations say a word on each."""
    found = []
    for email in listed or ():
        entry = stated(address=email.email, info=email.additional_information)
        if "address" in entry:
            found.append(entry)
        elif entry:
            notes.odd(path, listed, email, "no-address")
    return found


def links(listed: Sequence[Link] | None) -> list[Fields]:
    """Return links; one that says nothing is none."""
    return [link for one in listed or () if (link := own_link(one))]


def own_link(link: Link | None) -> Fields | None:
    """Return a link, a channel's own address say; None where it says nothing (ptv-v12 4)."""
    if link is None:
        return None
    return stated(url=link.url, name=link.name, info=link.additional_information) or None


def files(listed: Sequence[FormFile] | None, notes: Notes, path: str) -> list[Fields]:
    """Return the files of a form; one without an address is remarked on."""
    found = []
    for one in listed or ():
        entry = stated(url=one.url, name=one.name, type=one.type)
        if "url" in entry:
            found.append(entry)
        elif "name" in entry:
            notes.odd(path, listed, one, "no-address")
    return found
