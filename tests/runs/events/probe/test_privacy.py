"""Of personal data only the kinds and the fields are told, never the data."""

import json
from typing import Any

import pytest

from hytedata.runs.events.probe import document_of
from hytedata.runs.events.probe.personal import CONTACT, MAIL, PERSON, PHONE, personal_data
from hytedata.sandbox.calendars.events_calendar import EventsCalendarSimulator
from hytedata.sandbox.calendars.icalendar_feed import PATH, IcalendarSimulator
from hytedata.sandbox.calendars.linked_events import LinkedEventsSimulator
from tests.runs.events.probe.site import Site, look


@pytest.mark.parametrize(
    ("row", "kind", "field"),
    [
        ({"organizer": [{"email": "maija@kunta.example"}]}, MAIL, "organizer.email"),
        ({"description": {"fi": "Kysy: maija@kunta.example"}}, MAIL, "description"),
        ({"location": {"telephone": {"fi": "050 123 4567"}}}, PHONE, "location.telephone"),
        ({"description": "Soita 050 123 4567."}, PHONE, "description"),
        ({"provider": {"fi": "Maija Mallinen"}}, PERSON, "provider"),
        ({"user_name": "mm", "id": 1}, CONTACT, "user_name"),
    ],
)
def test_each_kind_is_seen_with_its_field(row: Any, kind: str, field: str) -> None:
    found = personal_data([row])

    assert [(one.kind, one.fields) for one in found] == [(kind, (field,))]


@pytest.mark.parametrize(
    "row",
    [
        {"provider": {"fi": "Keksitty yhdistys ry"}},
        {"start_time": "2027-02-01T10:00:00Z", "id": "esim:0501234567a"},
        {"info_url": "https://kunta.test/050-123-4567"},
        {"user_name": "", "telephone": None},
        {"UID": "tapahtuma-12@kunta.example"},
        [],
        None,
    ],
)
def test_what_is_of_no_person_is_not_told(row: object) -> None:
    assert personal_data([row]) == ()


def test_keys_that_are_no_words_are_hidden() -> None:
    (found,) = personal_data([{"maija@kunta.example": "maija@kunta.example"}])

    assert found.fields == ("…",)


@pytest.mark.parametrize(
    ("site", "given"),
    [
        (Site().mount("/v1", LinkedEventsSimulator(base="https://kunta.test/v1")), "kunta.test"),
        (Site().wordpress(EventsCalendarSimulator()), "kunta.test"),
        (Site().mount("", IcalendarSimulator()), f"kunta.test{PATH}"),
    ],
)
def test_no_report_repeats_what_it_saw(site: Site, given: str) -> None:
    report = look(site, given)

    assert report.calendar is not None
    assert report.calendar.sample.personal
    told = json.dumps(document_of(report))
    assert "@kunta.example" not in told
    assert "000 0000" not in told
