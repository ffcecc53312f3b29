"""The daemon with all its real parts, while what it needs dies, hangs, is full or is locked."""

import random
import resource
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from hytedata.sandbox import Sandbox, World
from hytedata.sandbox.faults import Fault
from hytedata_daemon.cli.app import run
from tests.daemon.service.conftest import Listener
from tests.daemon.service.publishing import Publishing, organisation_of
from tests.daemon.service.running import wait_for
from tests.postgresql import PostgresqlServer

pytestmark = pytest.mark.slow

SLOW_MS = 100
TWO_LEASES_S = 120.0
QUICK_TO_GIVE_UP = (
    "from hytedata.store import database; database.BUSY_TIMEOUT_MS = 500; "
    "from hytedata_daemon.cli import main; main()"
)

LONGEST_S = 4.0
IMPATIENT = (
    "from functools import partial; from hytedata.clients import ptv; "
    f"ptv.Upstream = partial(ptv.Upstream, attempt_s={LONGEST_S}); "
    "from hytedata_daemon.cli import main; main()"
)


@pytest.fixture
def sandbox(small: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    with Sandbox(small) as running:
        monkeypatch.setenv(running.password_env, running.password)
        yield running


def planned(publishing: Publishing) -> Publishing:
    """Let there be a plan, and PTV be slow while it is applied."""
    assert run(["once", "plan", "-c", str(publishing.file)]) == 0
    publishing.sandbox.controls.clear_journal()
    publishing.sandbox.controls.set_latency(SLOW_MS)
    return publishing


def until_it_has_written(publishing: Publishing, number: int) -> None:
    wait_for(lambda: publishing.written() >= number, f"{number} changes are written")


def asked_again(publishing: Publishing) -> bool:
    """Whether all is done; what failed is asked for: it comes again by itself, but not at once."""
    state = publishing.state_of("apply")
    if state and state != "done":
        publishing.ask("apply")
    return state == "done"


def until_applied(publishing: Publishing) -> None:
    wait_for(lambda: asked_again(publishing), "all is written")


def nothing_is_lost_or_doubled(publishing: Publishing) -> None:
    assert publishing.changes_done() == publishing.changes()
    assert publishing.open_intents() == []
    assert publishing.writes_done_twice() == []


# --- two daemons on PostgreSQL ---------------------------------------------------------------

Pair = tuple[Publishing, Publishing]
MakePair = Callable[[str], Pair]


@pytest.fixture
def pair(tmp_path: Path, systemd: Listener, sandbox: Sandbox) -> Iterator[MakePair]:
    """Start two daemons on the database at an address, one of which begins to apply a plan."""
    started: list[Publishing] = []

    def make(url: str) -> Pair:
        one, other = (
            Publishing(tmp_path / name, systemd, sandbox, url=url) for name in ("one", "other")
        )
        planned(one).ask("apply")
        for daemon in (one, other):
            started.append(daemon)
            daemon.start()
        return one, other

    yield make
    for daemon in started:
        daemon.kill()


@pytest.mark.parametrize("seed", [1])
def test_what_a_killed_daemon_was_writing_is_finished_by_the_other(
    pair: MakePair, postgresql_url: str, systemd: Listener, seed: int
) -> None:
    daemons = pair(postgresql_url)
    for _ in daemons:
        systemd.until("READY")
    until_it_has_written(daemons[0], random.Random(seed).randint(1, 6))

    at_work = daemons[0].at_work()
    (victim,) = (one for one in daemons if one.process and one.process.pid == at_work)
    (heir,) = (one for one in daemons if one is not victim)
    victim.kill()
    killed_at = time.monotonic()
    wait_for(lambda: heir.state_of("apply") == "done", "the other has written the rest")

    assert time.monotonic() - killed_at < TWO_LEASES_S
    assert heir.runs()
    nothing_is_lost_or_doubled(heir)


@pytest.mark.parametrize("seed", [3])
def test_all_is_written_once_where_the_database_was_killed_in_the_middle(
    pair: MakePair, mortal_postgresql: PostgresqlServer, seed: int
) -> None:
    one, other = pair(mortal_postgresql.database())
    until_it_has_written(one, random.Random(seed).randint(2, 5))

    mortal_postgresql.kill()
    mortal_postgresql.start()
    until_applied(one)

    assert one.runs()
    assert other.runs()
    nothing_is_lost_or_doubled(one)


def test_all_is_written_once_where_connections_are_cut_again_and_again(
    pair: MakePair, mortal_postgresql: PostgresqlServer
) -> None:
    one, other = pair(mortal_postgresql.database())

    def has_written(number: int) -> bool:
        # Whether a cut meets a statement, and so ends the work as failed, is chance.
        return asked_again(one) or one.written() >= number

    for number in (2, 4, 6):
        wait_for(partial(has_written, number), f"{number} changes are written")
        mortal_postgresql.cut_connections()
    until_applied(one)

    assert one.runs()
    assert other.runs()
    nothing_is_lost_or_doubled(one)


# --- one daemon on SQLite --------------------------------------------------------------------


@pytest.fixture
def alone(
    tmp_path: Path, made_store: Path, systemd: Listener, sandbox: Sandbox
) -> Iterator[Publishing]:
    """A daemon that applies a plan."""
    (tmp_path / "hytedata.db").write_bytes(made_store.read_bytes())
    program = ("-c", QUICK_TO_GIVE_UP, "run")
    publishing = planned(Publishing(tmp_path, systemd, sandbox, program=program))
    publishing.ask("apply")
    publishing.start()
    until_it_has_written(publishing, 2)
    yield publishing
    publishing.kill()


def test_on_a_disk_that_is_full_nothing_is_lost_and_work_goes_on_when_there_is_room(
    alone: Publishing,
) -> None:
    assert alone.process is not None
    room = (alone.folder / "hytedata.db-wal").stat().st_size
    resource.prlimit(alone.process.pid, resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
    wait_for(lambda: "store_unusable" in alone.log, "the disk is full")

    no_limit = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
    resource.prlimit(alone.process.pid, resource.RLIMIT_FSIZE, no_limit)
    wait_for(lambda: alone.state_of("apply") == "failed", "it is noted")
    until_applied(alone)

    assert alone.runs()
    nothing_is_lost_or_doubled(alone)


def test_a_store_that_another_locks_for_too_long_costs_time_and_nothing_else(
    alone: Publishing,
) -> None:
    with closing(sqlite3.connect(alone.folder / "hytedata.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        wait_for(lambda: "store_unusable" in alone.log, "the daemon gives up waiting")
        other.execute("ROLLBACK")
    wait_for(lambda: alone.state_of("apply") == "failed", "it is noted")
    until_applied(alone)

    assert alone.runs()
    nothing_is_lost_or_doubled(alone)


# --- an upstream that hangs ------------------------------------------------------------------

TOWNS = ("889", "785")


@pytest.fixture
def towns(
    tmp_path: Path, made_store: Path, systemd: Listener, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Publishing]:
    """A daemon for two organisations, whose writes take some seconds at the most."""
    (tmp_path / "hytedata.db").write_bytes(made_store.read_bytes())
    with Sandbox(World(seed=1)) as sandbox:
        program = ("-c", IMPATIENT, "run")
        publishing = Publishing(tmp_path, systemd, sandbox, towns=TOWNS, program=program)
        for name, password in publishing.passwords.items():
            monkeypatch.setenv(name, password)
        yield planned(publishing)
        publishing.kill()


def test_a_write_that_hangs_holds_up_neither_other_organisations_nor_the_end(
    towns: Publishing,
) -> None:
    ours, theirs = map(organisation_of, TOWNS)
    towns.ask("apply", ours)
    towns.start()
    until_it_has_written(towns, 1)
    hangs = Fault("hang", mount="/ptv", method="POST", times=1)
    towns.sandbox.controls.add_fault(hangs)
    before = towns.written()

    towns.ask("plan", theirs)
    wait_for(lambda: towns.state_of("plan", theirs) == "done", "another's plan is made")
    hung, since = towns.state_of("apply", ours), towns.written() - before
    towns.send(signal.SIGTERM)
    asked_at = time.monotonic()
    code, took_s = towns.code(), time.monotonic() - asked_at
    stopped = towns.state_of("apply", ours)

    assert (hung, stopped, code) == ("", "stopped", 0)
    # One may have been on its way when the fault began; it would else have been dozens.
    assert since <= 1
    assert took_s < 2 * LONGEST_S
