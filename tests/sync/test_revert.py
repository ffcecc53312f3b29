"""Undoing a run: a plan that puts back what the run wrote, as far as nobody changed it since."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hytedata.errors import IdentityDoubt
from hytedata.models.common import Json
from hytedata.models.outcome import ApplyResult
from hytedata.models.plan import Change, Plan
from hytedata.models.publication import Desired, Fields
from hytedata.sync.apply import apply_plan
from hytedata.sync.plan import Memory, Rules
from hytedata.sync.policy import Limit, Limits
from hytedata.sync.revert import make_revert
from tests.sync.fakes import NOW, ORGANISATION, FakeTarget, channel, desired, plan, service, site
from tests.sync.memory_store import MemoryStore
from tests.sync.test_law import Site, sites, wanted_from

FREE = Rules(policy="full", limits=Limits(archive=Limit(), disconnect=Limit()))


class Register:
    """A target and a store, and what is done to them, run by run."""

    def __init__(self) -> None:
        self.target, self.store = FakeTarget(), MemoryStore()
        self.runs = 0

    def publish(self, wanted: Desired) -> int:
        """Plan and apply; returns the run."""
        return self.apply(plan(wanted, self.target, self.store))

    def apply(self, made: Plan) -> int:
        """Apply a plan as a run of its own."""
        self.runs += 1
        self.result: ApplyResult = apply_plan(
            made, self.target, self.store, holder="test", run_id=self.runs
        )
        return self.runs

    def revert(self, run: int, rules: Rules = FREE) -> Plan:
        """Plan what undoes a run."""
        login = self.target.login
        memory = Memory(
            store_id=self.store.id,
            links=self.store.links(ORGANISATION, login),
            applied=self.store.applied(ORGANISATION, login),
            connections=self.store.connections(ORGANISATION, login),
            last_write=self.store.last_intent(ORGANISATION, login),
        )
        writes = [one for one in self.store.intents if (one.run_id, one.state) == (run, "done")]
        return make_revert(run, writes, self.target.state(), memory, rules, made_at=NOW)

    def undo(self, run: int) -> int:
        """Undo a run; returns the run that did."""
        undone = self.apply(self.revert(run))
        assert self.result.complete, self.result
        return undone

    def ptv_id(self, number: int) -> str:
        """The channel of a site."""
        return self.target.find(channel(number).source_id)

    def published(self) -> tuple[object, ...]:
        """All that people see: items with their content, connections with theirs."""
        held = {
            ptv_id: (one.kind, dict(one.fields), one.status)
            for ptv_id, one in self.target.held.items()
            if one.status != "Deleted"
        }
        details = {pair: own for pair, own in self.target.details.items() if own}
        return held, frozenset(self.target.connections), details


@pytest.fixture
def register() -> Register:
    return Register()


def ops(made: Plan) -> list[str]:
    return [change.id for change in made.changes]


def reasons(made: Plan) -> list[str]:
    return [one.reason for one in made.skipped]


def only(made: Plan) -> Change:
    (change,) = made.changes
    return change


# --- what was created --------------------------------------------------------------------------


def test_what_a_run_created_is_archived_after_which_nothing_of_it_is_seen(
    register: Register,
) -> None:
    run = register.publish(desired(service(), channel(1), channel(2)))

    made = register.revert(run)
    register.apply(made)

    assert ops(made) == [
        "archive:channel:site:1",
        "archive:channel:site:2",
        "archive:service:subcategory:1100",
    ]
    assert register.published() == ({}, frozenset(), {})


def test_connections_that_archiving_loses_are_named_and_whose_they_are(register: Register) -> None:
    run = register.publish(desired(service(), channel(1)))
    hand_made = register.target.put("service", "Kunnan oma palvelu")
    register.target.connections |= {(hand_made, register.ptv_id(1)), ("theirs", register.ptv_id(1))}

    archive = next(one for one in register.revert(run).changes if one.kind == "channel")

    assert archive.irreversible
    assert "its 3 connection(s) are lost" in archive.reason
    assert "2 of them not made by hytedata" in archive.reason
    assert "1 with items of other organisations" in archive.reason


def test_edits_that_go_with_a_created_item_are_named(register: Register) -> None:
    run = register.publish(desired(service(), channel(1)))
    register.target.edit(register.ptv_id(1), {"summary.fi": "Käsin."})

    archive = next(one for one in register.revert(run).changes if one.kind == "channel")

    assert "edited since: summary.fi" in archive.reason


def test_an_item_that_is_archived_already_is_done(register: Register) -> None:
    run = register.publish(desired(service(), channel(1)))
    register.target.held[register.ptv_id(1)].status = "Deleted"

    made = register.revert(run)

    assert ops(made) == ["archive:service:subcategory:1100"]
    assert made.counts["unchanged"] == 1


# --- what was updated --------------------------------------------------------------------------


def updated(
    register: Register, before: Mapping[str, Json], after: Mapping[str, Json]
) -> tuple[int, str]:
    """A site whose channel a second run updated."""
    register.publish(desired(service(), channel(1, before)))
    run = register.publish(desired(service(), channel(1, after)))
    return run, register.ptv_id(1)


def test_fields_get_their_former_values_back(register: Register) -> None:
    run, ptv_id = updated(register, {"summary.fi": "Vanha."}, {"summary.fi": "Uusi."})

    register.undo(run)

    assert register.target.held[ptv_id].fields["summary.fi"] == "Vanha."


def test_a_field_that_the_run_added_goes_and_one_that_it_took_away_comes_back(
    register: Register,
) -> None:
    run, ptv_id = updated(register, {"emails.fi": ["a@b.test"]}, {"web_pages.fi": ["x"]})

    register.undo(run)

    fields = register.target.held[ptv_id].fields
    assert fields["emails.fi"] == ["a@b.test"]
    assert "web_pages.fi" not in fields


def test_a_field_that_a_person_changed_since_stays_and_is_told_with_all_values(
    register: Register,
) -> None:
    old: Fields = {"summary.fi": "Vanha.", "emails.fi": ["a@b.test"]}
    run, ptv_id = updated(register, old, {"summary.fi": "Uusi.", "emails.fi": ["c@d.test"]})
    register.target.edit(ptv_id, {"summary.fi": "Käsin."})

    made = register.revert(run)
    register.apply(made)

    assert list(only(made).fields) == ["emails.fi"]
    (told,) = made.skipped
    assert told.reason == "changed-since"
    assert all(text in told.detail for text in ("summary.fi", "Käsin.", "Uusi.", "Vanha."))
    assert register.target.held[ptv_id].fields["summary.fi"] == "Käsin."


def test_a_field_that_a_later_run_wrote_stays(register: Register) -> None:
    run, ptv_id = updated(register, {"summary.fi": "Vanha."}, {"summary.fi": "Uusi."})
    register.publish(desired(service(), channel(1, {"summary.fi": "Uusin."})))

    made = register.revert(run)

    assert made.changes == ()
    assert reasons(made) == ["changed-since"]
    assert register.target.held[ptv_id].fields["summary.fi"] == "Uusin."


def test_a_value_that_ptv_rewrote_counts_as_what_the_run_wrote(register: Register) -> None:
    street = "address.street.fi"
    run, ptv_id = updated(register, {street: "vanha tie"}, {street: "uusi tie"})

    register.undo(run)

    assert register.target.held[ptv_id].fields[street] == "Vanha Tie"


def test_an_address_goes_back_whole_or_not_at_all(register: Register) -> None:
    before = {"address.street.fi": "Vanhatie", "address.number": "1"}
    run, ptv_id = updated(register, before, {"address.street.fi": "Uusitie", "address.number": "2"})
    register.target.edit(ptv_id, {"address.number": "3"})

    made = register.revert(run)

    assert made.changes == ()
    assert reasons(made) == ["changed-since", "changed-since"]


def test_a_language_that_the_run_added_goes_whole_or_not_at_all(register: Register) -> None:
    swedish: dict[str, Json] = {"name.sv": "Plan", "summary.sv": "Kort.", "description.sv": "Lång."}
    run, ptv_id = updated(register, {}, swedish)
    whole = list(only(register.revert(run)).fields)
    register.target.edit(ptv_id, {"summary.sv": "För hand."})

    kept = register.revert(run)

    assert whole == ["description.sv", "name.sv", "summary.sv"]
    assert kept.changes == ()


def test_what_ptv_cannot_empty_stays(register: Register) -> None:
    run, _ = updated(register, {}, {"languages": ["fi"]})

    made = register.revert(run)

    assert made.changes == ()
    assert reasons(made) == ["cannot-be-emptied"]


def test_a_former_name_that_another_item_has_now_is_not_taken_from_it(register: Register) -> None:
    run, _ = updated(
        register,
        {"name.fi": "Vanha nimi", "summary.fi": "Vanha."},
        {"name.fi": "Uusi nimi", "summary.fi": "Uusi."},
    )
    register.target.put("channel", "vanha  nimi")

    made = register.revert(run)

    assert list(only(made).fields) == ["summary.fi"]
    assert reasons(made) == ["name-taken"]


def test_a_name_that_the_run_gave_on_comes_back_after_its_new_holder_is_archived(
    register: Register,
) -> None:
    register.publish(desired(service(), channel(1, {"name.fi": "Halli"})))
    run = register.publish(
        desired(service(), channel(1, {"name.fi": "Vanha halli"}), channel(2, {"name.fi": "Halli"}))
    )
    assert register.result.complete

    register.undo(run)

    assert register.target.held[register.ptv_id(1)].fields["name.fi"] == "Halli"
    assert register.target.held[register.ptv_id(2)].status == "Deleted"


def test_an_item_that_is_gone_is_told(register: Register) -> None:
    run, ptv_id = updated(register, {"summary.fi": "Vanha."}, {"summary.fi": "Uusi."})
    register.target.held[ptv_id].status = "Deleted"

    made = register.revert(run)

    assert made.changes == ()
    assert reasons(made) == ["not-in-ptv"]


def test_a_draft_that_the_run_published_stays_published_and_is_told(register: Register) -> None:
    register.publish(desired(service(), channel(1, {"summary.fi": "Vanha."})))
    register.target.held[register.ptv_id(1)].status = "Draft"
    run = register.publish(desired(service(), channel(1, {"summary.fi": "Uusi."})))

    made = register.revert(run)

    assert only(made).fields.keys() == {"summary.fi"}
    assert "stays-published" in [one.reason for one in made.warnings]


# --- what was archived -------------------------------------------------------------------------


def retired(register: Register) -> tuple[int, str]:
    """A site whose channel a second run archived; people had added to it."""
    register.publish(desired(service(), channel(1)))
    ptv_id = register.ptv_id(1)
    hand_made = register.target.put("service", "Kunnan oma palvelu")
    pair = (hand_made, ptv_id)
    register.target.connections.add(pair)
    register.target.details[pair] = {"description": ["Varaa vuoro."]}
    register.target.edit(ptv_id, {"name.sv": "Plan", "summary.sv": "Kort."})
    return register.publish(desired(service(), retired=[site(1)])), ptv_id


def test_what_was_archived_comes_back_with_its_content_and_its_connections_and_their_texts(
    register: Register,
) -> None:
    run, ptv_id = retired(register)

    register.undo(run)

    fields = register.target.held[ptv_id].fields
    assert register.target.held[ptv_id].status == "Published"
    assert (fields["summary.fi"], fields["summary.sv"]) == ("Pallokenttä.", "Kort.")
    assert len(register.target.connections) == 2
    assert list(register.target.details.values()) == [{"description": ["Varaa vuoro."]}]


def test_what_people_had_added_stays_theirs_after_it_came_back(register: Register) -> None:
    run, ptv_id = retired(register)
    register.undo(run)

    made = plan(desired(service(), channel(1)), register.target, register.store)

    assert made.changes == ()
    assert register.target.held[ptv_id].fields["summary.sv"] == "Kort."


def test_without_a_before_image_it_stays_archived_and_is_told(register: Register) -> None:
    run, _ = retired(register)
    register.store.intents = [
        replace(one, before=one.before and {"id": "x", "names": []})
        for one in register.store.intents
    ]

    made = register.revert(run)

    assert made.changes == ()
    assert reasons(made) == ["no-before-image"]


def test_a_field_goes_back_without_a_before_image_by_what_the_plan_said(
    register: Register,
) -> None:
    run, ptv_id = updated(register, {"summary.fi": "Vanha."}, {"summary.fi": "Uusi."})
    register.store.intents = [
        replace(one, before=None, echo=None) for one in register.store.intents
    ]

    register.undo(run)

    assert register.target.held[ptv_id].fields["summary.fi"] == "Vanha."


def test_a_name_that_was_taken_meanwhile_keeps_an_item_archived(register: Register) -> None:
    run, _ = retired(register)
    register.target.put("channel", "Kenttä 1")

    made = register.revert(run)

    assert made.changes == ()
    assert reasons(made) == ["name-taken"]


def test_a_connection_to_another_organisations_service_is_told_and_left(
    register: Register,
) -> None:
    register.publish(desired(service(), channel(1)))
    register.target.connections.add(("theirs", register.ptv_id(1)))
    run = register.publish(desired(service(), retired=[site(1)]))

    made = register.revert(run)

    assert ops(made) == ["restore:channel:site:1", "connect:subcategory:1100:site:1"]
    assert reasons(made) == ["connection-stays-lost"]
    assert "theirs" in made.skipped[0].detail


def test_what_is_published_again_already_is_done(register: Register) -> None:
    run, _ = retired(register)
    register.publish(desired(service(), channel(1)))

    assert register.revert(run).changes == ()


# --- connections -------------------------------------------------------------------------------


def moved(register: Register) -> int:
    """A site that a second run moved to another service."""
    register.publish(desired(service(1100), service(1200), channel(1), channel(2, needs=1200)))
    return register.publish(
        desired(service(1100), service(1200), channel(1, needs=1200), channel(2, needs=1200))
    )


def test_a_connection_made_is_taken_out_and_one_removed_is_made_again(register: Register) -> None:
    run = moved(register)
    old, new = (register.target.find(service(code).source_id) for code in (1100, 1200))

    register.undo(run)

    assert (old, register.ptv_id(1)) in register.target.connections
    assert (new, register.ptv_id(1)) not in register.target.connections


def test_a_connection_that_was_removed_comes_back_with_its_own_texts(register: Register) -> None:
    register.publish(desired(service(1100), service(1200), channel(1), channel(2, needs=1200)))
    pair = (register.target.find(service(1100).source_id), register.ptv_id(1))
    register.target.details[pair] = {"description": ["Talvella halliin."]}
    run = register.publish(
        desired(service(1100), service(1200), channel(1, needs=1200), channel(2, needs=1200))
    )

    register.undo(run)

    assert register.target.details == {pair: {"description": ["Talvella halliin."]}}


def test_what_was_connected_and_taken_out_by_a_person_since_is_done(register: Register) -> None:
    run = moved(register)
    new = register.target.find(service(1200).source_id)
    register.target.connections.discard((new, register.ptv_id(1)))

    made = register.revert(run)

    assert ops(made) == ["connect:subcategory:1100:site:1"]


# --- safety ------------------------------------------------------------------------------------


def test_unpublished_edits_are_left_to_a_person(register: Register) -> None:
    run, ptv_id = updated(register, {"summary.fi": "Vanha."}, {"summary.fi": "Uusi."})
    register.target.held[ptv_id].status = "Modified"

    made = register.revert(run)

    assert made.changes == ()
    assert reasons(made) == ["modified-in-ptv"]


def test_an_incomplete_target_restores_and_disconnects_nothing(register: Register) -> None:
    run, _ = retired(register)
    moved_run = Register()
    connected = moved(moved_run)
    register.target.complete = moved_run.target.complete = False

    restoring, disconnecting = register.revert(run), moved_run.revert(connected)

    assert restoring.changes == ()
    assert set(reasons(restoring)) == {"target-incomplete"}
    assert not restoring.target.complete
    assert "disconnect" not in [one.op for one in disconnecting.changes]


def test_the_limits_of_the_organisation_hold(register: Register) -> None:
    run = register.publish(desired(service(), *(channel(number) for number in range(1, 15))))

    made = register.revert(run, Rules(policy="full"))

    assert {one.limit for one in made.blocked} == {"archive.count", "archive.share"}


def test_a_policy_that_only_observes_does_not_keep_a_person_from_undoing(
    register: Register,
) -> None:
    run = register.publish(desired(service(), channel(1)))

    made = register.revert(run, replace(FREE, policy="observe"))

    assert len(made.changes) == 2


def test_a_foreign_store_is_refused(register: Register) -> None:
    run = register.publish(desired(service(), channel(1)))
    register.store.link_of.clear()

    with pytest.raises(IdentityDoubt):
        register.revert(run)


def test_an_item_edited_between_plan_and_apply_is_refused(register: Register) -> None:
    run, ptv_id = updated(register, {"summary.fi": "Vanha."}, {"summary.fi": "Uusi."})
    made = register.revert(run)
    register.target.edit(ptv_id, {"emails.fi": ["oma@kunta.test"]})

    register.apply(made)

    assert [one.state for one in register.result.outcomes] == ["refused-stale"]
    assert register.target.held[ptv_id].fields["summary.fi"] == "Uusi."


def test_what_the_next_plan_does_is_told_with_the_ways_on(register: Register) -> None:
    run, _ = updated(register, {"summary.fi": "Vanha."}, {"summary.fi": "Uusi."})

    (told,) = register.revert(run).warnings

    assert told.reason == "written-again"
    assert "write it again" in told.detail
    assert 'policy = "observe"' in told.remedy
    assert "fields.summary" in told.remedy
    assert "mend in Lipas" in told.remedy


def test_the_next_ordinary_plan_writes_again_what_was_undone(register: Register) -> None:
    wanted = desired(service(), channel(1, {"summary.fi": "Uusi."}))
    run, ptv_id = updated(register, {"summary.fi": "Vanha."}, {"summary.fi": "Uusi."})
    register.undo(run)

    again = plan(wanted, register.target, register.store)

    assert [(one.ptv_id, list(one.fields)) for one in again.changes] == [(ptv_id, ["summary.fi"])]
    assert again.drift == ()


def test_a_lost_answer_that_was_found_written_is_undone_too(register: Register) -> None:
    fired: list[str] = []

    def lose(op: str) -> str:
        fired.append(op)
        return "after" if fired == ["create"] else ""

    register.target.faults = lose
    run = register.publish(desired(service(), channel(1)))
    register.target.faults = lambda _: ""

    register.undo(run)

    assert register.published() == ({}, frozenset(), {})
    assert [one.looked_up for one in register.store.intents[:3]] == [True, False, False]


# --- laws --------------------------------------------------------------------------------------


@given(history=st.lists(sites, min_size=1, max_size=3), undone=st.integers(0, 2))
def test_undoing_twice_writes_nothing_more(history: list[list[Site]], undone: int) -> None:
    register = Register()
    runs = [register.publish(wanted_from(some)) for some in history]
    run = runs[undone % len(runs)]
    made = register.revert(run)
    register.apply(made)
    register.target.writes.clear()

    register.apply(made)
    again = register.revert(run)
    register.apply(again)

    assert register.target.writes == []
    assert again.changes == ()


@given(history=st.lists(sites, min_size=1, max_size=4))
def test_undoing_the_last_run_brings_back_what_was_before_it_and_undoing_that_what_it_made(
    history: list[list[Site]],
) -> None:
    register = Register()
    *earlier, last = history
    for some in earlier:
        register.publish(wanted_from(some))
    before = register.published()
    run = register.publish(wanted_from(last))
    after = register.published()

    undone = register.undo(run)
    assert register.published() == before

    register.undo(undone)
    assert register.published() == after


@given(history=st.lists(sites, min_size=1, max_size=3), undone=st.integers(0, 2))
def test_after_undoing_any_run_the_sync_reaches_the_desired_state_again(
    history: list[list[Site]], undone: int
) -> None:
    register = Register()
    runs = [register.publish(wanted_from(some)) for some in history]
    register.apply(register.revert(runs[undone % len(runs)]))

    for _ in range(4):
        register.publish(wanted_from(history[-1]))

    assert plan(wanted_from(history[-1]), register.target, register.store).changes == ()


@given(history=st.lists(sites, min_size=1, max_size=3), undone=st.integers(0, 2))
def test_what_is_not_ours_is_never_touched_by_undoing(
    history: list[list[Site]], undone: int
) -> None:
    register = Register()
    foreign = register.target.put("channel", "Käsin tehty", {"summary.fi": "Käsin."})
    own = register.target.put("service", "Kunnan oma palvelu")
    register.target.connections.add((own, foreign))
    held = dict(register.target.held[foreign].fields)
    runs = [register.publish(wanted_from(some)) for some in history]

    undoing = register.apply(register.revert(runs[undone % len(runs)]))
    register.apply(register.revert(undoing))

    assert register.target.held[foreign].fields == held
    assert register.target.held[foreign].status == "Published"
    assert (own, foreign) in register.target.connections


@given(
    history=st.lists(sites, min_size=1, max_size=3),
    undone=st.integers(0, 2),
    edited=st.sets(st.integers(1, 6)),
)
def test_what_a_person_wrote_after_a_run_is_not_written_over_by_undoing_it(
    history: list[list[Site]], undone: int, edited: set[int]
) -> None:
    register = Register()
    runs = [register.publish(wanted_from(some)) for some in history]
    by_hand = {
        ptv_id
        for ptv_id, held in register.target.held.items()
        if held.status != "Deleted" and held.source_id in {channel(n).source_id for n in edited}
    }
    for ptv_id in by_hand:
        register.target.edit(ptv_id, {"summary.fi": "Käsin."})

    register.apply(register.revert(runs[undone % len(runs)]))

    assert {register.target.held[ptv_id].fields["summary.fi"] for ptv_id in by_hand} <= {"Käsin."}
