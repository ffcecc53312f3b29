"""What is found, what is approved, what is held back."""

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from hytedata.models.common import Completeness, Json
from hytedata.models.link_decision import LinkDecision, Verdict
from hytedata.models.publication import DesiredItem, TargetState
from hytedata.models.sync_state import Link
from hytedata.sync.adopting import find_adoptions, in_force
from tests.sync.fakes import FakeTarget, channel, service, site

EAST, NORTH = 430_000.0, 7_200_000.0


def place(name: str, *, at: float = 0.0, street: str = "Koulutie") -> dict[str, Json]:
    """Fields of a place so many metres east of one spot."""
    return {
        "name.fi": name,
        "address.kind": "street",
        "address.street.fi": street,
        "address.number": "3",
        "address.postal_code": "90100",
        "address.municipality": "889",
        "address.position": [EAST + at, NORTH],
    }


def wanted(number: int, name: str, *, at: float = 0.0, street: str = "Koulutie") -> DesiredItem:
    return channel(number, place(name, at=at, street=street))


def decision(number: int, ptv_id: str, verdict: Verdict = "adopt") -> LinkDecision:
    return LinkDecision(site(number), "channel", ptv_id, verdict, "Maija")


def test_a_strong_candidate_keeps_its_site_from_being_created_and_names_the_command() -> None:
    target = FakeTarget()
    hall = target.put("channel", "Kirkonkylän liikuntasali", place("Kirkonkylän liikuntasali"))
    item = wanted(1, "Liikuntasali, Kirkonkylä", at=40)

    found = find_adoptions([item], target.state(), ())

    held = found.held_back[item.kind, item.source]
    assert held.reason == "adoption-candidate"
    assert hall in held.detail
    assert "40 m apart" in held.detail
    assert "hytedata sync adopt --organisation" in held.remedy
    assert found.approved == {}
    (candidate,) = found.candidates()
    assert (candidate.ptv_id, candidate.source.id) == (hall, "site:1")
    assert candidate.score > 0.8


def test_a_possible_candidate_is_listed_and_holds_nothing_back() -> None:
    target = FakeTarget()
    target.put("channel", "Keskuskoulun sali", place("Keskuskoulun sali"))
    item = wanted(1, "Keskuskoulun kenttä")

    found = find_adoptions([item], target.state(), ())

    assert [one.standing for one in found.pairings] == ["possible"]
    assert found.held_back == {}


def test_a_stored_link_is_asked_about_no_more_on_either_side() -> None:
    target = FakeTarget()
    hall = target.put("channel", "Liikuntasali", place("Liikuntasali"))
    linked, twin = wanted(1, "Liikuntasali"), wanted(2, "Liikuntasali (Koulutie)")
    link = Link(site(1), "channel", hall, linked.source_id)

    found = find_adoptions([linked, twin], target.state(), [link])

    assert found.pairings == ()
    assert found.held_back == {}


def test_our_own_source_id_is_exact_and_needs_no_decision() -> None:
    target = FakeTarget()
    item = wanted(1, "Liikuntasali")
    hall = target.put("channel", "Aivan muu", {})
    target.held[hall].source_id = item.source_id

    found = find_adoptions([item], target.state(), ())

    assert [one.id for one in found.approved.values()] == [hall]
    assert found.pairings == ()


def test_a_decision_approves_exactly_its_pair() -> None:
    target = FakeTarget()
    hall = target.put("channel", "Liikuntasali", place("Liikuntasali"))
    rink = target.put("channel", "Kaukalo", place("Kaukalo"))
    items = [wanted(1, "Liikuntasali"), wanted(2, "Kaukalo")]

    found = find_adoptions(items, target.state(), (), [decision(1, hall)])

    assert {one.id for one in found.approved.values()} == {hall}
    assert [one.actual.id for one in found.pairings] == [rink]


def test_a_rejected_pair_is_not_asked_about_again_and_holds_nothing_back() -> None:
    target = FakeTarget()
    hall = target.put("channel", "Kirkonkylän sali", place("Kirkonkylän sali"))
    item = wanted(1, "Sali, Kirkonkylä")

    found = find_adoptions([item], target.state(), (), [decision(1, hall, "reject")])

    assert found.pairings == ()
    assert found.held_back == {}


def test_a_decision_about_an_item_that_is_gone_holds_the_site_back_with_the_reason() -> None:
    item = wanted(1, "Liikuntasali")
    gone = "00000000-0000-4000-8000-00000000dead"

    found = find_adoptions([item], FakeTarget().state(), (), [decision(1, gone)])

    held = found.held_back[item.kind, item.source]
    assert "Maija decided that it is 00000000-0000-4000-8000-00000000dead" in held.detail
    assert "not in PTV now" in held.detail


def test_an_item_that_another_site_has_cannot_be_adopted_a_second_time() -> None:
    target = FakeTarget()
    hall = target.put("channel", "Liikuntasali", place("Liikuntasali"))
    item = wanted(2, "Sali")
    link = Link(site(1), "channel", hall, "key")

    found = find_adoptions([item], target.state(), [link], [decision(2, hall)])

    assert found.approved == {}
    assert "stands for site:1 already" in found.held_back[item.kind, item.source].detail


def test_nothing_is_adopted_from_a_target_that_was_not_read_completely() -> None:
    target = FakeTarget()
    hall = target.put("channel", "Liikuntasali", place("Liikuntasali"))
    item = wanted(1, "Liikuntasali")
    state = replace(
        target.state(), completeness=Completeness(complete=False, items=1, reasons=("a page",))
    )

    found = find_adoptions([item], state, (), [decision(1, hall)])

    assert found.approved == {}
    assert found.held_back[item.kind, item.source].reason == "target-incomplete"


def test_an_item_with_unpublished_edits_waits_for_a_person() -> None:
    target = FakeTarget()
    hall = target.put("channel", "Liikuntasali", place("Liikuntasali"))
    target.held[hall].status = "Modified"
    item = wanted(1, "Liikuntasali")

    asked = find_adoptions([item], target.state(), ())
    decided = find_adoptions([item], target.state(), (), [decision(1, hall)])

    assert any("unpublished edits" in told for told in asked.pairings[0].conflicts)
    assert decided.held_back[item.kind, item.source].reason == "modified-in-ptv"


def test_places_of_other_organisations_are_no_candidates() -> None:
    target = FakeTarget()
    hall = target.put("channel", "Liikuntasali", place("Liikuntasali"))
    target.held[hall].own = False

    found = find_adoptions([wanted(1, "Liikuntasali")], target.state(), ())

    assert found.pairings == ()


def test_two_sites_on_one_channel_and_one_site_on_two_are_explained_by_name() -> None:
    target = FakeTarget()
    first = target.put("channel", "Lukkarilan sali", place("Lukkarilan sali"))
    target.put("channel", "Sali, Lukkarila", place("Sali, Lukkarila", at=20))
    items = [wanted(1, "Lukkarilan sali"), wanted(2, "Lukkarilan salit", at=60)]

    found = find_adoptions(items, target.state(), ())

    told = next(one for one in found.pairings if (one.item, one.actual.id) == (items[0], first))
    assert any("the same site may also be «Sali, Lukkarila»" in one for one in told.conflicts)
    assert any("may also be Lukkarilan salit (site:2)" in one for one in told.conflicts)
    assert any("other sites are named alike: site:2" in one for one in told.conflicts)


def test_an_equal_name_far_away_gets_a_proposed_name_by_street() -> None:
    target = FakeTarget()
    target.put("channel", "Seurantalon sali", place("Seurantalon sali", at=9000, street="Tervatie"))
    item = wanted(1, "Seurantalon sali", street="Opintie")

    (clash,) = find_adoptions([item], target.state(), ()).clashes

    assert clash.holder.title == "Seurantalon sali"
    assert clash.proposal == {"fi": "Seurantalon sali (Opintie)"}


def test_services_are_matched_by_name_and_class() -> None:
    target = FakeTarget()
    classes: Mapping[str, Json] = {"service_classes": ["P27.1"]}
    halls = target.put("service", "Jäähallit", classes)
    target.put("service", "Kirjastopalvelut", {"service_classes": ["P3.1"]})
    item = service(2500)
    item = replace(item, fields={**item.fields, "name.fi": "Jäähallit", **classes})

    found = find_adoptions([item], target.state(), ())

    assert [(one.actual.id, one.standing) for one in found.pairings] == [(halls, "strong")]


def test_the_mark_that_tells_a_site_from_its_namesakes_does_not_hide_it() -> None:
    target = FakeTarget()
    target.put("channel", "Pallokenttä", place("Pallokenttä"))

    found = find_adoptions([wanted(1, "Pallokenttä (Koulutie 3)", at=10)], target.state(), ())

    assert [one.standing for one in found.pairings] == ["strong"]


@given(st.permutations(range(6)), st.permutations(range(4)))
def test_the_order_of_items_and_of_the_target_changes_nothing(
    items: list[int], there: list[int]
) -> None:
    names = ["Lukkarilan sali", "Sali, Lukkarila", "Jäähalli", "Kaukalo", "Lukkarila", "Uimaranta"]
    target = FakeTarget()
    for number in range(4):
        target.put("channel", names[number], place(names[number], at=30.0 * number))
    state = target.state()
    wanted_items = [wanted(number, names[number]) for number in range(6)]
    straight = find_adoptions(wanted_items, state, ())

    shuffled = find_adoptions([wanted_items[n] for n in items], _reordered(state, there), ())

    assert shuffled == straight


def _reordered(state: TargetState, order: list[int]) -> TargetState:
    return replace(state, items=tuple(state.items[n] for n in order))


def test_a_later_decision_takes_the_place_of_earlier_ones_on_both_sides() -> None:
    decided = in_force(
        [
            decision(1, "a"),
            decision(2, "a"),
            decision(2, "b", "reject"),
            decision(3, "c"),
            decision(3, "d"),
            decision(4, "e"),
            decision(4, "e", "reject"),
        ]
    )

    assert {k[1].id: one.ptv_id for k, one in decided.adopted.items()} == {
        "site:2": "a",
        "site:3": "d",
    }
    assert {(k[1].id, ptv_id) for k, ptv_id in decided.rejected} == {
        ("site:2", "b"),
        ("site:4", "e"),
    }
