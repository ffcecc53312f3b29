"""Undoing what a run archived, connected and took out."""

from dataclasses import replace

from tests.sync.fakes import channel, desired, plan, service, site
from tests.sync.revert.register import Register, moved, ops, reasons, retired, updated

# --- what was archived -------------------------------------------------------------------------


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
