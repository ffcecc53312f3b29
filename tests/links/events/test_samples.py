"""The samples of the reference: one event in two calendars, as they really come."""

import json
from pathlib import Path

import pytest

from hytedata.links.events import match_events, merge, thing_of
from hytedata.models.event import Event
from hytedata.normalise.calendars.events_calendar import normalise_row
from hytedata.normalise.calendars.linked_events import Calendar, normalise_event
from tests.normalise.calendars.icalendar_made import FACTS

CALENDAR = Calendar("esim")


@pytest.fixture(scope="module")
def events(shared: Path) -> list[Event]:
    samples = shared / "reference/event-samples"
    page = json.loads((samples / "linkedevents_event_page.json").read_bytes())
    place = json.loads((samples / "linkedevents_place.json").read_bytes())
    parents = {row["id"]: row.get("super_event_type") or "" for row in page["data"]}
    found = []
    for row in page["data"]:
        if "paikka1" in ((row.get("location") or {}).get("@id") or ""):
            row["location"] = place
        found.append(normalise_event(row, CALENDAR, parents=parents))
    rows = json.loads((samples / "tribe_events_page.json").read_bytes())["events"]
    found += [normalise_row(row, FACTS).result for row in rows]
    return [
        one for one in found if isinstance(one, Event) and one.series_role in ("none", "occurrence")
    ]


def test_the_chair_exercise_of_two_calendars_is_one_by_rule_and_nothing_else_is(
    events: list[Event],
) -> None:
    (group,) = match_events(map(thing_of, events)).groups

    assert [(ref.source, ref.id) for ref in group.members] == [
        ("esim", "esim:e100"),
        ("kunta", "4101"),
    ]
    assert group.tier == 3
    assert group.joins[0].evidence[0] == "both are called «tuolijumppa ikäihmisille»"


def test_the_merged_chair_exercise_has_the_best_of_both(events: list[Event]) -> None:
    pair = [one for one in events if one.id in ("esim:e100", "4101")]

    merged = merge(pair, ["kunta", "esim"])

    assert merged.event.names == {
        "fi": "Tuolijumppa – ikäihmisille",
        "en": "Chair exercise for seniors",
    }
    assert (merged.fields["names.fi"], merged.fields["names.en"]) == ("kunta", "esim")
    assert (merged.fields["places"], merged.fields["age_min"]) == ("kunta", "esim")
    assert len(merged.sources) == 2
