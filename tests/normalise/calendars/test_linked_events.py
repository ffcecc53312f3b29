"""Events of Linked Events as our events: the traps of events.md 2.8, and what forks make of it."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hytedata.models.common import Rejection
from hytedata.models.event import Event, EventKeyword
from hytedata.normalise.calendars.linked_events import Calendar, normalise_event

CALENDAR = Calendar("esim", attribution="Esimerkkikunta")
HOST = "https://events.test/v1"


def event(**fields: Any) -> Event:
    document = {"id": "esim:e1", "name": {"fi": "Kuoro"}, "start_time": "2027-01-12T15:00:00Z"}
    found = normalise_event(document | fields, CALENDAR)
    assert isinstance(found, Event)
    return found


def codes(found: Event) -> dict[str, str]:
    return {remark.field: remark.code for remark in found.remarks}


def place(**fields: Any) -> dict[str, Any]:
    return {"id": "esim:p1", "name": {"fi": "Talo"}, **fields}


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


# --- times -----------------------------------------------------------------------------------


@pytest.mark.parametrize("end", [None, "2026-10-25"])
def test_a_day_without_an_end_lasts_that_day_also_when_it_has_25_hours(end: str | None) -> None:
    found = event(start_time="2026-10-25", end_time=end)

    assert (found.time.start, found.time.end) == (date(2026, 10, 25), date(2026, 10, 25))
    assert found.time.all_day


def test_the_last_day_of_several_is_among_them() -> None:
    assert event(start_time="2026-12-05", end_time="2026-12-19").time.end == date(2026, 12, 19)


def test_a_time_without_an_end_has_none() -> None:
    found = event(end_time=None)

    assert found.time.end is None
    assert not found.time.all_day
    assert not found.remarks


def test_times_are_those_of_helsinki() -> None:
    start = event(start_time="2026-12-31T22:30:00Z").time.start

    assert start == moment("2027-01-01T00:30:00+02:00")
    assert isinstance(start, datetime)
    assert start.date() == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("start", "end", "field", "code"),
    [
        ("2027-01-12T15:00:00Z", "2027-01-12T14:00:00Z", "end_time", "ends-before-start"),
        ("2027-01-12", "2027-01-11", "end_time", "ends-before-start"),
        ("2027-01-12", "2027-01-12T14:00:00Z", "end_time", "mixed-times"),
        ("2027-01-12T15:00:00Z", "2027-01-13", "end_time", "mixed-times"),
        (None, "2027-01-13", "end_time", "end-without-start"),
        ("12.1.2027", None, "start_time", "odd-value"),
        (None, None, "start_time", "no-start"),
        ("2027-01-11T22:00:00Z", "2027-01-12T21:59:00Z", "start_time", "perhaps-all-day"),
        ("2027-01-12T08:00:00Z", "2027-03-02T09:30:00Z", "start_time", "perhaps-a-series"),
    ],
)
def test_a_time_that_cannot_be_so_is_told(
    start: str | None, end: str | None, field: str, code: str
) -> None:
    assert codes(event(start_time=start, end_time=end))[field] == code


@pytest.mark.parametrize(
    "end", ["2027-01-19T09:30:00Z", "2027-01-12T09:30:00Z", "2027-03-02T07:00:00Z"]
)
def test_what_lasts_a_week_at_most_or_by_no_daily_clock_is_no_series_in_one_row(end: str) -> None:
    assert codes(event(start_time="2027-01-12T08:00:00Z", end_time=end)) == {}


def test_an_event_over_the_hour_that_comes_twice_ends_after_it_begins() -> None:
    found = event(start_time="2026-10-25T00:30:00Z", end_time="2026-10-25T01:15:00Z")

    assert isinstance(found.time.start, datetime)
    assert isinstance(found.time.end, datetime)
    assert found.time.end.timestamp() - found.time.start.timestamp() == 45 * 60
    assert not found.remarks


def test_a_local_time_without_a_zone_is_helsinkis() -> None:
    start = event(start_time="2027-07-01T18:00:00").time.start

    assert start == moment("2027-07-01T18:00:00+03:00")


# --- status, kind, series --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stated", "status"),
    [
        ("EventScheduled", "scheduled"),
        ("EventRescheduled", "rescheduled"),
        ("EventCancelled", "cancelled"),
        ("https://schema.org/EventPostponed", "postponed"),
        (None, "scheduled"),
    ],
)
def test_the_status_is_as_stated(stated: str | None, status: str) -> None:
    assert event(event_status=stated).status == status


def test_what_is_postponed_has_no_time_and_lacks_none() -> None:
    found = event(event_status="EventPostponed", start_time=None)

    assert (found.status, found.time.start, found.remarks) == ("postponed", None, ())


def test_a_title_that_calls_it_off_is_told_and_not_believed() -> None:
    found = event(name={"fi": "PERUTTU: Kuoro"})

    assert (found.status, codes(found)) == ("scheduled", {"name.fi": "cancelled-in-title"})


def test_a_tombstone_has_no_name() -> None:
    tombstone = {"id": "esim:e9", "deleted": True, "name": {"fi": "POISTETTU"}}

    found = normalise_event(
        tombstone | {"replaced_by": {"@id": f"{HOST}/event/esim:e10/"}}, CALENDAR
    )

    assert isinstance(found, Event)
    assert (found.status, found.names, found.origin_ids) == ("deleted", {}, ("esim:e10",))


@pytest.mark.parametrize(
    ("stated", "kind", "told"),
    [
        ("General", "event", ()),
        ("Course", "course", ()),
        ("Volunteering", "volunteering", ()),
        ("Hobbies", "hobby", ()),
        (None, "event", ()),
        ("Fair", "other", ("type_id",)),
    ],
)
def test_kinds_of_forks_are_understood_or_told(
    stated: str | None, kind: str, told: tuple[str, ...]
) -> None:
    found = event(type_id=stated)

    assert (found.kind, tuple(codes(found))) == (kind, told)


def test_a_recurring_parent_stands_for_its_occurrences() -> None:
    parent = event(super_event_type="recurring", start_time=None)
    child = event(super_event={"id": "esim:e1", "super_event_type": "recurring"})

    assert (parent.series_role, parent.remarks) == ("series", ())
    assert (child.series_role, child.series_id) == ("occurrence", "esim:e1")


def test_a_child_of_an_umbrella_is_an_event_of_its_own() -> None:
    child = event(super_event={"id": "esim:u1", "super_event_type": "umbrella"})

    assert (child.series_role, child.series_id, child.remarks) == ("none", "esim:u1", ())


@pytest.mark.parametrize("parent", ["esim:e1", {"@id": f"{HOST}/event/esim:e1/"}])
def test_of_a_child_of_an_unknown_parent_nothing_is_guessed(parent: Any) -> None:
    child = event(super_event=parent)

    assert (child.series_role, child.series_id) == ("none", "esim:e1")
    assert codes(child) == {"super_event": "unknown-parent"}


def test_the_parent_may_be_known_from_elsewhere() -> None:
    document = {"id": "esim:a", "name": {"fi": "Kuoro"}, "super_event": "esim:e1"}

    child = normalise_event(document, CALENDAR, parents={"esim:e1": "recurring"})

    assert isinstance(child, Event)
    assert child.series_role == "occurrence"


# --- places ----------------------------------------------------------------------------------


def test_the_internet_is_no_place() -> None:
    found = event(location={"@id": f"{HOST}/place/esim:internet/"})

    assert (found.places, found.online) == ((), True)


def test_without_a_word_of_it_nobody_knows_whether_it_is_online() -> None:
    assert event(location=place()).online is None
    assert event(location=place(), is_virtualevent=True).online is True


def test_an_included_place_is_read_in_metres_with_its_municipality_of_today() -> None:
    stated = place(
        position={"type": "Point", "coordinates": [27.7285, 64.227]},
        divisions=[{"type": "muni", "ocd_id": "ocd-division/country:fi/kunta:kajaani"}],
        postal_code=87100,
        street_address="Esimerkkikatu 1",
        email="talo@kunta.example",
    )

    (found,) = event(location=stated).places

    assert found.position is not None
    assert found.position.east == pytest.approx(535_349, abs=100)
    assert found.position.north == pytest.approx(7_122_700, abs=1000)
    assert (found.municipality, found.postal_code) == ("205", "87100")
    assert found.street == {"fi": "Esimerkkikatu 1"}
    assert "talo@" not in found.model_dump_json()


@pytest.mark.parametrize(
    ("coordinates", "code"),
    [
        ([64.227, 27.7285], "swapped-coordinates"),
        ([0, 0], "no-position"),
        ([2.35, 48.85], "outside-finland"),
        (["x", "y"], "odd-value"),
        ([27.7], "odd-value"),
        ([float("nan"), 64.0], "odd-value"),
    ],
)
def test_a_position_that_cannot_be_right_is_none(coordinates: list[Any], code: str) -> None:
    found = event(location=place(position={"type": "Point", "coordinates": coordinates}))

    assert found.places[0].position is None
    assert codes(found) == {"location.position": code}


def test_a_place_in_a_shape_that_is_unknown_is_set_aside() -> None:
    found = event(location=[{"name": {"fi": "Talo"}}])

    assert (found.places, codes(found)) == ((), {"location": "odd-value"})
    assert found.extras == {"location": [{"name": {"fi": "Talo"}}]}


def test_a_municipality_that_merged_leads_to_who_holds_it_now() -> None:
    division = {"type": "muni", "ocd_id": "ocd-division/country:fi/kunta:valtimo"}

    assert event(location=place(divisions=[division])).places[0].municipality == "541"


# --- prices ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("offers", "free"),
    [
        ([], "unknown"),
        (None, "unknown"),
        ([{"is_free": True}], "yes"),
        ([{"is_free": True}, {"is_free": False}], "no"),
        ([{"is_free": None}], "unknown"),
        ([{"is_free": True}, {}], "unknown"),
    ],
)
def test_it_is_free_only_where_all_offers_are(offers: Any, free: str) -> None:
    assert event(offers=offers).is_free == free


@pytest.mark.parametrize(
    ("price", "amounts"),
    [
        ("5/3 €", (3.0, 5.0)),
        ("7,50 euroa", (7.5, 7.5)),
        ("5 € / 3 €", (3.0, 5.0)),
        ("Alk. 5 €", (None, None)),
        ("5", (None, None)),
        ("10 € sis. kahvin", (None, None)),
    ],
)
def test_amounts_are_read_where_the_price_is_nothing_else(
    price: str, amounts: tuple[float | None, float | None]
) -> None:
    (found,) = event(offers=[{"is_free": False, "price": {"fi": price}}]).prices

    assert (found.lowest, found.highest) == amounts
    assert found.text == {"fi": price}


def test_a_price_of_what_is_free_is_told() -> None:
    assert codes(event(offers=[{"is_free": True, "price": "5 €"}])) == {
        "offers": "price-contradicts-free"
    }


# --- words, people, drift --------------------------------------------------------------------


def test_keywords_tell_their_scheme_and_come_once() -> None:
    reference = {"@id": f"{HOST}/keyword/yso:p916/"}
    own = {"id": "42", "name": {"fi": "Jumppa"}}

    found = event(keywords=[reference, "yso:p916", own], audience=[{"id": "espoo:x"}])

    assert found.keywords == (
        EventKeyword(scheme="yso", id="p916"),
        EventKeyword(scheme="esim", id="42", labels={"fi": "Jumppa"}),
    )
    assert found.audience == (EventKeyword(scheme="espoo", id="x"),)


def test_a_picture_keeps_its_licence_and_whom_to_name() -> None:
    picture = {
        "url": "https://events.test/a.jpg",
        "license": "event_only",
        "photographer_name": "K. Kuvaaja",
    }

    (found,) = event(images=[picture]).images

    assert (found.licence, found.credit) == ("event_only", "K. Kuvaaja")


def test_nothing_tells_of_people() -> None:
    found = event(
        user_name="Maija Malli",
        user_email="maija.malli@kunta.example",
        contact_person={"name": "Maija Malli"},
        provider_contact_info={"fi": "Maija Malli, 040 123 4567"},
        description={"fi": "<p>Kysy Maijalta: maija.malli@kunta.example</p>"},
        registration_help={"text": "soita 040 123 4567", "email": "maija.malli@kunta.example"},
    )

    dumped = found.model_dump_json()

    assert "Malli" not in dumped
    assert "malli@" not in dumped
    assert "123 4567" not in dumped
    assert found.description == {"fi": "Kysy Maijalta: […]"}


def test_new_fields_are_kept() -> None:
    found = event(mood={"fi": "iloinen"}, location=place(floor=2), name={"fi": "A", "ru": "Б"})

    assert found.extras == {"mood": {"fi": "iloinen"}, "location.floor": 2, "name.ru": "Б"}
    assert not found.remarks


def test_a_value_of_a_wrong_type_is_set_aside_with_a_remark() -> None:
    found = event(offers="ilmainen", audience_min_age="seitsemän")

    assert codes(found) == {"offers": "odd-value", "audience_min_age": "odd-value"}
    assert found.extras == {"offers": "ilmainen", "audience_min_age": "seitsemän"}


def test_a_window_of_enrolment_and_its_link_are_read() -> None:
    found = event(
        enrolment_start_time="2027-01-04T06:00:00Z",
        enrolment_end_time="2027-01-29T14:00:00Z",
        event_registration_link={"fi": "www.liput.example/x"},
    ).registration

    assert (found.opens, found.closes) == (
        moment("2027-01-04T08:00:00+02:00"),
        moment("2027-01-29T16:00:00+02:00"),
    )
    assert found.url == "https://www.liput.example/x"


@pytest.mark.parametrize(
    ("document", "field"),
    [
        ("text", "document"),
        ({"name": {"fi": "A"}}, "id"),
        ({"id": "a:1"}, "name"),
        ({"id": "a:1", "name": {"fi": " "}}, "name"),
        ({"id": "a:1", "name": {"fi": "A"}, "publication_status": "draft"}, "publication_status"),
    ],
)
def test_what_is_no_event_is_rejected_with_the_reason(document: Any, field: str) -> None:
    found = normalise_event(document, CALENDAR, place="item 3")

    assert isinstance(found, Rejection)
    assert found.field == field


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=4,
)
_FIELDS = st.sampled_from(
    [
        *("name", "start_time", "end_time", "offers", "location", "keywords", "images"),
        *("in_language", "external_links", "audience_min_age", "provider", "info_url", "deleted"),
    ]
)


@settings(max_examples=40)
@given(st.dictionaries(_FIELDS, _VALUES, max_size=5))
def test_whatever_comes_is_an_event_or_a_rejection(fields: dict[str, Any]) -> None:
    found = normalise_event({"id": "a:1", "name": "A"} | fields, CALENDAR)

    assert isinstance(found, Event | Rejection)
