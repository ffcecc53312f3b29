"""Who decides on a field."""

import pytest

from hytedata.models.plan import Plan
from hytedata.sync.apply import apply_plan
from hytedata.sync.plan import Rules
from hytedata.sync.planning.ownership import Owner, owner_of
from tests.sync.fakes import FakeTarget, channel, desired, plan, service
from tests.sync.memory_store import MemoryStore


def after_an_edit(owner: Owner, path: str = "summary") -> Plan:
    """Publish a channel, let somebody edit its summary, and plan again."""
    target, store = FakeTarget(), MemoryStore()
    rules = Rules(policy="full", ownership={path: owner})
    wanted = desired(service(), channel(1))
    apply_plan(plan(wanted, target, store), target, store, holder="test")
    target.edit(target.find(channel(1).source_id), {"summary.fi": "Kunnan oma teksti."})
    return plan(wanted, target, store, rules=rules)


@pytest.mark.parametrize("owner", ["once", "target"])
def test_a_field_that_the_target_owns_is_neither_written_nor_told(owner: Owner) -> None:
    made = after_an_edit(owner)

    assert made.changes == ()
    assert made.drift == ()


def test_a_field_to_report_is_told_and_left() -> None:
    made = after_an_edit("report")

    assert made.changes == ()
    assert [(d.field, d.theirs, d.overwritten) for d in made.drift] == [
        ("summary.fi", "Kunnan oma teksti.", False)
    ]


def test_a_field_of_the_source_is_written_over() -> None:
    made = after_an_edit("source")

    assert [change.op for change in made.changes] == ["update"]
    assert made.drift[0].overwritten


@pytest.mark.parametrize(
    ("owner", "written"), [("once", True), ("report", True), ("target", False)]
)
def test_a_new_item_has_all_fields_but_those_never_written(owner: Owner, written: bool) -> None:
    rules = Rules(policy="full", ownership={"phones": owner})

    made = plan(desired(channel(1, needs=None)), FakeTarget(), MemoryStore(), rules=rules)

    assert ("phones.fi" in made.changes[0].fields) is written


def test_the_longest_path_that_fits_decides() -> None:
    ownership: dict[str, Owner] = {"summary": "target", "summary.sv": "source", "address": "once"}

    found = [owner_of(p, ownership) for p in ("summary.fi", "summary.sv", "address.street.fi")]

    assert found == ["target", "source", "once"]
    assert owner_of("summaries.fi", ownership) == "source"
