"""The laws of undoing, over any history of runs."""

from hypothesis import given
from hypothesis import strategies as st

from tests.sync.fakes import channel, plan
from tests.sync.revert.register import Register
from tests.sync.test_law import Site, sites, wanted_from


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
