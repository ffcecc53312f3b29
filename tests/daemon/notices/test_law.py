"""Whatever happens in whatever order: nobody is told the same thing twice, nor its end alone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st

from hytedata.store.notices import Change, Notice
from hytedata_daemon.notices.known import Known, again, first, went_well
from hytedata_daemon.notices.rules import TOLD_AGAIN_AFTER
from hytedata_daemon.notices.troubles import Trouble

Step = Literal["trouble", "well", "send", "wait"]

steps = st.lists(st.sampled_from(["trouble", "well", "send", "wait"]), max_size=16)


def told_by(steps: list[Step]) -> list[tuple[bool, datetime]]:
    """Let the steps happen to one notice; returns what was told when: over or not."""
    now, notice = datetime(2026, 11, 24, tzinfo=UTC), None
    trouble = Trouble("login-refused", "org", work="plan/org")
    told: list[tuple[bool, datetime]] = []
    for step in steps:
        now += timedelta(days=2) if step == "wait" else timedelta(minutes=1)
        change: Change | None = None
        if notice is None:
            if step == "trouble":
                document = first(trouble).document()
                notice = Notice("login-refused", "org", "", "it", document, now, id=1)
        elif step == "trouble":
            change = again(notice, trouble, now)
        elif step == "well":
            change = went_well(notice, "plan/org")
        elif step == "send" and notice.sent_at is None:
            over = Known.of(notice).over
            told.append((over, now))
            change = Change(None if over else replace(notice, sent_at=now))
        notice = notice if change is None else change.kept
    return told


@given(steps)
def test_a_trouble_is_told_once_a_week_at_most_while_it_lasts(steps: list[Step]) -> None:
    told = told_by(steps)

    for (over, at), (over_next, at_next) in pairwise(told):
        assert over or over_next or at_next - at >= TOLD_AGAIN_AFTER


@given(steps)
def test_an_end_is_told_only_of_what_was_told_and_once(steps: list[Step]) -> None:
    overs = [over for over, _ in told_by(steps)]

    assert overs[:1] != [True]
    assert (True, True) not in pairwise(overs)


@given(steps)
def test_what_lasts_or_is_over_is_told_in_the_end(steps: list[Step]) -> None:
    told = told_by([*steps, "trouble", "send"])
    ended = told_by([*steps, "trouble", "send", "well", "send"])

    assert not told[-1][0]
    assert ended[-1][0]
