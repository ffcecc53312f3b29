"""Counts that jump."""

import pytest

from hytedata.quality.jumps import JumpLimits, RuleCount, is_jump

USUAL = JumpLimits()


@pytest.mark.parametrize(("found", "jumps"), [(10, False), (60, False), (61, True), (1000, True)])
def test_a_count_jumps_when_it_is_far_above_the_last_one(found: int, jumps: bool) -> None:
    before, now = RuleCount(10, 100), RuleCount(found, 100)

    assert is_jump(now, before, USUAL) is jumps


def test_a_large_count_jumps_only_when_it_is_more_than_three_times_the_last() -> None:
    before = RuleCount(100, 1000)

    assert not is_jump(RuleCount(300, 1000), before, USUAL)
    assert is_jump(RuleCount(301, 1000), before, USUAL)


def test_more_records_have_more_findings() -> None:
    before = RuleCount(10, 100)

    assert not is_jump(RuleCount(1000, 10_000), before, USUAL)


def test_a_rule_without_a_count_before_cannot_jump() -> None:
    assert not is_jump(RuleCount(1000, 1000), None, USUAL)
    assert not is_jump(RuleCount(1000, 1000), RuleCount(0, 0), USUAL)
