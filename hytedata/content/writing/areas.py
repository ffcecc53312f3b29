"""Where something is available, and who answers for it and does it (ptv-api 6.4, 6.5)."""

import re
from collections.abc import Iterator, Sequence
from typing import Final
from uuid import UUID

from hytedata.codes import find_municipality, ptv_enumeration
from hytedata.content.limits import Limit
from hytedata.content.writing.faults import Fault
from hytedata.content.writing.texts import localised
from hytedata.content.writing.view import UNKNOWN, View
from hytedata.models.ptv.area import AvailabilityArea
from hytedata.models.ptv.service import ServiceProducer
from hytedata.models.ptv_write.base import is_empty

AREA_TYPES: Final = ("WholeCountry", "WholeCountryExceptAland", "LimitedArea")
_PROVISIONS: Final = ("SelfProduced", "Procured", "Other")
_REGION: Final = re.compile(r"[0-9]{2}", re.ASCII)
_PRODUCER_NAME: Final = Limit(150, least=5)


def check_area(view: View) -> Iterator[Fault]:
    """Return what is wrong with the area that the write gives."""
    area = view.value("area")
    if not view.sets("area") or not isinstance(area, AvailabilityArea):
        return
    if area.type not in AREA_TYPES:
        yield Fault("area.type", "V1", f"{area.type!r} is none of {', '.join(AREA_TYPES)}")
        return
    lists = {
        "municipalities": area.municipalities,
        "regions": area.regions,
        "wellbeing_services_counties": area.wellbeing_services_counties,
        **{f"others.{kind}": codes for kind, codes in area.others.items()},
    }
    if area.type == "LimitedArea" and not any(lists.values()):
        yield Fault("area", "F16", "a limited area names no municipality, region or county")
    if area.type != "LimitedArea" and any(lists.values()):
        yield Fault("area", "F16", "a nationwide area names municipalities, regions or counties")
    yield from _codes(area)
    for kind in area.others:
        if kind not in ptv_enumeration("areaKind"):
            yield Fault(f"area.others.{kind}", "V1", f"{kind!r} is no kind of area")


def _codes(area: AvailabilityArea) -> Iterator[Fault]:
    for code in area.municipalities:
        found = find_municipality(code)
        if found is None or found.abolished is not None:
            detail = f"{code!r} is no municipality of today"
            yield Fault("area.municipalities", "area-code", detail)
    for field in ("regions", "wellbeing_services_counties"):
        for code in getattr(area, field):
            if not _REGION.fullmatch(code):
                yield Fault(f"area.{field}", "area-code", f"{code!r} is not two digits")


def check_organisations(view: View) -> Iterator[Fault]:
    """Return what is wrong with who answers for a service (ptv-api 6.5 rule 6)."""
    yield from ids(view, "organisation_id")
    yield from ids(view, "other_organisation_ids")
    others = view.words("other_organisation_ids") or ()
    main = view.word("organisation_id")
    folded = [one.lower() for one in others]
    if view.sets("other_organisation_ids") and len(set(folded)) < len(folded):
        yield Fault("other_organisation_ids", "organisations", "an organisation is given twice")
    touched = view.sets("other_organisation_ids") or view.sets("organisation_id")
    if touched and main is not None and main.lower() in folded:
        detail = f"{main} is the main responsible organisation"
        yield Fault("other_organisation_ids", "organisations", detail)


def check_producers(view: View) -> Iterator[Fault]:
    """Return what is wrong with who does it (ptv-api 6.5 rule 7)."""
    value = view.value("producers")
    producers = value if isinstance(value, (tuple, list)) else ()
    written = view.sets("producers")
    responsible = _responsible(view)
    moved = view.sets("organisation_id") or view.sets("other_organisation_ids")
    for number, producer in enumerate(producers):
        if not isinstance(producer, ServiceProducer) or not (written or moved):
            continue
        at = f"producers[{number}]"
        if written:
            yield from _producer(at, producer, view)
        own = producer.organisation_id
        if producer.provision != "SelfProduced" or responsible is None or own is None:
            continue
        if own.lower() not in responsible:
            detail = f"{own} produces it itself and is not responsible for it"
            yield Fault(f"{at}.organisation_id", "producers", detail)


def _producer(at: str, producer: ServiceProducer, view: View) -> Iterator[Fault]:
    if producer.provision not in _PROVISIONS:
        detail = f"{producer.provision!r} is none of {', '.join(_PROVISIONS)}"
        yield Fault(f"{at}.provision", "V1", detail)
    own = producer.organisation_id
    if own is not None and not is_id(own):
        yield Fault(f"{at}.organisation_id", "id", f"{own!r} is no id")
    if producer.provision == "SelfProduced":
        if own is None:
            yield Fault(f"{at}.organisation_id", "producers", "self-produced, by no organisation")
        if producer.name:
            yield Fault(f"{at}.name", "producers", "a self-producing organisation is not named")
    elif own is None and is_empty(producer.name):
        yield Fault(at, "producers", "neither an organisation nor a name")
    yield from localised(f"{at}.name", producer.name, _PRODUCER_NAME, view)


def _responsible(view: View) -> frozenset[str] | None:
    main, others = view.value("organisation_id"), view.words("other_organisation_ids")
    if main is UNKNOWN or others is None:
        return None
    return frozenset(one.lower() for one in (str(main or ""), *others) if one)


def ids(view: View, field: str) -> Iterator[Fault]:
    """Return which of the ids that the write gives are none."""
    if not view.sets(field):
        return
    value = getattr(view.write, field)
    values: Sequence[object] = value if isinstance(value, (tuple, list)) else (value,)
    for one in values:
        if one is not None and not is_id(str(one)):
            yield Fault(field, "id", f"{one!r} is no id")


def is_id(value: str) -> bool:
    """Whether *value* is a UUID with hyphens that is not all zeros."""
    try:
        parsed = UUID(value)
    except ValueError:
        return False
    return parsed.int != 0 and str(parsed) == value.lower()
