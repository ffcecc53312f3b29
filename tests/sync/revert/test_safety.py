"""What an undoing leaves alone, refuses and tells."""

from dataclasses import replace

import pytest

from hytedata.errors import IdentityDoubt
from hytedata.sync.plan import Rules
from tests.sync.fakes import channel, desired, plan, service
from tests.sync.revert.register import FREE, Register, moved, reasons, retired, updated


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
