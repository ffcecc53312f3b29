import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hytedata.errors import InputError
from hytedata.models.finding import FindingState
from hytedata.quality.report.digest import Counts, Group, GroupCount, count, sample, shares
from tests.quality.report.made import finding, report


def test_only_what_is_open_is_to_be_mended_and_all_states_are_counted() -> None:
    states: tuple[FindingState, ...] = (
        "new", "open", "reopened", "fixed", "waived", "gone", "unchecked",
    )  # fmt: skip
    data = report([finding(at, state=state) for at, state in enumerate(states)])

    counts = count(data)

    assert counts.to_mend == 3
    assert dict(counts.states) == dict.fromkeys(states, 1)


def test_a_rule_that_is_to_be_checked_itself_is_counted_and_sent_to_nobody() -> None:
    data = dataclasses.replace(report([finding()]), suspect_rules=frozenset({"PTV-CON-001"}))

    counts = count(data)

    assert counts.suspects == {"PTV-CON-001": 1}
    assert counts.groups == {}


def test_a_group_of_wider_reach_comes_before_one_of_more_findings() -> None:
    narrow = [finding(at, code="PTV-CON-001") for at in range(3)]
    wide = [finding(9, code="PTV-STR-001", name="Koko maa")]
    data = dataclasses.replace(
        report([*narrow, *wide]), reach=lambda it: 300 if it.names["fi"] == "Koko maa" else 1
    )

    counts = count(data)

    assert [group.rule for group in counts.ordered()] == ["PTV-STR-001", "PTV-CON-001"]


def test_errors_come_before_warnings_of_any_reach() -> None:
    warnings = [finding(at, code="A-1", severity="warning") for at in range(50)]
    data = report([*warnings, finding(99, code="B-1")])

    assert [group.rule for group in count(data).ordered()] == ["B-1", "A-1"]


def test_findings_that_can_be_read_only_once_are_refused() -> None:
    with pytest.raises(InputError, match="several times"):
        report(iter([finding()]))


def test_no_group_shows_more_rows_than_its_room_and_the_first_are_shown() -> None:
    data = report([finding(at) for at in reversed(range(500))])

    rows = sample(data, {Group("org-1", "PTV-CON-001"): 3})

    shown = [it.item_id for it in rows[Group("org-1", "PTV-CON-001")]]
    assert shown == ["item-000000", "item-000001", "item-000002"]


@given(sizes=st.lists(st.integers(1, 400), max_size=40), rows=st.integers(0, 300))
def test_room_is_used_up_and_no_large_group_takes_it_from_a_small_one(
    sizes: list[int], rows: int
) -> None:
    counts = Counts(
        groups={
            Group("", f"R-{at}"): GroupCount("error", size, size) for at, size in enumerate(sizes)
        }
    )

    given_rows = shares(counts, rows)

    assert sum(given_rows.values()) == min(rows, sum(sizes))
    cut = [
        given_rows[group] for group, one in counts.groups.items() if given_rows[group] < one.total
    ]
    assert max(given_rows.values(), default=0) <= min(cut, default=1_000) + 1
