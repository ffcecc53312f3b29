"""The law of the sync: after apply, the next plan holds only what the first listed as not done."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from hytedata.models.plan import Plan
from hytedata.models.publication import Desired
from hytedata.sync.apply import apply_plan
from hytedata.sync.plan import Rules
from tests.sync.fakes import FakeTarget, channel, desired, plan, service, site
from tests.sync.memory_store import MemoryStore

NAMES = ["Kenttä", "Uimaranta", "Latu", "Puisto", "Halli"]
FAULTS = ["", "", "", "before", "after", "refuse"]


@dataclass(frozen=True)
class Site:
    number: int
    name: str
    summary: str
    category: int
    retired: bool


sites = st.lists(
    st.builds(
        Site,
        number=st.integers(1, 6),
        name=st.sampled_from(NAMES),
        summary=st.sampled_from(["Avoin kaikille.", "Valaistu."]),
        category=st.sampled_from([1100, 1200]),
        retired=st.booleans(),
    ),
    unique_by=(lambda one: one.number, lambda one: one.name),
    max_size=5,
)


def wanted_from(some: list[Site]) -> Desired:
    kept = [one for one in some if not one.retired]
    services = [service(code) for code in sorted({one.category for one in kept})]
    channels = [
        channel(one.number, {"name.fi": one.name, "summary.fi": one.summary}, needs=one.category)
        for one in kept
    ]
    return desired(*services, *channels, retired=[site(o.number) for o in some if o.retired])


def waiting(made: Plan) -> set[str]:
    """Who waits for a name gets it next time, and with it the service of its first place."""
    return {s.source.id for s in made.skipped if s.reason in {"name-taken", "not-eligible"}}


@given(history=st.lists(sites, min_size=1, max_size=4), taken=st.sampled_from([*NAMES, ""]))
def test_after_apply_the_next_plan_changes_nothing(history: list[list[Site]], taken: str) -> None:
    target, store = FakeTarget(), MemoryStore()
    if taken:
        target.put("channel", taken)

    for some in history:
        first = plan(wanted_from(some), target, store)
        result = apply_plan(first, target, store, holder="test")
        second = plan(wanted_from(some), target, store)

        assert result.complete
        assert {change.source.id for change in second.changes} <= waiting(first)


@given(
    history=st.lists(sites, min_size=1, max_size=3),
    faults=st.lists(st.sampled_from(FAULTS), max_size=12),
)
def test_whatever_is_lost_or_refused_nothing_is_doubled_and_later_runs_finish(
    history: list[list[Site]], faults: list[str]
) -> None:
    target, store = FakeTarget(), MemoryStore()
    for some in history:
        left = iter(faults)
        target.faults = lambda _, left=left: next(left, "")  # type: ignore[misc]
        first = plan(wanted_from(some), target, store)
        result = apply_plan(first, target, store, holder="test")
        undone = {o.change_id for o in result.outcomes if o.state not in {"done", "unchanged"}}
        second = plan(wanted_from(some), target, store)
        assert {c.id for c in second.changes if c.source.id not in waiting(first)} <= undone

        target.faults = lambda _: ""
        for _ in range(4):
            apply_plan(plan(wanted_from(some), target, store), target, store, holder="test")

        assert plan(wanted_from(some), target, store).changes == ()
        keys = [held.source_id for held in target.held.values()]
        assert len(keys) == len(set(keys))


@given(history=st.lists(sites, min_size=1, max_size=3), name=st.sampled_from(NAMES))
def test_what_is_not_ours_is_never_touched(history: list[list[Site]], name: str) -> None:
    target, store = FakeTarget(), MemoryStore()
    foreign = target.put("channel", name, {"summary.fi": "Käsin tehty."})
    own = target.put("service", "Kunnan oma palvelu")
    target.connections.add((own, foreign))
    before = dict(target.held[foreign].fields)

    for some in history:
        made = plan(wanted_from(some), target, store, rules=Rules(policy="full"))
        apply_plan(made, target, store, holder="test")

    assert target.held[foreign].fields == before
    assert (own, foreign) in target.connections
