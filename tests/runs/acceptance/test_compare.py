"""Holding what was read against what was sent."""

from datetime import date, time
from typing import Any

import pytest

from hytedata.models.common import Position
from hytedata.models.ptv import (
    Addresses,
    ExceptionalHours,
    OpenHours,
    Phone,
    Service,
    ServiceHours,
    ServiceLocation,
    SourcedPosition,
    StreetAddress,
    WeeklyHours,
)
from hytedata.models.ptv.channel import ServiceLocationTexts
from hytedata.models.ptv.service import ServiceTexts
from hytedata.models.ptv_write import (
    ServiceLocationTextsWrite,
    ServiceLocationWrite,
    ServiceTextsWrite,
    ServiceWrite,
)
from hytedata.runs.acceptance.compare import compare, laid_over, wanted_of

ID = "11111111-1111-4111-8111-111111111111"
WRITE = ServiceWrite(
    source_id="own",
    charge="Free",
    target_groups=("KR2.1",),
    language_versions={"fi": ServiceTextsWrite(name="Uinti", keywords=("vesi", "halli"))},
)
TEXTS = ServiceTexts(name="Uinti", keywords=("halli", "vesi"))
READ = Service(
    id=ID,
    type="Service",
    status="Published",
    charge="Free",
    target_groups=("KR2", "KR2.1"),
    language_versions={"fi": TEXTS},
)


def verdicts(write: ServiceWrite, record: Service) -> dict[str, str]:
    return {one.path: one.verdict for one in compare(wanted_of(write), record)}


def test_order_parents_of_groups_and_untold_keys_are_no_differences() -> None:
    assert verdicts(WRITE, READ) == {
        "source_id": "not-told",
        "charge": "same",
        "target_groups": "same",
        "language_versions.fi.name": "same",
        "language_versions.fi.keywords": "same",
        "language_versions": "same",
    }


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"charge": None}, "charge"),
        ({"charge": "Charged"}, "charge"),
        ({"source_id": "another"}, "source_id"),
        ({"target_groups": ("KR2",)}, "target_groups"),
        ({"language_versions": {}}, "language_versions"),
        (
            {"language_versions": {"fi": TEXTS.model_copy(update={"name": "uinti"})}},
            "language_versions.fi.name",
        ),
        (
            {"language_versions": {"fi": TEXTS.model_copy(update={"keywords": ("vesi",)})}},
            "language_versions.fi.keywords",
        ),
        ({"language_versions": {"fi": TEXTS, "sv": TEXTS}}, "language_versions"),
    ],
)
def test_each_field_that_is_otherwise_is_a_difference(changes: dict[str, Any], path: str) -> None:
    assert verdicts(WRITE, READ.model_copy(update=changes))[path] == "different"


def test_what_was_emptied_and_still_stands_is_a_difference() -> None:
    emptied = ServiceWrite(charge=None, language_versions={"fi": ServiceTextsWrite(keywords=())})

    found = compare(laid_over(wanted_of(WRITE), emptied), READ)

    told = {one.path for one in found if one.verdict == "different"}
    assert told == {"charge", "language_versions.fi.keywords"}


def test_an_edit_keeps_what_it_does_not_mention_and_takes_languages_away() -> None:
    both = laid_over(
        wanted_of(WRITE), ServiceWrite(language_versions={"sv": ServiceTextsWrite(name="Simning")})
    )
    one = laid_over(both, ServiceWrite(language_versions={"fi": None}))

    assert both["language_versions"] == {
        "fi": {"name": "Uinti", "keywords": ["vesi", "halli"]},
        "sv": {"name": "Simning"},
    }
    assert one["language_versions"] == {"sv": {"name": "Simning"}}
    assert one["charge"] == "Free"


STREET = StreetAddress(
    street={"fi": "Kenttätie"},
    detail="3",
    postal_code="91900",
    positions=(SourcedPosition(position=Position(east=480_000.5, north=7e6), source="User"),),
)
NOON = OpenHours(start=time(9), end=time(12))
RULES = (
    WeeklyHours(days={"monday": (NOON,)}),
    ExceptionalHours(valid_from=date(2030, 6, 21), days={"friday": (OpenHours(status="Closed"),)}),
)
PHONE = Phone(type="DomesticPhone", number="116117")
PLACE = ServiceLocationWrite(
    location=Addresses(street=(STREET,)),
    service_hours=ServiceHours(rules=RULES),
    language_versions={"fi": ServiceLocationTextsWrite(phones=(PHONE,))},
)


def place(street: StreetAddress = STREET, **changes: Any) -> ServiceLocation:
    fields: dict[str, Any] = {
        "id": ID,
        "status": "Published",
        "location": Addresses(street=(street,)),
        "service_hours": ServiceHours(rules=RULES[::-1]),
        "language_versions": {"fi": ServiceLocationTexts(phones=(PHONE,))},
    }
    return ServiceLocation(**(fields | changes))


def differences(record: ServiceLocation) -> dict[str, str]:
    found = compare(wanted_of(PLACE), record)
    return {one.path: one.verdict for one in found if one.verdict != "same"}


def test_hours_in_another_order_are_the_same() -> None:
    assert differences(place()) == {}


def test_a_street_that_ptv_put_into_its_own_form_is_told_and_no_difference() -> None:
    rewritten = STREET.model_copy(update={"street": {"fi": "KENTTÄTIE"}})

    assert differences(place(rewritten)) == {"location.street[0].street.fi": "rewritten"}


def test_a_street_that_is_gone_is_a_difference() -> None:
    gone = STREET.model_copy(update={"street": {}})

    assert differences(place(gone)) == {"location.street[0].street": "different"}


def test_a_postal_code_and_a_lost_phone_are_differences() -> None:
    moved = STREET.model_copy(update={"postal_code": "00100"})
    told = differences(place(moved, language_versions={"fi": ServiceLocationTexts()}))

    assert told == {
        "location.street[0].postal_code": "different",
        "language_versions.fi.phones": "different",
    }


def test_another_time_of_day_is_a_difference() -> None:
    later = WeeklyHours(days={"monday": (OpenHours(start=time(9), end=time(13)),)})

    told = differences(place(service_hours=ServiceHours(rules=(later, RULES[1]))))

    assert told == {"service_hours.rules[0].days.monday[0].end": "different"}
