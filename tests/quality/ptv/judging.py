"""Records of PTV from a few words, and what a rule says of them."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from hytedata.models.common import Json
from hytedata.models.finding import Problem
from hytedata.models.ptv import Connection, Organisation, Record, Service, ServiceChannel
from hytedata.quality.rule import Rule, Subject, Verdict
from hytedata.quality.rules import (
    ptv_contacts,
    ptv_fields,
    ptv_hours,
    ptv_structure,
    ptv_style,
)
from tests.quality.asking import answer

TODAY = date(2026, 11, 29)
FAMILIES = (ptv_structure, ptv_style, ptv_fields, ptv_contacts, ptv_hours)
RULES: Mapping[str, Rule] = {rule.code: rule for family in FAMILIES for rule in family.RULES}

Document = dict[str, Json]

_CHANNELS = ("ServiceLocation", "EService", "WebPage", "TelephoneService", "PrintableForm")


@cache
def _adapter(kind: str) -> TypeAdapter[Any]:
    models: dict[str, Any] = {
        "service": Service,
        "service-channel": ServiceChannel,
        "organisation": Organisation,
        "connection": Connection,
    }
    return TypeAdapter(models[kind])


def record(document: Document) -> Record:
    """A record of the kind that its type, or its ends, tell."""
    if "service_id" in document:
        kind = "connection"
    elif document.get("type") in _CHANNELS:
        kind = "service-channel"
    else:
        kind = "organisation" if document.get("type") == "Municipality" else "service"
    found: Record = _adapter(kind).validate_python({"id": "a", **document})
    return found


def verdict(
    code: str,
    one: Record,
    *,
    today: date = TODAY,
    municipality: str | None = None,
    parameters: Mapping[str, Json] | None = None,
) -> Verdict:
    """What a rule says, as a verdict."""
    subject = Subject(one.ref, one, municipality=municipality)
    return answer(RULES[code], subject, today, parameters)


def judge(code: str, document: Document, **known: Any) -> list[Problem]:
    """What a rule has against a record."""
    return list(verdict(code, record(document), **known).problems)


def service(language: str = "fi", /, **texts: Json) -> Document:
    """A service with one language version."""
    return {"type": "Service", "language_versions": {language: texts}}


def place(language: str = "fi", /, **texts: Json) -> Document:
    """A service location with one language version."""
    return {"type": "ServiceLocation", "language_versions": {language: texts}}


def channel(kind: str, language: str = "fi", /, **texts: Json) -> Document:
    """A channel of a kind with one language version."""
    return {"type": kind, "language_versions": {language: texts}}


def link(language: str = "fi", /, **texts: Json) -> Document:
    """A connection with one language version."""
    return {"service_id": "s", "channel_id": "c", "language_versions": {language: texts}}


def phone(number: str = "401234567", code: str | None = "+358", **more: Json) -> Document:
    """A phone; without a dialling code a service number."""
    kind = "InternationalPhone" if code else "DomesticPhone"
    return {"type": kind, "dial_code": code, "number": number, "charge": "Charged", **more}
