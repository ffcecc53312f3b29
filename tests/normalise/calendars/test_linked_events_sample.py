"""The sample page of the reference as our events: what events.md 9 expects of it."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from hytedata.models.event import Event
from hytedata.normalise.calendars.linked_events import Calendar, normalise_event


@pytest.fixture(scope="module")
def events(shared: Path) -> dict[str, Event]:
    samples = shared / "reference/event-samples"
    page = json.loads((samples / "linkedevents_event_page.json").read_bytes())
    place = json.loads((samples / "linkedevents_place.json").read_bytes())
    parents = {row["id"]: row.get("super_event_type") or "" for row in page["data"]}
    found = {}
    for row in page["data"]:
        if "paikka1" in ((row.get("location") or {}).get("@id") or ""):
            row["location"] = place
        event = normalise_event(row, Calendar("esim"), parents=parents)
        assert isinstance(event, Event)
        found[event.id.removeprefix("esim:")] = event
    return found


def test_no_row_of_the_page_is_lost(events: dict[str, Event]) -> None:
    assert set(events) == {
        *("e100", "e101", "e102", "e103", "e103a", "e103b", "e103c"),
        *("e104", "e105", "e106", "e107"),
    }
    assert not [remark for event in events.values() for remark in event.remarks]


def test_the_timed_event_has_its_picture_its_age_and_its_place(events: dict[str, Event]) -> None:
    event = events["e100"]

    assert event.time.start == datetime.fromisoformat("2026-12-01T10:00:00+02:00")
    assert event.images[0].licence == "event_only"
    assert event.description == {"fi": "Kevyttä liikettä istuen. Ei ennakkoilmoittautumista."}
    assert (event.age_min, event.is_free) == (60, "yes")
    assert event.places[0].municipality == "205"
    assert event.origin_ids == ("https://social.example/tuolijumppa",)


def test_days_last_as_stated_and_a_text_price_is_one(events: dict[str, Event]) -> None:
    one, several = events["e101"].time, events["e102"].time

    assert (one.start, one.end) == (date(2026, 12, 5), date(2026, 12, 5))
    assert (several.start, several.end) == (date(2026, 12, 5), date(2026, 12, 19))
    (price,) = events["e102"].prices
    assert (price.lowest, price.highest) == (3.0, 5.0)
    assert price.text["fi"] == "5/3 €; Alle 18-v. ilmaiseksi"


def test_the_series_has_three_occurrences(events: dict[str, Event]) -> None:
    children = [events[name] for name in ("e103a", "e103b", "e103c")]

    assert events["e103"].series_role == "series"
    assert {(one.series_role, one.series_id) for one in children} == {("occurrence", "esim:e103")}
    assert [one.status for one in children] == ["scheduled", "rescheduled", "cancelled"]


def test_the_course_can_be_enrolled_in_for_a_while(events: dict[str, Event]) -> None:
    course = events["e104"]

    assert course.kind == "course"
    assert course.registration.opens == datetime.fromisoformat("2027-01-04T08:00:00+02:00")
    assert course.extras["maximum_attendee_capacity"] == 12


def test_what_is_online_postponed_or_deleted_is_so(events: dict[str, Event]) -> None:
    assert (events["e105"].online, events["e105"].places) == (True, ())
    assert events["e105"].time.end is None
    assert (events["e106"].status, events["e106"].time.start) == ("postponed", None)
    assert (events["e107"].status, events["e107"].names) == ("deleted", {})
