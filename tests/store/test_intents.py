from dataclasses import replace

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

from hytedata.errors import NotFound, StoreError
from hytedata.models.publication import SourceItem
from hytedata.models.sync_state import Applied, Intent, IntentState, Link
from hytedata.store import Store
from tests.store.conftest import Clock

HALL = SourceItem("lipas", "site:1")
LINK = Link(HALL, "channel", "c-1", "id-1")
APPLIED = Applied(HALL, "channel", {"name.fi": "A"}, {"name.fi": "B"}, "h", "v")


def opened(store: Store, change: str = "create:site:1", plan: str = "p-1") -> int:
    return store.open_intent(
        plan_id=plan,
        change_id=change,
        organisation="org",
        login="mallila",
        change={"op": "create", "fields": {"name.fi": {"after": "Hälli"}}},
        before={"id": "c-1", "names": [None, 1.5]},
    )


def test_an_open_intent_is_found_with_all_that_was_noted(store: Store, clock: Clock) -> None:
    number = opened(store)

    assert store.open_intents("org", "mallila") == (
        Intent(
            id=number,
            plan_id="p-1",
            change_id="create:site:1",
            organisation="org",
            login="mallila",
            change={"op": "create", "fields": {"name.fi": {"after": "Hälli"}}},
            before={"id": "c-1", "names": [None, 1.5]},
            state="open",
            opened_at=clock(),
        ),
    )
    assert store.open_intents("org", "other") == ()


def test_a_creation_has_no_image_of_before(store: Store) -> None:
    store.open_intent(
        plan_id="p", change_id="c", organisation="org", login="mallila", change={}, before=None
    )

    assert store.open_intents("org", "mallila")[0].before is None


def test_closing_records_all_that_follows(store: Store, clock: Clock) -> None:
    number = opened(store)
    clock.advance(seconds=5)

    store.close_intent(
        number,
        "done",
        ptv_id="c-1",
        detail="published",
        link=LINK,
        applied=APPLIED,
        connected=[("s-1", "c-1")],
    )

    (closed,) = store.intents_of_plan("p-1")
    assert (closed.state, closed.ptv_id, closed.detail) == ("done", "c-1", "published")
    assert closed.closed_at == clock()
    assert store.open_intents("org", "mallila") == ()
    assert store.links("org", "mallila") == (LINK,)
    assert store.applied("org", "mallila") == (APPLIED,)
    assert store.connections("org", "mallila") == {("s-1", "c-1")}


@pytest.mark.parametrize("state", ["unchanged", "refused", "failed", "abandoned"])
def test_a_write_that_did_nothing_leaves_no_trace_but_its_intent(
    store: Store, state: IntentState
) -> None:
    store.close_intent(opened(store), state, detail="name: already taken\0")

    (closed,) = store.intents_of_plan("p-1")
    assert (closed.state, closed.detail) == (state, "name: already taken�")
    assert store.links("org", "mallila") == ()


def test_intents_come_oldest_first(store: Store) -> None:
    first, second, _ = opened(store, "a"), opened(store, "b"), opened(store, "c", plan="p-2")

    assert [one.id for one in store.intents_of_plan("p-1")] == [first, second]
    assert [one.change_id for one in store.open_intents("org", "mallila")] == ["a", "b", "c"]


def test_the_latest_write_is_known_per_organisation_and_login(store: Store) -> None:
    before = store.last_intent("org", "mallila")
    opened(store, "a")
    latest = opened(store, "b")

    assert before == 0
    assert store.last_intent("org", "mallila") == latest
    assert store.last_intent("org", "other") == 0


def test_an_intent_is_closed_once(store: Store) -> None:
    number = opened(store)
    store.close_intent(number, "done", link=LINK)

    with pytest.raises(StoreError, match="was closed as done before"):
        store.close_intent(number, "failed", link=replace(LINK, ptv_id="c-2"))

    assert store.links("org", "mallila") == (LINK,)


def test_an_unknown_intent_cannot_be_closed(store: Store) -> None:
    with pytest.raises(StoreError, match=r"intent 7 .* does not exist"):
        store.close_intent(7, "done")


def test_an_intent_cannot_be_closed_as_open(store: Store) -> None:
    with pytest.raises(ValueError, match="closed as open"):
        store.close_intent(opened(store), "open")


def test_a_closing_that_fails_half_way_leaves_the_intent_open(store: Store) -> None:
    number = opened(store)
    # A lone surrogate cannot be written to either database.
    unwritable = [("s-1", "\ud800")]

    with pytest.raises((StoreError, UnicodeEncodeError)):
        store.close_intent(number, "done", link=LINK, applied=APPLIED, connected=unwritable)

    assert [one.id for one in store.open_intents("org", "mallila")] == [number]
    assert store.links("org", "mallila") == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE intent SET state = 'open'",
        "DELETE FROM intent",
        "UPDATE approval SET who = 'somebody else'",
        "DELETE FROM approval",
        "UPDATE audit SET who = 'somebody else'",
        "DELETE FROM audit",
        "UPDATE run SET verdict = 'fine'",
        "DELETE FROM run",
        "UPDATE snapshot SET complete = true",
        "DELETE FROM snapshot",
    ],
)
def test_the_database_itself_keeps_journals_whole(store: Store, url: str, statement: str) -> None:
    from hytedata.models.common import Completeness

    store.close_intent(opened(store), "done")
    store.record_approval("p-1", "maija")
    store.audit("relinked", who="maija")
    run = store.start_run("read")
    store.note_snapshot(run, "lipas", "site", "all", Completeness(complete=False, items=0))
    store.end_run(run, "failed", {})
    direct = make_url(url)
    if direct.drivername == "postgresql":
        direct = direct.set(drivername="postgresql+psycopg")
    engine = create_engine(direct)

    with (
        pytest.raises(DBAPIError, match="append-only"),
        engine.begin() as connection,
    ):
        connection.execute(text(statement))

    engine.dispose()


# --- plans and approvals ---------------------------------------------------------------------


def test_a_plan_is_kept_as_its_bytes(store: Store) -> None:
    document = b'{"id": "p-1", "name": "\xc3\xa4"}\n'

    store.save_plan("p-1", "org", document)

    assert store.plan("p-1") == document


def test_the_same_plan_twice_is_one(store: Store) -> None:
    store.save_plan("p-1", "org", b"first")

    store.save_plan("p-1", "org", b"made again later")

    assert store.plan("p-1") == b"first"


def test_a_plan_that_was_never_saved_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound) as caught:
        store.plan("p-9")

    assert caught.value.what == "plan p-9"


def test_approvals_add_up(store: Store) -> None:
    store.record_approval("p-1", "maija")
    store.record_approval("p-1", "matti")
    store.record_approval("p-2", "maija")

    assert store.approvers("p-1") == ("maija", "matti")
    assert store.approvers("p-9") == ()
