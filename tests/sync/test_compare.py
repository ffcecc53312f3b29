"""Comparing desired, sent, echo and actual."""

from hytedata.models.common import Json
from hytedata.models.plan import FieldChange
from hytedata.models.publication import Fields, SourceItem
from hytedata.models.sync_state import Applied
from hytedata.sync.planning.compare import compare


def applied(sent: dict[str, Json], echo: dict[str, Json] | None = None) -> Applied:
    return Applied(SourceItem("lipas", "site:1"), "channel", sent, sent if echo is None else echo)


def test_a_value_that_the_target_rewrote_is_not_written_again() -> None:
    wanted: Fields = {"address.street.sv": "Skolvägen"}
    memory = applied({"address.street.sv": "Skolvägen"}, {"address.street.sv": "Koulutie"})

    result = compare(wanted, {"address.street.sv": "Koulutie"}, memory)

    assert result.changes == {}
    assert result.drift == ()


def test_an_edit_in_the_target_is_drift_and_is_written_over() -> None:
    memory = applied({"summary.fi": "Kenttä."})

    result = compare({"summary.fi": "Kenttä."}, {"summary.fi": "Huono kenttä."}, memory)

    assert result.changes == {"summary.fi": FieldChange(before="Huono kenttä.", after="Kenttä.")}
    assert [(d.path, d.ours, d.theirs) for d in result.drift] == [
        ("summary.fi", "Kenttä.", "Huono kenttä.")
    ]


def test_a_new_value_of_ours_is_a_change_without_drift() -> None:
    result = compare({"name.fi": "Uusi"}, {"name.fi": "Vanha"}, applied({"name.fi": "Vanha"}))

    assert result.changes == {"name.fi": FieldChange(before="Vanha", after="Uusi")}
    assert result.drift == ()


def test_both_sides_changed_gives_our_value_and_drift() -> None:
    result = compare({"name.fi": "Uusi"}, {"name.fi": "Muu"}, applied({"name.fi": "Vanha"}))

    assert result.changes == {"name.fi": FieldChange(before="Muu", after="Uusi")}
    assert [d.path for d in result.drift] == ["name.fi"]


def test_an_edit_to_the_very_value_that_we_want_needs_no_write() -> None:
    result = compare({"name.fi": "Uusi"}, {"name.fi": "Uusi"}, applied({"name.fi": "Vanha"}))

    assert result.changes == {}
    assert result.drift == ()


def test_a_field_that_we_sent_and_want_no_more_is_cleared() -> None:
    memory = applied({"name.fi": "A", "phones.fi": [{"number": "1"}]})

    result = compare({"name.fi": "A"}, {"name.fi": "A", "phones.fi": [{"number": "1"}]}, memory)

    assert result.changes == {"phones.fi": FieldChange(before=[{"number": "1"}], after=None)}


def test_fields_that_are_not_ours_are_never_touched() -> None:
    actual: Fields = {"name.fi": "A", "name.sv": "Å", "emails.fi": ["x@example.fi"]}

    result = compare({"name.fi": "A"}, actual, applied({"name.fi": "A"}))

    assert result.changes == {}
    assert result.drift == ()


def test_without_memory_desired_is_compared_with_actual() -> None:
    result = compare({"name.fi": "A", "name.sv": "Å"}, {"name.fi": "A", "name.en": "E"}, None)

    assert result.changes == {"name.sv": FieldChange(before=None, after="Å")}
