"""Journals read backwards, and what may be forgotten of them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import DBAPIError

import hytedata.store
from hytedata.models.common import Completeness
from hytedata.models.publication import SourceItem
from hytedata.models.sync_state import Applied, Approval, Link
from hytedata.store import Store
from tests.store.conftest import Clock

HALL = SourceItem("lipas", "site:1")


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def opened(
    store: Store,
    item: str = "site:1",
    *,
    run: int | None = None,
    plan: str = "p",
    organisation: str = "org",
    fields: Mapping[str, object] | None = None,
) -> int:
    return store.open_intent(
        plan_id=plan,
        change_id=f"update:channel:{item}",
        organisation=organisation,
        login="mallila",
        change={"source": {"name": "lipas", "id": item}, "ptv_id": f"c-{item}", "fields": fields},
        before=None,
        run=run,
    )


def written(store: Store, item: str = "site:1", *, run: int | None = None, plan: str = "p") -> int:
    number = opened(store, item, run=run, plan=plan)
    store.close_intent(number, "done", ptv_id=f"c-{item}")
    return number


def ids(store: Store, **wanted: object) -> list[int]:
    return [one.id for one in store.writes("org", **wanted)]  # type: ignore[arg-type]


def test_writes_come_newest_first_page_by_page(store: Store) -> None:
    numbers = [written(store) for _ in range(5)]

    first = ids(store, limit=2)
    second = ids(store, limit=2, before=first[-1])

    assert [*first, *second] == numbers[:0:-1]


def test_writes_of_one_run_and_of_others_organisations_are_told_apart(store: Store) -> None:
    one, two = store.start_run("apply", "org"), store.start_run("apply", "org")
    first, second = written(store, run=one), written(store, run=two)
    opened(store, organisation="other")

    assert ids(store, run=one) == [first]
    assert ids(store) == [second, first]


def test_writes_since_a_moment(store: Store, clock: Clock) -> None:
    written(store)
    clock.advance(days=1)
    since = clock()
    later = written(store)

    assert ids(store, since=since) == [later]


@pytest.mark.parametrize("name", ["site:7", "c-site:7"])
def test_writes_are_found_by_what_they_touch(store: Store, name: str) -> None:
    written(store, "site:1")
    wanted = written(store, "site:7")

    assert ids(store, names=[name]) == [wanted]


def test_connections_are_found_by_either_end_also_where_their_plan_made_it(store: Store) -> None:
    plain = opened(store, "x", fields={"service": {"before": "s"}, "channel": {"before": "c"}})
    made = opened(store, "x", fields={"service": {"after": "s"}, "channel": {"after": "source:k"}})

    assert ids(store, names=["s"]) == [made, plain]
    assert ids(store, names=["c"]) == [plain]
    assert ids(store, names=["k"]) == [made]


def test_closing_keeps_the_echo_and_that_it_was_looked_up(store: Store) -> None:
    number = opened(store)
    applied = Applied(HALL, "channel", {"name.fi": "a"}, {"name.fi": "A"})

    store.close_intent(number, "done", applied=applied, looked_up=True)

    (closed,) = store.writes("org")
    assert (closed.echo, closed.looked_up) == ({"name.fi": "A"}, True)


def test_runs_approvals_and_audit_are_found(store: Store, clock: Clock) -> None:
    run = store.start_run("apply", "org")
    store.record_approval("p", "Anna")
    store.audit("apply", who="Anna", organisation="org", detail={"run": run})
    store.audit("relink", who="Anna", organisation="org")

    assert [one.kind for one in store.runs([run, 99]).values()] == ["apply"]
    assert store.approvals(["p", "q"]) == (Approval("p", "Anna", clock()),)
    assert [one.detail for one in store.audit_of("org", ["apply"])] == [{"run": run}]


# --- forgetting --------------------------------------------------------------------------------


def fill(store: Store) -> tuple[int, int]:
    """A run with its plan, approval and audit; one write closed and one open."""
    run = store.start_run("apply", "org")
    store.save_plan("p", "org", b"x")
    store.record_approval("p", "Anna")
    store.audit("apply", who="Anna", organisation="org", detail={"run": run})
    closed = opened(store, run=run)
    store.close_intent(
        closed,
        "done",
        link=Link(HALL, "channel", "c-1", "id-1"),
        applied=Applied(HALL, "channel", {"name.fi": "a"}, {"name.fi": "A"}),
        connected=[("s-1", "c-1")],
    )
    still_open = opened(store, "site:2", run=run)
    store.end_run(run, "complete", {})
    return closed, still_open


def test_what_ended_long_ago_goes_and_open_writes_and_links_stay(
    store: Store, clock: Clock
) -> None:
    _, still_open = fill(store)
    clock.advance(days=800)

    gone = store.forget(clock())

    assert gone == {"intent": 1, "plan": 0, "approval": 0, "run": 0, "audit": 1}
    assert ids(store) == [still_open]
    assert store.plan("p") == b"x"
    assert store.links("org", "mallila")
    assert store.applied("org", "mallila")
    assert store.connections("org", "mallila") == {("s-1", "c-1")}


def test_plans_and_runs_go_with_the_last_of_their_writes(store: Store, clock: Clock) -> None:
    _, still_open = fill(store)
    store.close_intent(still_open, "abandoned")
    clock.advance(days=800)
    latest = written(store, plan="q")

    gone = store.forget(clock())

    assert gone == {"intent": 2, "plan": 1, "approval": 1, "run": 1, "audit": 1}
    assert ids(store) == [latest]


def test_the_latest_write_of_a_login_stays_however_old(store: Store, clock: Clock) -> None:
    number = written(store)
    clock.advance(days=800)

    store.forget(clock())

    assert store.last_intent("org", "mallila") == number


def test_what_is_younger_stays(store: Store, clock: Clock) -> None:
    until = clock()
    clock.advance(seconds=1)
    fill(store)

    assert set(store.forget(until).values()) == {0}


def test_a_run_that_took_snapshots_stays(store: Store, clock: Clock) -> None:
    run = store.start_run("read")
    store.note_snapshot(run, "lipas", "x", "889", Completeness(complete=True, items=1))
    store.end_run(run, "complete", {})
    clock.advance(days=800)

    assert store.forget(clock())["run"] == 0


def test_the_future_cannot_be_forgotten(store: Store, clock: Clock) -> None:
    until = clock()
    clock.advance(days=-1)

    with pytest.raises(ValueError, match="future"):
        store.forget(until)


@pytest.mark.parametrize("table", ["intent", "approval", "audit", "run", "forgotten"])
def test_journals_refuse_to_lose_what_may_not_be_forgotten(
    url: str, store: Store, clock: Clock, table: str
) -> None:
    store.forget(clock())
    fill(store)

    with pytest.raises(DBAPIError, match="append-only"), connected(url) as connection:
        connection.execute(text(f"DELETE FROM {table}"))


# --- older stores ------------------------------------------------------------------------------


def test_writes_of_an_older_store_get_the_run_that_sent_them(url: str, clock: Clock) -> None:
    settings = Config()
    folder = Path(hytedata.store.__file__).parent / "migrations"
    settings.set_main_option("script_location", str(folder))
    settings.set_main_option("path_separator", "os")
    moments = [f"2026-01-01 {hour:02}:00:00.000000" for hour in range(10)]
    with connected(url) as connection:
        settings.attributes["connection"] = connection
        command.upgrade(settings, "0005")
        connection.execute(
            text("INSERT INTO meta (id, made_at) VALUES ('s', :at)"), {"at": moments[0]}
        )
        # The second of the runs found the organisation held by the first, and ended.
        for number, kind, began, ended in (
            (1, "apply", 1, 6),
            (2, "apply", 2, 2),
            (3, "plan", 3, None),
        ):
            connection.execute(
                text(
                    "INSERT INTO run (id, kind, organisation, started_at, ended_at) "
                    "VALUES (:id, :kind, 'org', :began, :ended)"
                ),
                {
                    "id": number,
                    "kind": kind,
                    "began": moments[began],
                    "ended": None if ended is None else moments[ended],
                },
            )
        for number, began in ((1, 4), (2, 8)):
            connection.execute(
                text(
                    "INSERT INTO intent (id, plan_id, change_id, organisation, login, change, "
                    "state, opened_at, closed_at, detail) VALUES (:id, 'p', 'c', 'org', 'm', "
                    "'{}', 'done', :began, :began, '')"
                ),
                {"id": number, "began": moments[began]},
            )

    Store.upgrade(url, now=clock)

    with Store.open(url, now=clock) as store:
        assert [(one.id, one.run_id, one.looked_up) for one in store.writes("org")] == [
            (2, None, False),
            (1, 1, False),
        ]
    with pytest.raises(DBAPIError, match="append-only"), connected(url) as connection:
        connection.execute(text("UPDATE intent SET detail = 'x'"))
