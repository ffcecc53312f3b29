"""What is judged of a change, with the record that it changes and without."""

from datetime import timedelta
from typing import Any

import pytest

from hytedata.content.writing import Fault, blocking, check
from hytedata.models.ptv import (
    Addresses,
    Connection,
    ContinuousHours,
    ExceptionalHours,
    HolidayHours,
    OpenHours,
    Phone,
    Service,
    ServiceHours,
    ServiceLocation,
    ServiceLocationTexts,
    ServiceProducer,
    ServiceTexts,
    StreetAddress,
    Voucher,
    WebLink,
    WeeklyHours,
)
from hytedata.models.ptv_write import (
    ConnectionWrite,
    ServiceLocationTextsWrite,
    ServiceLocationWrite,
    ServiceTextsWrite,
    ServiceWrite,
)
from tests.connectors.ptv.bodies.writes import TODAY, location, service
from tests.sandbox.ptv.world import DESCRIPTION, NEIGHBOUR, TERM, TOWN

TEXTS = ServiceTexts(
    name="Uinti kaikille",
    summary="Uinti on hyväksi.",
    description="Uinti sopii kaikille.",
    user_instruction="Tule paikalle.",
    conditions="Kuuluu kuntalaisille.",
)
STANDING = Service(
    id="2f9a6d1e-8c47-4d0e-b1a3-5e7f90c2d4a6",
    status="Published",
    type="Service",
    organisation_id=TOWN,
    producers=(ServiceProducer(provision="SelfProduced", organisation_id=TOWN),),
    service_classes=("P27.1",),
    ontology_terms=(TERM,),
    target_groups=("KR1",),
    service_languages=("fi",),
    language_versions={"fi": TEXTS},
)
PLACE = ServiceLocation(
    id="9b3e7a40-1d2c-4f5b-8e6a-70c1d2e3f4a5",
    status="Published",
    organisation_id=TOWN,
    service_languages=("fi",),
    location=Addresses(street=(StreetAddress(street={"fi": "Katu"}, detail="1"),)),
    language_versions={
        "fi": ServiceLocationTexts(name="Halli", summary="Iso halli.", description="Kaikille.")
    },
)


def said(write: Any, current: Any = STANDING) -> set[tuple[str, str]]:
    faults = blocking(check(write, creating=False, current=current, today=TODAY))
    return {(one.field, one.rule) for one in faults}


def fi(**changes: Any) -> ServiceWrite:
    return ServiceWrite(language_versions={"fi": ServiceTextsWrite(**changes)})


def test_a_change_that_mentions_little_is_judged_by_little() -> None:
    assert said(fi(summary="Uinti tekee hyvää.")) == set()
    assert said(ServiceWrite(), current=None) == set()


@pytest.mark.parametrize(
    "field",
    [
        "source_id",
        "status",
        "type",
        "organisation_id",
        "other_organisation_ids",
        "producers",
        "service_classes",
        "ontology_terms",
        "target_groups",
        "service_languages",
        "funding",
        "area",
        "archive_on",
    ],
)
def test_what_ptv_cannot_empty_is_named(field: str) -> None:
    assert (field, "not-emptied") in said(ServiceWrite(**{field: None}))


@pytest.mark.parametrize("field", ["charge", "life_events", "industrial_classes"])
def test_what_ptv_can_empty_is_emptied(field: str) -> None:
    assert said(ServiceWrite(**{field: None})) == set()


def test_the_last_conditions_cannot_be_emptied() -> None:
    path = "language_versions.fi.conditions"

    assert said(fi(conditions=None)) == {(path, "not-emptied")}


def test_conditions_of_one_language_of_two_can_be_emptied() -> None:
    both = STANDING.model_copy(update={"language_versions": {"fi": TEXTS, "sv": TEXTS}})

    assert said(fi(conditions=None), both) == set()


def test_vouchers_in_use_are_not_switched_off() -> None:
    used = TEXTS.model_copy(
        update={"voucher": Voucher(in_use=True, links=(WebLink(url="https://a.fi"),))}
    )
    standing = STANDING.model_copy(update={"language_versions": {"fi": used}})

    assert said(fi(voucher=None), standing) == {("language_versions.fi.voucher", "not-emptied")}


def test_the_last_language_cannot_be_removed() -> None:
    write = ServiceWrite(language_versions={"fi": None})

    assert said(write) == {("language_versions", "language-set")}


def test_a_required_text_cannot_be_emptied_even_where_the_record_is_not_known() -> None:
    path = "language_versions.fi.summary"

    assert said(fi(summary=""), current=None) == {(path, "F4")}


def test_the_summary_is_compared_with_the_name_that_stands() -> None:
    path = "language_versions.fi.summary"

    assert said(fi(summary="Uinti kaikille")) == {(path, "F6")}


def test_what_is_published_is_not_made_a_draft() -> None:
    assert said(ServiceWrite(status="Draft")) == {("status", "status")}


def test_what_exists_is_not_published_on_a_day_to_come() -> None:
    write = ServiceWrite(publish_on=TODAY + timedelta(days=9))

    assert said(write) == {("publish_on", "timing")}


def test_what_exists_is_connected_by_itself() -> None:
    assert said(ServiceWrite(channel_ids=(TOWN,))) == {("channel_ids", "creating-only")}
    assert said(ServiceLocationWrite(service_ids=(TOWN,)), PLACE) == {
        ("service_ids", "creating-only")
    }


def test_who_produces_it_follows_who_answers_for_it() -> None:
    assert said(ServiceWrite(organisation_id=NEIGHBOUR)) == {
        ("producers[0].organisation_id", "producers")
    }


def test_a_service_off_its_general_description_says_its_type() -> None:
    described = STANDING.model_copy(update={"general_description_id": DESCRIPTION, "type": ""})

    write = ServiceWrite(general_description_id=None)

    assert said(write, described) == {("type", "R1")}


def test_life_events_are_judged_by_the_groups_that_stand() -> None:
    businesses = STANDING.model_copy(update={"target_groups": ("KR2", "KR2.1")})

    assert said(ServiceWrite(life_events=("KE1",))) == set()
    assert said(ServiceWrite(life_events=("KE1",)), businesses) == {("life_events", "F14")}


def test_a_new_language_of_a_place_with_a_street_needs_no_new_address() -> None:
    texts = ServiceLocationTextsWrite(name="Hall", summary="En stor hall.", description="För alla.")

    assert said(ServiceLocationWrite(language_versions={"sv": texts}), PLACE) == set()


def test_an_alternative_name_that_is_shown_cannot_go() -> None:
    shown = PLACE.language_versions["fi"].model_copy(
        update={"alternative_name": "Hallu", "shows_alternative_name": True}
    )
    place = PLACE.model_copy(update={"language_versions": {"fi": shown}})
    texts = ServiceLocationTextsWrite(alternative_name=None)

    assert said(ServiceLocationWrite(language_versions={"fi": texts}), place) == {
        ("language_versions.fi.shows_alternative_name", "display-name")
    }


OPEN = OpenHours.model_validate({"start": "09:00", "end": "12:00"})


@pytest.mark.parametrize(
    ("hours", "field", "rule"),
    [
        (ServiceHours(holidays=(HolidayHours(holiday="ChristmasEve"),)), "holidays", "v11"),
        (
            ServiceHours(rules=(WeeklyHours(days={"monday": (OPEN,)}, info={"fi": "Kesällä"}),)),
            "rules[0].info",
            "v11",
        ),
        (
            ServiceHours(
                rules=(
                    WeeklyHours(
                        days={"monday": (OPEN.model_copy(update={"repetition": "OddWeeks"}),)}
                    ),
                )
            ),
            "rules[0].days.monday[0].repetition",
            "v11",
        ),
        (
            ServiceHours(
                rules=(
                    WeeklyHours(
                        days={"monday": (OPEN.model_copy(update={"status": "OpenOnReservation"}),)}
                    ),
                )
            ),
            "rules[0].days.monday[0].status",
            "v11",
        ),
        (
            ServiceHours(rules=(ContinuousHours(from_day="friday"),)),
            "rules[0]",
            "hours-empty",
        ),
        (
            ServiceHours(rules=(ExceptionalHours(days={"monday": (OPEN,)}),)),
            "rules[0].valid_from",
            "H2",
        ),
        (
            ServiceHours(rules=(ExceptionalHours(valid_from=TODAY, days={"monday": (OPEN,)}),)),
            "rules[0].days",
            "one-opening",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_version_11_cannot_say_of_hours_is_named(
    hours: ServiceHours, field: str, rule: str
) -> None:
    write = ServiceLocationWrite(service_hours=hours)

    assert said(write, PLACE) == {(f"service_hours.{field}", rule)}


def test_a_text_message_number_has_no_place_at_a_location() -> None:
    sms = Phone(type="Sms", dial_code="+358", number="401234567")
    texts = ServiceLocationTextsWrite(phones=(sms,))

    assert said(ServiceLocationWrite(language_versions={"fi": texts}), PLACE) == {
        ("language_versions.fi.phones[0].type", "v11")
    }


def test_a_connection_names_each_end_once() -> None:
    both = ConnectionWrite(service_id=TOWN, service_source_id="a", channel_id=TOWN)

    assert said(both, None) == {("service_id", "one-end")}
    assert said(ConnectionWrite(service_source_id="a", channel_source_id="b"), None) == set()


def test_contact_data_within_a_text_blocks_and_wording_only_warns() -> None:
    texts = {"fi": ServiceTextsWrite(description="Soita 040 123 4567. Katso alla oleva kartta.")}

    faults = check(ServiceWrite(language_versions=texts), creating=False, current=STANDING)

    assert {(one.rule, one.severity) for one in faults} == {("S3", "block"), ("S6", "warn")}


def test_a_fault_says_what_is_allowed_and_who_says_so() -> None:
    fault = Fault("funding", "R1", "is required")

    assert "PTV asks for it" in fault.allowed
    assert fault.source.startswith("ptv-api 6.5")
    assert str(fault).startswith("funding: is required")


def test_valid_new_items_have_no_fault_at_all() -> None:
    assert check(service("fi", "sv"), creating=True, today=TODAY) == ()
    assert check(location("fi", "sv"), creating=True, today=TODAY) == ()


def test_a_connection_that_stands_may_be_given() -> None:
    standing = Connection(id="a/b", service_id=TOWN, channel_id=NEIGHBOUR, charge="Free")
    write = ConnectionWrite(service_id=TOWN, channel_id=NEIGHBOUR, charge=None)

    assert said(write, standing) == set()
