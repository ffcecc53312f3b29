from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hytedata.models.event import Event, EventPlace, EventTime
from hytedata.models.ptv import ServiceCollection
from hytedata.models.sports_site import SiteGeometry, SportsSite
from hytedata.quality.facts import (
    AddressFacts,
    EventFacts,
    FactsKnowledge,
    ServiceFacts,
    SiteFacts,
    facts_of,
    kept_facts,
    read_facts,
)
from hytedata.quality.facts.sentences import sentence_marks, shared_marks
from hytedata.quality.facts.spelling import (
    address_of,
    bare_name,
    page_of,
    phone_mark,
    phone_marks,
    street_address,
)
from tests.quality.planted import county


def site(**told: object) -> SiteFacts:
    base: dict[str, object] = {
        "lipas_id": 7,
        "event_date": None,
        "status": "active",
        "names": {"fi": "Kenttä"},
        "type_code": 1340,
        "owner": "city",
        "admin": None,
        "municipality": "205",
    }
    facts = facts_of(SportsSite.model_validate(base | told))
    assert isinstance(facts, SiteFacts)
    return facts


def test_facts_come_back_as_they_were_kept_and_are_small() -> None:
    facts = [it for one in county(500).records if (it := facts_of(one)) is not None]

    kept = [kept_facts(one) for one in facts]

    assert [read_facts(one) for one in kept] == facts
    sizes = sorted(len(one.encode()) for one in kept)
    assert sizes[len(sizes) // 2] <= 400


@given(st.builds(ServiceFacts, id=st.text(max_size=8), channels=st.none() | st.just(())))
def test_nothing_and_unknown_stay_apart_when_kept(facts: ServiceFacts) -> None:
    assert read_facts(kept_facts(facts)) == facts


@pytest.mark.parametrize("kept", ["", "{}", '{"of":"castle","id":"1"}', '{"of":"service"}'])
def test_what_another_version_kept_is_passed_over(kept: str) -> None:
    assert read_facts(kept) is None
    assert FactsKnowledge().world([(kept, "205")]).services == {}


def test_cross_rules_ask_nothing_of_a_collection() -> None:
    collection = ServiceCollection(id="k")

    assert facts_of(collection) is None
    assert FactsKnowledge().kept(collection) is None


def test_a_number_is_kept_as_a_mark_that_its_spellings_share() -> None:
    told = site(phone="044 555 0123", email="matti.meikalainen@example.fi")

    assert told.phones == (phone_mark("+358", "445550123"),)
    kept = kept_facts(told)
    assert "5550123" not in kept
    assert "meikalainen" not in kept


@pytest.mark.parametrize(
    "text", ["(08) 6155 0001", "+358 8 6155 0001", "00358 8 61550001", "08-61550001 (klo 9-15)"]
)
def test_one_number_has_one_mark_however_it_is_typed(text: str) -> None:
    assert phone_marks(text) == phone_marks("0861550001") != ()


@pytest.mark.parametrize(
    "text", [None, "", "vaihde", "044 555 0123, hallimestari", "12", "+46 8 1234567"]
)
def test_a_field_that_is_half_understood_has_no_numbers(text: str | None) -> None:
    assert phone_marks(text) == ()


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("www.example.fi/halli/", "https://example.fi/halli"),
        ("http://example.fi/halli", "https://example.fi/halli"),
        ("halli@example.fi", ""),
        ("ei ole", ""),
        (None, ""),
    ],
)
def test_a_web_address_has_one_spelling_or_is_none(text: str | None, page: str) -> None:
    assert page_of(text) == page


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Kirkkokatu 3", AddressFacts(("Kirkkokatu",), "3", "87100")),
        ("Kirkkokatu 3 B, 2. krs", AddressFacts(("Kirkkokatu",), "3 B", "87100")),
        ("Hiidenvaara", None),
        ("Valtatie 4", None),
        ("PL 43", None),
        ("-", None),
        (None, None),
    ],
)
def test_only_a_street_with_a_number_is_an_address(
    text: str | None, read: AddressFacts | None
) -> None:
    assert address_of(text, "87100") == read


def test_a_number_inside_the_street_of_ptv_is_read_all_the_same() -> None:
    inside = street_address(["Raastuvankatu 29"], None, "65100")
    beside = street_address(["Raastuvankatu"], "29", "65100")

    assert inside == beside
    assert street_address([], "29", None) is None


def test_brackets_at_the_end_of_a_name_tell_it_from_others_only() -> None:
    assert bare_name("Pallokenttä (Kajaani)") == "Pallokenttä"
    assert bare_name("(Kajaani)") == "(Kajaani)"


def test_a_route_spreads_from_where_a_visitor_would_look_for_it() -> None:
    line = ((534_000.0, 7_125_000.0), (536_000.0, 7_125_000.0))
    route = site(type_code=4402, geometry=SiteGeometry(kind="route", parts=((line,),)))
    point = site(geometry=SiteGeometry(kind="point", parts=(((line[0],),),)))

    assert (route.position, route.spread_m) == ((534_000.0, 7_125_000.0), 2_000.0)
    assert (point.position, point.spread_m) == ((534_000.0, 7_125_000.0), 0.0)


def test_the_days_of_an_event_are_those_of_finland() -> None:
    night = EventTime.model_validate({"start": "2026-11-02T23:30:00Z", "end": None})
    event = Event(source="kainuu", id="1", time=night, places=(EventPlace(names={"fi": "Talo"}),))

    facts = facts_of(event)

    assert isinstance(facts, EventFacts)
    assert facts.first == facts.last == date(2026, 11, 3).toordinal()
    assert (facts.where, facts.place) == ("spot", "talo")


def test_copied_sentences_are_found_whatever_their_order_case_and_marks() -> None:
    theirs = sentence_marks(["Kirjasto lainaa kirjoja kaikille kunnan asukkaille. Tervetuloa!"])

    ours = sentence_marks(["Tervetuloa!\nKIRJASTO lainaa kirjoja – kaikille kunnan asukkaille!"])
    other = sentence_marks(["Kirjasto lainaa pelejä kaikille kunnan asukkaille. Tervetuloa!"])

    assert shared_marks(ours, theirs) == 1
    assert shared_marks(other, theirs) == shared_marks("", theirs) == 0
