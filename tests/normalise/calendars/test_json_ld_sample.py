"""The sample page gives what its reference expects of it (events.md 9)."""

from datetime import date
from pathlib import Path

import pytest

from hytedata.connectors.calendars.json_ld_page import page_of
from hytedata.models.event import Event
from hytedata.normalise.calendars.json_ld import PageEvents, normalise_page
from hytedata.normalise.calendars.json_ld_same import once
from tests.normalise.calendars.json_ld_made import FACTS, IN_2027

URL = "https://kunta.example/tapahtumat/kuorokerho"


@pytest.fixture(scope="module")
def told(shared: Path) -> PageEvents:
    content = (shared / "reference/event-samples/page_with_jsonld.html").read_bytes()
    return normalise_page(page_of(content, URL), FACTS, IN_2027)


@pytest.fixture(scope="module")
def choir(told: PageEvents) -> list[Event]:
    return [event for event in once([told]).events if event.names["fi"] == "Kuorokerho"]


def test_the_breadcrumbs_are_skipped_and_nothing_is_rejected(told: PageEvents) -> None:
    assert len(told.events) == 4
    assert (told.rejections, told.reasons, dict(told.drift)) == ((), (), {})
    assert [(it.id, it.series_role) for it in told.series] == [("esim:e103", "series")]


def test_its_parts_are_occurrences_with_their_own_status(choir: list[Event]) -> None:
    times = [(f"{it.time.start:%d.%m. %H.%M}", it.status) for it in choir]

    assert times == [
        ("12.01. 17.00", "scheduled"),
        ("20.01. 17.00", "rescheduled"),
        ("26.01. 17.00", "cancelled"),
    ]
    assert {(it.series_id, it.series_role) for it in choir} == {("esim:e103", "occurrence")}
    assert choir[2].time.end is None


def test_a_moved_occurrence_keeps_the_id_of_its_original_time(choir: list[Event]) -> None:
    assert choir[1].id == "esim:e103|2027-01-19T15:00:00Z"


def test_an_occurrence_has_what_its_series_says(choir: list[Event]) -> None:
    event = choir[0]
    place = event.places[0]

    assert event.description == {"fi": "Avoin kuoro nuorille & nuorenmielisille."}
    assert event.organizers == ({"fi": "Keksitty kulttuuriyhdistys ry"},)
    assert (event.is_free, event.online, event.languages) == ("yes", False, ("fi",))
    assert [it.labels["fi"] for it in event.keywords] == ["musiikki", "kuorot"]
    assert [it.labels["fi"] for it in event.audience] == ["nuoret"]
    assert (place.names, place.postal_code) == ({"fi": "Esimerkkitalo"}, "87100")
    assert place.position is not None


def test_the_block_with_a_trailing_comma_is_read(told: PageEvents) -> None:
    (concert,) = [event for event in told.events if event.names["fi"] == "Talvikonsertti"]

    assert (concert.time.start, concert.time.end) == (date(2027, 2, 6), None)
    assert concert.places[0].names == {"fi": "Kuvitteellinen kirkko"}
    assert concert.places[0].locality == {"fi": "Oulu"}
    assert concert.is_free == "no"
    assert (concert.prices[0].lowest, concert.prices[0].highest) == (10, 25)
