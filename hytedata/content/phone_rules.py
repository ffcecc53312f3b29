"""C1, C3 and C5 of phones as our model of PTV has them (field notes 12.3)."""

import re
from collections.abc import Iterator
from typing import Final

from hytedata.content.contact_values import c1_phone, c5_phone_length
from hytedata.content.objections import Objection
from hytedata.models.ptv.contact import Phone

# A number without a dialling code is one of Finland's service numbers. These are none: mobile
# numbers, and numbers that have lost their code and their zero.
_LOST_ITS_CODE: Final = re.compile(r"0?(?:4\d|50)\d{5,}", re.ASCII)


def c1_model_phone(phone: Phone) -> Iterator[Objection]:
    """C1 of a phone of our model: `DomesticPhone` stands for a service number."""
    service_number = is_service_number(phone)
    yield from c1_phone(phone.number, phone.dial_code, service_number=service_number)
    if service_number and _LOST_ITS_CODE.fullmatch(phone.number):
        yield Objection("C1", "block", f"number {phone.number!r} lacks its dialling code")


def c3_price(phone: Phone, longest: int) -> Iterator[Objection]:
    """C3: a price is given; an extra charge is told in words, at most *longest* characters."""
    told = (phone.charge_description or "").strip()
    if phone.charge is None:
        yield Objection("C3", "warn", "no price of a call")
    elif phone.charge == "ExtraCharge" and not told:
        yield Objection("C3", "warn", "an extra charge is to be explained in words")
    if len(told) > longest:
        yield Objection("C3", "warn", f"{len(told)} characters, {longest} are allowed")


def c5_model_phone(phone: Phone) -> Iterator[Objection]:
    """C5 of a phone of our model."""
    return c5_phone_length(phone.number, service_number=is_service_number(phone))


def is_service_number(phone: Phone) -> bool:
    """Whether it is dialled as it stands, in Finland only."""
    return phone.type == "DomesticPhone" or (phone.type == "Sms" and phone.dial_code is None)
