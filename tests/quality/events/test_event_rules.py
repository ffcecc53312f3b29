"""Rules of single events: each on records that it fires on, and on look-alikes."""

import json
from datetime import date
from pathlib import Path

import pytest

from hytedata.models.event import Event
from hytedata.normalise.calendars.events_calendar import normalise_row
from hytedata.normalise.calendars.facts import CalendarFacts
from hytedata.normalise.calendars.linked_events import Calendar, normalise_event
from tests.quality.asking import cases_of, corpus_beside
from tests.quality.events.happenings import RULES, event, problems, verdict

CORPUS = corpus_beside(__file__)


@pytest.mark.parametrize(("code", "verb", "stated"), cases_of(CORPUS))
def test_a_rule_fires_where_it_should_and_nowhere_else(
    code: str, verb: str, stated: dict[str, object]
) -> None:
    checked = event(**stated)  # type: ignore[arg-type]

    found = problems(code, checked)

    assert bool(found) == (verb == "fires")


def test_the_corpus_has_every_rule() -> None:
    assert CORPUS.keys() == RULES.keys()


@pytest.mark.parametrize("code", sorted(RULES.keys() - {"EVT-TIM-006"}))
@pytest.mark.parametrize(
    "stated", [{"status": "deleted"}, {"status": "cancelled"}, {"time": {"start": "2001-01-01"}}]
)
def test_nothing_is_asked_of_what_will_not_take_place(code: str, stated: dict[str, object]) -> None:
    fires = RULES[code].fires
    assert isinstance(fires, dict)

    found = problems(code, event(**{**fires, **stated}))  # type: ignore[arg-type]

    assert found == ()


def test_what_is_found_in_a_coming_event_holds_until_the_day_after_it() -> None:
    checked = event(time={"start": "2026-12-24T10:00:00+02:00", "end": "2026-12-24T23:30:00+02:00"})

    found = verdict("EVT-TXT-007", checked)

    assert found.problems
    assert found.until == date(2026, 12, 25)


def test_an_event_that_was_edited_lately_is_looked_at_again_after_a_year() -> None:
    checked = event(modified_at="2026-03-01T10:00:00Z", time={"start": "2027-12-24"})

    before = verdict("EVT-TIM-011", checked)
    after = verdict("EVT-TIM-011", checked, today=date(2027, 3, 2))

    assert (before.problems, before.until) == ((), date(2027, 3, 2))
    assert after.problems
    assert after.until == date(2027, 12, 25)


def test_an_event_that_is_over_is_told_after_a_month() -> None:
    checked = event(time={"start": "2026-11-20"})

    before = verdict("EVT-TIM-006", checked)
    after = verdict("EVT-TIM-006", checked, today=date(2026, 12, 21))

    assert (before.problems, before.until) == ((), date(2026, 12, 21))
    assert after.problems


def test_the_municipality_by_all_evidence_goes_before_the_stated_one() -> None:
    checked = event(names={"fi": "Iltarasti"}, places=[{"names": {"fi": "Seurala"}}])

    assert problems("EVT-TXT-002", checked, municipality="091")
    assert not problems("EVT-TXT-002", checked, municipality="205")
    assert not problems("EVT-PLC-005", checked, municipality="205")


def test_a_sound_event_is_left_alone() -> None:
    sound = event(
        names={"fi": "Iltarasti", "sv": "Kvällsorientering"},
        description={"fi": "Kaikille avoin suunnistusilta, kolme rataa. Kartan saa lähdöstä."},
        time={"start": "2026-12-24T18:00:00+02:00", "end": "2026-12-24T20:00:00+02:00"},
        places=[
            {
                "names": {"fi": "Kuusikon koulu"},
                "street": {"fi": "Koulutie 1"},
                "position": {"east": 536000, "north": 7124000},
                "municipality": "205",
            }
        ],
        organizers=[{"fi": "Kuusikon Suunnistajat ry"}],
        keywords=[{"scheme": "yso", "id": "p1963"}],
        age_min=7,
        is_free="yes",
        images=[
            {
                "url": "https://example.fi/kuva.jpg",
                "alt": {"fi": "Suunnistaja"},
                "credit": "Kuusikon kamerakerho",
                "licence": "cc_by",
            }
        ],
        modified_at="2026-11-01T10:00:00Z",
    )

    found = {code for code in RULES if problems(code, sound)}

    assert found == set()


def test_sample_events_have_no_error_but_a_missing_place(shared: Path) -> None:
    """Read by a person: one row has an empty list of venues, and nothing else is wrong."""
    samples = shared / "reference/event-samples"
    page = json.loads((samples / "linkedevents_event_page.json").read_bytes())["data"]
    rows = json.loads((samples / "tribe_events_page.json").read_bytes())["events"]
    read = [normalise_event(one, Calendar("kalenteri")) for one in page]
    read += [normalise_row(one, CalendarFacts("kalenteri")).result for one in rows]
    errors = [code for code, rule in RULES.items() if rule.severity == "error"]

    found = [
        (code, one.names["fi"])
        for one in read
        if isinstance(one, Event)
        for code in errors
        if problems(code, one)
    ]

    assert found == [("EVT-PLC-001", "Muistikahvila")]


@pytest.mark.parametrize(
    ("code", "speaks", "asked"),
    [
        ("EVT-PRC-001", "icalendar", False),
        ("EVT-PRC-001", "events-calendar", True),
        ("EVT-TXT-008", "icalendar", False),
        ("EVT-TXT-008", "events-calendar", False),
        ("EVT-TXT-008", "linked-events", True),
    ],
)
def test_nobody_is_asked_for_what_the_calendar_has_no_place_for(
    code: str, speaks: str, asked: bool
) -> None:
    checked = event(names={"fi": "Iltarasti"})

    assert bool(verdict(code, checked, speaks=speaks).problems) is asked
