"""The daemon with all its real parts is ended while it writes to PTV, and starts again."""

import importlib.util
import json
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from hytedata.models.clock import utc_now
from hytedata.sandbox import Sandbox, World
from hytedata.store import Store
from hytedata_daemon.cli.app import run
from tests.daemon.service.conftest import Listener
from tests.daemon.service.running import Running, wait_for
from tests.daemon.service.test_whole import ASLEEP, PARTS
from tests.e2e.support import ours

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        any(importlib.util.find_spec(f"hytedata_daemon.{part}") is None for part in PARTS),
        reason="parts of the daemon are not there yet",
    ),
]

SMALL = ("clean", "equal-name-1", "equal-name-2", "swimming-hall")
BEFORE_THE_END = 3  # writes that PTV has taken when the daemon is ended


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Four sites and an empty PTV."""
    whole = World(seed=1)
    wanted = {whole.landmarks[name] for name in SMALL}
    documents = [site.document() for site in whole.sites if site.lipas_id in wanted]
    path = tmp_path_factory.mktemp("world") / "small.ndjson"
    path.write_text("\n".join(json.dumps(each) for each in documents), encoding="utf-8")
    return World.from_lipas_file(path)


class Publishing(Running):
    """A daemon whose organisation publishes to a sandbox without a person's approval."""

    def __init__(self, folder: Path, systemd: Listener, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        super().__init__(folder, systemd, ["-m", "hytedata_daemon", "run"])
        self.url = f"sqlite:///{folder / 'hytedata.db'}"
        asleep = ASLEEP.replace("[daemon.jobs.apply]\nenabled = false\n", "")
        text = f"{sandbox.config_toml(store=self.url)}\n{asleep}[daemon.web]\nport = {self.port}\n"
        (folder / "hytedata.toml").write_text(text, encoding="utf-8")

    @property
    def environ(self) -> dict[str, str]:
        return {**super().environ, self.sandbox.password_env: self.sandbox.password}

    def store(self) -> Store:
        return Store.open(self.url, now=utc_now)

    def ask(self, job: str) -> None:
        with self.store() as store:
            store.due.ask(self.sandbox.organisation, job, who="Anna")

    def state_of(self, job: str) -> str:
        with self.store() as store:
            rows = store.due.of(self.sandbox.organisation)
        (row,) = (row for row in rows if row.key.job == job)
        if row.ended_at is None or row.outcome is None:
            return ""
        state = str(row.outcome["state"])
        # What was stopped is asked for again by that.
        return state if row.asked_at is None or state == "stopped" else ""

    def written(self) -> int:
        return sum(entry.status == 200 for entry in self.sandbox.controls.writes())


@pytest.fixture
def publishing(
    tmp_path: Path,
    made_store: Path,
    systemd: Listener,
    world: World,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Publishing]:
    """A daemon in the middle of applying a plan of ten changes; PTV is slow."""
    (tmp_path / "hytedata.db").write_bytes(made_store.read_bytes())
    with Sandbox(world) as sandbox:
        publishing = Publishing(tmp_path, systemd, sandbox)
        monkeypatch.setenv(sandbox.password_env, sandbox.password)
        assert run(["once", "plan", "-c", str(tmp_path / "hytedata.toml")]) == 0
        sandbox.controls.set_latency(150)
        publishing.ask("apply")
        try:
            publishing.start()
            wait_for(lambda: publishing.written() >= BEFORE_THE_END, "it writes")
            yield publishing
        finally:
            publishing.kill()


def test_told_to_stop_it_ends_the_write_in_hand_and_the_next_start_does_the_rest(
    publishing: Publishing, systemd: Listener
) -> None:
    publishing.send(signal.SIGTERM)
    code = publishing.code()
    stopped, open_then = publishing.state_of("apply"), open_intents(publishing)
    publishing.start()
    wait_for(lambda: publishing.state_of("apply") == "done", "the rest is written")

    assert (code, stopped, open_then) == (0, "stopped", [])
    assert changes_done(publishing) == 10
    # Fails by itself where two things of PTV are one of ours.
    assert ours(publishing.sandbox)


def test_killed_while_it_writes_it_goes_on_after_the_next_start_and_writes_nothing_twice(
    publishing: Publishing, systemd: Listener
) -> None:
    publishing.send(signal.SIGKILL)
    publishing.code()
    publishing.start()
    wait_for(lambda: publishing.state_of("apply") == "done", "the rest is written")

    assert changes_done(publishing) == 10
    assert open_intents(publishing) == []
    # Fails by itself where two things of PTV are one of ours.
    assert ours(publishing.sandbox)


def _intents(publishing: Publishing) -> list[tuple[str, str]]:
    with publishing.store() as store:
        (plan,) = {head.id for head in store.plan_heads(publishing.sandbox.organisation)}
        return [(one.change_id, one.state) for one in store.intents_of_plan(plan)]


def open_intents(publishing: Publishing) -> list[str]:
    return [change for change, state in _intents(publishing) if state == "open"]


def changes_done(publishing: Publishing) -> int:
    return len({change for change, state in _intents(publishing) if state == "done"})
