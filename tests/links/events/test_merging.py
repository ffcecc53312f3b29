"""One record out of several: field by field, and whose each field is."""

import pytest

from hytedata.errors import InputError
from hytedata.links.events import merge
from hytedata.models.event import (
    EventImage,
    EventKeyword,
    EventPrice,
    EventRegistration,
    EventTime,
)
from tests.links.events.made import TEN, at, event, place


def test_an_origin_goes_before_its_mirror_whatever_the_order_of_calendars() -> None:
    origin = event("small", "esim:1", "Tuolijumppa")
    mirror = event("big", "9", "TUOLIJUMPPA!!", origin_ids=("esim:1",))

    merged = merge([mirror, origin], ["big", "small"])

    assert merged.event.names == {"fi": "Tuolijumppa"}
    assert [ref.source for ref in merged.sources] == ["small", "big"]
    assert merged.fields["names.fi"] == "small"


@pytest.mark.parametrize(
    ("origin_id", "own", "mirror_knows"),
    [
        ("4101", ("site.example?id=4101",), ("site.example?id=4101", "portal.example?id=7")),
        ("1", (), ("http://www.a.example/1/?fbclid=x",)),
    ],
    ids=["lineage", "a link to its page"],
)
def test_an_origin_is_known_by_lineage_and_by_page(
    origin_id: str, own: tuple[str, ...], mirror_knows: tuple[str, ...]
) -> None:
    origin = event("a", origin_id, origin_ids=own, page_url="https://a.example/1")
    mirror = event("b", "7", origin_ids=mirror_knows)

    assert merge([mirror, origin], ["b", "a"]).sources[0].source == "a"


def test_a_mirror_of_a_mirror_comes_last() -> None:
    first = event("c", "esim:1")
    second = event("b", "esim:2", origin_ids=("esim:1",))
    third = event("a", "esim:3", origin_ids=("esim:2",))

    merged = merge([third, second, first], ["a", "b", "c"])

    assert [ref.source for ref in merged.sources] == ["c", "b", "a"]


def test_without_an_origin_the_stated_order_holds_and_unnamed_calendars_come_last() -> None:
    members = [event("x", "1"), event("b", "2"), event("a", "3")]

    merged = merge(members, ["b", "a"])

    assert [ref.source for ref in merged.sources] == ["b", "a", "x"]


def test_texts_are_taken_language_by_language() -> None:
    one = event("a", "1", {"fi": "Jumppa"}, summary={"sv": " "})
    other = event("b", "2", {"fi": "Voimistelu", "sv": "Gymnastik"}, summary={"sv": "För alla"})

    merged = merge([one, other], ["a", "b"])

    assert merged.event.names == {"fi": "Jumppa", "sv": "Gymnastik"}
    assert merged.event.summary == {"sv": "För alla"}
    assert merged.fields["names.fi"] == "a"
    assert merged.fields["names.sv"] == merged.fields["summary.sv"] == "b"


def test_unknown_is_empty_and_is_filled_from_the_next() -> None:
    one = event("a", "1", is_free="unknown", online=None)
    other = event("b", "2", is_free="no", online=False, publisher="Kunta", age_max=12)

    merged = merge([one, other], ["a", "b"])

    assert (merged.event.is_free, merged.event.online) == ("no", False)
    assert {merged.fields[it] for it in ("is_free", "online", "publisher", "age_max")} == {"b"}
    assert "keywords" not in merged.fields


def test_a_start_and_an_end_never_come_from_two_calendars() -> None:
    open_end = event("a", "1")
    with_end = event("b", "2", time=EventTime(start=TEN, end=at("2026-12-01T11:00")))
    without_start = event("c", "3", start=None)

    merged = merge([without_start, open_end, with_end], ["c", "a", "b"])

    assert merged.event.time == EventTime(start=TEN)
    assert merged.fields["time"] == "a"


def test_ages_are_taken_together() -> None:
    old = event("a", "1", age_min=60)
    young = event("b", "2", age_min=7, age_max=12)

    merged = merge([old, young], ["a", "b"]).event

    assert (merged.age_min, merged.age_max) == (60, None)


def test_the_gravest_status_wins_and_its_calendar_is_named() -> None:
    merged = merge([event("a", "1"), event("b", "2", status="cancelled")], ["a", "b"])

    assert (merged.event.status, merged.fields["status"]) == ("cancelled", "b")


def test_a_deleted_record_takes_no_living_one_with_it() -> None:
    gone = event("a", "1", "", None, None, status="deleted", origin_ids=("esim:2",))
    living = event("b", "esim:2", status="rescheduled")

    merged = merge([gone, living], ["a", "b"])

    assert (merged.event.status, merged.event.source) == ("rescheduled", "b")
    assert merge([gone], []).event.status == "deleted"


def test_a_place_is_taken_whole_and_lacks_but_a_position_of_the_same_address() -> None:
    said = event("a", "1", where=place(None, name="Talo", street="Koulutie 1"))
    other = event("b", "2", where=place(10, name="Koulu", street="Koulutie 1"))
    elsewhere = event("c", "3", where=place(99, street="Koulutie 2"))

    merged = merge([said, elsewhere, other], ["a", "c", "b"])

    (found,) = merged.event.places
    assert (found.names, found.position) == ({"fi": "Talo"}, other.places[0].position)
    assert (merged.fields["places"], merged.fields["places.position"]) == ("a", "b")


def test_a_place_that_is_but_a_reference_gives_way() -> None:
    reference = event("a", "1", where=place(None, place_id="esim:9"))
    told = event("b", "2", where=place(name="Talo"))

    assert merge([reference, told], ["a", "b"]).fields["places"] == "b"
    assert merge([reference], ["a"]).event.places[0].id == "esim:9"


def test_what_is_free_has_no_price_of_another_calendar() -> None:
    free = event("a", "1", is_free="yes")
    priced = event("b", "2", prices=(EventPrice(lowest=5.0),))

    assert merge([free, priced], ["a", "b"]).event.prices == ()
    assert merge([free, priced], ["b", "a"]).event.prices == ()


def test_a_price_is_filled_in_where_another_only_says_that_there_is_one() -> None:
    said = event("a", "1", is_free="no")
    priced = event("b", "2", prices=(EventPrice(lowest=5.0),))

    merged = merge([said, priced], ["a", "b"])

    assert (merged.event.prices[0].lowest, merged.fields["prices"]) == (5.0, "b")


def test_licences_are_kept_for_each_calendar_and_pictures_keep_theirs() -> None:
    picture = EventImage(url="https://b.example/x.jpg", licence="event_only")
    one = event("a", "1", licence="CC BY 4.0", attribution="Kunta")
    other = event("b", "2", attribution="Yhdistys", images=(picture,))

    merged = merge([one, other], ["a", "b"])

    assert merged.event.licence == "a: CC BY 4.0; b: not stated"
    assert merged.event.attribution == "a: Kunta; b: Yhdistys"
    assert (merged.fields["licence"], merged.fields["attribution"]) == ("a", "a, b")
    assert merged.event.images == (picture,)


def test_one_licence_of_all_stands_alone() -> None:
    pair = [event(source, "1", licence="CC BY 4.0") for source in "ab"]

    assert merge(pair, []).event.licence == "CC BY 4.0"


def test_all_ids_by_which_it_is_known_are_kept() -> None:
    one = event("a", "1", origin_ids=("x:1", "y:2"))
    other = event("b", "2", origin_ids=("y:2", "z:3"))

    merged = merge([other, one], ["a", "b"])

    assert merged.event.origin_ids == ("x:1", "y:2", "z:3")


def test_signing_up_and_topics_come_whole_from_who_tells_of_them() -> None:
    sign_up = EventRegistration(url="https://b.example/ilmo")
    topics = (EventKeyword(scheme="yso", id="yso:p916"),)
    one = event("a", "1", keywords=topics)
    other = event("b", "2", registration=sign_up, keywords=(EventKeyword(scheme="tags", id="x"),))

    merged = merge([one, other], ["a", "b"]).event

    assert (merged.registration, merged.keywords) == (sign_up, topics)


def test_nothing_cannot_be_merged() -> None:
    with pytest.raises(InputError, match="one member"):
        merge([], ["a"])
