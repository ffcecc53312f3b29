"""Making a plan."""

import pytest

from hytedata.errors import IdentityDoubt
from hytedata.models.common import Completeness, Json
from hytedata.models.link_decision import LinkDecision
from hytedata.models.plan import Plan
from hytedata.models.publication import ItemKind, Skip, SourceItem
from hytedata.sync.apply import apply_plan
from hytedata.sync.plan import Rules, plan_id
from hytedata.sync.policy import Limit, Limits, Policy
from tests.sync.fakes import FakeTarget, channel, desired, plan, service, site
from tests.sync.memory_store import MemoryStore

INCOMPLETE = Completeness(complete=False, items=1, reasons=("page 2 could not be read",))


@pytest.fixture
def target() -> FakeTarget:
    return FakeTarget()


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


def published(target: FakeTarget, store: MemoryStore, *channels: int) -> None:
    """Bring a service and some channels into target and store."""
    wanted = desired(service(), *(channel(number) for number in channels))
    apply_plan(plan(wanted, target, store), target, store, holder="test")
    target.writes.clear()


def rejected(source: SourceItem, kind: ItemKind, ptv_id: str) -> LinkDecision:
    """A person said that the two are not one."""
    return LinkDecision(source, kind, ptv_id, "reject", "Maija")


def told(result: Plan) -> list[str]:
    return [change.id for change in result.changes]


def reasons(result: Plan) -> dict[str, str]:
    return {skipped.source.id: skipped.reason for skipped in result.skipped}


def test_services_come_first_and_connections_last(target: FakeTarget, store: MemoryStore) -> None:
    wanted = desired(channel(2), channel(1), service())

    result = plan(wanted, target, store)

    assert told(result) == [
        "create:service:subcategory:1100",
        "create:channel:site:1",
        "create:channel:site:2",
        "connect:subcategory:1100:site:1",
        "connect:subcategory:1100:site:2",
    ]
    assert result.changes[-1].after == ("create:channel:site:2", "create:service:subcategory:1100")


def test_the_same_input_gives_the_same_plan_whatever_its_order(
    target: FakeTarget, store: MemoryStore
) -> None:
    one = plan(desired(service(), channel(1), channel(2)), target, store)
    two = plan(desired(channel(2), service(), channel(1)), target, store)

    assert one == two
    assert one.id == plan_id(one)


def test_nothing_to_do_is_an_empty_plan(target: FakeTarget, store: MemoryStore) -> None:
    published(target, store, 1, 2)

    result = plan(desired(service(), channel(1), channel(2)), target, store)

    assert result.changes == ()
    assert result.counts["unchanged"] == 3


def test_an_update_holds_only_what_changes_with_before_and_after(
    target: FakeTarget, store: MemoryStore
) -> None:
    published(target, store, 1)
    wanted = desired(service(), channel(1, {"summary.fi": "Uusi kenttä."}))

    (change,) = plan(wanted, target, store).changes

    assert change.op == "update"
    assert {path: (f.before, f.after) for path, f in change.fields.items()} == {
        "summary.fi": ("Pallokenttä.", "Uusi kenttä.")
    }
    assert change.base == target.state().items[1].version


def test_a_name_held_by_a_foreign_channel_is_a_skip_that_names_the_holder(
    target: FakeTarget, store: MemoryStore
) -> None:
    holder = target.put("channel", "KENTTÄ  1")
    store.decided.append(rejected(site(1), "channel", holder))

    result = plan(desired(service(), channel(1), channel(2)), target, store)

    assert reasons(result) == {"site:1": "name-taken"}
    assert holder in result.skipped[0].detail
    assert "create:channel:site:2" in told(result)


def test_channels_of_a_service_that_cannot_be_published_are_skipped_with_its_reason(
    target: FakeTarget, store: MemoryStore
) -> None:
    holder = target.put("service", "Palvelu 1100")
    store.decided.append(rejected(service().source, "service", holder))

    result = plan(desired(service(), channel(1)), target, store)

    assert reasons(result) == {"subcategory:1100": "name-taken", "site:1": "name-taken"}
    assert result.changes == ()


def test_a_channel_may_have_the_name_of_a_service(target: FakeTarget, store: MemoryStore) -> None:
    target.put("service", "Kenttä 1")

    result = plan(desired(service(), channel(1)), target, store)

    assert "create:channel:site:1" in told(result)


def test_a_name_given_up_by_our_own_channel_is_used_after_its_update(
    target: FakeTarget, store: MemoryStore
) -> None:
    published(target, store, 1)
    wanted = desired(
        service(), channel(1, {"name.fi": "Vanha kenttä"}), channel(2, {"name.fi": "Kenttä 1"})
    )

    result = plan(wanted, target, store)

    created = next(c for c in result.changes if c.op == "create")
    assert created.after == ("update:channel:site:1",)


def test_two_channels_that_swap_names_wait_for_each_other_as_skips(
    target: FakeTarget, store: MemoryStore
) -> None:
    published(target, store, 1, 2)
    wanted = desired(
        service(), channel(1, {"name.fi": "Kenttä 2"}), channel(2, {"name.fi": "Kenttä 1"})
    )

    result = plan(wanted, target, store)

    assert reasons(result) == {"site:1": "name-taken", "site:2": "name-taken"}


def test_an_incomplete_source_archives_nothing(target: FakeTarget, store: MemoryStore) -> None:
    published(target, store, 1, 2)
    wanted = desired(service(), channel(2), retired=[site(1)])

    result = plan(wanted, target, store, source=INCOMPLETE)

    assert result.changes == ()
    assert reasons(result) == {"site:1": "source-incomplete"}


def test_a_complete_source_archives_what_it_states_as_retired(
    target: FakeTarget, store: MemoryStore
) -> None:
    published(target, store, 1, 2)
    wanted = desired(service(), channel(2), retired=[site(1)])

    (change,) = plan(wanted, target, store).changes

    assert (change.op, change.source.id) == ("archive", "site:1")
    assert change.irreversible
    assert "1 connection(s) are lost" in change.reason


def test_absence_from_the_source_archives_nothing_and_is_told(
    target: FakeTarget, store: MemoryStore
) -> None:
    published(target, store, 1, 2)

    result = plan(desired(service(), channel(2)), target, store)

    assert result.changes == ()
    assert [(w.source.id, w.reason) for w in result.warnings] == [("site:1", "absent-from-source")]


def test_an_incomplete_target_creates_and_restores_nothing(
    target: FakeTarget, store: MemoryStore
) -> None:
    published(target, store, 1)
    target.held[target.find(channel(1).source_id)].status = "Deleted"
    target.complete = False

    result = plan(desired(service(), channel(1), channel(2)), target, store)

    assert result.changes == ()
    assert reasons(result) == {"site:1": "target-incomplete", "site:2": "target-incomplete"}


def test_an_archived_channel_that_is_wanted_again_is_restored_and_connected(
    target: FakeTarget, store: MemoryStore
) -> None:
    published(target, store, 1)
    gone = desired(service(), retired=[site(1)])
    apply_plan(plan(gone, target, store), target, store, holder="test")

    result = plan(desired(service(), channel(1)), target, store)

    assert told(result) == ["restore:channel:site:1", "connect:subcategory:1100:site:1"]


def test_another_service_is_connected_before_the_old_one_is_disconnected(
    target: FakeTarget, store: MemoryStore
) -> None:
    published(target, store, 1)
    foreign = target.put("service", "Kunnan oma palvelu")
    target.connections.add((foreign, target.find(channel(1).source_id)))

    result = plan(desired(service(), service(1200), channel(1, needs=1200)), target, store)

    assert [c.op for c in result.changes] == ["create", "connect", "disconnect"]
    assert result.changes[2].after == (result.changes[1].id,)
    assert foreign not in str(result.changes[2].fields)


def test_a_connection_that_somebody_removed_is_added_again(
    target: FakeTarget, store: MemoryStore
) -> None:
    published(target, store, 1)
    target.connections.clear()

    result = plan(desired(service(), channel(1)), target, store)

    assert told(result) == ["connect:subcategory:1100:site:1"]


def test_an_item_with_unpublished_edits_is_left_alone(
    target: FakeTarget, store: MemoryStore
) -> None:
    published(target, store, 1)
    target.held[target.find(channel(1).source_id)].status = "Modified"

    result = plan(desired(service(), channel(1, {"summary.fi": "Uusi."})), target, store)

    assert result.changes == ()
    assert reasons(result) == {"site:1": "modified-in-ptv"}


@pytest.mark.parametrize(
    ("answer", "reason"), [(True, "published-by-lipas"), (None, "lipas-unknown")]
)
def test_a_site_that_lipas_publishes_or_may_publish_is_not_created(
    target: FakeTarget, store: MemoryStore, answer: bool | None, reason: str
) -> None:
    wanted = desired(service(), channel(1))

    result = plan(wanted, target, store, published_by_lipas=lambda _: answer)

    assert reasons(result) == {"site:1": reason, "subcategory:1100": "not-eligible"}
    assert told(result) == []


def test_a_service_appears_with_its_first_place(target: FakeTarget, store: MemoryStore) -> None:
    wanted = desired(service(1100), service(1200), channel(1), channel(2, needs=1200))

    result = plan(wanted, target, store, published_by_lipas=lambda number: number == 1)

    assert told(result) == [
        "create:service:subcategory:1200",
        "create:channel:site:2",
        "connect:subcategory:1200:site:2",
    ]


def test_lipas_is_asked_only_about_sites_that_would_be_created(
    target: FakeTarget, store: MemoryStore
) -> None:
    published(target, store, 1)
    asked: list[int] = []

    def ask(lipas_id: int) -> bool:
        asked.append(lipas_id)
        return False

    plan(desired(service(), channel(1), channel(2)), target, store, published_by_lipas=ask)

    assert asked == [2]


@pytest.mark.parametrize(
    ("policy", "ops"),
    [
        ("observe", []),
        ("create-only", ["create", "connect"]),
        ("upsert", ["update", "create", "connect"]),
        ("full", ["update", "create", "connect", "archive"]),
    ],
)
def test_a_policy_writes_what_it_says_and_lists_the_rest(
    target: FakeTarget, store: MemoryStore, policy: Policy, ops: list[str]
) -> None:
    published(target, store, 1, 2)
    wanted = desired(service(), channel(1, {"summary.fi": "Uusi."}), channel(3), retired=[site(2)])

    result = plan(wanted, target, store, rules=Rules(policy=policy))

    assert [change.op for change in result.changes] == ops
    forbidden = {skipped.source.id for skipped in result.skipped if skipped.reason == "policy"}
    assert len(forbidden) + len({c.source.id for c in result.changes}) == 3


def test_limits_are_counted_and_named(target: FakeTarget, store: MemoryStore) -> None:
    published(target, store, *range(1, 20))
    retired = [site(number) for number in range(1, 4)]
    wanted = desired(service(), *(channel(n) for n in range(4, 20)), retired=retired)
    limits = Limits(archive=Limit(count=2, share=0.1))

    result = plan(wanted, target, store, rules=Rules(policy="full", limits=limits))

    assert [(b.limit, b.value, b.allowed) for b in result.blocked] == [
        ("archive.count", 3, 2),
        ("archive.share", 0.15, 0.1),
    ]


def test_connections_of_others_that_go_with_a_place_have_a_limit_of_their_own(
    target: FakeTarget, store: MemoryStore
) -> None:
    published(target, store, 1, 2)
    place = target.find(channel(1).source_id)
    target.connections |= {(target.put("service", f"Toisen {n}"), place) for n in range(3)}
    wanted = desired(service(), channel(2), retired=[site(1)])
    limits = Limits(archive=Limit(), connections_lost=Limit(count=3))

    result = plan(wanted, target, store, rules=Rules(policy="full", limits=limits))

    assert [(b.limit, b.value, b.allowed) for b in result.blocked] == [
        ("connections_lost.count", 4, 3)
    ]


def test_fields_that_would_become_empty_have_a_limit(
    target: FakeTarget, store: MemoryStore
) -> None:
    mails: dict[str, Json] = {"emails.fi": ["liikunta@kunta.example"]}
    wanted = desired(service(), *(channel(number, mails) for number in range(3)))
    made = plan(wanted, target, store, rules=Rules(policy="full"))
    apply_plan(made, target, store, holder="test")
    emptied = desired(service(), *(channel(number) for number in range(3)))

    result = plan(
        emptied, target, store, rules=Rules(policy="upsert", limits=Limits(emptied=Limit(count=2)))
    )

    assert [(b.limit, b.value, b.allowed) for b in result.blocked] == [("emptied.count", 3, 2)]


def test_a_lost_store_stops_the_plan(target: FakeTarget, store: MemoryStore) -> None:
    published(target, store, 1)

    with pytest.raises(IdentityDoubt, match="this store does not know"):
        plan(desired(service(), channel(1)), target, MemoryStore())


def test_a_changed_login_stops_the_plan(target: FakeTarget, store: MemoryStore) -> None:
    published(target, store, 1)
    for held in target.held.values():
        held.source_id = None

    with pytest.raises(IdentityDoubt, match="none of the 2 linked"):
        plan(desired(service(), channel(1)), target, store)


def test_skips_of_the_desired_state_are_carried_into_the_plan(
    target: FakeTarget, store: MemoryStore
) -> None:
    wanted = desired()
    skip = Skip(site(9), "Kenttä 9", "no-street", "address is «-»", "mend the address in Lipas")

    result = plan(type(wanted)(wanted.items, skipped=(skip,)), target, store)

    assert [(s.source.id, s.name, s.reason) for s in result.skipped] == [
        ("site:9", "Kenttä 9", "no-street")
    ]


def test_a_plan_survives_being_written_and_read(target: FakeTarget, store: MemoryStore) -> None:
    result = plan(desired(service(), channel(1)), target, store)

    again = Plan.model_validate_json(result.model_dump_json(by_alias=True))

    assert again == result
    assert plan_id(again) == result.id


def test_a_channel_that_a_person_approved_is_adopted_connected_and_then_unchanged(
    target: FakeTarget, store: MemoryStore
) -> None:
    hall = target.put("channel", "Kenttä 1", {"phones.fi": [{"number": "5", "prefix": "+358"}]})
    store.decided.append(LinkDecision(site(1), "channel", hall, "adopt", "Maija"))
    wanted = desired(service(), channel(1))

    made = plan(wanted, target, store)
    applied = apply_plan(made, target, store, holder="test")
    again = plan(wanted, target, store)

    assert told(made) == [
        "create:service:subcategory:1100",
        "adopt:channel:site:1",
        "connect:subcategory:1100:site:1",
    ]
    assert applied.complete
    assert target.held[hall].source_id == channel(1).source_id
    assert len(target.held) == 2
    assert again.changes == ()
    assert again.drift == ()


def test_a_strong_candidate_is_listed_and_nothing_is_created_beside_it(
    target: FakeTarget, store: MemoryStore
) -> None:
    hall = target.put("channel", "Kenttä 1")

    result = plan(desired(service(), channel(1)), target, store)

    assert reasons(result)["site:1"] == "adoption-candidate"
    assert [one.ptv_id for one in result.candidates] == [hall]
    assert result.changes == ()
