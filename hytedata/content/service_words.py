"""F16 and the required words of a service: type, funding, area, responsible and producers."""

from collections.abc import Iterator

from hytedata.codes import find_municipality, ptv_enumeration
from hytedata.content.objections import Objection
from hytedata.models.common import Json
from hytedata.models.publication import Fields

_WORDS = {"type": "serviceType", "funding": "fundingType", "area_type": "areaType"}


def check_service_words(fields: Fields) -> Iterator[Objection]:
    """Return what is wrong with the words of a service (ptv-api 6.4 and 6.5, rules 1 and 7)."""
    for path, enumeration in _WORDS.items():
        value = fields.get(path)
        if value is None:
            yield Objection("R1", "block", "is required", field=path)
        elif not isinstance(value, str) or value not in ptv_enumeration(enumeration):
            yield Objection("V1", "block", f"{value!r} is not one of PTV's", field=path)
    yield from _area(fields)
    if not fields.get("main_organisation"):
        yield Objection("R1", "block", "is required", field="main_organisation")
    yield from _producers(fields)


def _area(fields: Fields) -> Iterator[Objection]:
    path = "area.municipalities"
    value = fields.get(path)
    codes = value if isinstance(value, list) else []
    limited = fields.get("area_type") == "LimitedType"
    if limited and not codes:
        yield Objection("F16", "block", "a limited area names its municipalities", field=path)
    if codes and not limited:
        yield Objection("F16", "block", "a nationwide area names no municipalities", field=path)
    for code in codes:
        found = find_municipality(code) if isinstance(code, str) and len(code) == 3 else None
        if found is None or found.abolished is not None:
            detail = f"{code!r} is no municipality of today, three digits"
            yield Objection("F16", "block", detail, field=path)


def _producers(fields: Fields) -> Iterator[Objection]:
    value = fields.get("producers")
    producers = value if isinstance(value, list) else []
    if not producers:
        yield Objection("R1", "block", "is required", field="producers")
    for producer in producers:
        yield from _producer(producer, fields.get("main_organisation"))


def _producer(producer: Json, main: Json) -> Iterator[Objection]:
    provision = producer.get("provision") if isinstance(producer, dict) else None
    if not isinstance(provision, str) or provision not in ptv_enumeration("provisionType"):
        yield Objection("V1", "block", f"{provision!r} is no way of provision", field="producers")
        return
    organisations = producer.get("organisations") if isinstance(producer, dict) else None
    if not organisations:
        yield Objection("R1", "block", "a producer names its organisation", field="producers")
    elif provision == "SelfProducedServices" and organisations != [main]:
        detail = "self-produced services are produced by the responsible organisation"
        yield Objection("V1", "block", detail, field="producers")
