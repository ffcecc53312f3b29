"""All works together ask an upstream for no more at once than the configuration says."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from hytedata.runs.open_store import open_store
from hytedata.sandbox import Sandbox, World
from hytedata_daemon.jobs import perform
from hytedata_daemon.outcome import Outcome, Work
from hytedata_daemon.settings import Settings, load_settings

pytestmark = pytest.mark.slow

CODES = ("889", "785")
OVER = {"done", "busy"}


def settings_of(
    sandbox: Sandbox, folder: Path, *, at_once: int, store: str | None = None
) -> Settings:
    store = store or f"sqlite:///{folder}/shared.db"
    text = sandbox.config_toml(municipalities=CODES, store=store)
    text = text.replace("[lipas]\n", "[lipas]\ncategories = [1500, 4400]\n")
    file = folder / "hytedata.toml"
    file.write_text(text.replace("[ptv]\n", f"[ptv]\nat_once = {at_once}\n"), encoding="utf-8")
    return load_settings(file, environ={})


def work_at_once(settings: Settings, environ: dict[str, str], *works: Work) -> list[Outcome]:
    """Do works at once, as several daemons do."""

    def done(number: int) -> Outcome:
        return perform(settings, works[number], environ, holder=f"daemon {number}")

    with ThreadPoolExecutor(len(works)) as threads:
        return list(threads.map(done, range(len(works))))


@pytest.fixture
def sandbox() -> Sandbox:
    """Slow enough that works meet each other."""
    return Sandbox(World(seed=1), latency_ms=10)


@pytest.mark.parametrize("at_once", [1, 2, 4])
def test_two_works_never_ask_for_more_at_once_than_one_may(
    sandbox: Sandbox, tmp_path: Path, at_once: int
) -> None:
    with sandbox:
        settings = settings_of(sandbox, tmp_path, at_once=at_once)
        environ = sandbox.passwords(CODES)
        plans = [Work(job="plan", organisation=one.id) for one in settings.config.organisation]
        outcomes = work_at_once(settings, environ, *plans, Work(job="read-ptv"))

        met = [one.at_once for one in sandbox.journal() if one.mount == "/ptv"]

    states = [one.state for one in outcomes]
    assert max(met) <= at_once
    assert {*states} <= OVER
    # So many have a share; who comes later is sent away, and nobody waits.
    assert states.count("done") == min(2, at_once)
    assert {one.code for one in outcomes if one.state == "busy"} == {"upstream-shared"}


def test_works_of_several_machines_share_it_through_postgresql(
    sandbox: Sandbox, tmp_path: Path, postgresql_url: str
) -> None:
    with sandbox:
        settings = settings_of(sandbox, tmp_path, at_once=2, store=postgresql_url)
        environ = sandbox.passwords(CODES)
        plans = [Work(job="plan", organisation=one.id) for one in settings.config.organisation]
        open_store(settings.config).close()
        outcomes = work_at_once(settings, environ, *plans, Work(job="read-ptv"))

        met = [one.at_once for one in sandbox.journal() if one.mount == "/ptv"]

    assert max(met) <= 2
    assert sorted(one.state for one in outcomes) == ["busy", "done", "done"]


def test_a_work_that_was_sent_away_is_done_when_it_comes_again(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    with sandbox:
        settings = settings_of(sandbox, tmp_path, at_once=1)
        environ = sandbox.passwords(CODES)
        plans = [Work(job="plan", organisation=one.id) for one in settings.config.organisation]
        first = work_at_once(settings, environ, *plans)

        again = [perform(settings, work, environ) for work in plans]

    assert sorted(one.state for one in first) == ["busy", "done"]
    assert [one.state for one in again] == ["done", "done"]
