"""Laws that matching and merging keep, whatever they are given."""

import random
from datetime import UTC, datetime, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from hytedata.links.events import MERGED, match_events, merge
from hytedata.links.events.candidates import Candidates
from hytedata.links.events.findings import by_rule
from hytedata.models.event import Event
from hytedata.models.event_decision import EventDecision, EventVerdict
from tests.links.events.made import DAY, at, decision, event, place, things

NAMES = ("Tuolijumppa", "Tuolijumppa ikäihmisille", "PERUTTU: Tuolijumppa", "Kuoro", "")
STARTS = (at("2026-12-01T10:00"), at("2026-12-01T10:00"), at("2026-12-01T18:00"), DAY, None)
VERDICTS: tuple[EventVerdict, ...] = ("same", "different")
FIRST = datetime(2026, 1, 1, tzinfo=UTC)
IDS = ("esim:1", "esim:2", "u@feed.example", "https://kunta.example/jumppa?utm_source=x")


@st.composite
def worlds(draw: st.DrawFn) -> list[Event]:
    made = []
    for number in range(draw(st.integers(0, 7))):
        series = draw(st.sampled_from(["", "", "esim:sarja", "u@feed.example"]))
        east = draw(st.sampled_from([None, 0, 100, 200, 1200]))
        made.append(
            event(
                draw(st.sampled_from("abc")),
                draw(st.sampled_from([f"{number}", f"esim:{number % 3}"])),
                draw(st.sampled_from(NAMES)),
                draw(st.sampled_from(STARTS)),
                place(east, street=draw(st.sampled_from(["", "Koulutie 1"]))),
                origin_ids=tuple(draw(st.sets(st.sampled_from(IDS), max_size=2))),
                online=draw(st.sampled_from([None, None, True])),
                series_id=series,
                series_role="occurrence" if series else "none",
                status=draw(st.sampled_from(["scheduled", "cancelled", "deleted"])),
            )
        )
    return made


@st.composite
def verdicts(draw: st.DrawFn) -> list[EventDecision]:
    named = [(source, it) for source in "abc" for it in ("0", "1", "esim:1", "esim:sarja")]
    said = []
    for number in range(draw(st.integers(0, 3))):
        left, right = draw(st.lists(st.sampled_from(named), min_size=2, max_size=2, unique=True))
        verdict = draw(st.sampled_from(VERDICTS))
        said.append(decision(left, right, verdict, FIRST + timedelta(days=number)))
    return said


@given(worlds(), verdicts(), st.randoms())
def test_the_order_of_what_is_given_changes_nothing(
    world: list[Event], said: list[EventDecision], chance: random.Random
) -> None:
    straight = match_events(things(world), said)
    shuffled, said_otherwise = things(world), list(said)
    chance.shuffle(shuffled)
    chance.shuffle(said_otherwise)

    assert match_events(shuffled, said_otherwise) == straight


@given(worlds(), verdicts())
def test_groups_are_apart_and_sure_and_pairs_are_between_them(
    world: list[Event], said: list[EventDecision]
) -> None:
    matching = match_events(things(world), said)

    members = [ref for group in matching.groups for ref in group.members]
    group_of = {ref: number for number, g in enumerate(matching.groups) for ref in g.members}
    assert len(members) == len(set(members))
    assert all(len(group.joins) == len(group.members) - 1 for group in matching.groups)
    assert all(MERGED <= join.score <= 1 for g in matching.groups for join in g.joins)
    assert all(0 < pair.score < MERGED and pair.evidence for pair in matching.possible)
    assert not any(
        group_of.get(pair.left, -1) == group_of.get(pair.right, -2) for pair in matching.possible
    )


@given(worlds(), verdicts())
def test_what_was_called_two_is_never_one(world: list[Event], said: list[EventDecision]) -> None:
    last = EventDecision(said[-1].left, said[-1].right, "different", "Aino") if said else None

    matching = match_events(things(world), [last] if last else [])

    for group in matching.groups:
        named = {(ref.source, ref.id) for ref in group.members}
        assert (
            last is None
            or not {
                (last.left.source, last.left.id),
                (last.right.source, last.right.id),
            }
            <= named
        )


@given(worlds())
def test_saying_what_was_found_changes_no_group(world: list[Event]) -> None:
    found = match_events(things(world)).groups
    said = [EventDecision(join.left, join.right, "same", "Aino") for g in found for join in g.joins]

    again = match_events(things(world), said).groups

    assert {group.members for group in again} == {group.members for group in found}


@given(worlds().filter(bool), st.permutations("abc"), st.randoms())
def test_a_merged_record_keeps_every_source_and_names_one_for_all_it_says(
    world: list[Event], precedence: list[str], chance: random.Random
) -> None:
    once = list({one.ref: one for one in world}.values())
    merged = merge(once, precedence)
    chance.shuffle(once)

    assert merge(once, precedence) == merged
    assert set(merged.sources) == {one.ref for one in world}
    assert merged.sources[0] == merged.event.ref
    assert set(", ".join(merged.fields.values()).split(", ")) <= {one.source for one in world}
    assert Event.model_validate_json(merged.event.model_dump_json()) == merged.event


@given(worlds())
def test_looking_up_by_keys_misses_nothing_that_all_pairs_would_merge(world: list[Event]) -> None:
    once = sorted(set(things(world)), key=lambda it: (it.source, it.id))
    once = list({(it.source, it.id): it for it in once}.values())
    found = Candidates(once).findings()

    for pair in combinations(range(len(once)), 2):
        rule = by_rule(once[pair[0]], once[pair[1]])
        assert rule is None or not rule.joins or found[pair].joins
