"""How findings move from run to run."""

from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from hytedata.models.finding import FindingState
from hytedata.quality.states import THERE, Seen, next_state

states = st.sampled_from(get_args(FindingState))
looks = st.sampled_from(get_args(Seen))


def test_a_finding_is_new_then_open_then_fixed_then_reopened() -> None:
    seen: tuple[Seen, ...] = ("found", "found", "not-found", "not-found", "found", "found")
    state: FindingState | None = None
    passed = []

    for one in seen:
        state = next_state(state, one)
        passed.append(state)

    assert passed == ["new", "open", "fixed", "fixed", "reopened", "open"]


def test_what_was_not_there_and_is_not_found_is_no_finding() -> None:
    assert next_state(None, "not-found") is None
    assert next_state(None, "not-checked") is None


@given(before=states, seen=looks, waived=st.booleans())
def test_only_what_was_looked_for_and_not_found_is_fixed(
    before: FindingState, seen: Seen, waived: bool
) -> None:
    after = next_state(before, seen, waived=waived)

    assert (after == "fixed") == ((before == "fixed" and seen != "found") or seen == "not-found")


@given(before=states | st.none(), waived=st.booleans())
def test_what_is_found_is_there_and_waived_if_and_only_if_a_waiver_holds(
    before: FindingState | None, waived: bool
) -> None:
    after = next_state(before, "found", waived=waived)

    assert after in THERE
    assert (after == "waived") == waived


@given(before=states, seen=looks)
def test_a_second_run_that_sees_the_same_changes_nothing_but_new_to_open(
    before: FindingState, seen: Seen
) -> None:
    once = next_state(before, seen)

    twice = next_state(once, seen)

    assert twice == ("open" if once in ("new", "reopened") and seen == "found" else once)


@given(before=states, first=looks)
def test_what_was_once_found_is_never_forgotten(before: FindingState, first: Seen) -> None:
    assert next_state(before, first) is not None
