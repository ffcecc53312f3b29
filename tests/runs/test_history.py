"""The history of an organisation's writes, and undoing a run, with a store and a fake PTV."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hytedata.config import Config, Organisation
from hytedata.errors import IdentityDoubt, InputError, LeaseHeld
from hytedata.models.plan import Plan
from hytedata.models.publication import Desired
from hytedata.runs.cleanup import KEPT, forget_old
from hytedata.runs.history import APPLY, History, history_in
from hytedata.runs.revert import revert_run, revert_with
from hytedata.store import Store
from hytedata.sync.apply import apply_plan
from tests.sync.fakes import ORGANISATION, FakeTarget, channel, desired, plan, service, site


class Clock:
    def __init__(self) -> None:
        self.time = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/hytedata.db"


@pytest.fixture
def store(url: str, clock: Clock) -> Iterator[Store]:
    with Store.open(url, now=clock) as opened:
        yield opened


@pytest.fixture
def target() -> FakeTarget:
    return FakeTarget()


@pytest.fixture
def organisation() -> Organisation:
    return Organisation(
        id=ORGANISATION, name="Mallilan kunta", municipalities=("889",), policy="full"
    )


@pytest.fixture
def config(organisation: Organisation, url: str) -> Config:
    return Config(contact="it@mallila.test", store=url, organisation=(organisation,))


def publish(wanted: Desired, target: FakeTarget, store: Store, who: str = "Anna") -> int:
    return apply(plan(wanted, target, store), target, store, who)


def apply(made: Plan, target: FakeTarget, store: Store, who: str = "Anna") -> int:
    run = store.start_run("apply", ORGANISATION)
    store.audit(APPLY, who=who, organisation=ORGANISATION, detail={"run": run, "plan": made.id})
    result = apply_plan(made, target, store, holder="test", run_id=run)
    store.end_run(
        run,
        "complete" if result.complete else "partial",
        {str(state): number for state, number in result.counts.items()},
    )
    return run


def outcomes(found: History) -> list[tuple[str, str]]:
    return [(write.change_id, write.outcome) for run in found.runs for write in run.writes]


# --- history -----------------------------------------------------------------------------------


def test_writes_are_grouped_by_run_with_who_and_when(
    store: Store, target: FakeTarget, organisation: Organisation
) -> None:
    first = publish(desired(service(), channel(1)), target, store)
    second = publish(desired(service(), channel(1, {"summary.fi": "Uusi."})), target, store, "Olli")

    found = history_in(store, organisation)

    assert [(run.run, run.who, run.verdict, len(run.writes)) for run in found.runs] == [
        (second, "Olli", "complete", 1),
        (first, "Anna", "complete", 3),
    ]
    assert found.runs[0].started_at is not None
    assert found.runs[0].writes[0].login == "writer"


def test_an_update_tells_before_after_and_what_ptv_made_of_it(
    store: Store, target: FakeTarget, organisation: Organisation
) -> None:
    street = "address.street.fi"
    publish(desired(service(), channel(1, {street: "vanha tie"})), target, store)
    publish(desired(service(), channel(1, {street: "uusi tie"})), target, store)

    field = history_in(store, organisation).runs[0].writes[0].fields[street]

    assert (field.before, field.after, field.kept) == ("Vanha Tie", "uusi tie", "Uusi Tie")


def test_an_archived_item_is_told_with_all_that_went(
    store: Store, target: FakeTarget, organisation: Organisation
) -> None:
    publish(desired(service(), channel(1)), target, store)
    (pair,) = target.connections
    publish(desired(service(), retired=[site(1)]), target, store)

    (write,) = history_in(store, organisation).runs[0].writes

    assert write.fields["summary.fi"].before == "Pallokenttä."
    assert write.lost == (pair,)


def test_what_was_refused_lost_and_left_open_is_told_apart(
    store: Store, target: FakeTarget, organisation: Organisation
) -> None:
    wanted = desired(service(), *(channel(number) for number in range(1, 5)))
    made = plan(wanted, target, store)
    faults = iter(["", "after", "before", "", "refuse", "unreachable"])

    def break_down(op: str) -> str:
        fault = next(faults, "")
        target.unreachable = fault == "unreachable"
        return "after" if fault == "unreachable" else fault

    target.faults = break_down
    apply(made, target, store)

    assert outcomes(history_in(store, organisation)) == [
        ("connect:subcategory:1100:site:2", "done"),
        ("connect:subcategory:1100:site:1", "done"),
        ("create:channel:site:4", "open"),
        ("create:channel:site:3", "failed"),
        ("create:channel:site:2", "done"),
        ("create:channel:site:2", "found-without-effect"),
        ("create:channel:site:1", "found-done"),
        ("create:service:subcategory:1100", "done"),
    ]


@pytest.mark.parametrize("named", ["site:2", "id", "key"])
def test_one_item_is_found_by_any_of_its_names_with_its_connections(
    store: Store, target: FakeTarget, organisation: Organisation, named: str
) -> None:
    publish(desired(service(), channel(1), channel(2)), target, store)
    key = channel(2).source_id
    name = {"id": target.find(key), "key": key}.get(named, named)

    found = history_in(store, organisation, item=name)

    assert outcomes(found) == [
        ("connect:subcategory:1100:site:2", "done"),
        ("create:channel:site:2", "done"),
    ]


def test_a_service_is_found_with_the_connections_to_it(
    store: Store, target: FakeTarget, organisation: Organisation
) -> None:
    publish(desired(service(), channel(1)), target, store)

    found = history_in(store, organisation, item="subcategory:1100")

    assert [change for change, _ in outcomes(found)] == [
        "connect:subcategory:1100:site:1",
        "create:service:subcategory:1100",
    ]


def test_pages_follow_each_other_to_the_end(
    store: Store, target: FakeTarget, organisation: Organisation
) -> None:
    publish(desired(service(), channel(1), channel(2)), target, store)
    whole = outcomes(history_in(store, organisation))

    first = history_in(store, organisation, limit=3)
    second = history_in(store, organisation, limit=3, before=first.next)

    assert outcomes(first) + outcomes(second) == whole
    assert second.next is None


def test_who_approved_and_what_a_plan_undoes_is_told(
    store: Store, target: FakeTarget, organisation: Organisation, config: Config
) -> None:
    run = publish(desired(service(), channel(1)), target, store)
    made = revert_with(config, organisation, store.runs([run])[run], target, store)
    store.audit(
        "revert", who="Anna", organisation=ORGANISATION, detail={"run": run, "plan": made.id}
    )
    store.record_approval(made.id, "Olli")
    apply(made, target, store)

    latest = history_in(store, organisation).runs[0]

    assert (latest.undoes, latest.approved_by, latest.plan) == (run, ("Olli",), made.id)


def test_a_write_without_its_before_image_says_so(store: Store, organisation: Organisation) -> None:
    change = {
        "id": "archive:channel:site:1",
        "op": "archive",
        "kind": "channel",
        "source": {"name": "lipas", "id": "site:1"},
        "name": "Halli",
        "reason": "gone",
    }
    number = store.open_intent(
        plan_id="p",
        change_id="archive:channel:site:1",
        organisation=ORGANISATION,
        login="writer",
        change=change,
        before={"id": "x", "serviceChannelNames": []},
    )
    store.close_intent(number, "done", ptv_id="x")

    (run,) = history_in(store, organisation).runs

    assert run.run is None
    assert run.writes[0].before_kept is False


# --- undoing -----------------------------------------------------------------------------------


def test_undoing_reads_and_keeps_a_plan_and_writes_nothing(
    store: Store, target: FakeTarget, organisation: Organisation, config: Config
) -> None:
    run = publish(desired(service(), channel(1)), target, store)
    target.writes.clear()

    made = revert_with(config, organisation, store.runs([run])[run], target, store)

    assert target.writes == []
    assert store.plan(made.id)
    assert [change.op for change in made.changes] == ["archive", "archive"]


def test_writes_that_were_left_open_are_looked_up_first(
    store: Store, target: FakeTarget, organisation: Organisation, config: Config
) -> None:
    made = plan(desired(service(), channel(1)), target, store)

    def lose(op: str) -> str:
        target.unreachable = True
        return "after"

    target.faults = lose
    run = apply(made, target, store)
    target.faults, target.unreachable = (lambda _: ""), False

    undoing = revert_with(config, organisation, store.runs([run])[run], target, store)

    assert [change.op for change in undoing.changes] == ["archive", "archive"]
    assert store.open_intents(ORGANISATION, target.login) == ()


def test_a_run_whose_writes_all_failed_has_nothing_to_undo(
    store: Store, target: FakeTarget, organisation: Organisation, config: Config
) -> None:
    good = publish(desired(service(), channel(1)), target, store)
    target.faults = lambda _: "refuse"
    run = publish(desired(service(), channel(1), channel(2)), target, store)

    with pytest.raises(InputError, match=f"run {run} .* nothing to undo.*did: {good}"):
        revert_with(config, organisation, store.runs([run])[run], target, store)


def test_a_run_of_another_login_is_refused(
    store: Store, target: FakeTarget, organisation: Organisation, config: Config
) -> None:
    run = publish(desired(service(), channel(1)), target, store)
    target.login = "other"

    with pytest.raises(IdentityDoubt, match="written by the login writer"):
        revert_with(config, organisation, store.runs([run])[run], target, store)


def test_undoing_waits_for_a_run_that_works(
    store: Store, target: FakeTarget, organisation: Organisation, config: Config
) -> None:
    run = publish(desired(service(), channel(1)), target, store)

    with store.lease(ORGANISATION, "another", seconds=60), pytest.raises(LeaseHeld):
        revert_with(config, organisation, store.runs([run])[run], target, store)


def test_an_unknown_run_is_refused(store: Store, config: Config) -> None:
    with pytest.raises(InputError, match=r"no run 7.*sync history"):
        revert_run(config, 7, {})


def test_a_run_of_an_organisation_that_is_not_configured_is_refused(
    store: Store, config: Config
) -> None:
    run = store.start_run("apply", "other")

    with pytest.raises(InputError, match=r"is of other, and .* no such organisation"):
        revert_run(config, run, {})


def test_a_run_of_another_organisation_than_asked_for_is_refused(
    store: Store, config: Config
) -> None:
    run = store.start_run("apply", ORGANISATION)

    with pytest.raises(InputError, match="not of other"):
        revert_run(config, run, {}, only="other")


def test_a_run_that_only_read_has_nothing_to_undo(store: Store, config: Config) -> None:
    run = store.start_run("plan", ORGANISATION)

    with pytest.raises(InputError, match=r"nothing to undo.*no run of this organisation did"):
        revert_run(config, run, {})


# --- forgetting --------------------------------------------------------------------------------


def test_two_years_are_kept_by_default(
    store: Store, target: FakeTarget, organisation: Organisation, clock: Clock
) -> None:
    publish(desired(service(), channel(1)), target, store)
    clock.time = datetime.now(UTC)
    young = forget_old(store)

    publish(desired(service(), channel(1), channel(2)), target, store)
    old = forget_old(store, clock.time - timedelta(seconds=60))

    assert KEPT.days == 730
    assert young["intent"] == 0
    assert old["intent"] == 3
    assert len(outcomes(history_in(store, organisation))) == 2


def test_a_run_that_is_forgotten_cannot_be_undone_and_the_sync_goes_on(
    store: Store, target: FakeTarget, organisation: Organisation, config: Config, clock: Clock
) -> None:
    wanted = desired(service(), channel(1))
    run = publish(wanted, target, store)
    clock.time += timedelta(days=800)
    publish(desired(service(), channel(1, {"summary.fi": "Uusi."})), target, store)

    forget_old(store, clock.time - timedelta(days=1))

    assert store.runs([run]) == {}
    assert (
        plan(desired(service(), channel(1, {"summary.fi": "Uusi."})), target, store).changes == ()
    )
