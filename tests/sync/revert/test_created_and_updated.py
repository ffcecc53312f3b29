"""Undoing what a run created and updated, as far as nobody changed it since."""

from hytedata.models.common import Json
from hytedata.models.publication import Fields
from tests.sync.fakes import channel, desired, service
from tests.sync.revert.register import Register, only, ops, reasons, updated

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
