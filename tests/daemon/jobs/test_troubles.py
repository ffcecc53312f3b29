"""What goes wrong outside: one thing's trouble is an outcome, and never another's."""

import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from hytedata.runs.open_store import open_store
from hytedata.sandbox import Sandbox, World
from hytedata.sandbox.faults import Fault
from hytedata.store import database
from hytedata_daemon.settings import Settings
from tests.daemon.jobs.conftest import Configure, Do

pytestmark = pytest.mark.slow

CODES = ("889", "785")
FEW = "categories = [1500, 4400]\n"


@pytest.fixture
def two_towns(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """A sandbox with sites and a login for each of two municipalities."""
    with Sandbox(World(seed=1)) as running:
        yield running


@pytest.fixture
def two(two_towns: Sandbox, tmp_path: Path) -> Settings:
    """Settings for both."""
    store = f"sqlite:///{tmp_path}/two.db"
    text = two_towns.config_toml(municipalities=CODES, store=store)
    file = tmp_path / "two.toml"
    file.write_text(text.replace("[lipas]\n", f"[lipas]\n{FEW}"), encoding="utf-8")
    return load_settings_of(file)


def load_settings_of(file: Path) -> Settings:
    from hytedata_daemon.settings import load_settings

    return load_settings(file, environ={})


def test_one_organisations_bad_password_does_not_stop_another(
    two_towns: Sandbox, two: Settings, do: Do
) -> None:
    passwords = two_towns.passwords(CODES)
    environ = {name: it if name.endswith("889") else "wrong" for name, it in passwords.items()}
    ours, theirs = (one.id for one in two.config.organisation)

    bad = [do(two, "plan", organisation=theirs, environ=environ) for _ in range(4)]
    good = do(two, "plan", organisation=ours, environ=environ)

    assert {(one.state, one.code) for one in bad} == {("waiting", "login-refused")}
    assert "wrong" not in bad[0].detail
    assert (good.state, good.code) == ("done", "")


def test_a_missing_password_is_told_as_a_matter_of_the_configuration(two: Settings, do: Do) -> None:
    outcome = do(two, "plan", organisation=two.config.organisation[0].id, environ={})

    assert (outcome.state, outcome.code) == ("waiting", "config")
    assert "HYTEDATA_PTV_PASSWORD_889" in outcome.detail


def test_a_limit_of_one_organisation_does_not_stop_another(
    two_towns: Sandbox, two: Settings, do: Do
) -> None:
    environ = two_towns.passwords(CODES)
    ours, theirs = two.config.organisation
    tight = theirs.model_copy(
        update={
            "municipalities": ours.municipalities,
            "approval": "limits",
            "limits": theirs.limits.model_copy(
                update={"create": theirs.limits.create.model_copy(update={"count": 0})}
            ),
        }
    )
    config = two.config.model_copy(update={"organisation": (ours, tight)})
    settings = Settings(config, two.daemon)
    for one in (ours, tight):
        do(settings, "plan", organisation=one.id, environ=environ)

    held, written = (
        do(settings, "apply", organisation=one.id, environ=environ) for one in (tight, ours)
    )

    assert (held.state, held.code) == ("waiting", "limit-exceeded")
    assert (written.state, written.code) == ("done", "")


def test_a_register_that_fails_three_times_is_left_in_peace_and_others_are_read(
    configure: Configure, do: Do, sandbox: Sandbox
) -> None:
    settings = configure()
    sandbox.controls.add_fault(Fault("status", mount="/ptv", status=500))
    failed = [do(settings, "plan") for _ in range(3)]
    sandbox.controls.clear_journal()

    resting, lipas = do(settings, "plan"), do(settings, "read-lipas")

    assert {(one.state, one.code) for one in failed} == {("failed", "source-unavailable")}
    assert {one.upstreams for one in failed} == {("ptv",)}
    assert (resting.state, resting.code) == ("busy", "upstream-rests")
    assert (lipas.state, lipas.code) == ("done", "")
    assert not any(one.mount == "/ptv" for one in sandbox.journal())


def test_a_register_that_fails_for_one_organisation_alone_does_not_rest(
    two_towns: Sandbox, two: Settings, do: Do
) -> None:
    environ = two_towns.passwords(CODES)
    ours, theirs = (one.id for one in two.config.organisation)
    two_towns.controls.add_fault(Fault("status", mount="/ptv", path=theirs, status=500))

    outcomes = [
        do(two, "plan", organisation=one, environ=environ).code
        for one in (theirs, theirs, ours, theirs, theirs, ours)
    ]

    bad = "source-unavailable"
    assert outcomes == [bad, bad, "", bad, bad, ""]


def test_after_the_rest_one_work_tries_and_opens_the_way(
    configure: Configure, do: Do, sandbox: Sandbox
) -> None:
    settings = configure()
    sandbox.controls.add_fault(Fault("status", mount="/ptv", status=500))
    for _ in range(3):
        do(settings, "plan")
    sandbox.controls.clear_faults()
    with open_store(settings.config) as store:
        store.upstreams.undecided("ptv")  # as after five minutes

    outcomes = [do(settings, "plan"), do(settings, "apply")]

    assert [one.state for one in outcomes] == ["done", "done"]


def test_a_calendar_that_is_down_does_not_stop_the_others(
    configure: Configure, do: Do, sandbox: Sandbox
) -> None:
    settings = configure()
    sandbox.controls.add_fault(Fault("status", mount="/calendars/seutu", status=503))

    outcome = do(settings, "read-calendars")

    assert (outcome.state, outcome.code) == ("incomplete", "read-incomplete")
    assert outcome.upstreams == ("calendar:seutu",)
    assert outcome.counts["new"] > 20


class TestPatience:
    """An upstream that hangs."""

    @pytest.fixture
    def attempt_s(self) -> float:
        return 0.2

    @pytest.mark.parametrize(("job", "mount"), [("plan", "/ptv"), ("read-lipas", "/lipas")])
    def test_a_register_that_hangs_ends_the_work_and_is_named(
        self, configure: Configure, do: Do, sandbox: Sandbox, job: str, mount: str
    ) -> None:
        settings = configure()
        sandbox.controls.add_fault(Fault("hang", mount=mount, delay_s=30))

        outcome = do(settings, job)

        assert (outcome.state, outcome.code) == ("failed", "source-unavailable")
        assert outcome.upstreams == (mount[1:],)


def test_a_locked_store_is_told_and_the_next_run_works(
    configure: Configure, do: Do, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = configure()
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 50)
    other = sqlite3.connect(settings.config.store.removeprefix("sqlite:///"))
    other.execute("BEGIN IMMEDIATE")

    locked = do(settings, "read-lipas")
    other.close()
    after = do(settings, "read-lipas")

    assert (locked.state, locked.code) == ("failed", "store")
    assert "locked" in locked.detail
    assert (after.state, after.code) == ("done", "")


def test_a_full_disk_is_told_and_the_next_run_works(
    configure: Configure, do: Do, monkeypatch: pytest.MonkeyPatch, sandbox: Sandbox
) -> None:
    settings = configure()
    do(settings, "plan")
    full = Full(monkeypatch)

    outcome = do(settings, "apply")
    full.free_some()
    after = do(settings, "apply")

    assert (outcome.state, outcome.code) == ("failed", "store")
    assert "no room left" in outcome.detail
    assert (after.state, after.counts) == ("done", {"done": 10})
    assert len({one.path for one in sandbox.writes()}) > 0


class Full:
    """A store that may not grow, as on a full disk."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.is_full = True
        usual = database._on_connect

        def connect(connection: sqlite3.Connection, entry: object) -> None:
            usual(connection, entry)  # type: ignore[arg-type]  # SQLAlchemy's own name for it
            if self.is_full:
                connection.execute("PRAGMA max_page_count = 1")

        monkeypatch.setattr(database, "_on_connect", connect)

    def free_some(self) -> None:
        self.is_full = False


def test_a_password_may_come_from_systemd(
    configure: Configure, do: Do, sandbox: Sandbox, tmp_path: Path
) -> None:
    settings = configure()
    (organisation,) = settings.config.organisation
    nowhere = organisation.model_copy(update={"password_env": None})
    config = settings.config.model_copy(update={"organisation": (nowhere,)})
    folder = tmp_path / "credentials"
    folder.mkdir()
    file = folder / f"ptv-password-{organisation.id}"
    file.write_text(f"{sandbox.password}\n", encoding="utf-8")
    file.chmod(0o400)
    environ: Mapping[str, str] = {"CREDENTIALS_DIRECTORY": str(folder)}

    outcomes = [
        do(Settings(config, settings.daemon), job, environ=environ) for job in ("plan", "apply")
    ]

    assert [(one.state, one.code) for one in outcomes] == [("done", ""), ("done", "")]
