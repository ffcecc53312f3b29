"""Settings for a sandbox with few sites, a store beside them, and works done on them."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from hytedata.runs.open_store import open_store
from hytedata.sandbox import Sandbox, World
from hytedata.store import Store
from hytedata_daemon.jobs import perform
from hytedata_daemon.outcome import Outcome, Work
from hytedata_daemon.settings import JobName, Settings, load_settings
from tests.daemon.service.publishing import small_world
from tests.impatience import be_impatient

Do = Callable[..., Outcome]
Configure = Callable[..., Settings]


@pytest.fixture(scope="session")
def few_sites(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Four sites and an empty PTV."""
    return small_world(tmp_path_factory.mktemp("world"))


@pytest.fixture
def sandbox(few_sites: World) -> Iterator[Sandbox]:
    """A running sandbox."""
    with Sandbox(few_sites) as running:
        yield running


@pytest.fixture
def attempt_s() -> float:
    """Longest wait for an answer; tests of upstreams that hang ask for less."""
    return 5.0


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch, attempt_s: float) -> None:
    be_impatient(monkeypatch, attempt_s)


@pytest.fixture
def configure(sandbox: Sandbox, tmp_path: Path, made_store: Path) -> Configure:
    """Write a configuration for the sandbox, with more below, and load it."""

    def write_and_load(more: str = "", **options: object) -> Settings:
        store = tmp_path / "hytedata.db"
        if not store.exists():
            shutil.copy(made_store, store)
        told: dict[str, object] = {"store": f"sqlite:///{store}", **options}
        text = sandbox.config_toml(**told)  # type: ignore[arg-type]  # as its signature says
        file = tmp_path / "hytedata.toml"
        file.write_text(f"{text}\n{more}\n", encoding="utf-8")
        return load_settings(file, environ={})

    return write_and_load


@pytest.fixture
def environ(sandbox: Sandbox) -> Mapping[str, str]:
    """Where the world's password is."""
    return {sandbox.password_env: sandbox.password}


@pytest.fixture
def do(sandbox: Sandbox, environ: Mapping[str, str]) -> Do:
    """Do a work: the job's name, and for whom where it is for one."""

    def done(settings: Settings, job: JobName, *, full: bool = False, **more: object) -> Outcome:
        whom = sandbox.organisation if job in ("plan", "apply") else ""
        work = Work(job=job, organisation=str(more.pop("organisation", whom)), full=full)
        given = {"environ": environ, **more}
        return perform(settings, work, **given)  # type: ignore[arg-type]  # as its signature says

    return done


@pytest.fixture
def opened() -> Iterator[Callable[[Settings], Store]]:
    """Open the store of some settings; it is closed after the test."""
    stores: list[Store] = []

    def open_it(settings: Settings) -> Store:
        stores.append(open_store(settings.config))
        return stores[-1]

    yield open_it
    for store in stores:
        store.close()
